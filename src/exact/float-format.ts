/** Floating-point formats, exactly: which numbers they hold and how far an operation may be off. */
import { floorLog2, powerOfTwo } from './binary-ratio.js';
import { createRatio, type Ratio } from './exact-number.js';

/** The formats the judge knows. */
export type FormatName = 'binary64' | 'binary32' | 'binary16' | 'bfloat16';

/** A binary floating-point format with p significand bits and exponents emin … emax. */
export interface FloatFormat {
  readonly name: FormatName;
  /** p, the hidden bit included: the unit roundoff is u = 2^−p. */
  readonly precision: number;
  /** The smallest normal number is 2^emin. */
  readonly minimumExponent: number;
  /** The largest finite number is (2 − 2^{1−p})·2^emax. */
  readonly maximumExponent: number;
}

const format = (
  name: FormatName,
  precision: number,
  minimumExponent: number,
  maximumExponent: number,
): FloatFormat => ({ name, precision, minimumExponent, maximumExponent });

/** Every format by name. */
export const floatFormats: Readonly<Record<FormatName, FloatFormat>> = {
  binary64: format('binary64', 53, -1022, 1023),
  binary32: format('binary32', 24, -126, 127),
  binary16: format('binary16', 11, -14, 15),
  bfloat16: format('bfloat16', 8, -126, 127),
};

/** The exponent of the unit in the last place at `value`: ulp = 2^(max(⌊log₂|value|⌋, emin) − p + 1). */
export function ulpExponent({ precision, minimumExponent }: FloatFormat, value: Ratio): number {
  const exponent = value.numerator === 0n ? minimumExponent : floorLog2(value);
  return Math.max(exponent, minimumExponent) - precision + 1;
}

/** Whether |value| is beyond the largest finite number. */
export function isBeyondRange({ maximumExponent }: FloatFormat, value: Ratio): boolean {
  return value.numerator !== 0n && floorLog2(value) > maximumExponent;
}

/**
 * Whether `value` is a number of the format: subnormals included, signed zeros and infinities not.
 *
 * For values that are given to a program in that format.
 */
export function isRepresentable(floatFormat: FloatFormat, value: Ratio): boolean {
  if (value.numerator === 0n) return true;
  if (isBeyondRange(floatFormat, value)) return false;
  // value is a whole multiple of its ulp
  const shift = -ulpExponent(floatFormat, value);
  const { denominator } = createRatio(
    value.numerator * powerOfTwo(shift).numerator,
    value.denominator * powerOfTwo(shift).denominator,
  );
  return denominator === 1n;
}
