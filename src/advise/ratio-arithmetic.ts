/** The few operations on ratios that advice needs beside the field of the theorems; results are in lowest terms. */
import type { Fraction } from '../../spec/theorems/index.js';
import { ratioField, type Ratio } from '../exact/index.js';
import { quotientOf } from '../theorems/rates/judge-rate.js';

export const { zero: zeroRatio, one: oneRatio, compare: compareRatios, divide: divideRatios } = ratioField;

/** left + right. */
export function addRatios(left: Ratio, right: Ratio): Ratio {
  return ratioField.toRatio(ratioField.add(left, right));
}

/** left · right. */
export function multiplyRatios(left: Ratio, right: Ratio): Ratio {
  return ratioField.toRatio(ratioField.multiply(left, right));
}

/** The larger one. */
export function largerRatio(left: Ratio, right: Ratio): Ratio {
  return compareRatios(left, right) < 0 ? right : left;
}

/** A fraction of ratios as one ratio. */
export function ratioOf(fraction: Fraction<Ratio>): Ratio {
  return ratioField.toRatio(quotientOf(fraction));
}

/** A whole number. */
export function wholeRatio(value: number): Ratio {
  return { numerator: BigInt(value), denominator: 1n };
}
