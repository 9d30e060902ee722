/** Matrices of ratios as whole numbers over one denominator, for elimination without fractions. */
import type { Matrix } from '../../spec/algebra/index.js';
import { createRatio, type Ratio } from '../exact/index.js';

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
