/** Ratios in base two: powers, logarithms, and the nearest double. */
import type { Ratio } from './exact-number.js';

/** 2^exponent as a ratio. */
export function powerOfTwo(exponent: number): Ratio {
  return exponent >= 0
    ? { numerator: 1n << BigInt(exponent), denominator: 1n }
    : { numerator: 1n, denominator: 1n << BigInt(-exponent) };
}

/** The number of bits of |value|; 0 for 0. */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const hex = (value < 0n ? -value : value).toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(parseInt(hex.slice(0, 1), 16)));
}

/** ⌊log₂|value|⌋, exactly; value ≠ 0. */
export function floorLog2({ numerator, denominator }: Ratio): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const estimate = bitLength(magnitude) - bitLength(denominator);
  // The estimate is the answer or one more.
  const reached =
    estimate >= 0
      ? magnitude >= denominator << BigInt(estimate)
      : magnitude << BigInt(-estimate) >= denominator;
  return reached ? estimate : estimate - 1;
}

/**
 * The double nearest to a ratio, ties to even; ±Infinity beyond the range. For display and for the fast engine's data.
 *
 * @example
 * ```ts
 * import { nearestDouble } from 'auxopt/exact';
 *
 * nearestDouble({ numerator: 1n, denominator: 3n }); // 0.3333333333333333
 * ```
 */
export function nearestDouble(ratio: Ratio): number {
  const { numerator, denominator } = ratio;
  if (numerator === 0n) return 0;
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const exponent = floorLog2(ratio);
  if (exponent > 1023) return negative ? -Infinity : Infinity;
  // Normal results keep 64 bits and a sticky bit, which Number() rounds once; subnormal ones round to 2^-1074 here.
  const shift = exponent >= -1022 ? 63 - exponent : 1074;
  const scaled = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift);
  const quotient = scaled / divisor;
  const rest = scaled % divisor;
  let whole: bigint;
  if (exponent >= -1022) {
    whole = (quotient << 1n) | (rest === 0n ? 0n : 1n);
  } else {
    const twice = 2n * rest;
    const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
    whole = up ? quotient + 1n : quotient;
  }
  const unit = exponent >= -1022 ? shift + 1 : shift;
  // Two factors, because 2^-1074 times a large number is fine but 2^unit alone may not be a double.
  const half = Math.trunc(unit / 2);
  const value = Number(whole) * 2 ** -half * 2 ** -(unit - half);
  return negative ? -value : value;
}
