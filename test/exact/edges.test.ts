/** The edges of numbers: the longest and the shortest, zeros of many places, and settings of others. */
import { Decimal } from 'decimal.js';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createDecimalField,
  createRationalField,
  floatFormats,
  parseExactNumber,
  roundToFormat,
  runExact,
} from '../../src/exact/index.js';
import { floorLog2 } from '../../src/exact/binary-ratio.js';
import { handVectors, readHandVector } from '../support/hand-vectors.js';

describe('exact numbers', () => {
  it('are fractions of at most as many characters as the message says', () => {
    const most = 50_000;
    const longest = `1/${'3'.repeat(most - 2)}`;
    expect(parseExactNumber(longest).numerator).toBe(1n);
    expect(() => parseExactNumber(`${longest}3`)).toThrow(`(at most ${most} characters)`);
  });

  it.each(['0e-9999', '-0.000e-9000', `0.${'0'.repeat(5000)}`])('are 0 with many places: %s', (text) => {
    expect(parseExactNumber(text)).toEqual({ numerator: 0n, denominator: 1n });
  });

  it.each([0, 1, 2, 3, 4, 5, 8])('are in lowest terms, also where 5 divides them %i times', (times) => {
    const value = 7n * 5n ** BigInt(times);
    expect(parseExactNumber(`${value}e-5000`)).toEqual({
      numerator: 7n,
      denominator: 2n ** 5000n * 5n ** BigInt(5000 - times),
    });
  });
});

describe('rounding', () => {
  it('leaves doubles what they are, where log2 rounds up too', () => {
    for (const value of [1024 - 2 ** -43, 2 ** 1000 * (1 - 2 ** -53), -0, 5e-324]) {
      expect(roundToFormat(floatFormats.binary64, value)).toBe(value);
    }
    // in narrow formats such a value is rounded to the power of two
    for (const format of [floatFormats.binary16, floatFormats.bfloat16]) {
      expect(roundToFormat(format, 1024 - 2 ** -43)).toBe(1024);
      expect(roundToFormat(format, -(1024 - 2 ** -43))).toBe(-1024);
    }
  });

  it('knows ⌊log₂⌋ on both sides of powers of two', () => {
    for (let exponent = -70; exponent <= 70; exponent += 1) {
      const [up, down] = [2n ** BigInt(Math.max(exponent, 0)), 2n ** BigInt(Math.max(-exponent, 0))];
      const scale = 10n ** 30n;
      expect(floorLog2({ numerator: -up, denominator: down })).toBe(exponent);
      expect(floorLog2({ numerator: up * scale - 1n, denominator: down * scale })).toBe(exponent - 1);
      expect(floorLog2({ numerator: up * scale + 1n, denominator: down * scale })).toBe(exponent);
    }
  });
});

describe('the decimal field', () => {
  afterEach(() => {
    Decimal.set({ defaults: true });
  });

  it('is not changed by what others have set', () => {
    Decimal.set({ toExpPos: 0, precision: 3 });
    expect(createDecimalField().fromString('12345').toString()).toBe('12345');
  });
});

describe('input validation', () => {
  it('names a value as the field writes it', () => {
    const field = createRationalField();
    const [, vector] = handVectors[0] ?? [];
    if (vector === undefined) throw new RangeError('there are hand-computed vectors');
    const { request } = readHandVector(field, vector);
    const parameters = { ...request.parameters, stepSize: field.fromString('-1/3') };
    expect(() => runExact(field, vector.variant, { ...request, parameters })).toThrow(
      'the value -1/3 is outside its domain',
    );
  });
});
