/** Factors of whole-number matrices: their product is the matrix, and their rank is its rank. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorRows } from '../../src/expectation/low-rank.js';
import { forAll } from '../support/for-all.js';

const entry = fc.bigInt(-40n, 40n);
const matrix = (rows: number, columns: number) =>
  fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
const multiply = (
  left: readonly (readonly bigint[])[],
  right: readonly (readonly bigint[])[],
  width: number,
) =>
  left.map((row) =>
    Array.from({ length: width }, (_, c) =>
      row.reduce((sum, value, k) => sum + value * (right[k]?.[c] ?? 0n), 0n),
    ),
  );
/** The rank over the rationals, by fraction-free elimination. */
function rankOf(given: readonly (readonly bigint[])[]): number {
  let rows = given.map((row) => [...row]);
  let rank = 0;
  for (let c = 0; c < (given[0]?.length ?? 0); c += 1) {
    const pivot = rows.find((row) => row[c] !== 0n);
    if (pivot === undefined) continue;
    rank += 1;
    const [head = 0n] = [pivot[c]];
    rows = rows
      .filter((row) => row !== pivot)
      .map((row) => row.map((value, k) => value * head - (row[c] ?? 0n) * (pivot[k] ?? 0n)));
  }
  return rank;
}

describe('factors of a matrix', () => {
  it.each([1, 2, 3])('made of %i outer products give it back, with its rank', (rank) => {
    forAll(100, [matrix(6, rank), matrix(rank, 7)], (left, right) => {
      const product = multiply(left, right, 7);
      const factors = factorRows(product, rank);
      expect(factors?.right).toHaveLength(rankOf(product));
      expect(multiply(factors?.left ?? [], factors?.right ?? [], 7)).toEqual(product);
    });
  });
  it('are not made beyond the limit: a matrix one unit from rank one has rank two', () => {
    forAll(100, [matrix(3, 1), matrix(1, 4), fc.nat({ max: 11 })], (left, right, at) => {
      const product = multiply(left, right, 4).map((row, i) =>
        row.map((value, c) => (4 * i + c === at ? value + 1n : value)),
      );
      expect(factorRows(product, 1) === undefined).toBe(rankOf(product) > 1);
    });
  });
  it('of a row of least squares are the row without its common factor', () => {
    const z = [4n, -6n, 10n];
    const product = z.map((value) => z.map((other) => value * other));
    expect(factorRows(product, 1)).toEqual({ left: [[8n], [-12n], [20n]], right: [[2n, -3n, 5n]] });
  });
  it('are refused where they have longer numbers than a word', () => {
    expect(factorRows([[2n ** 63n, 2n ** 63n + 1n]], 1)).toBeUndefined();
    expect(factorRows([[0n, 0n]], 1)).toEqual({ left: [[]], right: [] });
  });
});
