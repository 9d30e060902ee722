/** The largest factor for which a claim holds, to four digits, rounded down. */
import type { Ratio } from '../../exact/index.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';

const digits = 4;

/**
 * The largest c with `holds(c)`, rounded down to four significant digits, by exact decisions.
 *
 * @param holds - whether a factor is proved; if it is, every smaller one is.
 * @returns 0 where no factor ≥ 10⁻³⁰ is proved; at most 10³⁰.
 */
export function largestFactor(holds: (factor: Ratio) => boolean): Ratio {
  let exponent = 30;
  while (exponent >= -30 && !holds(decimalRatio(1, -exponent))) exponent -= 1;
  if (exponent < -30) return decimalRatio(0, 0);
  const places = digits - 1 - exponent;
  let [lower, upper] = [10 ** (digits - 1), 10 ** digits];
  while (upper - lower > 1) {
    const middle = Math.floor((lower + upper) / 2);
    if (holds(decimalRatio(middle, places))) lower = middle;
    else upper = middle;
  }
  return decimalRatio(lower, places);
}
