import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRatio, formatRatio, parseExactNumber } from '../../src/exact/index.js';
import {
  roundDown,
  roundUp,
  shortestDecimalBetween,
  simplestFractionBetween,
} from '../../src/problems/simple-number.js';
import { forAll } from '../support/for-all.js';

const inText =
  (choose: typeof simplestFractionBetween) =>
  (lower: string, upper: string): string =>
    formatRatio(choose(parseExactNumber(lower), parseExactNumber(upper)));

describe('short numbers', () => {
  it.each([
    ['3.14', '3.15', '22/7', '3.14'],
    ['0.33', '0.34', '1/3', '0.33'],
    ['2', '3', '2', '2'],
    ['1.5', '2.5', '2', '2'],
    ['1e-9', '2e-9', formatRatio(parseExactNumber('1/500000000')), '1e-9'],
    ['3.14159', '3.1416', '355/113', '3.1416'],
    ['0.1231', '0.1249', '9/73', '0.124'],
    ['1499', '2001', '1499', '2000'],
    ['999999', '1000001', '999999', '1000000'],
  ])(
    'in [%s, %s] the simplest fraction is %s, the shortest decimal %s',
    (lower, upper, fraction, decimal) => {
      expect(inText(simplestFractionBetween)(lower, upper)).toBe(fraction);
      expect(inText(shortestDecimalBetween)(lower, upper)).toBe(decimal);
    },
  );

  it('no fraction of smaller denominator lies in the interval', () => {
    const pair = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 60 }));
    forAll(100, [pair, fc.integer({ min: 1, max: 500 })], ([p, q], width) => {
      const lower = createRatio(BigInt(p), BigInt(q));
      const upper = createRatio(BigInt(p) * 1000n + BigInt(width), BigInt(q) * 1000n);
      const { numerator, denominator } = simplestFractionBetween(lower, upper);
      const isInside = (n: bigint, d: bigint) =>
        n * lower.denominator >= lower.numerator * d && n * upper.denominator <= upper.numerator * d;
      expect(isInside(numerator, denominator)).toBe(true);
      for (let d = 1n; d < denominator; d += 1n) {
        const n = (upper.numerator * d) / upper.denominator; // the largest candidate of this denominator
        expect(isInside(n, d)).toBe(false);
      }
    });
  });

  it.each([
    ['1/3', '0.333', '0.334'],
    ['12345', '12300', '12400'],
    ['0.00012345', '0.000123', '0.000124'],
    ['1', '1', '1'],
    ['999.9', '999', '1000'],
  ])('rounds %s outwards to three digits', (text, down, up) => {
    const value = parseExactNumber(text);
    expect([formatRatio(roundDown(value, 3)), formatRatio(roundUp(value, 3))]).toEqual([down, up]);
  });
});
