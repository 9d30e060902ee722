/** The page on what each format shows says what the script measures, and what it promises of all formats. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { floatFormats, type FormatName } from '../../src/exact/index.js';
import { root } from '../support/run-cli.js';

type Scalar = 'stepSize' | 'momentumWeight';
interface Script {
  readonly createWrong: (format: string, variant: string, scalar: Scalar, epsilon: number) => unknown;
  readonly casesOf: (format: string, variant: string) => Promise<readonly unknown[]>;
  readonly firstFailure: (implementation: unknown, cases: readonly unknown[]) => Promise<string | undefined>;
  readonly measureRow: (format: string, variant: string) => Promise<string>;
}

const { createWrong, casesOf, firstFailure, measureRow } = (await import(
  pathToFileURL(join(root, 'docs/experiments/formats.mjs')).href
)) as Script;
const cellsOf = (line: string): readonly string[] => line.split('|').map((cell) => cell.trim());
const rows = readFileSync(join(root, 'docs/theory/formats.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?:binary|bfloat)/.test(line))
  .map(cellsOf);
const numberOf = (cell: string): number => (cell.endsWith('%') ? parseFloat(cell) / 100 : Number(cell));

describe('the page on formats', () => {
  it('has every format and variant, and no error that passes is larger than half a unit of 1 in the last place', () => {
    expect(rows.map(([, format, variant]) => [format, variant])).toEqual(
      Object.keys(floatFormats).flatMap((format) => variantNames.map((variant) => [format, variant])),
    );
    for (const [, format = '', variant, eta = '', , weight = ''] of rows) {
      const { precision } = floatFormats[format as FormatName];
      for (const cell of [eta, weight].filter((text) => text !== '')) {
        const isWithin = Number((numberOf(cell) * 2 ** precision).toPrecision(2)) <= 1;
        expect([format, variant, cell, isWithin]).toEqual([format, variant, cell, true]);
      }
    }
  });

  it(
    'is right that 1 % shows in bfloat16, in η and in a, and that what rounds to the same number does not',
    { tags: 'long' },
    async () => {
      const cases = await casesOf('bfloat16', 'aux-mom');
      for (const scalar of ['stepSize', 'momentumWeight'] as const) {
        for (const epsilon of [0.01, -0.01]) {
          const failure = await firstFailure(createWrong('bfloat16', 'aux-mom', scalar, epsilon), cases);
          expect([scalar, epsilon, failure]).toEqual([scalar, epsilon, expect.stringContaining('/few-bits')]);
        }
        const same = createWrong('bfloat16', 'aux-mom', scalar, 2 ** -10);
        expect(await firstFailure(same, cases)).toBeUndefined();
      }
    },
  );

  it('is what the script measures', { tags: 'long' }, async () => {
    const all = rows.map((row) => row.join('|'));
    for (const [format, variant] of [
      ['bfloat16', 'aux-mom'],
      ['binary16', 'naive'],
    ] as const)
      expect(all).toContain(cellsOf(await measureRow(format, variant)).join('|'));
  });
});
