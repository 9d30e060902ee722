/** The few operations on ratios that advice needs beside the field of the theorems; results are in lowest terms. */
import type { Fraction } from '../../spec/theorems/index.js';
import type { Ratio } from '../exact/index.js';
import { reduced } from '../problems/constructed/decimal-ratio.js';
import { quotientOf } from '../theorems/rates/judge-rate.js';

export const {
  zero: zeroRatio,
  one: oneRatio,
  compare: compareRatios,
  add: addRatios,
  multiply: multiplyRatios,
  divide: divideRatios,
} = reduced;

/** The larger one. */
export function largerRatio(left: Ratio, right: Ratio): Ratio {
  return compareRatios(left, right) < 0 ? right : left;
}

/** A fraction of ratios as one ratio. */
export function ratioOf(fraction: Fraction<Ratio>): Ratio {
  return reduced.toRatio(quotientOf(fraction));
}

/** A whole number. */
export function wholeRatio(value: number): Ratio {
  return { numerator: BigInt(value), denominator: 1n };
}
