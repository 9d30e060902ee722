/**
 * Numbers that carry a running error analysis: evaluating an equation over this field gives its exact value *and* a bound
 * for what any honest floating-point evaluation of it may be off.
 */
import { absolute, fromInteger, type Field } from '../../spec/algebra/index.js';

/**
 * An exact value v with what its honest evaluation v̂ in floating point may differ by:
 *
 * $$|\hat v - v| \le [(1+u)^{W} - 1]\,M + (1+u)^{W}\,\omega\,U$$
 *
 * Every product rounds to xy(1+θ)+ε and every sum to (x+y)(1+θ), |θ| ≤ u, |ε| ≤ ω. Expanded, v̂ is the sum of the terms of
 * v, each times at most W factors 1+θ, plus the ε's times what multiplies them later.
 */
export interface ErrorNumber<S> {
  /** v. */
  readonly value: S;
  /** M: v with every operand and every difference replaced by absolute values and sums. */
  readonly magnitude: S;
  /**
   * W: the number of operations that made v. No term of v meets more roundings than there are operations, in whatever
   * order sums are taken and whether or not products are fused into them.
   */
  readonly operations: number;
  /** U: the number of underflow errors ω, each weighted by the magnitude that multiplies it later. */
  readonly underflow: S;
  /** q: every term of v, multiplied out, is a whole multiple of 2^q. ∞ where there is none but 0, −∞ where no q is known. */
  readonly grid: number;
  /** An exponent like q for every product of some of the factors of a term: ≤ q where factors are large. */
  readonly finest: number;
}

/** A field of {@link ErrorNumber}s, with its four kinds of leaves. */
export interface ErrorField<S> extends Field<ErrorNumber<S>> {
  /** A number that is exactly what the implementation computes with: a state it reported. */
  readonly reported: (value: S) => ErrorNumber<S>;
  /** A state that is the rounded sum of others, on which the next one is made: each as large as `terms` says, with the losses of their products. */
  readonly displaced: (value: S, terms: readonly S[], losses?: S) => ErrorNumber<S>;
  /** Data that the implementation had to convert, with one rounding, unless its format holds it exactly. */
  readonly datum: (value: S, isHeldExactly: boolean) => ErrorNumber<S>;
  /**
   * The mean of r numbers, 1/r being `reciprocal`. Whether they are summed first, in any order, and then divided or multiplied by 1/r,
   * or each is multiplied first: no term meets more than r − 1 sums, a product and the rounding of 1/r, and the last two not at
   * all where the format holds 1/r, a power of two. Every product may underflow.
   */
  readonly mean: (
    values: readonly ErrorNumber<S>[],
    reciprocal: { readonly value: S; readonly isHeldExactly: boolean },
  ) => ErrorNumber<S>;
  /** The 0 of data that are mostly 0: whatever it enters is made without a rounding. */
  readonly absent: ErrorNumber<S>;
}

/**
 * The error-carrying field over an exact field.
 *
 * Regrouping is covered as far as it uses no more operations and no larger terms. Because |1 − a| enters M as 1 + a, the
 * forms (1−a)m + ag, m + a(g−m) and g + (1−a)(m−g) are all covered by the bound of the last, in which the specification
 * writes the moving average. The first would not cover the last: with a small, a|g| is less than the rounding of g.
 *
 * q and M say where nothing is rounded at all: with p bits and M ≤ 2^(q+p), every intermediate result of every such grouping is a number of
 * the format. Let f be the product of the factors that are still to multiply it. Times f it is a sum of terms, so a multiple of 2^q and ≤ M;
 * with |f| ≥ 2^(q of f), it is a multiple of 2^(q − q of f), and at most 2^p of them. Where f = 0, it enters v as an exact 0.
 *
 * @param flushesSubnormals - whether the arithmetic may replace subnormal operands and results by 0; then sums and
 * reported operands can lose up to ω as well (and ω is the smallest normal number).
 * @param gridOf - q of a number that a format holds; without it none is known.
 */
