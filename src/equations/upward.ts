/** Doubles ≥ 0 that are never too small: every operation rounds up, by 2⁻⁵⁰ of its result at most. */
import { floorLog2, powerOfTwo } from '../exact/binary-ratio.js';
import type { Ratio } from '../exact/exact-number.js';
import { liftDouble } from '../exact/lift.js';

/** What a rounded result ≥ 0 may stand for, from above; what underflowed is the smallest double. */
const above = (result: number): number => result * (1 + 2 ** -50) + Number.MIN_VALUE;

/** The sum; nothing is rounded where 0 is added. */
export function plus(...terms: readonly number[]): number {
  let sum = 0;
  for (const term of terms) sum = sum === 0 ? term : term === 0 ? sum : above(sum + term);
  return sum;
}

/** The product; 0 times whatever is 0. */
export function times(...factors: readonly number[]): number {
  let product = 1;
  for (const factor of factors) {
    if (factor === 0) return 0;
    product = product === 1 ? factor : above(product * factor);
  }
  return product;
}

/** (1+rate)ⁿ − 1, by repeated squaring. */
export function compound(rate: number, count: number): number {
  const join = (left: number, right: number): number => plus(left, right, times(left, right));
  let [power, square] = [0, rate];
  for (let rest = count; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = join(power, square);
    square = join(square, square);
  }
  return power;
}

/** 2^exponent, or the end of the range of doubles that it is beyond. */
export const twoTo = (exponent: number): number =>
  exponent > 1023 ? Infinity : Math.max(2 ** exponent, Number.MIN_VALUE);

/** |ratio|·2^−exponent. */
export function sizeOf(ratio: Ratio, exponent = 0): number {
  const { numerator, denominator } = ratio;
  if (numerator === 0n) return 0;
  const leading = floorLog2(ratio);
  const shift = BigInt(60 - leading);
  const magnitude = numerator < 0n ? -numerator : numerator;
  const bits = shift < 0n ? magnitude / (denominator << -shift) : (magnitude << shift) / denominator;
  const mantissa = Number(bits + 1n) * 2 ** -60;
  const power = leading - exponent;
  if (power < -1000) return twoTo(power + 1);
  return power > 1023 ? Infinity : above(mantissa * 2 ** power);
}

/** size·2^exponent as a ratio, which need not be in lowest terms; undefined for ∞. */
export function ratioOf(size: number, exponent: number): Ratio | undefined {
  if (size === Infinity) return undefined;
  const [value, scale] = [liftDouble(size), powerOfTwo(exponent)];
  return {
    numerator: value.numerator * scale.numerator,
    denominator: value.denominator * scale.denominator,
  };
}
