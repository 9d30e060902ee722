/** From the error analysis of one number to a verdict on it: the bound, evaluated exactly. */
import type { ExactField } from '../exact/exact-field.js';
import type { ErrorNumber } from './error-field.js';
import type { RadixNumber } from '../exact/radix-field.js';
import type { FloatFormat } from '../exact/float-format.js';

/** The arithmetic an implementation declares: exact, or a format, perhaps one that flushes subnormals to zero. */
export type Arithmetic =
  'exact' | { readonly format: FloatFormat; readonly subnormals: 'gradual' | 'flushed' };

/** The part of a number that its bound is made from. */
type Analysed = Omit<ErrorNumber<RadixNumber>, 'grid' | 'finest'>;

/** Computes the bounds of one arithmetic. */
export interface BoundCalculator {
  /** The greatest honest |v̂ − v|, where v carries the factor `scale` that the implementation divided by; 0 if exact. */
  readonly bound: (number: Analysed, scale: number) => RadixNumber;
  /**
   * Whether no honest evaluation rounds anything: M ≤ 2^(q+p), every term a multiple of the format's finest number, and `scale` a power
   * of two. Then v̂ = v, whatever {@link bound} allows.
   */
  readonly isExact: (number: ErrorNumber<RadixNumber>, scale: number) => boolean;
  /** (1+u)^W·M: no honest intermediate result of v is larger. */
  readonly largest: (number: Analysed) => RadixNumber;
}

/**
 * The bound of {@link ErrorNumber}, as a function of the arithmetic.
 *
 * Two constants are rounded *up*, so that they stay short in the base q of the judge's ring: (1+u)^W − 1 to a multiple of
 * q^−k with q^k ≥ 2^(p+64), which costs less than one part in 2⁶⁴, and ω to a power of q. Everything else is exact.
 *
 * @param base - q, the base of `field`.
 */
export function createBoundCalculator(
  field: ExactField<RadixNumber>,
  base: bigint,
  arithmetic: Arithmetic,
): BoundCalculator {
  if (arithmetic === 'exact')
    return { bound: () => field.zero, isExact: () => true, largest: ({ magnitude }) => magnitude };
  const { format, subnormals } = arithmetic;
  const { precision, minimumExponent } = format;
  const places = placesReaching(base, 1n << BigInt(precision + 64));
  const whole = base ** BigInt(places);
  const inverseRoundoff = 1n << BigInt(precision);

  // growth[W] = (1+u)^W − 1 in units of q^−places, rounded up at every factor
  const growth: bigint[] = [0n];
  const growthOf = (operations: number): RadixNumber => {
    if (operations > longestTable) {
      return { coefficient: growthByPowers(operations, whole, inverseRoundoff), places };
    }
    for (let w = growth.length; w <= operations; w += 1) {
      const previous = growth[w - 1] ?? 0n;
      growth.push(previous + (whole + previous + inverseRoundoff - 1n) / inverseRoundoff);
    }
    return { coefficient: growth[operations] ?? 0n, places };
  };
  // ω: half the smallest subnormal number, or the smallest normal one where subnormals are flushed
  const omegaExponent = subnormals === 'gradual' ? minimumExponent - precision : minimumExponent;
  const omegaPlaces = placesReaching(base, 1n << BigInt(-omegaExponent)) - 1;
  const { add, multiply, one } = field;
  const finestExponent = subnormals === 'gradual' ? minimumExponent - precision + 1 : minimumExponent;
  return {
    isExact: ({ magnitude, grid, finest }, scale) => {
      if (grid === Infinity) return true; // every term is 0
      const shift = Math.log2(scale);
      if (!Number.isInteger(shift) || finest - shift < finestExponent) return false;
      const { numerator, denominator } = field.toUnreducedRatio(magnitude);
      const bits = grid + precision;
      return bits < 0 ? numerator << BigInt(-bits) <= denominator : numerator <= denominator << BigInt(bits);
    },
    bound: ({ magnitude, operations, underflow }, scale) => {
      if (operations === 0 && underflow.coefficient === 0n) return field.zero;
      const factor = growthOf(operations);
      const rounding = multiply(factor, magnitude);
      const omega = { coefficient: BigInt(scale), places: omegaPlaces };
      return add(rounding, multiply(multiply(add(one, factor), omega), underflow));
    },
    largest: ({ magnitude, operations }) => multiply(add(one, growthOf(operations)), magnitude),
  };
}

/** States that were not reported can pile up millions of operations: a table of them all would fill the memory. */
const longestTable = 4096;

/**
 * (1+u)^W − 1 in units of 1/whole, by repeated squaring, every product rounded up.
 *
 * Beyond Wu = 2¹⁰ it is above e⁷⁰⁰, and whatever a format can hold is allowed: then 2⁴⁰⁹⁶ stands for it, which times the
 * smallest positive double is still more than the difference of any two doubles.
 */
function growthByPowers(operations: number, whole: bigint, inverseRoundoff: bigint): bigint {
  if (operations > 1024 * Number(inverseRoundoff)) return whole << 4096n;
  const product = (left: bigint, right: bigint): bigint => (left * right + whole - 1n) / whole;
  let power = whole;
  let factor = whole + (whole + inverseRoundoff - 1n) / inverseRoundoff;
  for (let rest = BigInt(operations); rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) power = product(power, factor);
    factor = product(factor, factor);
  }
  return power - whole;
}

/** The least k with base^k ≥ target. */
function placesReaching(base: bigint, target: bigint): number {
  let places = 0;
  for (let power = 1n; power < target; power *= base) places += 1;
  return places;
}
