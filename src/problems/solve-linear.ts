/** Linear systems over the rationals, without fractions on the way. */
import type { Matrix, Vector } from '../../spec/algebra/index.js';
import { createRatio, type Ratio } from '../exact/index.js';
import { integerRing } from '../exact/integer-ring.js';

/** A solution of a linear system. */
export interface LinearSolution {
  /** One solution; coordinates that the system leaves free are 0. */
  readonly solution: Vector<Ratio>;
  readonly isUnique: boolean;
}

/**
 * Solves M x = v exactly, or finds that there is no solution.
 *
 * Fraction-free Gauss–Jordan elimination (Bareiss): after k pivots every entry is a minor of (M | v), so each division
 * by the previous pivot is exact, and all pivots end equal.
 *
 * @param matrix - M, m×n, m, n ≥ 1; may be singular.
 * @param vector - v, of length m.
 * @returns a solution, or undefined where there is none.
 */
export function solveLinear(matrix: Matrix<Ratio>, vector: Vector<Ratio>): LinearSolution | undefined {
  const { multiply, subtract, divide } = integerRing;
  const width = matrix[0]?.length ?? 0;
  const { entries } = toIntegerMatrix(matrix.map((row, i) => [...row, vector[i] ?? zero]));
  let rows: Matrix<bigint> = entries;
  let previousPivot = 1n;
  const pivots: { readonly row: number; readonly column: number }[] = [];
  for (let column = 0; column < width; column += 1) {
    const pivotRow = rows.findIndex(
      (row, i) => row[column] !== 0n && pivots.every(({ row: used }) => used !== i),
    );
    const pivotEntries = rows[pivotRow];
    if (pivotEntries === undefined) continue;
    const pivot = pivotEntries[column] ?? 0n;
    const divisor = previousPivot;
    rows = rows.map((row, i) => {
      if (i === pivotRow) return row;
      const factor = row[column] ?? 0n;
      return row.map((value, j) =>
        divide(subtract(multiply(pivot, value), multiply(factor, pivotEntries[j] ?? 0n)), divisor),
      );
    });
    previousPivot = pivot;
    pivots.push({ row: pivotRow, column });
  }
  const isContradiction = rows.some(
    (row, i) => row[width] !== 0n && pivots.every(({ row: used }) => used !== i),
  );
  if (isContradiction) return undefined;
  const solution = Array.from({ length: width }, (_, column) => {
    const row = rows[pivots.find((pivot) => pivot.column === column)?.row ?? -1];
    return row === undefined ? zero : createRatio(row[width] ?? 0n, row[column] ?? 0n);
  });
  return { solution, isUnique: pivots.length === width };
}

const zero: Ratio = { numerator: 0n, denominator: 1n };

/** entries/scale. */
export interface IntegerMatrix {
  readonly entries: Matrix<bigint>;
  /** Positive. */
  readonly scale: bigint;
}

/** The matrix over its least common denominator. */
export function toIntegerMatrix(matrix: Matrix<Ratio>): IntegerMatrix {
  const scale = matrix
    .flat()
    .reduce((common, { denominator }) => common * createRatio(denominator, common).numerator, 1n);
  return {
    entries: matrix.map((row) => row.map(({ numerator, denominator }) => numerator * (scale / denominator))),
    scale,
  };
}
