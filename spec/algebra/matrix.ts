/** What the assumptions need of matrices: sums, products, symmetry, and the Loewner order. */
import { isZero, type Field } from './field.js';
import { createVectorSpace, type Matrix } from './vector.js';

/** Mᵀ. */
export function transpose<S>(matrix: Matrix<S>): Matrix<S> {
  const width = matrix[0]?.length ?? 0;
  return Array.from({ length: width }, (_, j) => matrix.map((row) => row[j] as S));
}

/** c·I of size d. */
export function scaledIdentity<S>(field: Field<S>, dimension: number, factor: S): Matrix<S> {
  return Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_unused, j) => (i === j ? factor : field.zero)),
  );
}

/** M + N. */
export function addMatrices<S>(field: Field<S>, left: Matrix<S>, right: Matrix<S>): Matrix<S> {
  const { add } = createVectorSpace(field);
  return left.map((row, i) => add(row, right[i] ?? []));
}

/** c·M. */
export function scaleMatrix<S>(field: Field<S>, factor: S, matrix: Matrix<S>): Matrix<S> {
  const { scale } = createVectorSpace(field);
  return matrix.map((row) => scale(factor, row));
}

/** M − N. */
export function subtractMatrices<S>(field: Field<S>, left: Matrix<S>, right: Matrix<S>): Matrix<S> {
  const { subtract } = createVectorSpace(field);
  return left.map((row, i) => subtract(row, right[i] ?? []));
}

/** M N. */
export function multiplyMatrices<S>(field: Field<S>, left: Matrix<S>, right: Matrix<S>): Matrix<S> {
  const { dot } = createVectorSpace(field);
  const columns = transpose(right);
  return left.map((row) => columns.map((column) => dot(row, column)));
}

/** Whether M = Mᵀ. */
export function isSymmetric<S>(field: Field<S>, matrix: Matrix<S>): boolean {
  const { equals } = createVectorSpace(field);
  const transposed = transpose(matrix);
  return matrix.length === transposed.length && matrix.every((row, i) => equals(row, transposed[i] ?? []));
}

/**
 * Whether the symmetric matrix M is positive semidefinite, decided exactly.
 *
 * Fraction-free symmetric elimination (Bareiss): with pivot p > 0 and previous pivot p₀, the remaining block
 * becomes (p M_ij − M_ik M_kj)/p₀, a positive multiple of its Schur complement whose entries are minors of M, so
 * the division is exact in every ring that contains the entries. M ⪰ 0 iff no pivot is negative and every zero
 * pivot has a zero row.
 *
 * @param matrix - d×d, symmetric; only its upper triangle is read.
 */
export function isPositiveSemidefinite<S>(field: Field<S>, matrix: Matrix<S>): boolean {
  const { subtract, multiply, divide } = field;
  let block: Matrix<S> = matrix;
  let previousPivot = field.one;
  while (block.length > 0) {
    const [pivotRow = [], ...others] = block;
    const [pivot = field.zero, ...rest] = pivotRow;
    const sign = field.compare(pivot, field.zero);
    if (sign < 0) return false;
    if (sign === 0) {
      if (!rest.every((value) => isZero(field, value))) return false;
      block = others.map((row) => row.slice(1)); // this coordinate is decoupled: go on without it
      continue;
    }
    const divisor = previousPivot;
    block = others.map((row, i) =>
      rest.map((value, j) => {
        const entry = j >= i ? row[j + 1] : others[j]?.[i + 1];
        const numerator = subtract(multiply(pivot, entry as S), multiply(rest[i] as S, value));
        return divide(numerator, divisor);
      }),
    );
    previousPivot = pivot;
  }
  return true;
}

/** Whether −c·I ⪯ M ⪯ c·I, that is ‖M‖ ≤ c for symmetric M in the spectral norm. */
export function hasSpectralNormAtMost<S>(field: Field<S>, matrix: Matrix<S>, bound: S): boolean {
  const identity = scaledIdentity(field, matrix.length, bound);
  return (
    isPositiveSemidefinite(field, subtractMatrices(field, identity, matrix)) &&
    isPositiveSemidefinite(field, addMatrices(field, identity, matrix))
  );
}

/**
 * The rank of M, by fraction-free elimination with row exchanges.
 *
 * @param matrix - m×n, m, n ≥ 1.
 */
export function rank<S>(field: Field<S>, matrix: Matrix<S>): number {
  const width = matrix[0]?.length ?? 0;
  let rows: Matrix<S> = matrix;
  let found = 0;
  let previousPivot = field.one;
  for (let column = 0; column < width; column += 1) {
    const pivotRow = rows.find((row) => !isZero(field, row[column] as S));
    if (pivotRow === undefined) continue;
    const pivot = pivotRow[column] as S;
    const divisor = previousPivot;
    rows = rows
      .filter((row) => row !== pivotRow)
      .map((row) =>
        row.map((value, j) =>
          field.divide(
            field.subtract(field.multiply(pivot, value), field.multiply(row[column] as S, pivotRow[j] as S)),
            divisor,
          ),
        ),
      );
    previousPivot = pivot;
    found += 1;
  }
  return found;
}
