/** Definiteness, rank and the spectral norm, exactly, against brute force and against matrices built to be known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../src/errors.js';
import {
  addMatrices,
  createVectorSpace,
  hasSpectralNormAtMost,
  isPositiveSemidefinite,
  isSymmetric,
  multiplyMatrices,
  rank,
  scaledIdentity,
  scaleMatrix,
  subtractMatrices,
  transpose,
  type Matrix,
} from '../../spec/algebra/index.js';
import { createDecimalField, createRationalField } from '../../src/exact/index.js';
import { forAll } from '../support/for-all.js';

const field = createDecimalField();
type Decimal = typeof field.zero;
const read = (rows: readonly (readonly (string | number)[])[]): Matrix<Decimal> =>
  rows.map((row) => row.map((value) => field.fromString(String(value))));
const isPsd = (matrix: Matrix<Decimal>): boolean => isPositiveSemidefinite(field, matrix);

/** The determinant by expansion along the first row. */
function determinant(matrix: readonly (readonly number[])[]): number {
  const [first] = matrix;
  if (first === undefined) return 1;
  return first.reduce((sum, value, j) => {
    const minor = matrix.slice(1).map((row) => row.filter((_, i) => i !== j));
    return sum + (j % 2 === 0 ? 1 : -1) * value * determinant(minor);
  }, 0);
}

/** Every way to choose indices below `count`. */
const subsets = (count: number): number[][] =>
  Array.from({ length: 2 ** count }, (_, mask) =>
    Array.from({ length: count }, (_unused, i) => i).filter((i) => (mask >> i) & 1),
  );

/** M ⪰ 0 by its definition in minors: no principal minor is negative. */
const hasNoNegativePrincipalMinor = (matrix: readonly (readonly number[])[]): boolean =>
  subsets(matrix.length).every(
    (chosen) => determinant(chosen.map((i) => chosen.map((j) => matrix[i]?.[j] ?? NaN))) >= 0,
  );

/** The size of the largest minor that is not 0. */
function rankByMinors(matrix: readonly (readonly number[])[]): number {
  const columns = subsets(matrix[0]?.length ?? 0);
  const sizes = subsets(matrix.length).flatMap((rows) =>
    columns
      .filter((chosen) => chosen.length === rows.length)
      .filter((chosen) => determinant(rows.map((i) => chosen.map((j) => matrix[i]?.[j] ?? NaN))) !== 0)
      .map((chosen) => chosen.length),
  );
  return Math.max(...sizes);
}

