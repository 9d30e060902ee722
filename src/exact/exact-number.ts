/** Exact numbers as text: decimals and fractions in, ratios of whole numbers out, and back. */
import { InexactError, InputError } from '../errors.js';

/** numerator / denominator in lowest terms, denominator > 0. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The greatest exponent a number may be written with; a longer one would only fill memory with zeros. */
export const largestExponent = 10_000;

/** Decimal places up to which one gcd is the quickest way to lowest terms. */
const shortDecimal = 100;

/** Characters of the longest fraction: its gcd takes up to a second. A decimal needs none, and may be as long as it likes. */
export const longestFraction = 50_000;

/** From here on twos and fives are worth a look of their own: decimals have no other factors in their denominators. */
const longNumber = 1n << 1024n;

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;
const fractionPattern = /^([+-]?\d+)\/(\d+)$/;

/** The greatest common divisor of two whole numbers, not negative. */
export function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  const [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  if (a > longNumber && b > longNumber) {
    const [[twosOfA, oddA], [twosOfB, oddB]] = [removeTwos(a), removeTwos(b)];
    const [[fivesOfA, restA], [fivesOfB, restB]] = [removeFactor(oddA, 5n), removeFactor(oddB, 5n)];
    const common = euclid(restA, restB) * 5n ** BigInt(Math.min(fivesOfA, fivesOfB));
    return common << BigInt(Math.min(twosOfA, twosOfB));
  }
  return euclid(a, b);
}

/** The greatest common divisor of two numbers ≥ 0: n² steps on n digits of both, n where one is short. */
function euclid(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

/**
 * numerator/denominator in lowest terms. The denominator must not be 0.
 *
 * For constants that no text or double holds.
 */
export function createRatio(numerator: bigint, denominator: bigint): Ratio {
  if (denominator === 0n) {
    throw new InexactError({
      problem: 'division by zero',
      where: 'a ratio',
      expected: 'a denominator other than 0',
      fix: 'Check the data that this number was computed from.',
    });
  }
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** ⌊√value⌋ for value ≥ 0, by Newton's iteration from above. */
export function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length >> 1) + 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
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
  const fraction = text.length <= longestFraction ? fractionPattern.exec(text) : null;
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
      expected: `a decimal such as "-0.25" or "1e-3" (exponent within ±${exponentLimit}), or a fraction such as "1/3" (at most ${longestFraction} characters)`,
      fix: 'Write the number out in one of these forms.',
    });
  }
  const [, sign, whole = '', digits = ''] = decimal;
  const magnitude = BigInt(whole + digits);
  const shift = exponent - digits.length;
  const coefficient = (sign === '-' ? -magnitude : magnitude) * 10n ** BigInt(Math.max(shift, 0));
  const places = Math.max(-shift, 0);
  return places > shortDecimal
    ? reduceDecimal(coefficient, places)
    : createRatio(coefficient, 10n ** BigInt(places));
}

/** coefficient/10^places in lowest terms: its twos and fives are divided out, because a gcd of long numbers is slow. */
function reduceDecimal(coefficient: bigint, places: number): Ratio {
  if (coefficient === 0n) return { numerator: 0n, denominator: 1n };
  const twos = Math.min(removeTwos(coefficient)[0], places);
  const fives = Math.min(removeFactor(coefficient, 5n)[0], places);
  return {
    numerator: (coefficient >> BigInt(twos)) / 5n ** BigInt(fives),
    denominator: (5n ** BigInt(places - fives)) << BigInt(places - twos),
  };
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

const view = new DataView(new ArrayBuffer(8));

/** The number of bits of |value|; 0 for 0. */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const double = Number(magnitude);
  if (double === Infinity) {
    const hex = magnitude.toString(16);
    return (hex.length - 1) * 4 + (32 - Math.clz32(parseInt(hex.slice(0, 1), 16)));
  }
  if (double === 0) return 0;
  view.setFloat64(0, double);
  const bits = (view.getUint16(0) >> 4) - 1022; // one more where the double was rounded up to a power of two
  return double >= 2 ** 53 && magnitude >> BigInt(bits - 1) === 0n ? bits - 1 : bits;
}

/** How often 2 divides `value` ≠ 0: its lowest bit says it, without a division. */
export function countTwos(value: bigint): number {
  const low = Number(BigInt.asIntN(32, value));
  return low === 0 ? bitLength(value & -value) - 1 : 31 - Math.clz32(low & -low);
}

/** How often 2 divides `value` ≠ 0, and what is left. */
function removeTwos(value: bigint): readonly [number, bigint] {
  const twos = countTwos(value);
  return [twos, value >> BigInt(twos)];
}

/** How often `factor` divides `value` ≠ 0, and what is left. Squares of the factor first: a few divisions do for all. */
export function removeFactor(value: bigint, factor: bigint): readonly [number, bigint] {
  if (value % factor !== 0n) return [0, value];
  const [half, rest] = removeFactor(value / factor, factor * factor);
  return rest % factor === 0n ? [2 * half + 2, rest / factor] : [2 * half + 1, rest];
}

/**
 * coefficient · 10^−places as text, in scientific notation below 1e-6 and from 1e21 on, as JavaScript does; where the exponent
 * is greater than {@link parseExactNumber} reads, all zeros are written.
 */
export function formatDecimal(coefficient: bigint, places: number): string {
  if (coefficient === 0n) return '0';
  const sign = coefficient < 0n ? '-' : '';
  const all = (coefficient < 0n ? -coefficient : coefficient).toString();
  const digits = all.slice(0, endWithoutZeros(all));
  const exponent = all.length - 1 - places; // of the leading digit
  if ((exponent <= -7 || exponent > 20) && Math.abs(exponent) <= largestExponent) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return rest === '' ? sign + whole : `${sign}${whole}.${rest}`;
}

/** Where the zeros at the end of the digits of a number ≠ 0 begin. A pattern for them would take n² steps on n zeros. */
function endWithoutZeros(digits: string): number {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return end;
}

/** A ratio as text: a decimal where its expansion ends, else `p/q`. {@link parseExactNumber} reads it back. */
export function formatRatio(ratio: Ratio): string {
  const places = decimalPlaces(ratio);
  if (places === undefined) return `${ratio.numerator}/${ratio.denominator}`;
  return formatDecimal((ratio.numerator * 10n ** BigInt(places)) / ratio.denominator, places);
}
