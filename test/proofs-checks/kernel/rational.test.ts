/** ℚ as pairs of whole numbers: lowest terms, whatever the way there. */
import { describe, expect, it } from 'vitest';
import {
  addRationals,
  formatRational,
  multiplyRationals,
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

  it('is whole where no denominator is given', () => {
    expect(rational(7)).toEqual(ratio(7n, 1n));
    expect(rational(-7n)).toEqual(ratio(-7n, 1n));
  });

  it('has no denominator 0', () => {
    expect(() => rational(1, 0)).toThrow(new RangeError('a rational number has a denominator other than 0'));
  });
});

describe('arithmetic', () => {
  it('adds', () => {
    expect(addRationals(rational(1, 2), rational(1, 3))).toEqual(ratio(5n, 6n));
    expect(addRationals(rational(1, 6), rational(1, 3))).toEqual(ratio(1n, 2n));
    expect(addRationals(rational(2), rational(-5))).toEqual(ratio(-3n, 1n));
    expect(addRationals(rational(2), rational(1, 3))).toEqual(ratio(7n, 3n));
    expect(addRationals(rational(1, 3), rational(2))).toEqual(ratio(7n, 3n));
  });

  it('multiplies', () => {
    expect(multiplyRationals(rational(2, 3), rational(3, 4))).toEqual(ratio(1n, 2n));
    expect(multiplyRationals(rational(2), rational(-5))).toEqual(ratio(-10n, 1n));
    expect(multiplyRationals(rational(2), rational(1, 3))).toEqual(ratio(2n, 3n));
    expect(multiplyRationals(rational(1, 3), rational(2))).toEqual(ratio(2n, 3n));
  });

  it('knows signs', () => {
    expect([rational(-1, 2), rational(0), rational(3)].map(signOf)).toEqual([-1, 0, 1]);
  });

  it('writes whole numbers without a denominator', () => {
    expect([rational(3), rational(0), rational(-1, 2)].map(formatRational)).toEqual(['3', '0', '-1/2']);
  });
});
