/** Lifting doubles and rounding back: known values, and agreement with JavaScript's own parser and Math.fround. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import {
  createRatio,
  floatFormats,
  formatRatio,
  isRepresentable,
  liftDouble,
  nearestDouble,
  parseExactNumber,
  roundRatio,
  roundToFormat,
  type Ratio,
} from '../../src/exact/index.js';
import { bitLength } from '../../src/exact/exact-number.js';
import { floorLog2, powerOfTwo } from '../../src/exact/binary-ratio.js';
import { isBeyondRange, ulpExponent } from '../../src/exact/float-format.js';

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
const { binary64, binary32, binary16, bfloat16 } = floatFormats;
const exactly = (text: string): Ratio => parseExactNumber(text);

describe('lifting a double', () => {
  it.each([
    [0, 0n, 1n],
    [-0, 0n, 1n],
    [1, 1n, 1n],
    [-0.75, -3n, 4n],
    [0.1, 3602879701896397n, 2n ** 55n],
    [Number.MIN_VALUE, 1n, 2n ** 1074n],
    [2 ** -1022, 1n, 2n ** 1022n],
    [2 ** -1022 - Number.MIN_VALUE, 2n ** 52n - 1n, 2n ** 1074n],
    [Number.MAX_VALUE, (2n ** 53n - 1n) * 2n ** 971n, 1n],
    [2 ** 53 - 1, 2n ** 53n - 1n, 1n],
  ])('%d', (value, numerator, denominator) => {
    expect(liftDouble(value)).toEqual({ numerator, denominator });
  });

  it('is undone by rounding, for every double', () => {
    fc.assert(
      fc.property(anyDouble, (value) => {
        expect(nearestDouble(liftDouble(value))).toBe(value + 0);
        expect(isRepresentable(binary64, liftDouble(value))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => liftDouble(value)).toThrow(InputError);
  });
});

describe('the nearest double', () => {
  it('is what JavaScript reads, for any decimal', () => {
    const digits = fc.bigInt({ min: 1n, max: 10n ** 25n });
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: -360, max: 320 }),
        fc.boolean(),
        (coefficient, exponent, isNegative) => {
          const text = `${isNegative ? '-' : ''}${coefficient}e${exponent}`;
          expect(nearestDouble(exactly(text))).toBe(Number(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['9007199254740993', 9007199254740992], // 2⁵³ + 1: a tie goes to even, down
    ['9007199254740995', 9007199254740996], // 2⁵³ + 3: a tie goes to even, up
    ['9007199254740993.000001', 9007199254740994],
    ['1.7976931348623158e308', Number.MAX_VALUE],
    ['1.7976931348623159e308', Infinity],
    ['-1e309', -Infinity],
    ['2.4703282292062328e-324', Number.MIN_VALUE], // just above half of it
    ['2.4703282292062327e-324', 0],
    ['-1e-400', -0],
    ['1/3', 1 / 3],
    ['2.2250738585072011e-308', 2.225073858507201e-308], // the largest subnormal
  ])('of %s is %d', (text, value) => {
    expect(nearestDouble(exactly(text))).toBe(value);
  });

  it('does not ask for lowest terms', () => {
    expect(nearestDouble({ numerator: 10n ** 400n, denominator: 4n * 10n ** 400n })).toBe(0.25);
  });
});

describe('narrower formats', () => {
  it('binary32 is Math.fround, from a double and from a ratio', () => {
    fc.assert(
      fc.property(anyDouble, (value) => {
        expect(roundToFormat(binary32, value)).toBe(Math.fround(value));
        expect(roundRatio(binary32, liftDouble(value))).toBe(Math.fround(value + 0));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['binary16', '65504', 65504],
    ['binary16', '65519.99', 65504],
    ['binary16', '65520', Infinity],
    ['binary16', '2049', 2048],
    ['binary16', '2051', 2052],
    ['binary16', '0.1', 0.0999755859375],
    ['binary16', '5.9604644775390625e-8', 2 ** -24],
    ['binary16', '2.98023223876953125e-8', 0],
    ['bfloat16', '3.141592653589793', 3.140625],
    ['bfloat16', '257', 256],
    ['bfloat16', '259', 260],
    ['bfloat16', '3.4e38', Infinity],
    ['bfloat16', '3.38e38', 254.0 * 2 ** 120],
  ] as const)('%s rounds %s to %d', (name, text, value) => {
    expect(roundRatio(floatFormats[name], exactly(text))).toBe(value);
    expect(roundToFormat(floatFormats[name], Number(text))).toBe(value);
  });

  it('hold every power of two of their range, and keep it', () => {
    for (const format of Object.values(floatFormats)) {
      for (let e = format.minimumExponent - format.precision + 1; e <= format.maximumExponent; e += 1) {
        expect(roundToFormat(format, 2 ** e)).toBe(2 ** e);
        expect(roundRatio(format, powerOfTwo(e))).toBe(2 ** e);
        expect(isRepresentable(format, powerOfTwo(e))).toBe(true);
      }
      expect(isRepresentable(format, powerOfTwo(format.minimumExponent - format.precision))).toBe(false);
      expect(isBeyondRange(format, powerOfTwo(format.maximumExponent + 1))).toBe(true);
      expect(isBeyondRange(format, powerOfTwo(format.maximumExponent))).toBe(false);
    }
  });

  it('round to the nearest: no number of the format is closer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e30, max: 1e30, noNaN: true }),
        fc.constantFrom(binary32, binary16, bfloat16),
        (value, format) => {
          const rounded = roundToFormat(format, value);
          if (!Number.isFinite(rounded)) return;
          expect(isRepresentable(format, liftDouble(rounded))).toBe(true);
          const exponent = ulpExponent(format, liftDouble(value));
          expect(Math.abs(rounded - value)).toBeLessThanOrEqual(2 ** (exponent - 1));
          expect(roundToFormat(format, rounded)).toBe(rounded);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('logarithms in base two', () => {
  it('are exact at and beside every power of two', () => {
    for (let e = -80; e <= 80; e += 1) {
      const { numerator, denominator } = powerOfTwo(e);
      const hair = 10n ** 40n;
      expect(floorLog2({ numerator, denominator })).toBe(e);
      expect(floorLog2({ numerator: numerator * hair - 1n, denominator: denominator * hair })).toBe(e - 1);
      expect(floorLog2({ numerator: -(numerator * hair + 1n), denominator: denominator * hair })).toBe(e);
    }
  });

  it('count bits', () => {
    expect([0n, 1n, -1n, 2n, 255n, 256n, 2n ** 100n].map(bitLength)).toEqual([0, 1, 1, 2, 8, 9, 101]);
  });

  it('bracket any ratio', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n }), fc.bigInt({ min: 1n }), (numerator, denominator) => {
        const value = createRatio(numerator, denominator);
        const [low, high] = [powerOfTwo(floorLog2(value)), powerOfTwo(floorLog2(value) + 1)];
        const below = (p: Ratio, q: Ratio) => p.numerator * q.denominator <= q.numerator * p.denominator;
        expect(below(low, value) && !below(high, value)).toBe(true);
        expect(formatRatio(value)).not.toBe('');
      }),
    );
  });
});
