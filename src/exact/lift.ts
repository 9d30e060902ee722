/** Doubles as the exact numbers they are: `0.1` is 3602879701896397/2⁵⁵, not one tenth. */
import { InputError } from '../errors.js';
import { bitLength, type Ratio } from './exact-number.js';

const scratch = new DataView(new ArrayBuffer(8));

/**
 * The exact value of a binary64 number, read off its mantissa and exponent.
 *
 * @throws InputError for NaN and ±Infinity.
 * @example
 * ```ts
 * import { liftDouble } from 'auxopt/exact';
 *
 * liftDouble(0.75); // { numerator: 3n, denominator: 4n }
 * ```
 */
export function liftDouble(value: number): Ratio {
  if (!Number.isFinite(value)) {
    throw new InputError({
      problem: `${value} is not a finite number`,
      where: 'a double to lift',
      expected: 'a finite binary64 number',
      fix: 'Check the run that produced it for overflow or a division by zero.',
    });
  }
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  // Subnormals have no hidden bit and the exponent of the smallest normal numbers.
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  const exponent = Math.max(biased, 1) - 1075;
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  if (exponent >= 0) return { numerator: signed << BigInt(exponent), denominator: 1n };
  // in lowest terms without a gcd; of 0 nothing is left but 0/1
  const twos = signed === 0n ? -exponent : Math.min(bitLength(signed & -signed) - 1, -exponent);
  return { numerator: signed >> BigInt(twos), denominator: 1n << BigInt(-exponent - twos) };
}
