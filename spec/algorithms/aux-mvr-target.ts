/** The authors' code: variance reduction on the target gradient alone, the auxiliary as a control variate. */
import { createVectorSpace, type Field, type Vector } from '../algebra/index.js';
import {
  controlVariateDirectionEquation,
  controlVariateGradients,
  controlVariateStatement,
} from './aux-mom-target.js';
import { compareCorrection } from './correction.js';
import type { Algorithm, Equation, RoundContext } from './equation.js';
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

const roundGradients: readonly RoundRole[] = [targetAtSnapshot, targetAtPrevious];

/** The right-hand side of AUX-MVR-TARGET.2; undefined where something it needs is missing. */
function expectedCorrection<S>(field: Field<S>, context: RoundContext<S>): Vector<S> | undefined {
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
}

/** AUX-MVR-TARGET.2: STORM on the target gradient. */
const correctionEquation: Equation = {
  id: 'AUX-MVR-TARGET.2',
  statement:
    'the estimate is the sampled target gradient plus the old error of the estimate, measured by the same atom at ' +
    'the old snapshot and shrunk by 1 − a',
  latex: 'u^t = g_f(x^{t-1}, \\xi^t) + (1-a)\\,[u^{t-1} - g_f(x^{t-2}, \\xi^t)],\\qquad x^{-1} = x^0',
  compare: (field, context) => compareCorrection(field, context, expectedCorrection(field, context)),
};

/** `aux-mvr-target`, theory §2. */
export const auxMvrTarget: Algorithm = {
  variant: 'aux-mvr-target',
  title: 'AuxMVR, variance reduction on the target',
  summary: 'variance reduction on the target gradient alone; the auxiliary enters as a control variate',
  estimates: 'target',
  roundGradients,
  stepGradients: controlVariateGradients,
  startEquations: startEquations('target'),
  equations: [
    roundGradientEquation('AUX-MVR-TARGET.1', roundGradients),
    gradientValueEquation,
    correctionEquation,
    stepGradientEquation('AUX-MVR-TARGET.3', controlVariateStatement, controlVariateGradients),
    controlVariateDirectionEquation('AUX-MVR-TARGET.4'),
    moveEquation('AUX-MVR-TARGET.5'),
    roundEndEquation('AUX-MVR-TARGET.6'),
  ],
  targetGradientsInRound: (roundNumber) => (roundNumber === 1 ? 1 : 2),
};
