/** The scalars of a page as programs compute them: an exact value, and how far what a program has may be off. */
import { absolute, type Field } from '../../spec/algebra/index.js';
import { ContractError } from '../../spec/errors.js';
import {
  typeOf,
  type Compiler,
  type Expression,
  type Factor,
  type Frame,
  type Use,
} from '../../spec/language/index.js';
import type { ExactField } from '../exact/exact-field.js';
import { countTwos, type Ratio } from '../exact/exact-number.js';
import { isRepresentable, type FloatFormat } from '../exact/float-format.js';
import { isComputed, isLinear } from './chains.js';
import { compound, plus, sizeOf, times, twoTo } from './upward.js';

/** How far what a program has for a coordinate of a leaf may be off: nothing for what it reported. */
export type ErrorOf<S> = (leaf: Expression<Use>, coordinate: number) => S | undefined;

/** What a program computes in. */
export interface Rounding {
  readonly format: FloatFormat;
  readonly subnormals: 'gradual' | 'flushed';
}

/** One rounding to a format: z(1 + δ) + ε with |δ| ≤ relative, |ε| ≤ 2^exponent. */
export interface RoundingError {
  /** w = u(1 + 2⁻¹¹): also where z was rounded to a format with 11 bits more, before. */
  readonly relative: number;
  readonly exponent: number;
  /** ω(1 + 2⁻¹¹), as a double. */
  readonly absolute: number;
}

/** The largest errors of one rounding. */
export function roundingError({ format, subnormals }: Rounding): RoundingError {
  const { precision, minimumExponent } = format;
  const exponent = subnormals === 'flushed' ? minimumExponent : minimumExponent - precision;
  const wide = 1 + 2 ** -11;
  return { relative: wide * 2 ** -precision, exponent, absolute: times(wide, twoTo(exponent)) };
}

/** Which multiples of powers of two something is: an exact result needs no more bits than those above them. */
export interface Grid<S> {
  /** |terms| multiplied out and summed. */
  readonly magnitude: S;
  /** q: every term, multiplied out, is a whole multiple of 2^q. ∞ where there is none but 0, −∞ where no q is known. */
  readonly grid: number;
  /** An exponent like q for every product of some of the factors of a term: ≤ q where factors are large. */
  readonly finest: number;
}

/** A power of a parameter may be off by so many units in the last place: CUDA's and SIMD libraries' by four. */
export const powerUlps = 4;

/** A scalar, and its error. */
export interface Weight<S> extends Grid<S> {
  readonly value: S;
  /** |value| and the largest error, rounded up. */
  readonly size: number;
  readonly error: number;
}

/** The grid of a number that a format holds. */
export function gridOf<S>(field: ExactField<S>, value: S): Grid<S> {
  const { numerator, denominator } = field.toUnreducedRatio(value);
  const grid = numerator === 0n ? Infinity : countTwos(numerator) - countTwos(denominator);
  return { magnitude: absolute(field, value), grid, finest: Math.min(grid, 0) };
}

/** The grid of a product; 0 times whatever is 0. */
export function multiplyGrids<S>({ multiply }: Field<S>, left: Grid<S>, right: Grid<S>): Grid<S> {
  return {
    magnitude: multiply(left.magnitude, right.magnitude),
    grid: left.grid === Infinity || right.grid === Infinity ? Infinity : left.grid + right.grid,
    finest: left.finest + right.finest,
  };
}

/** The grid of a sum. */
export const addGrids = <S>({ add }: Field<S>, left: Grid<S>, right: Grid<S>): Grid<S> => ({
  magnitude: add(left.magnitude, right.magnitude),
  grid: Math.min(left.grid, right.grid),
  finest: Math.min(left.finest, right.finest),
});

