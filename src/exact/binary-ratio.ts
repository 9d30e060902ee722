/** Ratios in base two: powers and logarithms. */
import { bitLength, type Ratio } from './exact-number.js';

/** 2^exponent as a ratio. */
export function powerOfTwo(exponent: number): Ratio {
  return exponent >= 0
    ? { numerator: 1n << BigInt(exponent), denominator: 1n }
    : { numerator: 1n, denominator: 1n << BigInt(-exponent) };
}

/** ⌊log₂|value|⌋, exactly; value ≠ 0. */
export function floorLog2({ numerator, denominator }: Ratio): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const estimate = bitLength(magnitude) - bitLength(denominator);
  // The estimate is the answer or one more. (A shift by a negative number of bits goes the other way and rounds down.)
  return magnitude << BigInt(-estimate) >= denominator ? estimate : estimate - 1;
}

/** A ratio to so many bits, cut off; not in lowest terms. */
export function shortened(value: Ratio, bits: number): Ratio {
  if (value.numerator === 0n) return value;
  const shift = bits - floorLog2(value);
  return shift >= 0
    ? { numerator: (value.numerator << BigInt(shift)) / value.denominator, denominator: 1n << BigInt(shift) }
    : {
        numerator: (value.numerator / (value.denominator << BigInt(-shift))) << BigInt(-shift),
        denominator: 1n,
      };
}
