/** The bound of many operations: states that were not reported can pile up millions of them. */
import { describe, expect, it } from 'vitest';
import { createRadixField, floatFormats } from '../../src/exact/index.js';
import { createBoundCalculator } from '../../src/judge/error-bound.js';

const base = 10n;
const field = createRadixField(base);
const { bound } = createBoundCalculator(field, base, {
  format: floatFormats.binary64,
  subnormals: 'gradual',
});
const growth = (operations: number) => {
  const { zero, one } = field;
  return field.toRatio(bound({ value: one, magnitude: one, operations, underflow: zero }, 1));
};
const isBelow = (left: ReturnType<typeof growth>, right: ReturnType<typeof growth>) =>
  left.numerator * right.denominator < right.numerator * left.denominator;

describe('the bound of many operations', () => {
  it('goes on where the table of single factors ends', () => {
    for (const operations of [4096, 4097, 10_000, 1_000_000, 2 ** 40]) {
      // (1+u)^W − 1 > Wu, and < Wu/(1 − Wu)
      const linear = { numerator: BigInt(operations), denominator: 1n << 53n };
      const above = { numerator: linear.numerator, denominator: linear.denominator - linear.numerator };
      expect([isBelow(linear, growth(operations)), isBelow(growth(operations), above)]).toEqual([true, true]);
    }
  });

  it('is above everything that a double can hold where nothing is known any more', () => {
    for (const operations of [2 ** 70, 2 ** 200, Infinity])
      expect(isBelow({ numerator: 1n << 1025n, denominator: 1n }, growth(operations))).toBe(true);
  });

  it('is not above it before', () => {
    expect(isBelow(growth(2 ** 52), { numerator: 2n, denominator: 1n })).toBe(true);
  });
});
