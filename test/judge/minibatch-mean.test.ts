/** The mean of a minibatch: made in any usual way it stays within its bound, and a mistake of a bound and more does not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absolute } from '../../spec/algebra/index.js';
import {
  createRadixField,
  floatFormats,
  isRepresentable,
  liftDouble,
  type FormatName,
  type Ratio,
} from '../../src/exact/index.js';
import { createBoundCalculator } from '../../src/judge/error-bound.js';
import { createErrorField } from '../../src/judge/error-field.js';
import { createFloatField } from '../../src/exact/float-field.js';
import { forAll } from '../support/for-all.js';

const base = 210n; // has 2, and the factors of every count up to 10
const exact = createRadixField(base);
const errors = createErrorField(exact, false);
const lift = (value: number) => exact.fromRatio(liftDouble(value));

/** The exact mean with its bound, in units of the exact field. */
function meanOf(format: FormatName, values: readonly number[]) {
  const share: Ratio = { numerator: 1n, denominator: BigInt(values.length) };
  const mean = errors.mean(
    values.map((value) => errors.reported(lift(value))),
    { value: exact.fromRatio(share), isHeldExactly: isRepresentable(floatFormats[format], share) },
  );
  const { bound } = createBoundCalculator(exact, base, {
    format: floatFormats[format],
    subnormals: 'gradual',
  });
  return { mean, bound: bound(mean, 1) };
}

/** Ways to make a mean, over a field that rounds. */
const ways: Readonly<Record<string, (format: FormatName, values: readonly number[]) => number>> = {
  'a sum, divided': (format, values) => {
    const { add, divide } = createFloatField(format);
    return divide(values.reduce(add), values.length);
  },
  'a sum from the end, times 1/r': (format, values) => {
    const { add, divide, multiply } = createFloatField(format);
    return multiply(values.toReversed().reduce(add), divide(1, values.length));
  },
  'every value times 1/r, summed': (format, values) => {
    const { add, divide, multiply } = createFloatField(format);
    return values.map((value) => multiply(value, divide(1, values.length))).reduce(add);
  },
  'halves, summed apart': (format, values) => {
    const { add, divide } = createFloatField(format);
    const sum = (part: readonly number[]): number =>
      part.length < 2
        ? (part[0] ?? 0)
        : add(sum(part.slice(0, part.length >> 1)), sum(part.slice(part.length >> 1)));
    return divide(sum(values), values.length);
  },
};

const offBy = (made: number, { mean, bound }: ReturnType<typeof meanOf>): number =>
  exact.compare(absolute(exact, exact.subtract(lift(made), mean.value)), bound);

describe.each(['binary64', 'binary32', 'binary16', 'bfloat16'] as const)('in %s', (format) => {
  const { fromString } = createFloatField(format);
  const values = fc.array(
    fc
      .tuple(fc.integer({ min: -999, max: 999 }), fc.constantFrom(1, 7, 300))
      .map(([n, q]) => fromString(`${n}/${q}`)),
    { minLength: 1, maxLength: 10 },
  );

  it.each(Object.entries(ways))('%s is within the bound', (_name, make) => {
    forAll(500, [values], (given) => {
      expect(offBy(make(format, given), meanOf(format, given))).toBeLessThanOrEqual(0);
    });
  });

  it.each([
    ['the sum', (given: readonly number[]) => given.reduce((left, right) => left + right)],
    [
      'the mean over one row more',
      (given) => given.reduce((left, right) => left + right) / (given.length + 1),
    ],
    [
      'the mean without the last row',
      (given) => given.slice(1).reduce((left, right) => left + right) / (given.length - 1),
    ],
  ] as [string, (given: readonly number[]) => number][])('%s is not', (_name, make) => {
    expect(offBy(make([1, 2, 4, 9, 3]), meanOf(format, [1, 2, 4, 9, 3]))).toBe(1);
  });

  it('has no rounding for one row, and r − 1 sums alone where the format holds 1/r', () => {
    expect(meanOf(format, [3]).mean.operations).toBe(0);
    expect(meanOf(format, [1, 2, 3, 4]).mean.operations).toBe(3);
    expect(meanOf(format, [1, 2, 3]).mean.operations).toBe(4);
  });

  it('of subnormals may lose as much as every product does', () => {
    const { minimumExponent, precision } = floatFormats[format];
    const smallest = 2 ** (minimumExponent - precision + 1);
    const given = [1, 1, 1].map(() => smallest);
    for (const make of Object.values(ways))
      expect(offBy(make(format, given), meanOf(format, given))).toBeLessThanOrEqual(0);
  });
});
