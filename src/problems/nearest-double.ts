/** Exact numbers as the nearest doubles. */
import { InputError } from '../errors.js';
import { formatRatio, type Ratio } from '../exact/index.js';

/** The exponent of the least subnormal double. */
const leastExponent = -1074;

/**
 * The binary64 number nearest to `ratio`, ties to even, subnormals included: the inverse of `liftDouble`.
 *
 * @throws InputError where the number overflows.
 * @example
 * ```ts
 * import { nearestDouble } from 'auxopt/problems';
 *
 * nearestDouble({ numerator: 1n, denominator: 3n }); // 0.3333333333333333
 * ```
 */
export function nearestDouble(ratio: Ratio): number {
  const { numerator, denominator } = ratio;
  if (numerator === 0n) return 0;
  const magnitude = numerator < 0n ? -numerator : numerator;
  // 2^(guess − 1) < magnitude/denominator < 2^(guess + 1): 53 or 54 bits remain above the unit 2^(guess − 53).
  const guess = bitLength(magnitude) - bitLength(denominator);
  let exponent = Math.max(guess - 53, leastExponent);
  let rounded = roundedQuotient(magnitude, denominator, exponent);
  if (rounded > 1n << 53n) {
    exponent += 1;
    rounded = roundedQuotient(magnitude, denominator, exponent);
  }
  // Both factors are doubles, and so is their product: nothing rounds here.
  const value = Number(rounded) * 2 ** exponent;
  if (!Number.isFinite(value)) {
    throw new InputError({
      problem: `${formatRatio(ratio).slice(0, 40)} is too large for a double`,
      where: 'the conversion to binary64',
      expected: 'a number of magnitude below 2¹⁰²⁴',
      mend: 'Choose smaller units, or use the exact engine.',
    });
  }
  return numerator < 0n ? -value : value;
}

/** magnitude/(denominator·2^exponent) to the nearest whole number, ties to even. */
function roundedQuotient(magnitude: bigint, denominator: bigint, exponent: number): bigint {
  const dividend = exponent < 0 ? magnitude << BigInt(-exponent) : magnitude;
  const divisor = exponent < 0 ? denominator : denominator << BigInt(exponent);
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
