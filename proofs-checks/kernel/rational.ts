/** The rational numbers ℚ as pairs of BigInts: the only numbers the kernel knows. */

/** numerator/denominator in lowest terms, denominator > 0. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left < 0n ? -left : left, right < 0n ? -right : right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The number numerator/denominator; throws RangeError for denominator 0. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (bottom === 0n) throw new RangeError('a rational number has a denominator other than 0');
  const divisor = greatestCommonDivisor(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { numerator: top / divisor, denominator: bottom / divisor };
}

/** left + right. */
export function addRationals(left: Rational, right: Rational): Rational {
  if (left.denominator === 1n && right.denominator === 1n) {
    return { numerator: left.numerator + right.numerator, denominator: 1n };
  }
  return rational(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

/** left · right. */
export function multiplyRationals(left: Rational, right: Rational): Rational {
  if (left.denominator === 1n && right.denominator === 1n) {
    return { numerator: left.numerator * right.numerator, denominator: 1n };
  }
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
