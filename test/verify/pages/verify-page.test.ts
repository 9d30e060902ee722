/** Methods by their pages: a program of each page passes in every format, and a program of any other page fails. */
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../spec/language/index.js';
import { irrationalPart } from '../../../src/equations/index.js';
import { createFloatField } from '../../../src/exact/float-field.js';
import { verifyImplementation, type Implementation } from '../../../src/verify/index.js';
import { servePage } from './support/serve-page.js';
import { methodOf, pageNames, readPage } from '../../support/pages.js';

const shortFormats = ['binary32', 'binary16', 'bfloat16'] as const;
type Format = 'binary64' | (typeof shortFormats)[number];

const programOf = (name: string, text: string, arithmetic: Format): Implementation<number> => ({
  ...{ name: `${name} as served`, arithmetic, variants: {}, schedules: ['given', 'given-per-step'] },
  methods: { [name]: servePage(methodOf(text), createFloatField(arithmetic)) },
});

const verify = (name: string, program: Implementation<number>, seed = 1) =>
  verifyImplementation(program, { page: readPage(name), seed });

/** Without roots, and without signs, which rounding may decide. */
const isRational = (name: string): boolean =>
  methodOf(readPage(name)).lines.every(
    ({ value }) =>
      irrationalPart(value) === undefined &&
      partsOf(value).every((part) => part.kind !== 'apply' || part.operator !== 'sign'),
  );

/** In doubles, and in one of the others. */
const formatsOf = (name: string) =>
  ['binary64', shortFormats[pageNames.indexOf(name) % shortFormats.length] ?? 'binary32'] as const;

describe.each(pageNames)('%s', (name) => {
  it.each(formatsOf(name))('served from its page in %s passes', { tags: 'long' }, async (format) => {
    const report = await verify(name, programOf(name, readPage(name), format));
    const others = report.results.filter(({ verdict }) => verdict !== 'pass');
    // enclosures may leave a case undecided, and say so; without roots nothing is left
    const undecided = isRational(name) ? [] : others.filter(({ verdict }) => verdict === 'unsupported');
    expect(others.map(({ id, message }) => [id, message])).toEqual(
      undecided.map(({ id, message }) => [id, message]),
    );
    expect(
      undecided.filter(
        ({ message }) => !/decides nothing|leave the range|may hold or not/u.test(message ?? ''),
      ),
    ).toEqual([]);
    expect(report.verdict).toBe('pass');
  });
});

it('an implementation of methods alone is told which to ask for', async () => {
  const program = servePage(methodOf(readPage('sgd')), createFloatField('binary64'));
  const asked = verifyImplementation(
    { name: 'served', variants: {}, methods: { sgd: program } },
    { seed: 1 },
  );
  await expect(asked).rejects.toThrow(/has methods and none of the variants[^]*--method[^]*sgd/);
});
