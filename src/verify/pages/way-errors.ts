/** How far a program may honestly be off that keeps its way in place of a point, or makes a sum or a mean itself. */
import { absolute, maximum, type Vector } from '../../../spec/algebra/index.js';
import type { Bounded } from '../../equations/index.js';
import { powerOfTwo } from '../../exact/binary-ratio.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import type { Arithmetic } from '../../judge/index.js';

const { add, compare, multiply, subtract, zero } = ratioField;

/** (1+w)⁵w, for every format, with w = u(1 + 2⁻¹¹). */
function roundoffOf(arithmetic: Arithmetic): Ratio {
  return arithmetic === 'exact'
    ? zero
    : multiply(powerOfTwo(-arithmetic.format.precision), createRatio(17n, 16n));
}

/** What a coordinate of a point has moved by in a round: the sum of the absolute terms, all multiples of 2^grid. */
export interface Way {
  readonly sum: Ratio;
  readonly grid: number;
}

/** The way with one move more. */
export function further(before: Way | undefined, { value, reach, grid }: Bounded<Ratio>, old: Ratio): Way {
  // a point that is not kept whole moves by less than its terms and by its change at least
  const moved = maximum(
    ratioField,
    subtract(reach ?? zero, absolute(ratioField, old)),
    absolute(ratioField, subtract(value, old)),
  );
  return { sum: add(before?.sum ?? zero, moved), grid: Math.min(before?.grid ?? Infinity, grid) };
}

/**
 * How far a program may be from the point that it asks at, if it keeps its way from the beginning of the round, or the sums of its terms:
 * (1+w)⁵u(|y| + 8A), A the way. Nothing where all these sums are numbers of the format.
 */
export function offWay(way: Way | undefined, point: Ratio, arithmetic: Arithmetic): Ratio {
  if (way === undefined || arithmetic === 'exact' || way.grid === Infinity) return zero;
  const whole = (count: number): Ratio => createRatio(BigInt(count), 1n);
  const size = absolute(ratioField, point);
  const reached = add(size, multiply(whole(2), way.sum));
  const { precision } = arithmetic.format;
  if (way.grid > -Infinity && compare(reached, powerOfTwo(way.grid + precision)) <= 0) return zero;
  return multiply(roundoffOf(arithmetic), add(size, multiply(whole(8), way.sum)));
}

/** What a program has of a point that went to another one, and came back by the same step: y − (y − x), where y was rounded. */
export function offBack(
  value: Vector<Ratio>,
  errors: readonly (Ratio | undefined)[],
  there: Vector<Ratio>,
  arithmetic: Arithmetic,
): readonly (Ratio | undefined)[] {
  if (arithmetic === 'exact') return errors;
  return value.map((point, i) => {
    const [off, size] = [errors.length === 0 ? zero : errors[i], absolute(ratioField, there[i] ?? zero)];
    return off && add(off, multiply(roundoffOf(arithmetic), add(size, absolute(ratioField, point))));
  });
}

/** How far a sum of r numbers or products may be off: (1+w)^(r+1) − 1 ≤ 2(r+1)w while r is small beside 1/w, and what underflows. */
export function errorOfSum(parts: readonly Ratio[], arithmetic: Arithmetic): Ratio {
  if (arithmetic === 'exact') return zero;
  const whole = (count: number): Ratio => createRatio(BigInt(count), 1n);
  const sum = parts.reduce((all, part) => add(all, absolute(ratioField, part)), zero);
  const rounding = multiply(multiply(roundoffOf(arithmetic), whole(2 * (parts.length + 1))), sum);
  return add(rounding, multiply(whole(parts.length + 2), powerOfTwo(arithmetic.format.minimumExponent)));
}

/** How far a mean of numbers may be off that may be off themselves: their sum in any order, and the division; undefined where nothing is. */
export function errorOfMean(
  parts: readonly Ratio[],
  offs: readonly Ratio[],
  arithmetic: Arithmetic,
): Ratio | undefined {
  const off = offs.reduce(add, zero);
  const share = createRatio(1n, BigInt(parts.length));
  const isRounded = parts.length > 1 && arithmetic !== 'exact';
  if (!isRounded) return compare(off, zero) === 0 ? undefined : multiply(off, share);
  const rounding = errorOfSum([...parts, off], arithmetic);
  return add(multiply(add(off, rounding), share), powerOfTwo(arithmetic.format.minimumExponent));
}
