/** Step sizes of few digits within η ≤ 1/(2L). */
import { createRatio, type Ratio } from '../../exact/index.js';
import { roundDown } from '../simple-number.js';

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
