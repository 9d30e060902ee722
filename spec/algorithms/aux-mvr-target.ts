/** The authors' code: variance reduction on the target gradient alone, the auxiliary as a control variate. */
import { createVectorSpace } from '../algebra/index.js';
import {
  controlVariateDirection,
  controlVariateDirectionHeading,
  controlVariateGradients,
  controlVariateStatement,
} from './aux-mom-target.js';
import type { Algorithm, CorrectionRule } from './equation.js';
import {
  isPreviousUnused,
  roundGradientEquation,
  stepGradientEquation,
  targetAtPrevious,
  targetAtSnapshot,
  type RoundRole,
} from './gradient-roles.js';
import { gradientValueEquation } from './gradient-values.js';
import { isFirstSnapshotRound, moveEquation, roundEndEquation } from './local-steps.js';
import { startEquations } from './start.js';
import { correctionEquation, directionEquation } from './state-equations.js';

const roundGradients: readonly RoundRole[] = [targetAtSnapshot, targetAtPrevious];

/** The estimate of ∇f: its sample, plus what is left of the old estimate's error, measured by the same atom. */
const correction: CorrectionRule = (field, context) => {
  const { targetAtSnapshot: current, targetAtPrevious: previous } = context.round.gradients;
  if (current === undefined) return undefined;
  if (isFirstSnapshotRound(context)) return current.value;
  const estimate = context.previousCorrection;
  // In round 1, x⁻¹ = x⁰: the old-point gradient is the current one, taken or not.
  const old = context.roundNumber === 1 ? (previous ?? current) : previous;
  if (old === undefined && isPreviousUnused(field, context)) return current.value;
  if (estimate === undefined || old === undefined) return undefined;
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = field.subtract(field.one, context.parameters.momentumWeight);
  return add(current.value, scale(rest, subtract(estimate, old.value)));
};

const estimates = 'target';

/** The algorithm `aux-mvr-target`: its gradients, its right-hand sides, its equations. */
export const auxMvrTarget: Algorithm = {
  variant: 'aux-mvr-target',
  title: 'AuxMVR, variance reduction on the target',
  summary: 'variance reduction on the target gradient alone; the auxiliary enters as a control variate',
  estimates,
  roundGradients,
  stepGradients: controlVariateGradients,
  correction,
  direction: controlVariateDirection,
  startEquations: startEquations(estimates),
  equations: [
    roundGradientEquation('AUX-MVR-TARGET.1', roundGradients),
    gradientValueEquation,
    correctionEquation(
      {
        id: 'AUX-MVR-TARGET.2',
        statement:
          'the estimate is the sampled target gradient plus the old error of the estimate, measured by the same ' +
          'atom at the old snapshot and shrunk by 1 − a',
        latex: 'u^t = g_f(x^{t-1}, \\xi^t) + (1-a)\\,[u^{t-1} - g_f(x^{t-2}, \\xi^t)],\\qquad x^{-1} = x^0',
      },
      correction,
    ),
    stepGradientEquation('AUX-MVR-TARGET.3', controlVariateStatement, controlVariateGradients),
    directionEquation({ id: 'AUX-MVR-TARGET.4', ...controlVariateDirectionHeading }, controlVariateDirection),
    moveEquation('AUX-MVR-TARGET.5'),
    roundEndEquation('AUX-MVR-TARGET.6'),
  ],
  targetGradientsInRound: (roundNumber) => (roundNumber === 1 ? 1 : 2),
};
