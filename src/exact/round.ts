/** Rounding a double to a narrower format, to nearest, ties to even: what honest hardware of that format does. */
import type { FloatFormat } from './format.js';

/**
 * `value` rounded to the format, as a double.
 *
 * A sum or product of two numbers of a format with p ≤ 25 that is first rounded to binary64 and then to the format equals
 * the directly rounded one (2p + 2 ≤ 53), so narrow arithmetic can be emulated in doubles, operation by operation.
 */
export function roundToFormat(
  { name, precision, minimumExponent, maximumExponent }: FloatFormat,
  value: number,
): number {
  if (name === 'binary64' || value === 0 || !Number.isFinite(value)) return value;
  if (name === 'binary32') return Math.fround(value);
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), minimumExponent);
  // log2 may be off by one at powers of two; a too large ulp would only arise just below one, where it is corrected.
  const exact = Math.abs(value) < 2 ** exponent && exponent > minimumExponent ? exponent - 1 : exponent;
  const ulp = 2 ** (exact - precision + 1);
  const quotient = value / ulp; // exact: a power of two
  const floor = Math.floor(quotient);
  const rest = quotient - floor;
  const even = floor % 2 === 0 ? floor : floor + 1;
  const rounded = (rest < 0.5 ? floor : rest > 0.5 ? floor + 1 : even) * ulp;
  return Math.abs(rounded) >= 2 ** (maximumExponent + 1) ? Math.sign(value) * Infinity : rounded;
}
