/** The rational numbers ℚ as pairs of BigInts: the only numbers the kernel knows. */
import { spend } from './refusal.js';
import { refuse } from './refusal.js';

/** numerator/denominator in lowest terms, denominator > 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const largest = 1n << 4096n;

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  while (b !== 0n) {
    spend(1);
    [a, b] = [b, a % b];
  }
  return a;
}

/** The number numerator/denominator; refuses denominator 0 and numbers of more than 4096 bits. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (bottom === 0n) refuse('a rational number has a denominator other than 0');
  if (top > largest || -top > largest || bottom > largest || -bottom > largest)
    refuse('a number is too large');
  if (bottom === 1n) return { numerator: top, denominator: 1n };
  const divisor = greatestCommonDivisor(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { numerator: top / divisor, denominator: bottom / divisor };
}

/** left + right. */
export function addRationals(left: Rational, right: Rational): Rational {
  if (left.denominator === right.denominator)
    return rational(left.numerator + right.numerator, left.denominator);
  return rational(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

/** left · right. */
export function multiplyRationals(left: Rational, right: Rational): Rational {
  return rational(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** −1, 0 or 1: the sign of a number. */
export function signOf({ numerator }: Rational): -1 | 0 | 1 {
  if (numerator === 0n) return 0;
  return numerator > 0n ? 1 : -1;
}

/** `3`, `-1/2`: the number in text. */
export function formatRational({ numerator, denominator }: Rational): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

/** The number of the text, as `3` or `-1/2`, or nothing where it is another text. */
export function parseRational(text: string): Rational | undefined {
  const [, numerator, denominator = '1'] = /^(-?\d{1,60})(?:\/(\d{1,60}))?$/.exec(text) ?? [];
  return numerator === undefined ? undefined : rational(BigInt(numerator), BigInt(denominator));
}
