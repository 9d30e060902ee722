/** Short numbers near a positive ratio: the ones a person would have written. */
import { createRatio, type Ratio } from '../exact/index.js';

/** The fraction of least denominator in [lower, upper], 0 < lower ≤ upper, by their common continued fraction. */
export function simplestFractionBetween(lower: Ratio, upper: Ratio): Ratio {
  const whole = floor(lower);
  if (whole * lower.denominator === lower.numerator) return createRatio(whole, 1n);
  if ((whole + 1n) * upper.denominator <= upper.numerator) return createRatio(whole + 1n, 1n);
  const rest = simplestFractionBetween(
    reciprocalOfFraction(upper, whole),
    reciprocalOfFraction(lower, whole),
  );
  return createRatio(whole * rest.numerator + rest.denominator, rest.numerator);
}

/** The decimal of fewest places in [lower, upper], 0 < lower < upper. */
export function shortestDecimalBetween(lower: Ratio, upper: Ratio): Ratio {
  for (let places = -floor(upper).toString().length; ; places += 1) {
    const candidate = roundToPlaces(lower, places, 'up');
    if (candidate.numerator * upper.denominator <= upper.numerator * candidate.denominator) return candidate;
  }
}

/** The largest decimal of so many significant digits that is ≤ value, for value > 0. */
export function roundDown(value: Ratio, digits: number): Ratio {
  return roundToPlaces(value, digits - 1 - leadingExponent(value), 'down');
}

/** The least decimal of so many significant digits that is ≥ value, for value > 0. */
export function roundUp(value: Ratio, digits: number): Ratio {
  return roundToPlaces(value, digits - 1 - leadingExponent(value), 'up');
}

/**
 * A share of 1/(2L), rounded down to a decimal of few significant digits.
 *
 * @param smoothness - L > 0, in value/point².
 * @param tenths - the share in tenths, 1 … 10.
 * @param digits - significant digits, ≥ 1.
 * @returns η with 0 < η ≤ (tenths/10)/(2L), in point²/value.
 */
export function stepSizeWithin(smoothness: Ratio, tenths: number, digits: number): Ratio {
  return roundDown(createRatio(BigInt(tenths) * smoothness.denominator, 20n * smoothness.numerator), digits);
}

/** value to a multiple of 10^−places. */
function roundToPlaces(value: Ratio, places: number, direction: 'up' | 'down'): Ratio {
  const power = 10n ** BigInt(Math.abs(places));
  const shifted =
    places >= 0
      ? { numerator: value.numerator * power, denominator: value.denominator }
      : { numerator: value.numerator, denominator: value.denominator * power };
  const below = floor(shifted);
  const isWhole = below * shifted.denominator === shifted.numerator;
  const rounded = direction === 'down' || isWhole ? below : below + 1n;
  return places >= 0 ? createRatio(rounded, power) : createRatio(rounded * power, 1n);
}

/** The e with 10ᵉ ≤ value < 10ᵉ⁺¹. */
function leadingExponent({ numerator, denominator }: Ratio): number {
  const guess = numerator.toString().length - denominator.toString().length;
  const power = 10n ** BigInt(Math.abs(guess));
  const reached = guess >= 0 ? numerator >= denominator * power : numerator * power >= denominator;
  return reached ? guess : guess - 1;
}

function floor({ numerator, denominator }: Ratio): bigint {
  return numerator / denominator; // positive numbers: truncation is the floor
}

/** 1/(value − whole). */
function reciprocalOfFraction({ numerator, denominator }: Ratio, whole: bigint): Ratio {
  return { numerator: denominator, denominator: numerator - whole * denominator };
}
