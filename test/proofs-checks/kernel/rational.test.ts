/** ℚ as pairs of whole numbers: lowest terms, whatever the way there. */
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../proofs-checks/kernel/index.js';
import {
  addRationals,
  formatRational,
  multiplyRationals,
  parseRational,
  rational,
  signOf,
} from '../../../proofs-checks/kernel/rational.js';

const ratio = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });

describe('a rational number', () => {
  it.each([
    [6, 4, 3n, 2n],
    [-6, 4, -3n, 2n],
    [6, -4, -3n, 2n],
    [-6, -4, 3n, 2n],
    [0, -7, 0n, 1n],
    [5, 1, 5n, 1n],
    [4, 12, 1n, 3n],
    [4, -2, -2n, 1n],
  ])('%i/%i is kept in lowest terms over a positive denominator', (top, bottom, numerator, denominator) => {
    expect(rational(top, bottom)).toEqual(ratio(numerator, denominator));
  });

  it('is whole where no denominator is given, and has no denominator 0', () => {
    expect(rational(7)).toEqual(ratio(7n, 1n));
    expect(rational(-7n)).toEqual(ratio(-7n, 1n));
    expect(() => rational(1, 0)).toThrow('a rational number has a denominator other than 0');
  });

  it('has at most 4096 bits above and below', () => {
    const largest = 1n << 4096n;
    for (const [top, bottom] of [
      [largest, 1n],
      [-largest, 1n],
      [1n, largest],
      [largest, largest],
    ] as const)
      expect(rational(top, bottom).denominator > 0n).toBe(true);
    for (const [top, bottom] of [
      [largest + 1n, 3n],
      [-largest - 1n, 3n],
      [3n, largest + 1n],
      [3n, -largest - 1n],
    ] as const)
      expect(() => rational(top, bottom)).toThrow(RefusedError);
  });

  it('is read from whole numbers and fractions, and from nothing else', () => {
    expect(['3', '-6/4', '0', '10/5'].map(parseRational)).toEqual([
      ratio(3n, 1n),
      ratio(-3n, 2n),
      ratio(0n, 1n),
      ratio(2n, 1n),
    ]);
    const others = ['', '-', 'a', '1/', '/2', '1/-2', '1.5', ' 1', '1 ', '+1', '1/2/3', '9'.repeat(61)];
    expect(others.map(parseRational)).toEqual(others.map(() => undefined));
    expect(parseRational('9'.repeat(60))?.numerator).toBe(10n ** 60n - 1n);
    expect(parseRational(`1/${'9'.repeat(60)}`)?.denominator).toBe(10n ** 60n - 1n);
    expect(parseRational(`1/${'9'.repeat(61)}`)).toBeUndefined();
  });
});

describe('arithmetic', () => {
  it('adds', () => {
    expect(addRationals(rational(1, 2), rational(1, 3))).toEqual(ratio(5n, 6n));
    expect(addRationals(rational(1, 6), rational(1, 3))).toEqual(ratio(1n, 2n));
    expect(addRationals(rational(1, 6), rational(1, 6))).toEqual(ratio(1n, 3n));
    expect(addRationals(rational(2), rational(-5))).toEqual(ratio(-3n, 1n));
    expect(addRationals(rational(2), rational(1, 3))).toEqual(ratio(7n, 3n));
  });

  it('multiplies', () => {
    expect(multiplyRationals(rational(2, 3), rational(3, 4))).toEqual(ratio(1n, 2n));
    expect(multiplyRationals(rational(2), rational(-5))).toEqual(ratio(-10n, 1n));
    expect(multiplyRationals(rational(1, 3), rational(2))).toEqual(ratio(2n, 3n));
  });

  it('knows signs, and writes whole numbers without a denominator', () => {
    expect([rational(-1, 2), rational(0), rational(3)].map(signOf)).toEqual([-1, 0, 1]);
    expect([rational(3), rational(0), rational(-1, 2)].map(formatRational)).toEqual(['3', '0', '-1/2']);
  });
});
