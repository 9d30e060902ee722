/** Exact numbers as text: every accepted form, every refusal, and the way back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactError } from '../../src/errors.js';
import {
  createDecimalField,
  createRadixField,
  createRatio,
  formatRatio,
  parseExactNumber,
} from '../../src/exact/index.js';
import { decimalPlaces, formatDecimal, greatestCommonDivisor } from '../../src/exact/exact-number.js';
import { forAll } from '../support/for-all.js';

const ratio = (numerator: bigint, denominator = 1n) => ({ numerator, denominator });

describe('reading', () => {
  it('cuts long texts in its message, and says what it accepts', () => {
    expect(() => parseExactNumber('x'.repeat(1000))).toThrow(/^.{0,400}$/s);
    expect(() => parseExactNumber('abc')).toThrow(
      /"abc" is not an exact number; expected a decimal.*"1\/3"/s,
    );
  });

  it('takes larger exponents where the caller allows them', () => {
    expect(parseExactNumber('1e10001', Infinity).numerator).toBe(10n ** 10001n);
  });
});

describe('lowest terms', () => {
  it('have a positive denominator and no common factor', () => {
    expect(createRatio(6n, -4n)).toEqual(ratio(-3n, 2n));
    expect(createRatio(0n, -7n)).toEqual(ratio(0n));
    expect(() => createRatio(1n, 0n)).toThrow(InexactError);
  });

  it('say how long the decimal expansion is', () => {
    const [exponent, other] = [fc.nat({ max: 400 }), fc.constantFrom(3n, 7n, 5n ** 28n + 2n ** 64n)];
    forAll(100, [exponent, exponent, other], (twos, fives, prime) => {
      const denominator = 2n ** BigInt(twos) * 5n ** BigInt(fives);
      expect(decimalPlaces(ratio(1n, denominator))).toBe(Math.max(twos, fives));
      expect(decimalPlaces(ratio(1n, denominator * prime))).toBeUndefined();
    });
  });
});

describe('writing', () => {
  it('is read back to the same ratio', () => {
    forAll(100, [fc.bigInt(), fc.bigInt({ min: 1n })], (numerator, denominator) => {
      const value = createRatio(numerator, denominator);
      expect(parseExactNumber(formatRatio(value), Infinity)).toEqual(value);
    });
    forAll(100, [fc.bigInt(), fc.integer({ min: 0, max: 400 })], (coefficient, places) => {
      const value = createRatio(coefficient, 10n ** BigInt(places));
      expect(parseExactNumber(formatDecimal(coefficient, places), Infinity)).toEqual(value);
    });
  });

  it.each([
    [0n, 5, '0'],
    [-12500n, 3, '-12.5'],
    [120n, 0, '120'],
    [15n, 9, '1.5e-8'],
    [-123n * 10n ** 20n, 0, '-1.23e+22'],
  ])('%d · 10^−%d is %s', (coefficient, places, text) => {
    expect(formatDecimal(coefficient, places)).toBe(text);
  });

  it('is in scientific notation where JavaScript is', () => {
    for (let places = 0; places < 12; places += 1)
      expect(formatDecimal(1n, places)).toBe(String(Number(`1e-${places}`)));
    for (let exponent = 18; exponent < 24; exponent += 1)
      expect(formatDecimal(10n ** BigInt(exponent), 0)).toBe(String(Number(`1e${exponent}`)));
  });

  it.each([
    [1n, 10_000, '1e-10000'],
    [7n * 10n ** 10_000n, 0, '7e+10000'],
    [1n, 10_001, `0.${'0'.repeat(10_000)}1`],
    [12n * 10n ** 10_000n, 0, `12${'0'.repeat(10_000)}`],
    [-(10n ** 30_000n), 5, `-1${'0'.repeat(29_995)}`],
  ])('is read back, however far its point is: %#', (coefficient, places, text) => {
    expect(formatDecimal(coefficient, places)).toBe(text);
    expect(parseExactNumber(text)).toEqual(createRatio(coefficient, 10n ** BigInt(places)));
  });

  it('is written in a moment with 200,000 zeros inside', () => {
    const inside = 10n ** 200_000n + 1n;
    expect(formatDecimal(inside, 200_000)).toBe(`1.${'0'.repeat(199_999)}1`);
    expect(formatDecimal(inside * 1000n, 200_003)).toBe(`1.${'0'.repeat(199_999)}1`);
  }, 5_000);

  it('is the same for a decimal and for the ratio it equals', () => {
    const field = createDecimalField();
    forAll(100, [fc.integer(), fc.integer({ min: 0, max: 30 })], (coefficient, places) => {
      const value = createRatio(BigInt(coefficient), 10n ** BigInt(places));
      expect(field.format(field.fromRatio(value))).toBe(formatRatio(value));
    });
  });
});

describe('lowest terms over a power of a base', () => {
  it('are those of a gcd, for bases of small primes, of large ones, and of both', () => {
    const base = fc.constantFrom(2n, 8n, 10n, 12n, 30n, 97n, 101n, 101n * 103n, 10n * 101n ** 2n);
    const factor = fc
      .tuple(fc.constantFrom(2n, 3n, 5n, 97n, 101n, 103n), fc.nat(400))
      .map(([prime, times]) => prime ** BigInt(times));
    const factors = fc.array(factor, { maxLength: 3 });
    forAll(100, [base, fc.nat(120), fc.bigInt(), factors], (q, places, rest, parts) => {
      const coefficient = parts.reduce((product, part) => product * part, rest);
      const lowest = createRadixField(q).toRatio({ coefficient, places });
      expect(lowest).toEqual(createRatio(coefficient, q ** BigInt(places)));
    });
  });
});

/** Euclid, and nothing else. */
function plainly(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

describe('the greatest common divisor of long numbers', () => {
  // all beyond 2¹⁰²⁴ where the third factor is there
  const parts = [0n, 1n, 7n, 300n].flatMap((twos) => [0n, 2n, 90n].map((fives) => 2n ** twos * 5n ** fives));
  const others = [1n, 3n ** 700n, 7n ** 400n, 3n ** 650n * 11n];
  it.each(others)('with the factor %d, is that of Euclid', (other) => {
    for (const left of parts)
      for (const right of parts) {
        const [a, b] = [left * 3n ** 680n, right * other];
        expect(greatestCommonDivisor(a, b)).toBe(plainly(a, b));
        expect(greatestCommonDivisor(-b, a)).toBe(plainly(a, b));
      }
  });

  it('is the other number where one is 0, and knows powers of ten', () => {
    const long = 10n ** 400n;
    expect([greatestCommonDivisor(long, 0n), greatestCommonDivisor(0n, -long)]).toEqual([long, long]);
    expect(greatestCommonDivisor(6n * long, 14n * 10n ** 390n)).toBe(2n * 10n ** 390n);
    expect(greatestCommonDivisor(long, long)).toBe(long);
  });

  it('reduces a decimal of 100,000 digits in a moment', () => {
    // Euclid on both takes ten seconds: digits without a pattern
    const digits = 3n ** 200_000n * 8n;
    expect(createRatio(digits, 10n ** 100_000n)).toEqual(ratio(digits / 8n, 10n ** 100_000n / 8n));
  }, 5_000);
});
