/** Rounding to a floating-point format, to nearest, ties to even: what honest hardware of that format does. */
import { powerOfTwo } from './binary-ratio.js';
import type { Ratio } from './exact-number.js';
import { floatFormats, ulpExponent, type FloatFormat } from './float-format.js';

/** 2^exponent as a double, in two factors: 2^-1074 and 2^1023 are doubles, but their quotient is not. */
function scaleByPowerOfTwo(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

/**
 * The number of `format` nearest to a ratio, as a double; ±Infinity beyond its range. Rounds once, subnormals included.
 * For inputs of a program in that format.
 *
 * @param ratio - need not be in lowest terms.
 */
export function roundRatio(format: FloatFormat, ratio: Ratio): number {
  const { numerator, denominator } = ratio;
  if (numerator === 0n) return 0;
  const exponent = ulpExponent(format, ratio);
  const ulp = powerOfTwo(exponent);
  const magnitude = (numerator < 0n ? -numerator : numerator) * ulp.denominator;
  const divisor = denominator * ulp.numerator;
  const floor = magnitude / divisor;
  const twiceRest = 2n * (magnitude - floor * divisor);
  const isUp = twiceRest > divisor || (twiceRest === divisor && floor % 2n === 1n);
  const rounded = isUp ? floor + 1n : floor; // at most 2^p: a double
  const isOverflow = rounded >= 1n << BigInt(Math.max(format.maximumExponent + 1 - exponent, 0));
  const result = isOverflow ? Infinity : scaleByPowerOfTwo(Number(rounded), exponent);
  return numerator < 0n ? -result : result;
}

/**
 * The double nearest to a ratio, ties to even; ±Infinity beyond the range.
 *
 * @example
 * ```ts
 * import { nearestDouble } from 'auxopt/exact';
 *
 * nearestDouble({ numerator: 1n, denominator: 3n }); // 0.3333333333333333
 * ```
 */
export function nearestDouble(ratio: Ratio): number {
  return roundRatio(floatFormats.binary64, ratio);
}

/**
 * A double rounded to `format`. For fields of narrow floats.
 *
 * A sum or product of two numbers of a format with p ≤ 25 that is first rounded to binary64 and then to the format equals
 * the directly rounded one (2p + 2 ≤ 53), so narrow arithmetic can be emulated in doubles, operation by operation.
 */
export function roundToFormat(format: FloatFormat, value: number): number {
  if (format.name === 'binary64' || value === 0 || !Number.isFinite(value)) return value;
  if (format.name === 'binary32') return Math.fround(value);
  const { precision, minimumExponent, maximumExponent } = format;
  // log2 may round up to the next whole number so close below a power of two that the value is rounded to that power anyway
  const floorOfLog = Math.floor(Math.log2(Math.abs(value)));
  const ulp = 2 ** (Math.max(floorOfLog, minimumExponent) - precision + 1);
  const quotient = value / ulp; // exact: the divisor is a power of two
  const floor = Math.floor(quotient);
  const rest = quotient - floor;
  const even = floor % 2 === 0 ? floor : floor + 1;
  const rounded = (rest < 0.5 ? floor : rest > 0.5 ? floor + 1 : even) * ulp;
  return Math.abs(rounded) >= 2 ** (maximumExponent + 1) ? Math.sign(value) * Infinity : rounded;
}
