/** Exact numbers of any length, for people. */
import { Decimal } from 'decimal.js';
import { formatRatio, type Ratio } from './exact-number.js';

/**
 * An exact number to `digits` significant digits, rounded half away from zero, in scientific notation where it is very
 * small or large. Works for numbers far beyond the range of doubles.
 */
export function formatSignificant({ numerator, denominator }: Ratio, digits: number): string {
  const Rounded = Decimal.clone({ precision: digits, rounding: Decimal.ROUND_HALF_UP });
  const value = new Rounded(numerator.toString()).div(denominator.toString());
  if (value.isZero()) return '0';
  const isScientific = value.e < -4 || value.e >= Math.max(digits, 6);
  return isScientific
    ? value.toExponential(digits - 1).replace('e+', 'e')
    : value.toFixed(Math.max(digits - 1 - value.e, 0));
}

/** A ratio as a short text: exact where that has at most `longest` characters, else rounded to 6 digits and marked as such. */
export function formatShort(value: Ratio, longest = 12): string {
  const exact = formatRatio(value);
  return exact.length <= longest ? exact : `≈ ${formatSignificant(value, 6)}`;
}
