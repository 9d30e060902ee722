/** Sums, maxima and ratios of numbers over powers of the base. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRatio, createSharedScale } from '../../src/exact/index.js';
import { createSummary, divideByCount, toRatio } from '../../src/expectation/scaled-number.js';

const scale = createSharedScale(30n);
const scaled = fc.record({ numerator: fc.bigInt(0n, 10n ** 9n), places: fc.integer({ min: 0, max: 6 }) });

describe('a ratio over a power of the base', () => {
  it('is in lowest terms', () => {
    fc.assert(
      fc.property(scaled, ({ numerator, places }) => {
        expect(toRatio(scale, { numerator, places })).toEqual(createRatio(numerator, 30n ** BigInt(places)));
      }),
    );
  });
  it('divides by a count, and stays in lowest terms', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 6n), 10n ** 6n),
        fc.bigInt(1n, 999n),
        fc.integer({ min: 1, max: 60 }),
        (n, d, count) => {
          expect(divideByCount(createRatio(n, d), count)).toEqual(createRatio(n, d * BigInt(count)));
        },
      ),
    );
  });
});

describe('a summary', () => {
  it('has the average and the maximum, in any order of scales', () => {
    fc.assert(
      fc.property(fc.array(scaled, { minLength: 1, maxLength: 8 }), (values) => {
        const summary = createSummary(scale);
        values.forEach(summary.add);
        const common = values.map(({ numerator, places }) => numerator * 30n ** BigInt(6 - places));
        const sum = common.reduce((left, right) => left + right);
        const greatest = common.reduce((left, right) => (left > right ? left : right));
        expect(summary.average()).toEqual(createRatio(sum, 30n ** 6n * BigInt(values.length)));
        expect(summary.maximum()).toEqual(createRatio(greatest, 30n ** 6n));
      }),
    );
  });
  it('of nothing is 0', () => {
    const summary = createSummary(scale);
    expect([summary.average(), summary.maximum()]).toEqual([createRatio(0n, 1n), createRatio(0n, 1n)]);
  });
});
