/** Doubles for the search alone: what it proposes is decided again over ratios. */
import type { Field } from '../../spec/algebra/index.js';
import type { Arithmetic } from '../../spec/theorems/index.js';

/** A double in a box, because a bare number among the factors of a formula means a whole number. */
export interface BoxedDouble {
  readonly double: number;
}

/** x in a box. */
export function box(double: number): BoxedDouble {
  return { double };
}

/** Doubles, rounded as they come. */
export const doubleField: Field<BoxedDouble> = {
  name: 'double',
  zero: box(0),
  one: box(1),
  add: (left, right) => box(left.double + right.double),
  subtract: (left, right) => box(left.double - right.double),
  multiply: (left, right) => box(left.double * right.double),
  negate: (value) => box(-value.double),
  divide: (left, right) => box(left.double / right.double),
  compare: (left, right) => left.double - right.double,
  fromString: (text) => box(Number(text)),
  format: (value) => String(value.double),
};

/** Sums and products of bare doubles; a factor is itself whether or not it is whole. Much faster than the field. */
export const doubleArithmetic: Arithmetic<number> = {
  plus: (...summands) => summands.reduce((sum, value) => sum + value, 0),
  minus: (left, right) => left - right,
  times: (...factors) => factors.reduce((product, value) => product * value, 1),
  square: (value) => value * value,
  over: (numerator, denominator = 1) => ({ numerator, denominator }),
};
