import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVectorSpace, rank } from '../../spec/algebra/index.js';
import { createRationalField, parseExactNumber } from '../../src/exact/index.js';
import { solveLinear } from '../../src/problems/solve-linear.js';
import { forAll } from '../support/for-all.js';

const field = createRationalField();
const { apply } = createVectorSpace(field);
const solve = (rows: readonly (readonly string[])[], right: readonly string[]) =>
  solveLinear(
    rows.map((row) => row.map((text) => parseExactNumber(text))),
    right.map((text) => parseExactNumber(text)),
  );

describe('solveLinear', () => {
  it.each([
    ['regular', [['2', '1'], ['1', '3']], ['1', '1/2'], ['0.5', '0'], true],
    ['singular', [['1', '2'], ['2', '4']], ['1', '2'], ['1', '0'], false],
  ])('solves a %s system', (_, matrix, right, solution, isUnique) => {
    expect(solve(matrix, right)).toEqual({ solution: solution.map(parseExactNumber), isUnique });
  }); // prettier-ignore

  it('finds no solution of a contradiction', () => {
    expect(solve([['1', '2'], ['2', '4']], ['1', '3'])).toBeUndefined(); // prettier-ignore
    expect(solve([['0']], ['1'])).toBeUndefined();
  });

  it('agrees with ranks, and its solutions solve', () => {
    const entry = fc.integer({ min: -2, max: 2 }).map((value) => `${value}/3`);
    const rows = fc.array(fc.array(entry, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    forAll(500, [rows], (bordered) => {
      const matrix = bordered.map((row) => row.slice(0, 3));
      const right = bordered.map((row) => row[3] ?? '0');
      const parse = (texts: readonly string[]) => texts.map(field.fromString);
      const found = solve(matrix, right);
      const isSolvable = rank(field, matrix.map(parse)) === rank(field, bordered.map(parse));
      expect(found !== undefined).toBe(isSolvable);
      if (found === undefined) return;
      const product = apply(matrix.map(parse), found.solution.map(field.fromRatio));
      expect(product.map(field.format)).toEqual(parse(right).map(field.format));
      expect(found.isUnique).toBe(rank(field, matrix.map(parse)) === 3);
    });
  });
});
