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
import { isFirstSnapshotRound } from './shared-equations.js';

const roundGradients: readonly RoundRole[] = [targetAtSnapshot, targetAtPrevious];

/** The estimate of ∇f: its sample, plus what is left of the old estimate's error, measured by the same atom. */
const correction: CorrectionRule = (field, context) => {
  const { targetAtSnapshot: current, targetAtPrevious: previous } = context.round.gradients;
  if (current === undefined) return undefined;
  if (isFirstSnapshotRound(context)) return current.value;
  const estimate = context.previousCorrection;
  // In round 1, x⁻¹ = x⁰: the old-point gradient is the current one, taken or not.
  // At a = 1 its factor is 0, and any vector stands for it; with the current one, an honest m + a(g − m) is within the bound.
  const isFree = context.roundNumber === 1 || (estimate !== undefined && isPreviousUnused(field, context));
  const old = previous ?? (isFree ? current : undefined);
  if (old === undefined && isPreviousUnused(field, context)) return current.value;
  if (estimate === undefined || old === undefined) return undefined;
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = field.subtract(field.one, context.parameters.momentumWeight);
  return add(current.value, scale(rest, subtract(estimate, old.value)));
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
