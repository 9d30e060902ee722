/** The bound as a number: its two constants, rounded up by less than anybody sees, and never down. */
import { describe, expect, it } from 'vitest';
import { createRadixField, floatFormats, type FormatName, type Ratio } from '../../src/exact/index.js';
import { createBoundCalculator } from '../../src/judge/error-bound.js';

const base = 10n;
const field = createRadixField(base);
const [zero, one] = [field.zero, field.one];
const number = field.fromString;
const calculator = (format: FormatName, subnormals: 'gradual' | 'flushed' = 'gradual') =>
  createBoundCalculator(field, base, { format: floatFormats[format], subnormals });

/** Whether value is target, or above it by less than one part in 2⁴⁸. */
function isJustAbove(value: typeof zero, target: Ratio): boolean {
  const { numerator, denominator } = field.toUnreducedRatio(value);
  const [is, should] = [numerator * target.denominator, target.numerator * denominator];
  return is >= should && (is - should) << 48n <= should;
}
/** scale·(1+u)^W − less. */
const growth = (precision: number, operations: number, scale = 1n, less = 1n): Ratio => {
  const denominator = 1n << BigInt(precision * operations);
  const numerator = ((1n << BigInt(precision)) + 1n) ** BigInt(operations) - less * denominator;
  return { numerator: scale * numerator, denominator };
};

it('of exact arithmetic allows nothing, and is as large as its terms', () => {
  const { bound, largest } = createBoundCalculator(field, base, 'exact');
  const value = { value: one, magnitude: number('7'), operations: 3, underflow: one };
  expect([bound(value, 1), field.format(largest(value))]).toEqual([zero, '7']);
});

it('of one operation is the unit roundoff itself, where the base holds it', () => {
  const { bound } = calculator('binary16');
  const value = bound({ value: one, magnitude: one, operations: 1, underflow: zero }, 1);
  expect(field.toRatio(value)).toEqual({ numerator: 1n, denominator: 1n << 11n });
});

it('is still a number at Wu = 2¹⁰', () => {
  const { bound } = calculator('bfloat16');
  const value = bound({ value: one, magnitude: one, operations: 1024 * 256, underflow: zero }, 1);
  expect(field.compare(value, { coefficient: 1n << 2000n, places: 0 })).toBe(-1);
});

describe.each(['binary64', 'binary32', 'binary16', 'bfloat16'] as const)('%s', (name) => {
  const { precision, minimumExponent } = floatFormats[name];

  it.each([0, 1, 2, 5, 30])('allows (1+u)^W − 1 of the magnitude after W = %i operations', (operations) => {
    const { bound } = calculator(name);
    const value = { value: one, magnitude: number('8'), operations, underflow: zero };
    expect(isJustAbove(bound(value, 1), growth(precision, operations, 8n))).toBe(true);
    expect(isJustAbove(bound(value, 5), growth(precision, operations, 8n))).toBe(true);
  });

  it('bounds every honest intermediate result by (1+u)^W M', () => {
    const { largest } = calculator(name);
    const value = { value: one, magnitude: number('8'), operations: 3, underflow: one };
    expect(isJustAbove(largest(value), growth(precision, 3, 8n, 0n))).toBe(true);
  });

  it.each([
    ['gradual', minimumExponent - precision],
    ['flushed', minimumExponent],
  ] as const)('counts an ω for each underflow, %s, times what was divided by', (subnormals, exponent) => {
    const { bound } = calculator(name, subnormals);
    const omega = field.fromRatio({ numerator: 1n, denominator: 1n << BigInt(-exponent) });
    const of = (underflow: string, scale: number, operations = 0) =>
      bound({ value: one, magnitude: zero, operations, underflow: number(underflow) }, scale);
    const unit = of('1', 1);
    // a power of the base, the least above ω
    expect(field.compare(unit, omega)).toBeGreaterThanOrEqual(0);
    expect(field.compare(unit, field.multiply(number('10'), omega))).toBeLessThanOrEqual(0);
    expect(field.toRatio(unit).numerator).toBe(1n);
    expect(field.compare(of('6', 1), field.multiply(number('6'), unit))).toBe(0);
    expect(field.compare(of('1', 4), field.multiply(number('4'), unit))).toBe(0);
    const grown = growth(precision, 2, field.toRatio(unit).numerator, 0n);
    const { denominator } = field.toRatio(unit);
    expect(isJustAbove(of('1', 1, 2), { ...grown, denominator: grown.denominator * denominator })).toBe(true);
  });
});

it('gives the same bound whatever was asked before', () => {
  const value = (operations: number) => ({ value: one, magnitude: one, operations, underflow: zero });
  const used = calculator('binary32').bound;
  used(value(9), 1);
  expect(used(value(4), 1)).toEqual(calculator('binary32').bound(value(4), 1));
});

it.each([4096, 4097, 5000])('goes on where the table of factors ends: W = %i', (operations) => {
  const { bound } = calculator('bfloat16');
  const value = bound({ value: one, magnitude: one, operations, underflow: zero }, 1);
  expect(isJustAbove(value, growth(8, operations))).toBe(true);
});
