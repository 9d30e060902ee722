/** Lifting doubles and rounding back: known values, and agreement with JavaScript's own parser and Math.fround. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import {
  createRatio,
  floatFormats,
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
import { forAll } from '../support/for-all.js';

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
const { binary64, binary32, binary16, bfloat16 } = floatFormats;
const exactly = (text: string): Ratio => parseExactNumber(text);

describe('lifting a double', () => {
  it.each([
    [-0, 0n, 1n],
    [-0.75, -3n, 4n],
    [0.1, 3602879701896397n, 2n ** 55n],
    [Number.MIN_VALUE, 1n, 2n ** 1074n],
    [2 ** -1022, 1n, 2n ** 1022n],
    [2 ** -1022 - Number.MIN_VALUE, 2n ** 52n - 1n, 2n ** 1074n],
    [Number.MAX_VALUE, (2n ** 53n - 1n) * 2n ** 971n, 1n],
    [2 ** 53, 2n ** 53n, 1n],
  ])('%d', (value, numerator, denominator) => {
    expect(liftDouble(value)).toEqual({ numerator, denominator });
  });

  it('is undone by rounding, for every double', () => {
    forAll(1000, [anyDouble], (value) => {
      expect(nearestDouble(liftDouble(value))).toBe(value + 0);
      expect(isRepresentable(binary64, liftDouble(value))).toBe(true);
    });
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => liftDouble(value)).toThrow(InputError);
  });
});

describe('the nearest double', () => {
  it('is what JavaScript reads, for any decimal', () => {
    const digits = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).filter((value) => value !== 0n);
    forAll(1000, [digits, fc.integer({ min: -360, max: 320 })], (coefficient, exponent) => {
      const text = `${coefficient}e${exponent}`;
      expect(nearestDouble(exactly(text))).toBe(Number(text));
    });
  });

  it.each([
    ['9007199254740993', 9007199254740992], // 2⁵³ + 1: a tie goes to even, down
    ['9007199254740995', 9007199254740996], // 2⁵³ + 3: a tie goes to even, up
    ['9007199254740993.000001', 9007199254740994],
    [`${2n ** 1024n - 2n ** 970n - 1n}`, Number.MAX_VALUE],
    [`${2n ** 1024n - 2n ** 970n}`, Infinity],
    ['-1e309', -Infinity],
    [`1/${2n ** 1075n}`, 0], // a tie, to even
    [`3/${2n ** 1075n}`, 2 * Number.MIN_VALUE],
    ['2.4703282292062328e-324', Number.MIN_VALUE], // just above half of it
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
    forAll(1000, [anyDouble], (value) => {
      expect(roundToFormat(binary32, value)).toBe(Math.fround(value));
      expect(roundRatio(binary32, liftDouble(value))).toBe(Math.fround(value + 0));
    });
  });

  it.each([
    [binary16, '65519.99', 65504],
    [binary16, '65520', Infinity],
    [binary16, '-65520', -Infinity],
    [binary16, '0', 0],
    [binary16, '-1/3', -0.333251953125],
    [binary16, '2048.999', 2048],
    [binary16, '-2049', -2048], // a tie, to even
    [binary16, '2049.001', 2050],
    [binary16, '2051', 2052],
    [binary16, `1/${2 ** 25}`, 0], // a tie, to even
    [binary16, `3/${2 ** 26}`, 2 ** -24],
    [binary16, `3/${2 ** 25}`, 2 ** -23], // a tie, to even
    [binary16, '1024', 1024],
    [bfloat16, '257/256', 1], // a tie, to even
    [bfloat16, '259/256', 1 + 2 ** -6],
    [bfloat16, '3.141592653589793', 3.140625],
    [bfloat16, '-3.4e38', -Infinity],
    [bfloat16, '3.38e38', 254 * 2 ** 120],
  ] as const)('$0.name rounds $1 to $2', (format, text, rounded) => {
    expect(roundRatio(format, exactly(text))).toBe(rounded);
    expect(roundToFormat(format, nearestDouble(exactly(text)))).toBe(rounded);
  });

  it('leave alone what is in the format, infinite or no number', () => {
    for (const value of [0, -0, Infinity, -Infinity, NaN])
      for (const format of [binary64, bfloat16]) expect(roundToFormat(format, value)).toBe(value);
    for (const value of [0.1, 2 ** 1000 * (1 - 2 ** -53), 5e-324, 1024 - 2 ** -43])
      expect(roundToFormat(binary64, value)).toBe(value);
  });

  it('round to a power of two where log₂ rounds up to it too', () => {
    for (const format of [binary16, bfloat16]) {
      expect(roundToFormat(format, 2 - 2 ** -52)).toBe(2);
      expect(roundToFormat(format, -(1024 - 2 ** -43))).toBe(-1024);
    }
  });

  it('hold every power of two of their range, and keep it', () => {
    for (const format of Object.values(floatFormats)) {
      for (let e = format.minimumExponent - format.precision + 1; e <= format.maximumExponent; e += 1) {
        expect([roundToFormat(format, 2 ** e), roundRatio(format, powerOfTwo(e))]).toEqual([2 ** e, 2 ** e]);
        expect(isRepresentable(format, powerOfTwo(e))).toBe(true);
      }
      expect(isRepresentable(format, powerOfTwo(format.minimumExponent - format.precision))).toBe(false);
      expect(isBeyondRange(format, powerOfTwo(format.maximumExponent + 1))).toBe(true);
      expect(isBeyondRange(format, powerOfTwo(format.maximumExponent))).toBe(false);
    }
    expect(['0', '65535', '-65536'].map((text) => isBeyondRange(binary16, exactly(text)))).toEqual([false, false, true]); // prettier-ignore
  });

  it('hold multiples of their unit in the last place, and nothing else', () => {
    const holds = (text: string) => isRepresentable(binary16, exactly(text));
    for (const text of ['0', '2048', '2050', '-2047/2', '65504', `3/${2 ** 24}`])
      expect(holds(text)).toBe(true);
    for (const text of ['2049', '1/3', '65505', '65536', `3/${2 ** 25}`]) expect(holds(text)).toBe(false);
  });

  it('have a unit in the last place that is constant below the smallest normal number', () => {
    expect(ulpExponent(binary64, exactly('1'))).toBe(-52);
    const units = ['-3', '0', `1/${2 ** 20}`, `1/${2 ** 14}`, `1/${2 ** 13}`].map(exactly);
    expect(units.map((value) => ulpExponent(binary16, value))).toEqual([-9, -24, -24, -24, -23]);
  });

  it('round to the nearest: no number of the format is closer', () => {
    const value = fc.double({ min: -1e30, max: 1e30, noNaN: true });
    forAll(500, [value, fc.constantFrom(binary32, binary16, bfloat16)], (given, format) => {
      const rounded = roundToFormat(format, given);
      if (!Number.isFinite(rounded)) return;
      expect(isRepresentable(format, liftDouble(rounded))).toBe(true);
      const exponent = ulpExponent(format, liftDouble(given));
      expect(Math.abs(rounded - given)).toBeLessThanOrEqual(2 ** (exponent - 1));
      expect(roundToFormat(format, rounded)).toBe(rounded);
    });
  });
});

describe('logarithms in base two', () => {
  it('are exact at and beside every power of two', () => {
    expect([3, 0, -3].map(powerOfTwo)).toEqual(['8', '1', '1/8'].map(exactly));
    for (let e = -80; e <= 80; e += 1) {
      const { numerator, denominator } = powerOfTwo(e);
      const hair = 10n ** 40n;
      expect(floorLog2({ numerator: -numerator, denominator })).toBe(e);
      expect(floorLog2({ numerator: numerator * hair - 1n, denominator: denominator * hair })).toBe(e - 1);
      expect(floorLog2({ numerator: -(numerator * hair + 1n), denominator: denominator * hair })).toBe(e);
    }
  });

  it('count bits', () => {
    const values = [0n, 1n, -1n, 7n, 8n, -15n, 16n, 255n, 256n, 2n ** 100n - 1n, 2n ** 100n];
    expect(values.map(bitLength)).toEqual([0, 1, 1, 3, 4, 4, 5, 8, 9, 100, 101]);
  });

  it('bracket any ratio', () => {
    forAll(100, [fc.bigInt({ min: 1n }), fc.bigInt({ min: 1n })], (numerator, denominator) => {
      const value = createRatio(numerator, denominator);
      const [low, high] = [powerOfTwo(floorLog2(value)), powerOfTwo(floorLog2(value) + 1)];
      const below = (p: Ratio, q: Ratio) => p.numerator * q.denominator <= q.numerator * p.denominator;
      expect(below(low, value) && !below(high, value)).toBe(true);
    });
  });
});
