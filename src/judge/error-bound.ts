/** From the error analysis of one number to a verdict on it: the bound, evaluated exactly. */
import type { Ratio } from '../exact/exact-number.js';
import type { ExactField } from '../exact/exact-field.js';
import type { ErrorNumber } from './error-field.js';
import { powerOfTwo } from '../exact/binary-ratio.js';
import type { FloatFormat } from '../exact/float-format.js';

/** The arithmetic an implementation declares: exact, or a format, perhaps one that flushes subnormals to zero. */
export type Arithmetic =
  'exact' | { readonly format: FloatFormat; readonly subnormals: 'gradual' | 'flushed' };

/** Computes the bounds of one arithmetic. */
export interface BoundCalculator<S> {
  /** The greatest honest |v̂ − v|, as an element; 0 for exact arithmetic. */
  readonly bound: (number: ErrorNumber<S>, scale: number) => S;
  /** (1+u)^W·M: no honest intermediate result of v is larger. */
  readonly largest: (number: ErrorNumber<S>) => S;
}

/**
 * The bound of {@link ErrorNumber}, as a function of the arithmetic.
 *
 * (1+u)^W − 1 is rounded *up* to a multiple of 2^−(p+64), so that it stays short for every W; everything else is exact.
 */
export function createBoundCalculator<S>(field: ExactField<S>, arithmetic: Arithmetic): BoundCalculator<S> {
  if (arithmetic === 'exact') return { bound: () => field.zero, largest: ({ magnitude }) => magnitude };
  const { format, subnormals } = arithmetic;
  const { precision, minimumExponent } = format;
  const fractionBits = BigInt(precision + 64);
  const element = (ratio: Ratio): S => field.fromRatio(ratio);

  // growth[W] = (1+u)^W − 1 in units of 2^−fractionBits, rounded up
  const growth: bigint[] = [0n];
  const growthOf = (operations: number): S => {
    for (let w = growth.length; w <= operations; w += 1) {
      const previous = growth[w - 1] ?? 0n;
      const grown = (1n << fractionBits) + previous;
      const shift = BigInt(precision);
      growth.push(previous + ((grown + (1n << shift) - 1n) >> shift));
    }
    return element({ numerator: growth[operations] ?? 0n, denominator: 1n << fractionBits });
  };
  const memo = new Map<number, S>();
  const relative = (operations: number): S => {
    const known = memo.get(operations);
    if (known !== undefined) return known;
    const value = growthOf(operations);
    memo.set(operations, value);
    return value;
  };
  // ω: half the smallest subnormal number, or the smallest normal one where subnormals are flushed
  const omega = element(powerOfTwo(subnormals === 'gradual' ? minimumExponent - precision : minimumExponent));
  const { add, multiply, one } = field;
  return {
    bound: ({ magnitude, operations, underflow }, scale) => {
      const factor = relative(operations);
      const rounding = multiply(factor, magnitude);
      const lost = multiply(multiply(add(one, factor), omega), underflow);
      const weight = field.fromRatio({ numerator: BigInt(scale), denominator: 1n });
      return add(rounding, multiply(weight, lost));
    },
    largest: ({ magnitude, operations }) => multiply(add(one, relative(operations)), magnitude),
  };
}
