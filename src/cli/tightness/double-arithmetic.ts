/** Doubles for the search only, which proposes cases; no verdict rests on them. */
import type { Arithmetic } from '../../../spec/theorems/index.js';

/** Sums and products of doubles, rounded as they come; a factor is itself whether or not it is whole. */
export const doubleArithmetic: Arithmetic<number> = {
  plus: (...summands) => summands.reduce((sum, value) => sum + value, 0),
  minus: (left, right) => left - right,
  times: (...factors) => factors.reduce((product, value) => product * value, 1),
  square: (value) => value * value,
  over: (numerator, denominator = 1) => ({ numerator, denominator }),
};
