/** Exact numbers as text: decimals and fractions in, ratios of whole numbers out, and back. */
import { InexactError, InputError } from '../errors.js';
import { bitLength } from './bit-length.js';

/** numerator / denominator in lowest terms, denominator > 0. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The greatest exponent a number may be written with; a longer one would only fill memory with zeros. */
const largestExponent = 10_000;

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;
const fractionPattern = /^([+-]?\d+)\/(\d+)$/;

/** The greatest common divisor of two whole numbers, not negative. */
export function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** numerator/denominator in lowest terms. The denominator must not be 0. */
export function createRatio(numerator: bigint, denominator: bigint): Ratio {
  if (denominator === 0n) {
    throw new InexactError({
      problem: 'division by zero',
      where: 'a ratio',
      expected: 'a denominator other than 0',
      mend: 'Check the data that this number was computed from.',
    });
  }
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** left − right in lowest terms. */
export function subtractRatios(left: Ratio, right: Ratio): Ratio {
  return createRatio(
    left.numerator * right.denominator - right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

/**
 * The exact value of a number written as a decimal (`-0.25`, `1e-3`) or as a fraction (`1/3`).
 *
 * @param exponentLimit - greatest |exponent| of the scientific notation.
 * @throws InputError for any other text, and for exponents beyond the limit.
 * @example
 * ```ts
 * import { parseExactNumber } from 'auxopt/exact';
 *
 * parseExactNumber('0.25'); // { numerator: 1n, denominator: 4n }
 * ```
 */
export function parseExactNumber(text: string, exponentLimit: number = largestExponent): Ratio {
  const fraction = fractionPattern.exec(text);
  if (fraction !== null) {
    const denominator = BigInt(fraction[2] ?? '0');
    if (denominator !== 0n) return createRatio(BigInt(fraction[1] ?? '0'), denominator);
  }
  const decimal = decimalPattern.exec(text);
  const exponent = Number(decimal?.[4] ?? '0');
  if (decimal === null || Math.abs(exponent) > exponentLimit) {
    throw new InputError({
      problem: `${JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)} is not an exact number`,
      where: 'a number',
      expected: `a decimal such as "-0.25" or "1e-3" (exponent within ±${exponentLimit}), or a fraction such as "1/3"`,
      mend: 'Write the number out in one of these forms.',
    });
  }
  const [, sign, whole = '', digits = ''] = decimal;
  const magnitude = BigInt(whole + digits);
  const shift = exponent - digits.length;
  const numerator = (sign === '-' ? -magnitude : magnitude) * 10n ** BigInt(Math.max(shift, 0));
  return createRatio(numerator, 10n ** BigInt(Math.max(-shift, 0)));
}

/**
 * The number of decimal places of a ratio in lowest terms, or undefined where its expansion does not end, that is
 * where the denominator has a prime factor other than 2 and 5.
 */
export function decimalPlaces({ denominator }: Ratio): number | undefined {
  const [twos, odd] = removeTwos(denominator);
  // The bit lengths of the powers of five differ, so that one power alone can be it; most others differ in their low bits.
  const fives = Math.floor(bitLength(odd) / Math.log2(5));
  if (lowPower(5n, fives) !== BigInt.asUintN(64, odd)) return undefined;
  return odd === 5n ** BigInt(fives) ? Math.max(twos, fives) : undefined;
}

/** baseⁿ mod 2⁶⁴. */
function lowPower(base: bigint, exponent: number): bigint {
  let [power, square] = [1n, base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = BigInt.asUintN(64, power * square);
    square = BigInt.asUintN(64, square * square);
  }
  return power;
}

/** How often 2 divides `value` ≠ 0, and what is left: its lowest bit says it, without a division. */
function removeTwos(value: bigint): readonly [number, bigint] {
  const twos = bitLength(value & -value) - 1;
  return [twos, value >> BigInt(twos)];
}

/** How often `prime` divides `value` ≠ 0, and what is left. */
function removePrime(value: bigint, prime: bigint): readonly [number, bigint] {
  if (prime === 2n) return removeTwos(value);
  // Mostly a short remainder tells.
  const remainder = value % prime ** 32n;
  const count = countFactor(remainder === 0n ? value : remainder, prime);
  return [count, count === 0 ? value : value / prime ** BigInt(count)];
}

/**
 * How often `prime` divides `value` ≠ 0. From the longest power to the prime itself, the value is divided by what divides it,
 * and replaced by the remainder of what does not: it is half as long at every step, so that all cost little more than the first.
 */
function countFactor(value: bigint, prime: bigint): number {
  let rest = value < 0n ? -value : value;
  const powers: bigint[] = []; // to the exponents 1, 2, 4, …
  for (let power = prime; power <= rest; power *= power) powers.push(power);
  let count = 0;
  for (const [place, power] of [...powers.entries()].reverse()) {
    const remainder = rest % power;
    if (remainder === 0n) count += 2 ** place;
    rest = remainder === 0n ? rest / power : remainder;
  }
  return count;
}

/** The primes below 100 and how often each divides the base, and what is left of the base. */
function splitBase(base: bigint): {
  readonly primes: readonly (readonly [bigint, number])[];
  readonly rest: bigint;
} {
  let rest = base;
  const primes: (readonly [bigint, number])[] = [];
  for (let prime = 2n; prime < 100n && rest > 1n; prime += 1n) {
    const [count, without] = removePrime(rest, prime);
    rest = without;
    if (count > 0) primes.push([prime, count]);
  }
  return { primes, rest };
}

/**
 * coefficient/qᵖ in lowest terms. A gcd of two numbers of thousands of digits takes milliseconds; here the denominator is a
 * power of a short base, so the powers of its small primes are divided out by squaring, and what else is common is found
 * in short remainders.
 */
export function reduceOverPower(coefficient: bigint, base: bigint, places: number): Ratio {
  if (coefficient === 0n) return { numerator: 0n, denominator: 1n };
  const { primes, rest } = splitBase(base);
  let numerator = coefficient;
  let denominator = 1n;
  for (const [prime, count] of primes) {
    const [present, without] = removePrime(numerator, prime);
    const removed = Math.min(present, count * places);
    numerator = without * prime ** BigInt(present - removed);
    denominator *= prime ** BigInt(count * places - removed);
  }
  if (rest === 1n) return { numerator, denominator };
  let large = rest ** BigInt(places);
  const chunk = rest ** 64n;
  for (;;) {
    // Every prime of the denominator is one of the base: where nothing is common with the chunk, nothing is left.
    const common = greatestCommonDivisor(numerator % chunk, chunk);
    const shared = common === 1n ? 1n : greatestCommonDivisor(common, large);
    if (shared === 1n) return { numerator, denominator: denominator * large };
    numerator /= shared;
    large /= shared;
  }
}

/** coefficient · 10^−places as text, in scientific notation below 1e-6 and from 1e21 on, as JavaScript does. */
export function formatDecimal(coefficient: bigint, places: number): string {
  if (coefficient === 0n) return '0';
  const sign = coefficient < 0n ? '-' : '';
  const all = (coefficient < 0n ? -coefficient : coefficient).toString();
  const digits = all.replace(/0+$/, '');
  const exponent = all.length - 1 - places; // of the leading digit
  if (exponent <= -7 || exponent > 20) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return rest === '' ? sign + whole : `${sign}${whole}.${rest}`;
}

/** A ratio as text: a decimal where its expansion ends, else `p/q`. {@link parseExactNumber} reads it back. */
export function formatRatio(ratio: Ratio): string {
  const places = decimalPlaces(ratio);
  if (places === undefined) return `${ratio.numerator}/${ratio.denominator}`;
  return formatDecimal((ratio.numerator * 10n ** BigInt(places)) / ratio.denominator, places);
}
