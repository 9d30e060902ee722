/** Denominators as powers of the factors of a base, against plain arithmetic on whole numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRatio } from '../../src/exact/index.js';
import { createFactoredScale } from '../../src/exact/factored-scale.js';
import { forAll } from '../support/for-all.js';

/** A prime beyond every double that tells a whole number from its neighbours. */
const mersenne = 2n ** 61n - 1n;

/** Bases of each kind: primes, products, a rest that is not looked into, and a rest that no word holds. */
const bases: readonly (readonly [bigint, readonly bigint[], readonly number[]])[] = [
  [10n, [2n, 5n], [1, 1]],
  [60n, [2n, 3n, 5n], [2, 1, 1]],
  [1024n, [2n], [10]],
  [97n, [97n], [1]],
  [101n, [101n], [1]],
  [2n * 101n * 103n, [2n, 101n * 103n], [1, 1]],
  [9n * mersenne, [3n, mersenne], [2, 1]],
];

const powerOf = (factors: readonly bigint[], exponents: readonly number[]): bigint =>
  factors.reduce((product, factor, i) => product * factor ** BigInt(exponents[i] ?? 0), 1n);

const signed = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const nonzero = signed.filter((value) => value !== 0n);

describe.each(bases)('the scale of the base %s', (base, factors, counts) => {
  const exponentsBelow = (most: number) =>
    fc.array(fc.integer({ min: 0, max: most }), { minLength: factors.length, maxLength: factors.length });

  it('has its factors and how often each is in it', () => {
    const scale = createFactoredScale(base);
    expect([scale.factors, scale.counts, powerOf(factors, counts)]).toEqual([factors, counts, base]);
  });

  it('has powers, in whatever order they are asked for', () => {
    const { power } = createFactoredScale(base);
    for (const exponent of [0, 0, 3, 3, 2, 63, 64, 127, 191, 192, 256, 1, 0]) {
      const exponents = factors.map((_, i) => exponent + i);
      expect(power(exponents)).toBe(powerOf(factors, exponents));
    }
  });

  it('finds the least exponents that make numbers whole', () => {
    const { leastExponents } = createFactoredScale(base);
    forAll(
      100,
      [
        fc.array(fc.tuple(nonzero, exponentsBelow(120)), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 60 }),
      ],
      (numbers, places) => {
        const coefficients = numbers.map(([value, exponents]) => value * powerOf(factors, exponents));
        const down = base ** BigInt(places);
        const areWhole = (exponents: readonly number[]): boolean =>
          coefficients.every((value) => (value * powerOf(factors, exponents)) % down === 0n);
        const least = leastExponents(coefficients, places);
        expect(areWhole(least)).toBe(true);
        least.forEach((exponent, i) => {
          if (exponent > 0) expect(areWhole(least.with(i, exponent - 1))).toBe(false);
        });
      },
    );
    for (const none of [[], [0n, 0n], [base ** 3n], [base ** 9n]])
      expect(leastExponents(none, 3)).toEqual(factors.map(() => 0));
    expect(leastExponents([1n], 3)).toEqual(counts.map((count) => 3 * count));
  });

  it('puts numbers over powers of the factors', () => {
    const { leastExponents, over } = createFactoredScale(base);
    forAll(100, [nonzero, fc.integer({ min: 0, max: 60 })], (value, places) => {
      const exponents = leastExponents([value], places);
      const [numerator, power] = [over(places, exponents)(value), powerOf(factors, exponents)];
      expect(numerator * base ** BigInt(places)).toBe(value * power);
    });
  });

  it('tells a factor from its neighbours', () => {
    const { leastExponents, reduce } = createFactoredScale(base);
    factors.forEach((factor, i) => {
      if (factor === 2n) return;
      expect(leastExponents([factor - 1n], 1)[i]).toBe(counts[i]);
      const own = factors.map((_, j) => (i === j ? 3 : 0));
      for (const value of [factor - 1n, factor + 1n, factor ** 2n - 1n])
        expect(reduce(value, own)).toEqual(createRatio(value, factor ** 3n));
    });
  });

  it('brings numbers to lowest terms, as a gcd does', () => {
    const { reduce } = createFactoredScale(base);
    forAll(100, [signed, exponentsBelow(200), exponentsBelow(200)], (value, common, exponents) => {
      const numerator = value * powerOf(factors, common);
      expect(reduce(numerator, exponents)).toEqual(createRatio(numerator, powerOf(factors, exponents)));
    });
  });

  it('counts how often a factor divides', () => {
    const { leastExponents, reduce } = createFactoredScale(base);
    const most = 300;
    for (const times of [0, 1, 9, 10, 11, 49, 50, 51, 99, 100, 101, 199, 200, 201, 400])
      factors.forEach((factor, i) => {
        const value = 7n * 11n * factor ** BigInt(times);
        const own = factors.map((_, j) => (i === j ? most : 0));
        expect(reduce(value, own)).toEqual(createRatio(value, factor ** BigInt(most)));
        const least = leastExponents([value], most)[i];
        expect(least).toBe(Math.max(0, most * (counts[i] ?? 0) - times));
      });
  });
});
