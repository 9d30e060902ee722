/** The laws of an ordered ring, and agreement with ratios of whole numbers, for every exact field. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absolute, fromInteger, isZero, maximum } from '../../spec/algebra/index.js';
import { ContractError, InexactError } from '../../src/errors.js';
import {
  convert,
  createDecimalField,
  createRadixField,
  createRatio,
  createRationalField,
  formatRatio,
  type ExactField,
  type Ratio,
} from '../../src/exact/index.js';
import { baseForDenominators } from '../../src/exact/radix-field.js';
import { forAll } from '../support/for-all.js';

/** Ratios that every field of this file has: whole numbers over products of 2 and 5. */
const decimalRatio = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat(6), fc.nat(6))
  .map(([numerator, twos, fives]) => createRatio(numerator, 2n ** BigInt(twos) * 5n ** BigInt(fives)));

/** Runs the same laws over a field, whatever its elements are. */
function laws<S>(field: ExactField<S>): void {
  const { add, multiply, negate, subtract, zero, one, compare } = field;
  const element = decimalRatio.map(field.fromRatio);
  const equal = (left: S, right: S): void => {
    expect([compare(left, right), field.format(left)]).toEqual([0, field.format(right)]);
  };
  const check = (law: (x: S, y: S, z: S) => void): void => {
    forAll(80, [element, element, element], law);
  };

  it('is a commutative ring', () => {
    check((x, y, z) => {
      equal(add(add(x, y), z), add(x, add(y, z)));
      equal(multiply(multiply(x, y), z), multiply(x, multiply(y, z)));
      equal(add(x, y), add(y, x));
      equal(multiply(x, y), multiply(y, x));
      equal(multiply(x, add(y, z)), add(multiply(x, y), multiply(x, z)));
      equal(add(x, zero), x);
      equal(multiply(x, one), x);
      equal(add(x, negate(x)), zero);
      equal(subtract(x, y), add(x, negate(y)));
      equal(multiply(x, zero), zero);
    });
  });

  it('is ordered, and the order fits sums and products', () => {
    check((x, y, z) => {
      expect(Math.sign(compare(x, y))).toBe(-Math.sign(compare(y, x)) + 0);
      if (compare(x, y) <= 0 && compare(y, z) <= 0) expect(compare(x, z)).toBeLessThanOrEqual(0);
      expect(Math.sign(compare(add(x, z), add(y, z)))).toBe(Math.sign(compare(x, y)));
      expect(compare(multiply(absolute(field, x), absolute(field, y)), zero)).toBeGreaterThanOrEqual(0);
      equal(maximum(field, x, y), compare(x, y) < 0 ? y : x);
    });
  });

  it('divides what it multiplied, and never by 0', () => {
    check((x, y) => {
      if (isZero(field, y)) return;
      equal(field.divide(multiply(x, y), y), x);
      expect(() => field.divide(x, zero)).toThrow(InexactError);
    });
  });

  it('computes with the values that its elements stand for', () => {
    forAll(100, [decimalRatio, decimalRatio], (p, q) => {
      const [x, y] = [field.fromRatio(p), field.fromRatio(q)];
      const over = p.denominator * q.denominator;
      const [left, right] = [p.numerator * q.denominator, q.numerator * p.denominator];
      expect(field.toRatio(add(x, y))).toEqual(createRatio(left + right, over));
      expect(field.toRatio(subtract(x, y))).toEqual(createRatio(left - right, over));
      expect(field.toRatio(multiply(x, y))).toEqual(createRatio(p.numerator * q.numerator, over));
      expect(Math.sign(compare(x, y))).toBe(left < right ? -1 : left > right ? 1 : 0);
    });
  });

  it('reads back what it writes', () => {
    forAll(100, [decimalRatio], (ratio) => {
      const value = field.fromRatio(ratio);
      expect(field.toRatio(value)).toEqual(ratio);
      equal(field.fromString(field.format(value)), value);
      equal(field.fromString(formatRatio(ratio)), value);
    });
  });

  it('holds whole numbers, and refuses what is not one', () => {
    expect(field.format(fromInteger(field, -12))).toBe('-12');
    expect(() => fromInteger(field, 0.5)).toThrow(ContractError);
    expect(() => fromInteger(field, 2 ** 53)).toThrow(ContractError);
  });
}

describe('the decimal field', () => {
  laws(createDecimalField());
});
describe('the rational field', () => {
  laws(createRationalField());
});
describe.each([10n, 210n])('the radix ring over %s', (base) => {
  laws(createRadixField(base));
});

it('thirds are rationals and radix numbers over 30, and no decimals', () => {
  const third: Ratio = { numerator: 1n, denominator: 3n };
  const [rationals, radix] = [createRationalField(), createRadixField(30n)];
  expect(rationals.format(rationals.divide(rationals.one, fromInteger(rationals, 3)))).toBe('1/3');
  expect(convert(rationals, radix, rationals.fromRatio(third))).toEqual(radix.fromRatio(third));
  for (const field of [createDecimalField(), createRadixField(10n)] as const)
    expect(() => field.fromRatio(third)).toThrow(InexactError);
  expect(() => convert(rationals, createDecimalField(), rationals.fromRatio(third))).toThrow(InexactError);
});

describe('the base of a radix ring', () => {
  it('has every prime factor of the denominators, and 2 and 5', () => {
    forAll(100, [fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { maxLength: 4 })], (denominators) => {
      const base = baseForDenominators(denominators);
      expect(base % 10n).toBe(0n);
      const field = createRadixField(base);
      for (const denominator of denominators) {
        const ratio = createRatio(1n, denominator);
        expect(field.toRatio(field.fromRatio(ratio))).toEqual(ratio);
      }
    });
  });

  it('is not made longer by powers of what it has', () => {
    expect([baseForDenominators([]), baseForDenominators([2n ** 1074n, 5n ** 20n])]).toEqual([10n, 10n]);
    expect(baseForDenominators([3n * 5n ** 500n, 5n], 2n)).toBe(30n);
    expect([baseForDenominators([8n], 2n), baseForDenominators([9n, 3n])]).toEqual([2n, 90n]);
  });
});
