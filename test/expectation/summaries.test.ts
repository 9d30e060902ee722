/** Sums, maxima and ratios of numbers over products of powers of the base's factors; forms that are absent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRatio, type Ratio } from '../../src/exact/index.js';
import { createLeastScale } from '../../src/expectation/least-scale.js';
import { createMoments, createSummary, divideByCount } from '../../src/expectation/moments.js';
import { prepareMoments } from '../../src/expectation/expect-run.js';
import { signs } from './scalar-case.js';
import { forAll } from '../support/for-all.js';

const scale = createLeastScale(30n); // 2, 3, 5
const exponent = fc.integer({ min: 0, max: 6 });
const scaled = fc.record({
  numerator: fc.bigInt(0n, 10n ** 9n),
  exponents: fc.tuple(exponent, exponent, exponent),
});
const power = ([twos, threes, fives]: readonly number[]): bigint =>
  2n ** BigInt(twos ?? 0) * 3n ** BigInt(threes ?? 0) * 5n ** BigInt(fives ?? 0);

describe('numbers over the least denominator', () => {
  it('are themselves, and no smaller denominator serves them', () => {
    const ratio = fc.tuple(fc.integer({ min: -999, max: 999 }), fc.constantFrom(1n, 2n, 9n, 25n, 60n, 900n));
    forAll(100, [fc.array(ratio, { minLength: 1, maxLength: 5 })], (pairs) => {
      const ratios = pairs.map(([n, denominator]) => createRatio(BigInt(n), denominator));
      const { numerators, exponents } = scale.overLeast(ratios.map(scale.field.fromRatio));
      expect(numerators.map((numerator) => scale.toRatio({ numerator, exponents }))).toEqual(ratios);
      const common = ratios
        .map(({ denominator }) => denominator)
        .reduce((left, right) => (left * right) / gcd(left, right));
      expect(power(exponents)).toBe(common);
    });
  });
  it('of nothing are whole', () => {
    expect(scale.overLeast([])).toEqual({ numerators: [], exponents: scale.whole });
  });
});

function gcd(left: bigint, right: bigint): bigint {
  return right === 0n ? left : gcd(right, left % right);
}

describe('a ratio', () => {
  it('is in lowest terms', () => {
    forAll(100, [scaled], (value) => {
      expect(scale.toRatio(value)).toEqual(createRatio(value.numerator, power(value.exponents)));
    });
  });
  it('divides by a count, and stays in lowest terms', () => {
    forAll(
      100,
      [fc.bigInt(-(10n ** 6n), 10n ** 6n), fc.bigInt(1n, 999n), fc.integer({ min: 1, max: 60 })],
      (n, d, count) => {
        expect(divideByCount(createRatio(n, d), count)).toEqual(createRatio(n, d * BigInt(count)));
      },
    );
  });
});

describe('a summary', () => {
  it('has the average and the maximum, in any order of denominators', () => {
    forAll(100, [fc.array(scaled, { minLength: 1, maxLength: 8 })], (values) => {
      const summary = createSummary(scale);
      values.forEach(summary.add);
      const common = values.map(({ numerator, exponents }) => (numerator * 30n ** 6n) / power(exponents));
      const sum = common.reduce((left, right) => left + right);
      const greatest = common.reduce((left, right) => (left > right ? left : right));
      expect(summary.average()).toEqual(createRatio(sum, 30n ** 6n * BigInt(values.length)));
      expect(summary.maximum()).toEqual(createRatio(greatest, 30n ** 6n));
    });
  });
  it('of nothing is 0', () => {
    const summary = createSummary(scale);
    expect([summary.average(), summary.maximum()]).toEqual([createRatio(0n, 1n), createRatio(0n, 1n)]);
  });
});

it('a form that is absent is 0', () => {
  const error = (change: object): Ratio =>
    createMoments(prepareMoments({ ...signs, ...change }).problem).measure('correctionError');
  const none = { variant: 'naive', initialization: { kind: 'none' } } as const;
  expect(error(none)).toEqual(createRatio(0n, 1n));
  expect(error({})).toEqual(createRatio(1n, 1n)); // (0 − 1)²
});
