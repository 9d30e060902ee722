/** Powers of the factors of a base: denominators as exponents, and ratios in lowest terms over them. */
import { greatestCommonDivisor, removeFactor, type Ratio } from './exact-number.js';

/** A base q = Π_i f_i^{c_i}, its factors coprime in pairs. */
export interface FactoredScale {
  /** f: the primes of q below 100, and what is left of q, where anything is. */
  readonly factors: readonly bigint[];
  /** c: how often each is in q. */
  readonly counts: readonly number[];
  /** Π_i f_i^{e_i}. */
  readonly power: (exponents: readonly number[]) => bigint;
  /** The least e for which every coefficient/q^places times Π_i f_i^{e_i} is whole. */
  readonly leastExponents: (coefficients: readonly bigint[], places: number) => readonly number[];
  /** A function from c to c/q^places times Π_i f_i^{e_i}, for c for which that is whole. */
  readonly over: (places: number, exponents: readonly number[]) => (coefficient: bigint) => bigint;
  /** numerator / Π_i f_i^{e_i} in lowest terms. */
  readonly reduce: (numerator: bigint, exponents: readonly number[]) => Ratio;
}

/**
 * The scale of the factors of a base.
 *
 * A gcd of two numbers of thousands of digits takes milliseconds. Here the denominator is a product of powers of short
 * numbers: each prime is divided out as often as it is there, which a short remainder tells, and what else is common is found
 * in short remainders too.
 *
 * @param base - q ≥ 2.
 */
export function createFactoredScale(base: bigint): FactoredScale {
  const { primes, rest } = splitBase(base);
  const factors = [...primes.map(([prime]) => prime), ...(rest === 1n ? [] : [rest])];
  const powers = factors.map(createPowers);
  const powerOf = (i: number, exponent: number): bigint =>
    (powers[i] as (exponent: number) => bigint)(exponent);
  const power = (exponents: readonly number[]): bigint => {
    let product = 1n;
    let twos = 0;
    for (let i = 0; i < exponents.length; i += 1) {
      const exponent = exponents[i] as number;
      if (factors[i] === 2n) twos = exponent;
      else if (exponent > 0) product = product === 1n ? powerOf(i, exponent) : product * powerOf(i, exponent);
    }
    return twos === 0 ? product : product << BigInt(twos); // a shift, not a product
  };
  const counts = [...primes.map(([, count]) => count), ...(rest === 1n ? [] : [1])];
  return {
    factors,
    leastExponents: (coefficients, places) => {
      const common = coefficients.reduce(greatestCommonDivisor, 0n);
      return factors.map((factor, i) => {
        const most = (counts[i] as number) * places;
        return common === 0n ? 0 : most - multiplicity(common, factor, most);
      });
    },
    over: (places, exponents) => {
      const [up, down] = [power(exponents), base ** BigInt(places)];
      return (coefficient) => (up === down ? coefficient : (coefficient * up) / down);
    },
    counts,
    power,
    reduce: (coefficient, exponents) => {
      if (coefficient === 0n) return { numerator: 0n, denominator: 1n };
      let numerator = coefficient;
      const left = [...exponents];
      for (let i = 0; i < primes.length; i += 1) {
        const present = multiplicity(numerator, factors[i] as bigint, left[i] as number);
        if (present === 0) continue;
        numerator = factors[i] === 2n ? numerator >> BigInt(present) : numerator / powerOf(i, present);
        left[i] = (left[i] as number) - present;
      }
      if (rest === 1n) return { numerator, denominator: power(left) };
      return reduceByRest(numerator, power(left.slice(0, -1)), rest, left.at(-1) as number);
    },
  };
}

/** A function that brings coefficient/qᵖ to lowest terms. */
export function createPowerReduction(base: bigint): (coefficient: bigint, places: number) => Ratio {
  const { counts, reduce } = createFactoredScale(base);
  return (coefficient, places) =>
    reduce(
      coefficient,
      counts.map((count) => count * places),
    );
}