const integers = (rows: number, columns: number, bound: number) =>
  fc.array(fc.array(fc.integer({ min: -bound, max: bound }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });
const symmetric = (size: number, bound: number) =>
  integers(size, size, bound).map((rows) =>
    rows.map((row, i) => row.map((value, j) => (i <= j ? value : (rows[j]?.[i] ?? NaN)))),
  );

describe('positive semidefiniteness', () => {
  it('of every 2×2 matrix with small entries is that of its minors', () => {
    for (let a = -3; a <= 3; a += 1) {
      for (let b = -3; b <= 3; b += 1) {
        for (let c = -3; c <= 3; c += 1) {
          expect(isPsd(read([[a, b], [b, c]]))).toBe(a >= 0 && c >= 0 && a * c >= b * b); // prettier-ignore
        }
      }
    }
  });

  it.each([3, 4])('of a %d×%d matrix is that of all its principal minors', (size) => {
    // small entries make zero pivots and singular matrices frequent
    forAll(400, [fc.oneof(symmetric(size, 1), symmetric(size, 3))], (matrix) => {
      expect(isPsd(read(matrix))).toBe(hasNoNegativePrincipalMinor(matrix));
    });
  });

  it('holds for MᵀM of any rank, and no longer when a little is taken from its kernel', () => {
    forAll(150, [fc.integer({ min: 1, max: 4 }), integers(4, 4, 4)], (rows, data) => {
      const factor = read(data.slice(0, rows));
      const gram = multiplyMatrices(field, transpose(factor), factor);
      expect(isPsd(gram)).toBe(true);
      const less = subtractMatrices(field, gram, scaledIdentity(field, 4, field.fromString('1e-30')));
      expect(isPsd(less)).toBe(rank(field, factor) === 4);
      expect(isPsd(addMatrices(field, gram, scaledIdentity(field, 4, field.fromString('1e-30'))))).toBe(true);
    });
  });

  it('decides hairs that doubles cannot see', () => {
    const almost = '0.99999999999999999999999999999999';
    expect(isPsd(read([[1, 1], [1, 1]]))).toBe(true); // prettier-ignore
    expect(isPsd(read([[1, 1], [1, almost]]))).toBe(false); // prettier-ignore
  });

  it.each([
    ['the zero matrix', [[0, 0], [0, 0]], true],
    ['a zero pivot with a row that is not zero', [[0, 1], [1, 5]], false],
    ['a zero pivot that appears during elimination', [[1, 1, 1], [1, 1, 1], [1, 1, 2]], true],
    ['a zero pivot that appears with a row left', [[1, 1, 1], [1, 1, 2], [1, 2, 5]], false],
    ['a negative pivot behind a zero one', [[0, 0], [0, -1]], false],
    ['positive diagonal, indefinite', [[1, 2], [2, 1]], false],
    ['nothing at all', [], true],
  ])('%s', (_name, rows, expected) => {
    expect(isPsd(read(rows))).toBe(expected);
  }); // prettier-ignore

  it('needs no division beyond the entries: decimals stay decimals', () => {
    const thirds = read([[3, 1, 1], [1, 3, 1], [1, 1, 3]]); // prettier-ignore
    expect([isPsd(thirds), isPsd(scaleMatrix(field, field.fromString('-1'), thirds))]).toEqual([true, false]);
  });
});

describe('rank', () => {
  it('is the size of the largest minor that is not 0', () => {
    forAll(
      300,
      [
        fc
          .integer({ min: 1, max: 4 })
          .chain((rows) => fc.integer({ min: 1, max: 4 }).chain((columns) => integers(rows, columns, 2))),
      ],
      (matrix) => {
        expect(rank(field, read(matrix))).toBe(rankByMinors(matrix));
      },
    );
  });

  it('counts a row that stands twice once, even where it is the same array', () => {
    const row = read([[1, 2, 3]])[0] ?? [];
    expect(rank(field, [row, row, row])).toBe(1);
  });
});

it('the spectral norm of a rotated diagonal matrix is its largest entry, exactly', () => {
  // the rotation by (0.6, 0.8) makes [[p, q], [q, r]] with eigenvalues λ and μ
  forAll(100, [fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })], (lambda, mu) => {
    const rotation = read([['0.6', '-0.8'], ['0.8', '0.6']]); // prettier-ignore
    const matrix = multiplyMatrices(
      field,
      multiplyMatrices(field, rotation, read([[lambda, 0], [0, mu]])), // prettier-ignore
      transpose(rotation),
    );
    const norm = field.fromString(String(Math.max(Math.abs(lambda), Math.abs(mu))));
    const hair = field.fromString('1e-40');
    expect([isSymmetric(field, matrix), hasSpectralNormAtMost(field, matrix, norm)]).toEqual([true, true]);
    expect(hasSpectralNormAtMost(field, matrix, field.add(norm, hair))).toBe(true);
    expect(hasSpectralNormAtMost(field, matrix, field.subtract(norm, hair))).toBe(false);
  });
});

describe('matrices and vectors', () => {
  it('have the usual sums, products and transposes', () => {
    const [m, n] = [read([[1, 2], [3, 4]]), read([[0, 1], [1, 1]])]; // prettier-ignore
    const show = (matrix: Matrix<Decimal>) => matrix.map((row) => row.map(field.format));
    expect(show(addMatrices(field, m, n))).toEqual([['1', '3'], ['4', '5']]); // prettier-ignore
    expect(show(multiplyMatrices(field, m, n))).toEqual([['2', '3'], ['4', '7']]); // prettier-ignore
    expect(show(transpose(m))).toEqual([['1', '3'], ['2', '4']]); // prettier-ignore
    expect(isSymmetric(field, m)).toBe(false);
    expect(isSymmetric(field, read([[1, 2, 3], [2, 1, 4]]))).toBe(false); // prettier-ignore
  });

  it('refuse operands of different lengths', () => {
    const rationals = createRationalField();
    const { add, subtract, dot, equals, squaredNorm, zero } = createVectorSpace(rationals);
    const [u, v] = [zero(2), [rationals.one, rationals.one, rationals.one]];
    for (const operation of [add, subtract, dot]) expect(() => operation(u, v)).toThrow(ContractError);
    expect([equals(u, v), rationals.format(squaredNorm(v))]).toEqual([false, '3']);
    expect(rationals.format(dot([], []))).toBe('0');
  });
});
