import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVectorSpace, rank } from '../../spec/algebra/index.js';
import { createRationalField, formatRatio, parseExactNumber } from '../../src/exact/index.js';
import { solveLinear } from '../../src/problems/solve-linear.js';

const field = createRationalField();
const { apply } = createVectorSpace(field);
const solve = (rows: readonly (readonly string[])[], right: readonly string[]) =>
  solveLinear(
    rows.map((row) => row.map((text) => parseExactNumber(text))),
    right.map((text) => parseExactNumber(text)),
  );

describe('solveLinear', () => {
  it('solves a regular system', () => {
    const found = solve([['2', '1'], ['1', '3']], ['1', '1/2']); // prettier-ignore
    expect(found?.solution.map(formatRatio)).toEqual(['0.5', '0']);
    expect(found?.isUnique).toBe(true);
  });

  it('finds one solution of a singular system, and none of a contradiction', () => {
    const found = solve([['1', '2'], ['2', '4']], ['1', '2']); // prettier-ignore
    expect(found).toEqual({ solution: ['1', '0'].map((text) => parseExactNumber(text)), isUnique: false });
    expect(solve([['1', '2'], ['2', '4']], ['1', '3'])).toBeUndefined(); // prettier-ignore
    expect(solve([['0']], ['1'])).toBeUndefined();
  });

  it('agrees with ranks, and its solutions solve', () => {
    const entry = fc.integer({ min: -2, max: 2 }).map((value) => `${value}/3`);
    const rows = fc.array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rows, (bordered) => {
        const [matrix, right] = [
          bordered.map((row) => row.slice(0, 3)),
          bordered.map((row) => row[3] ?? '0'),
        ];
        const parse = (texts: readonly string[]) => texts.map(field.fromString);
        const found = solve(matrix, right);
        const isSolvable = rank(field, matrix.map(parse)) === rank(field, bordered.map(parse));
        expect(found !== undefined).toBe(isSolvable);
        if (found === undefined) return;
        const product = apply(matrix.map(parse), found.solution.map(field.fromRatio));
        expect(product.map(field.format)).toEqual(parse(right).map(field.format));
        expect(found.isUnique).toBe(rank(field, matrix.map(parse)) === 3);
      }),
      { numRuns: 500 },
    );
  });
});