export function createErrorField<S>(
  base: Field<S>,
  flushesSubnormals: boolean,
  gridOf: (value: S) => number = () => -Infinity,
): ErrorField<S> {
  const { add, multiply, one, zero } = base;
  const lossOfSum = flushesSubnormals ? one : zero;
  const reported = (value: S): ErrorNumber<S> => {
    const grid = gridOf(value);
    return {
      value,
      magnitude: absolute(base, value),
      operations: 0,
      underflow: lossOfSum,
      grid,
      finest: Math.min(grid, 0),
    };
  };
  /** A number that nothing rounds: a count, 0 or 1. */
  const constant = (value: S): ErrorNumber<S> => ({ ...reported(value), underflow: zero });
  const unknown = { grid: -Infinity, finest: -Infinity };
  /** A 0 of a sparse matrix. */
  const absent = constant(zero);
  const sum = (left: ErrorNumber<S>, right: ErrorNumber<S>, value: S): ErrorNumber<S> => ({
    value,
    magnitude: add(left.magnitude, right.magnitude),
    operations: left.operations + right.operations + 1,
    underflow: add(add(left.underflow, right.underflow), lossOfSum),
    grid: Math.min(left.grid, right.grid),
    finest: Math.min(left.finest, right.finest),
  });
  return {
    name: `${base.name} with rounding errors`,
    zero: constant(zero),
    absent,
    one: constant(one),
    // products with an absent entry, and sums with them, are exact in every format: a sparse matrix costs what is in it
    add: (left, right) =>
      left === absent ? right : right === absent ? left : sum(left, right, add(left.value, right.value)),
    subtract: (left, right) =>
      right === absent ? left : sum(left, right, base.subtract(left.value, right.value)),
    multiply: (left, right) =>
      left === absent || right === absent
        ? absent
        : {
            value: multiply(left.value, right.value),
            magnitude: multiply(left.magnitude, right.magnitude),
            operations: left.operations + right.operations + 1,
            // (v₁+ε₁)(v₂+ε₂): each ε times the other magnitude, both together (ω² ≤ ω), and the product's own ω
            underflow: add(
              add(multiply(left.underflow, right.magnitude), multiply(left.magnitude, right.underflow)),
              add(multiply(left.underflow, right.underflow), one),
            ),
            // 0 times whatever it is
            grid: left.grid === Infinity || right.grid === Infinity ? Infinity : left.grid + right.grid,
            finest: left.finest + right.finest,
          },
    negate: (value) => ({ ...value, value: base.negate(value.value) }),
    divide: (left, right) => ({ ...constant(base.divide(left.value, right.value)), ...unknown }),
    compare: (left, right) => base.compare(left.value, right.value),
    fromString: (text) => ({ ...constant(base.fromString(text)), ...unknown }),
    format: ({ value }) => base.format(value),
    reported,
    displaced: (value, terms, losses = zero) => ({
      value,
      magnitude: terms.reduce((sum, term) => add(sum, absolute(base, term)), absolute(base, value)),
      operations: 1,
      underflow: add(losses, lossOfSum),
      ...unknown,
    }),
    mean: (values, { value: reciprocal, isHeldExactly }) => {
      const [first = absent, ...others] = values;
      if (others.length === 0 || values.every((value) => value === absent)) return first;
      const scaledSum = (part: (value: ErrorNumber<S>) => S): S =>
        multiply(reciprocal, others.map(part).reduce(add, part(first)));
      const losses = fromInteger(base, values.length);
      const scaledLeast = (part: (value: ErrorNumber<S>) => number): number =>
        isHeldExactly ? Math.min(...values.map(part)) + gridOf(reciprocal) : -Infinity;
      return {
        value: scaledSum(({ value }) => value),
        magnitude: scaledSum(({ magnitude }) => magnitude),
        operations:
          Math.max(...values.map(({ operations }) => operations)) + others.length + (isHeldExactly ? 0 : 2),
        underflow: add(
          scaledSum(({ underflow }) => underflow),
          add(losses, multiply(losses, lossOfSum)),
        ),
        grid: scaledLeast(({ grid }) => grid),
        finest: scaledLeast(({ finest }) => finest),
      };
    },
    datum: (value, isHeldExactly) =>
      isHeldExactly ? reported(value) : { ...reported(value), ...unknown, operations: 1, underflow: one },
  };
}
