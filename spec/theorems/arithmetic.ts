/** Sums and products over a field, so that a bound reads like its formula. */
import { fromInteger, type Field } from '../algebra/index.js';

/** A quotient kept as a pair, because it need not be an element of the field; the denominator is > 0. */
export interface Fraction<S> {
  readonly numerator: S;
  readonly denominator: S;
}

/** Sums and products over one field. */
export interface Arithmetic<S> {
  /** Σ summands; 0 for none. */
  readonly plus: (...summands: readonly S[]) => S;
  /** left − right. */
  readonly minus: (left: S, right: S) => S;
  /** Π factors, whole numbers among them; 1 for none. */
  readonly times: (...factors: readonly (S | number)[]) => S;
  /** value · value. */
  readonly square: (value: S) => S;
  /** numerator/denominator; denominator 1 where none is given. */
  readonly over: (numerator: S, denominator?: S) => Fraction<S>;
}

/**
 * Sums and products over `field`. A whole number among the factors stands for its element; over doubles, every factor is
 * itself.
 */
export function createArithmetic<S>(field: Field<S>): Arithmetic<S> {
  const isOverDoubles = typeof field.one === 'number';
  const element = (value: S | number): S =>
    typeof value === 'number' && !isOverDoubles ? fromInteger(field, value) : (value as S);
  return {
    plus: (...summands) => summands.reduce((left, right) => field.add(left, right), field.zero),
    minus: (left, right) => field.subtract(left, right),
    times: (...factors) =>
      factors.map(element).reduce((left, right) => field.multiply(left, right), field.one),
    square: (value) => field.multiply(value, value),
    over: (numerator, denominator = field.one) => ({ numerator, denominator }),
  };
}

/** left + right, over the product of the denominators. */
export function addFractions<S>(field: Field<S>, left: Fraction<S>, right: Fraction<S>): Fraction<S> {
  const { add, multiply } = field;
  return {
    numerator: add(multiply(left.numerator, right.denominator), multiply(right.numerator, left.denominator)),
    denominator: multiply(left.denominator, right.denominator),
  };
}