/** The weights of factors over `field`, in a frame that knows the parameters. */
export function createWeights<S>(
  field: ExactField<S>,
  { scalar, count }: Compiler<S>,
  rounding: Rounding,
): (factor: Factor, frame: Frame<S>, errorOf?: ErrorOf<S>) => Weight<S> {
  const { add, multiply, negate, divide } = field;
  const { relative, absolute: loss } = roundingError(rounding);
  const size = (value: S): number => sizeOf(field.toUnreducedRatio(value));
  const isHeld = (value: Ratio): boolean => isRepresentable(rounding.format, value);

  /** A number that is given: rounded once, unless the format holds it. */
  const given = (value: S): Weight<S> => {
    const grid = gridOf(field, value);
    const known = { value, size: size(value) };
    if (isHeld(field.toUnreducedRatio(value))) return { ...known, ...grid, error: 0 };
    const error = plus(times(relative, known.size), loss);
    return { ...known, magnitude: grid.magnitude, grid: -Infinity, finest: -Infinity, error };
  };
  /** With one more rounding; a sum that underflows is exact. */
  const rounded = (value: S, error: number, grid: Grid<S>, underflow: number): Weight<S> => {
    const own = size(value);
    return { ...grid, value, size: own, error: plus(error, times(relative, plus(own, error)), underflow) };
  };
  const product = (left: Weight<S>, right: Weight<S>): Weight<S> => {
    const error = plus(times(left.error, right.size), times(plus(left.size, left.error), right.error));
    return rounded(multiply(left.value, right.value), error, multiplyGrids(field, left, right), loss);
  };
  const sum = (left: Weight<S>, right: Weight<S>): Weight<S> => {
    const underflow = rounding.subnormals === 'flushed' ? times(3, loss) : 0;
    const error = plus(left.error, right.error);
    return rounded(add(left.value, right.value), error, addGrids(field, left, right), underflow);
  };
  const negative = (weight: Weight<S>): Weight<S> => ({ ...weight, value: negate(weight.value) });
  /** 1/f, formed or divided by: f̂ ≠ 0 only where its error is below |f|. */
  const reciprocal = (of: Weight<S>): Weight<S> => {
    const exact = given(divide(field.one, of.value));
    if (of.error === 0) return exact;
    const share = times(exact.size, of.error);
    const error = share < 0.99 ? times(exact.size, share, 1 / (1 - share)) : Infinity;
    return rounded(exact.value, error, { ...exact, grid: -Infinity, finest: -Infinity }, loss);
  };
  /** βⁿ by products in any order, running ones too, and by a library. */
  const power = (base: Weight<S>, exponent: number, value: S): Weight<S> => {
    if (exponent < 0) return reciprocal(power(base, -exponent, divide(field.one, value)));
    if (exponent === 0) return given(value);
    if (exponent === 1) return base;
    const own = size(value);
    const share = base.error === 0 ? 0 : times(base.error, 1 / base.size, 1 + 2 ** -48);
    const pow = times(2 * powerUlps, 2 ** -rounding.format.precision);
    const rounds = Math.max(compound(relative, exponent - 1), pow);
    const inherited = compound(share, exponent);
    const error = plus(times(own, plus(inherited, rounds, times(inherited, rounds))), times(exponent, loss));
    const magnitude = absolute(field, value);
    return { magnitude, grid: -Infinity, finest: -Infinity, value, size: own, error };
  };
  /** A scalar that a round has computed, with the error that a program may have of it. */
  const computed = (value: S, error: S): Weight<S> => {
    const [grid, own] = [gridOf(field, value), size(value)];
    if (field.compare(error, field.zero) === 0) return { ...grid, value, size: own, error: 0 };
    return { ...grid, grid: -Infinity, finest: -Infinity, value, size: own, error: size(error) };
  };
  const weigh = (e: Expression<Use>, frame: Frame<S>, errorOf?: ErrorOf<S>): Weight<S> => {
    const origin = e.kind === 'name' ? e.version.origin : undefined;
    const error = isComputed(e) ? errorOf?.(e, 0) : undefined;
    if (error !== undefined) return computed(scalar(e)(frame), error);
    if (origin?.kind === 'line' && isLinear(origin.line.value))
      return weigh(origin.line.value, frame, errorOf);
    if (e.kind !== 'apply' || typeOf(e) === 'count') return given(scalar(e)(frame));
    const [first, second = first] = e.operands;
    if (first === undefined || second === undefined) throw new ContractError('an operator without operands');
    if (e.operator === '^')
      return power(weigh(first, frame, errorOf), count(second)(frame), scalar(e)(frame));
    const [left, right] = [weigh(first, frame, errorOf), weigh(second, frame, errorOf)];
    switch (e.operator) {
      case '+':
        return sum(left, right);
      case '−':
        return sum(left, negative(right));
      case '·':
        return product(left, right);
      case '/':
        return product(left, reciprocal(right));
      case 'negate':
        return negative(left);
      default:
        throw new ContractError(`no bound is known for ${e.operator} of scalars`);
    }
  };
  return ({ value, divides }, frame, errorOf) => {
    const weight = weigh(value, frame, errorOf);
    return divides ? reciprocal(weight) : weight;
  };
}