/**
 * A function that gives the least p with denominator | qᵖ, and the factor of the denominator that is in no power of q.
 *
 * The short primes of q are divided out by their squares, so that a million of them take a second.
 */
export function createPlaces(
  base: bigint,
): (denominator: bigint) => { readonly places: number; readonly foreign: bigint } {
  const { primes, rest: long } = splitBase(base);
  return (denominator) => {
    let [places, foreign] = [0, denominator];
    for (const [prime, count] of primes) {
      const [times, without] = removeFactor(foreign, prime);
      [places, foreign] = [Math.max(places, Math.ceil(times / count)), without];
    }
    // what else is in q, maybe no prime: each common factor that is removed takes one more place
    for (let step = 1; foreign !== 1n; step += 1) {
      const common = greatestCommonDivisor(foreign, long);
      if (common === 1n) break;
      [places, foreign] = [Math.max(places, step), foreign / common];
    }
    return { places, foreign };
  };
}

/** The primes below 100 and how often each divides the base, and what is left of the base. */
function splitBase(base: bigint): {
  readonly primes: readonly (readonly [bigint, number])[];
  readonly rest: bigint;
} {
  let rest = base;
  const primes: (readonly [bigint, number])[] = [];
  for (let prime = 2n; prime < 100n && rest > 1n; prime += 1n) {
    const [count, without] = removeFactor(rest, prime);
    rest = without;
    if (count > 0) primes.push([prime, count]);
  }
  return { primes, rest };
}

/** Whether a base has a factor beyond its primes below 100. */
export function hasLongFactor(base: bigint): boolean {
  return splitBase(base).rest !== 1n;
}

/** numerator/(known·restᵉ) in lowest terms, where known and rest are coprime and numerator/known is in lowest terms. */
function reduceByRest(coefficient: bigint, known: bigint, rest: bigint, exponent: number): Ratio {
  let numerator = coefficient;
  let large = rest ** BigInt(exponent);
  // A gcd takes the square of the digits: powers of a short factor at once, one of a long factor first.
  let chunk = rest ** BigInt(Math.max(1, Math.floor(4096 / (4 * rest.toString(16).length))));
  for (;;) {
    // Every prime of the denominator is one of the base: where nothing is common with the chunk, nothing is left.
    const common = greatestCommonDivisor(numerator % chunk, chunk);
    const shared = common === 1n ? 1n : greatestCommonDivisor(common, large);
    if (shared === 1n) return { numerator, denominator: known * large };
    numerator /= shared;
    large /= shared;
    if (shared === chunk) chunk *= chunk;
  }
}

/** How often a factor divides value ≠ 0, `limit` at most. */
function multiplicity(value: bigint, factor: bigint, limit: number): number {
  if (limit === 0) return 0;
  // One word tells, mostly: the remainder by the largest power below 2⁵⁰, as a double. If not, four times as much.
  const short = Number(factor);
  let size = Math.max(1, Math.floor(50 / Math.log2(short)));
  let chunk = factor ** BigInt(size);
  let remainder = factor === 2n ? BigInt.asUintN(size, value) : value % chunk;
  if (remainder !== 0n && chunk < 1n << 53n) {
    let count = 0;
    for (let rest = Number(remainder); rest % short === 0; rest /= short) count += 1;
    return Math.min(count, limit);
  }
  for (;;) {
    if (remainder !== 0n) return Math.min(removeFactor(remainder, factor)[0], limit);
    if (size >= limit) return limit;
    [chunk, size] = [chunk ** 4n, size * 4];
    remainder = factor === 2n ? BigInt.asUintN(size, value) : value % chunk;
  }
}

/** Powers of one factor. One that is close to the one before it costs a product with a short number. */
function createPowers(factor: bigint): (exponent: number) => bigint {
  let [known, value] = [0, 1n];
  return (exponent) => {
    const gap = exponent - known;
    if (gap === 0) return value;
    if (gap > 0 && gap < 64) value *= factor ** BigInt(gap);
    else value = factor ** BigInt(exponent);
    known = exponent;
    return value;
  };
}
