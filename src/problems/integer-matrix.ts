/** Matrices of ratios as whole numbers over one denominator, for elimination without fractions. */
import type { Field, Matrix } from '../../spec/algebra/index.js';
import { InexactError } from '../errors.js';
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

/**
 * The whole numbers ℤ as the arithmetic of fraction-free elimination: a quotient that is not whole is an error, since
 * the divisions of that elimination never leave a remainder.
 */
export const integerRing: Field<bigint> = {
  name: 'integer',
  zero: 0n,
  one: 1n,
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  negate: (value) => -value,
  divide: (left, right) => {
    if (right !== 0n && left % right === 0n) return left / right;
    throw new InexactError({
      problem: `${left}/${right} is not a whole number`,
      where: 'integer division',
      expected: 'a divisor of the dividend',
      mend: 'Use a field that has the quotient.',
    });
  },
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  fromString: (text) => BigInt(text),
  format: (value) => value.toString(),
};
