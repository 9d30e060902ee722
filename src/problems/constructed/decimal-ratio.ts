/** Finite decimals as ratios, and the ring in which they are added and multiplied. */
import { absolute, maximum } from '../../../spec/algebra/index.js';
import {
  createRadixField,
  createRatio,
  type ExactField,
  type RadixNumber,
  ratioField,
  type Ratio,
} from '../../exact/index.js';
import { decimalPlaces } from '../../exact/exact-number.js';

/** The ring ℤ[1/10]: sums and products of decimals, without a single gcd. */
export const decimals: ExactField<RadixNumber> = createRadixField(10n);

/** coefficient·10^−places, exactly; places may be negative. */
export function decimalRatio(coefficient: number, places: number): Ratio {
  return places >= 0
    ? createRatio(BigInt(coefficient), 10n ** BigInt(places))
    : createRatio(BigInt(coefficient) * 10n ** BigInt(-places), 1n);
}

/** ℚ on ratios that every operation brings to lowest terms, as problem files have them. */
export const reduced: ExactField<Ratio> = {
  ...ratioField,
  add: (left, right) => ratioField.toRatio(ratioField.add(left, right)),
  subtract: (left, right) => ratioField.toRatio(ratioField.subtract(left, right)),
  multiply: multiplyRatios,
};

/** Whether the ratio is 0. */
export function isZeroRatio({ numerator }: Ratio): boolean {
  return numerator === 0n;
}

/** left·right in lowest terms. */
export function multiplyRatios(left: Ratio, right: Ratio): Ratio {
  return createRatio(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** The largest |value| of a list that is not empty. */
export function largestMagnitude(values: readonly Ratio[]): Ratio {
  return values.map((value) => absolute(reduced, value)).reduce((most, value) => maximum(reduced, most, value)); // prettier-ignore
}

/** The most decimal places among the values, all of them finite decimals. */
export function mostPlaces(values: Iterable<Ratio>): number {
  let most = 0;
  for (const value of values) most = Math.max(most, decimalPlaces(value) ?? Infinity);
  return most;
}
