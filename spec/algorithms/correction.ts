/** Shared forms of the correction equations: they differ only in which samples enter. */
import { createVectorSpace, type Field, type Vector } from '../algebra/index.js';
import type { Comparison, RoundContext } from './equation.js';
import { isFirstSnapshotRound } from './local-steps.js';

/**
 * (1−a) m^{t−1} + a g: the exponential moving average of the samples g. In a `first-snapshot` round 1 it is g itself.
 * Undefined where m^{t−1} is needed and absent.
 */
export function movingAverage<S>(
  field: Field<S>,
  context: RoundContext<S>,
  sample: Vector<S>,
): Vector<S> | undefined {
  if (isFirstSnapshotRound(context)) return sample;
  const previous = context.previousCorrection;
  if (previous === undefined) return undefined;
  const { add, scale } = createVectorSpace(field);
  const { momentumWeight } = context.parameters;
  const rest = field.subtract(field.one, momentumWeight);
  return add(scale(rest, previous), scale(momentumWeight, sample));
}

/** mᵗ against what the equation says; a missing side is a disagreement, never silence. */
export function compareCorrection<S>(
  field: Field<S>,
  context: RoundContext<S>,
  expected: Vector<S> | undefined,
): readonly Comparison<S>[] {
  const actual = context.round.correction;
  if (actual === undefined || expected === undefined) {
    return [{ quantity: 'the presence of m', actual: [field.zero], expected: [field.one] }];
  }
  return [{ quantity: 'm', actual, expected }];
}

/** d^{t,k} against what the equation says. */
export function compareDirection<S>(
  field: Field<S>,
  context: RoundContext<S>,
  step: number,
  expected: Vector<S>,
): Comparison<S> {
  const actual = context.round.steps[step - 1]?.direction;
  return actual === undefined
    ? { quantity: 'the presence of d', step, actual: [field.zero], expected: [field.one] }
    : { quantity: 'd', step, actual, expected };
}
