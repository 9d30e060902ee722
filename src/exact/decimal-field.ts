/** Decimal arithmetic that refuses to round: decimal.js with a trap *before* every operation. */
import { Decimal } from 'decimal.js';
import { InexactError } from '../errors.js';
import type { ExactField } from './exact-field.js';
import { createPowerReduction } from './factored-scale.js';
import {
  createRatio,
  decimalPlaces,
  formatDecimal,
  formatRatio,
  parseExactNumber,
  type Ratio,
} from './exact-number.js';

/** Where no precision is asked for: far more digits than any run of this project needs, far fewer than memory holds. */
export const defaultPrecision = 1_000_000;

/** The largest exponent: decimal.js's own limit, beyond which a result would silently become Infinity or 0. */
const exponentLimit = 9e15;

/**
 * The field of finite decimals over decimal.js.
 *
 * decimal.js rounds every result to its constructor's precision without saying so. Here each operation first checks,
 * from the operands' digits alone, that its exact result fits: a product of s and t digits has at most s + t digits; a
 * sum has at most (digit span) + 1. A check of the result would come too late, because 1e1000 + 1 rounds to a number of
 * one digit.
 *
 * @param precision - greatest number of significant digits of a result, 1 … 10⁹.
 * @returns an exact field; operations throw InexactError instead of rounding.
 * @example
 * ```ts
 * import { createDecimalField } from 'auxopt/exact';
 *
 * const field = createDecimalField(30);
 * field.format(field.add(field.fromString('1e20'), field.fromString('1'))); // '100000000000000000001'
 * ```
 */
export function createDecimalField(precision: number = defaultPrecision): ExactField<Decimal> {
  // One clone for all: precision follows the left operand's constructor, so operands must share it.
  const Exact = Decimal.clone({ defaults: true, precision, maxE: exponentLimit, minE: -exponentLimit });
  const zero = new Exact(0);
  const reduce = createPowerReduction(10n);

  const refuse = (operation: string, digits: number): never => {
    throw new InexactError({
      problem: `the exact result would need up to ${digits} significant digits`,
      where: `decimal ${operation}`,
      expected: `at most ${precision} digits`,
      fix: 'Raise the precision of createDecimalField, shorten the run, or give data with fewer digits.',
    });
  };
  const refuseExponent = (operation: string): never => {
    throw new InexactError({
      problem: 'the exact result may have an exponent that decimal.js turns into Infinity or 0',
      where: `decimal ${operation}`,
      expected: `exponents within ±${exponentLimit}`,
      fix: 'Shorten the run, or choose parameters for which it does not diverge.',
    });
  };
  const checkSum = (left: Decimal, right: Decimal): void => {
    if (left.isZero() || right.isZero()) return;
    const top = Math.max(left.e, right.e);
    const bottom = Math.min(left.e - left.sd(), right.e - right.sd()) + 1;
    const digits = top - bottom + 2; // the span, and one for a carry
    if (digits > precision) refuse('addition', digits);
    // A carry may pass the greatest exponent, and a cancellation may leave no more than the last digit.
    if (top + 1 >= exponentLimit || bottom <= -exponentLimit) refuseExponent('addition');
  };
  const fromRatio = (ratio: Ratio): Decimal => {
    const places = decimalPlaces(ratio);
    if (places === undefined) {
      throw new InexactError({
        problem: `${formatRatio(ratio)} has no finite decimal expansion`,
        where: 'the decimal field',
        expected: 'a denominator whose only prime factors are 2 and 5',
        fix: 'Use createRationalField or createRadixField for such numbers.',
      });
    }
    const coefficient = (ratio.numerator * 10n ** BigInt(places)) / ratio.denominator;
    const value = new Exact(formatDecimal(coefficient, places));
    if (value.sd() > precision) refuse('conversion', value.sd());
    return value;
  };
  /** coefficient · 10^−places with places ≥ 0. */
  const digitsOf = (value: Decimal): { readonly coefficient: bigint; readonly places: number } => {
    const places = Math.max(value.decimalPlaces(), 0);
    return { coefficient: BigInt(value.toFixed().replace('.', '')), places };
  };
  const toRatio = (value: Decimal): Ratio => {
    const { coefficient, places } = digitsOf(value);
    return reduce(coefficient, places);
  };
  const toUnreducedRatio = (value: Decimal): Ratio => {
    const { coefficient, places } = digitsOf(value);
    return { numerator: coefficient, denominator: 10n ** BigInt(places) };
  };

  return {
    name: 'decimal',
    zero,
    one: new Exact(1),
    add: (left, right) => {
      checkSum(left, right);
      return left.plus(right);
    },
    subtract: (left, right) => {
      checkSum(left, right);
      return left.minus(right);
    },
    multiply: (left, right) => {
      const digits = left.sd() + right.sd();
      if (digits > precision) refuse('multiplication', digits);
      if (!left.isZero() && !right.isZero() && Math.abs(left.e + right.e) >= exponentLimit - 1) {
        refuseExponent('multiplication');
      }
      return left.times(right);
    },
    negate: (value) => value.negated(),
    divide: (left, right) => {
      const [dividend, divisor] = [toRatio(left), toRatio(right)];
      return fromRatio(
        createRatio(dividend.numerator * divisor.denominator, dividend.denominator * divisor.numerator),
      );
    },
    compare: (left, right) => left.comparedTo(right),
    fromString: (text) => fromRatio(parseExactNumber(text)),
    format: (value) => (value.isZero() ? '0' : value.toString()),
    fromRatio,
    toRatio,
    toUnreducedRatio,
  };
}
