/** The edges of numbers: the longest and the shortest, zeros of many places, and settings of others. */
import { Decimal } from 'decimal.js';
import { afterEach, describe, expect, it } from 'vitest';
import { createDecimalField, parseExactNumber } from '../../src/exact/index.js';

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
    const denominator = 2n ** 5000n * 5n ** BigInt(5000 - times);
    expect(parseExactNumber(`${7 * 5 ** times}e-5000`)).toEqual({ numerator: 7n, denominator });
  });
});

describe('the decimal field', () => {
  afterEach(() => {
    Decimal.set({ defaults: true });
  });

  it('is not changed by what others have set, and changes nothing for them', () => {
    Decimal.set({ toExpPos: 0, precision: 3 });
    expect([createDecimalField().fromString('12345').toString(), Decimal.precision]).toEqual(['12345', 3]);
  });
});
