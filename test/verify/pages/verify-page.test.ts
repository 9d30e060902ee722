/** Methods by their pages: a program of each page passes in every format, and a program of any other page fails. */
import { describe, expect, it } from 'vitest';
import { createFloatField } from '../../../src/verify/served-reference/float-field.js';
import { verifyImplementation, type Implementation } from '../../../src/verify/index.js';
import { servePage } from '../../../src/verify/pages/serve-page.js';
import { methodOf, pageNames, readPage } from '../../support/pages.js';

const formats = ['binary64', 'binary32', 'binary16', 'bfloat16'] as const;
type Format = (typeof formats)[number];

const programOf = (name: string, text: string, arithmetic: Format): Implementation<number> => ({
  ...{ name: `${name} as served`, arithmetic, variants: {}, schedules: ['given', 'given-per-step'] },
  methods: { [name]: servePage(methodOf(text), createFloatField(arithmetic)) },
});

const verify = (name: string, program: Implementation<number>, seed = 1) =>
  verifyImplementation(program, { page: readPage(name), seed });

describe.each(pageNames)('%s', (name) => {
  it.each(formats)('served from its page in %s passes', async (format) => {
    const report = await verify(name, programOf(name, readPage(name), format));
    expect(report.results.filter(({ verdict }) => verdict !== 'pass').map(({ id, message }) => [id, message])).toEqual([]);
    expect(report.verdict).toBe('pass');
  });
});
