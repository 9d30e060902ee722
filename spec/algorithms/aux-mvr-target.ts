/** The authors' code: variance reduction on the target gradient alone, the auxiliary as a control variate. */
import { createVectorSpace } from '../algebra/index.js';
import {
  controlVariateDirection,
  controlVariateGradients,
  controlVariateStatement,
} from './aux-mom-target.js';
import { defineAlgorithm } from './define-algorithm.js';
import type { CorrectionRule } from './equation.js';
import { isPreviousUnused, targetAtPrevious, targetAtSnapshot, type RoundRole } from './gradient-roles.js';
import { isFirstSnapshotRound, movingAverage } from './shared-equations.js';

const roundGradients: readonly RoundRole[] = [targetAtSnapshot, targetAtPrevious];

/**
 * The moving average of the target gradient, moved along with the snapshot by the same atom's gradients. It is the sample plus (1−a) times
 * the old estimate's error, u^{t−1} − g_f(x^{t−2}, ξᵗ), in the form with the largest terms: what bounds the rounding of this one bounds both.
 */
const correction: CorrectionRule = (field, context) => {
  const { targetAtSnapshot: current, targetAtPrevious: previous } = context.round.gradients;
  if (current === undefined) return undefined;
  const average = movingAverage(field, context, current.value);
  if (isFirstSnapshotRound(context)) return average;
  // In round 1, x⁻¹ = x⁰: the old-point gradient is the current one, taken or not. At a = 1 its factor is 0.
  if (previous === undefined) {
    if (context.roundNumber === 1) return average;
    return isPreviousUnused(field, context) ? (average ?? current.value) : undefined;
  }
  if (average === undefined) return undefined;
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = field.subtract(field.one, context.parameters.momentumWeight);
  return add(average, scale(rest, subtract(current.value, previous.value)));
};

/** The algorithm `aux-mvr-target`. */
export const auxMvrTarget = defineAlgorithm({
  variant: 'aux-mvr-target',
  title: 'AuxMVR, variance reduction on the target',
  summary: 'variance reduction on the target gradient alone; the auxiliary enters as a control variate',
  estimates: 'target',
  roundGradients,
  stepGradients: controlVariateGradients,
  stepStatement: controlVariateStatement,
  correction: {
    statement:
      'the estimate is the sampled target gradient plus the old error of the estimate, measured by the same ' +
      'atom at the old snapshot and shrunk by 1 − a',
    latex: 'u^t = g_f(x^{t-1}, \\xi^t) + (1-a)\\,[u^{t-1} - g_f(x^{t-2}, \\xi^t)],\\qquad x^{-1} = x^0',
    rule: correction,
  },
  direction: controlVariateDirection,
  targetGradientsInRound: (roundNumber) => (roundNumber === 1 ? 1 : 2),
});
