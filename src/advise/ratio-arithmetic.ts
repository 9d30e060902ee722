/** The few operations on ratios that advice needs beside the field of the theorems. */
import type { Fraction } from '../../spec/theorems/index.js';
import { createRatio, type Ratio, ratioField } from '../exact/index.js';
import { quotientOf } from '../theorems/rates/ratio-field.js';

/** 0. */
export const zeroRatio: Ratio = { numerator: 0n, denominator: 1n };

/** Negative, zero or positive as left <, =, > right. */
export function compareRatios(left: Ratio, right: Ratio): number {
  return ratioField.compare(left, right);
}

/** left + right in lowest terms. */
export function addRatios(left: Ratio, right: Ratio): Ratio {
  return reduce(ratioField.add(left, right));
}

/** left · right in lowest terms. */
export function multiplyRatios(left: Ratio, right: Ratio): Ratio {
  return reduce(ratioField.multiply(left, right));
}

/** left/right in lowest terms; right ≠ 0. */
export function divideRatios(left: Ratio, right: Ratio): Ratio {
  return createRatio(left.numerator * right.denominator, left.denominator * right.numerator);
}

/** The larger one. */
export function largerRatio(left: Ratio, right: Ratio): Ratio {
  return compareRatios(left, right) < 0 ? right : left;
}

/** A fraction of ratios as one ratio in lowest terms. */
export function ratioOf(fraction: Fraction<Ratio>): Ratio {
  return reduce(quotientOf(fraction));
}

/** A whole number. */
export function wholeRatio(value: number): Ratio {
  return { numerator: BigInt(value), denominator: 1n };
}

function reduce({ numerator, denominator }: Ratio): Ratio {
  return createRatio(numerator, denominator);
}
