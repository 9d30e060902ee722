/** Equations of mᵗ and d^{t,k} from their right-hand sides, and the right-hand side that two algorithms share. */
import { createVectorSpace, type Field, type Vector } from '../algebra/index.js';
import type { CorrectionRule, DirectionRule, Equation, RoundContext } from './equation.js';
import { isFirstSnapshotRound } from './local-steps.js';

/**
 * (1−a) m^{t−1} + a g: the exponential moving average of the samples g. In a `first-snapshot` round 1 it is g itself.
 *
 * It is written g + (1−a)(m^{t−1} − g), whose terms are the largest of all usual groupings: over a field that carries
 * rounding errors, what bounds this one bounds the others too.
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
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = field.subtract(field.one, context.parameters.momentumWeight);
  return add(sample, scale(rest, subtract(previous, sample)));
}

/** What an equation is called and says. */
type Heading = Pick<Equation, 'id' | 'statement' | 'latex'>;

/** The equation that mᵗ is what `rule` says. */
export function correctionEquation(heading: Heading, rule: CorrectionRule): Equation {
  return {
    ...heading,
    compare: (field, context) => {
      const actual = context.round.correction;
      const expected = rule(field, context);
      // A missing side is a disagreement, never silence.
      return actual === undefined || expected === undefined
        ? [{ quantity: 'the presence of m', actual: [field.zero], expected: [field.one] }]
        : [{ quantity: 'm', actual, expected }];
    },
  };
}

/** The equation that every d^{t,k} is what `rule` says. */
export function directionEquation(heading: Heading, rule: DirectionRule): Equation {
  return {
    ...heading,
    compare: (field, context) =>
      context.round.steps.map(({ direction: actual }, index) => {
        const step = index + 1;
        const expected = rule(field, context, step);
        return actual === undefined || expected === undefined
          ? { quantity: 'the presence of d', step, actual: [field.zero], expected: [field.one] }
          : { quantity: 'd', step, actual, expected };
      }),
  };
}
