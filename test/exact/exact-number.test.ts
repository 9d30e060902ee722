/** Exact numbers as text: every accepted form, every refusal, and the way back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactError, InputError } from '../../src/errors.js';
import {
  createDecimalField,
  createRadixField,
  createRatio,
  formatRatio,
  parseExactNumber,
} from '../../src/exact/index.js';
import { decimalPlaces, formatDecimal } from '../../src/exact/exact-number.js';

const ratio = (numerator: bigint, denominator = 1n) => ({ numerator, denominator });

describe('reading', () => {
  it.each([
    ['0', ratio(0n)],
    ['-0', ratio(0n)],
    ['+7', ratio(7n)],
    ['007', ratio(7n)],
    ['-0.25', ratio(-1n, 4n)],
    ['1.50', ratio(3n, 2n)],
    ['1e3', ratio(1000n)],
    ['25E-3', ratio(1n, 40n)],
    ['1.5e+2', ratio(150n)],
    ['1/3', ratio(1n, 3n)],
    ['-6/4', ratio(-3n, 2n)],
    ['0/5', ratio(0n)],
  ])('%s is %o', (text, expected) => {
    expect(parseExactNumber(text)).toEqual(expected);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '.5',
    '5.',
    '1,5',
    '1e',
    'e5',
    '--1',
    '1/0',
    '1/-3',
    '1.5/2',
    '0x10',
    'NaN',
    'Infinity',
    '-Infinity',
    '1_000',
    '１',
    '1e10001',
    '1e-10001',
    '1e9999999999',
    '1\n',
  ])('%j is refused', (text) => {
    expect(() => parseExactNumber(text)).toThrow(InputError);
  });

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
    expect(decimalPlaces(ratio(1n))).toBe(0);
    expect(decimalPlaces(ratio(1n, 8n))).toBe(3);
    expect(decimalPlaces(ratio(1n, 50n))).toBe(2);
    expect(decimalPlaces(ratio(1n, 3n))).toBeUndefined();
    expect(decimalPlaces(ratio(1n, 30n))).toBeUndefined();
    const exponent = fc.nat({ max: 400 });
    fc.assert(
      fc.property(
        exponent,
        exponent,
        fc.constantFrom(3n, 7n, 5n ** 28n + 2n ** 64n),
        (twos, fives, other) => {
          const denominator = 2n ** BigInt(twos) * 5n ** BigInt(fives);
          expect(decimalPlaces(ratio(1n, denominator))).toBe(Math.max(twos, fives));
          expect(decimalPlaces(ratio(1n, denominator * other))).toBeUndefined();
        },
      ),
    );
  });
});

describe('writing', () => {
  it('is read back to the same ratio', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (numerator, denominator) => {
        const value = createRatio(numerator, denominator);
        expect(parseExactNumber(formatRatio(value), Infinity)).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 400 }), (coefficient, places) => {
        const value = createRatio(coefficient, 10n ** BigInt(places));
        expect(parseExactNumber(formatDecimal(coefficient, places), Infinity)).toEqual(value);
      }),
    );
  });

  it.each([
    [0n, 5, '0'],
    [-12500n, 3, '-12.5'],
    [5n, 1, '0.5'],
    [120n, 0, '120'],
    [1n, 6, '0.000001'],
    [15n, 9, '1.5e-8'],
    [10n ** 20n, 0, '100000000000000000000'],
    [10n ** 21n, 0, '1e+21'],
    [-123n * 10n ** 20n, 0, '-1.23e+22'],
  ])('%d · 10^−%d is %s', (coefficient, places, text) => {
    expect(formatDecimal(coefficient, places)).toBe(text);
  });

  it('is in scientific notation where JavaScript is', () => {
    for (let places = 0; places < 12; places += 1) {
      expect(formatDecimal(1n, places)).toBe(String(Number(`1e-${places}`)));
    }
    for (let exponent = 18; exponent < 24; exponent += 1) {
      expect(formatDecimal(10n ** BigInt(exponent), 0)).toBe(String(Number(`1e${exponent}`)));
    }
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
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 30 }), (coefficient, places) => {
        const value = createRatio(BigInt(coefficient), 10n ** BigInt(places));
        expect(field.format(field.fromRatio(value))).toBe(formatRatio(value));
      }),
    );
  });
});

describe('lowest terms over a power of a base', () => {
  it('are those of a gcd, for bases of small primes, of large ones, and of both', () => {
    const base = fc.constantFrom(2n, 8n, 10n, 12n, 30n, 97n, 101n, 101n * 103n, 10n * 101n ** 2n);
    const factor = fc.tuple(fc.constantFrom(2n, 3n, 5n, 97n, 101n, 103n), fc.nat(400));
    fc.assert(
      fc.property(
        base,
        fc.nat(120),
        fc.bigInt(),
        fc.array(factor, { maxLength: 3 }),
        (q, places, rest, factors) => {
          const numerator = factors.reduce(
            (product, [prime, times]) => product * prime ** BigInt(times),
            rest,
          );
          const value = { coefficient: numerator, places };
          expect(createRadixField(q).toRatio(value)).toEqual(createRatio(numerator, q ** BigInt(places)));
        },
      ),
    );
  });
});
