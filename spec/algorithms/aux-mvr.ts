/** AuxMVR: momentum-based variance reduction on the difference; STORM where h = 0 and K = 1. */
import { createVectorSpace, type Field, type Vector } from '../algebra/index.js';
import type { RoundGradients } from '../model/index.js';
import { correctedDirection, correctedDirectionHeading } from './aux-mom.js';
import type { Algorithm, CorrectionRule } from './equation.js';
import {
  auxiliaryAtPoint,
  auxiliaryAtPrevious,
  auxiliaryAtSnapshot,
  isPreviousUnused,
  roundGradientEquation,
  stepGradientEquation,
  targetAtPrevious,
  targetAtSnapshot,
  type RoundRole,
} from './gradient-roles.js';
import { gradientValueEquation } from './gradient-values.js';
import { moveEquation, roundEndEquation } from './local-steps.js';
import { startEquations } from './start.js';
import { correctionEquation, directionEquation, movingAverage } from './state-equations.js';

const roundGradients: readonly RoundRole[] = [
  targetAtSnapshot,
  auxiliaryAtSnapshot,
  targetAtPrevious,
  auxiliaryAtPrevious,
];
const stepGradients = () => [auxiliaryAtPoint];

/** g_D of one atom at the snapshot or at the previous snapshot; undefined where a gradient is missing. */
function difference<S>(
  field: Field<S>,
  gradients: RoundGradients<S>,
  at: 'Snapshot' | 'Previous',
): Vector<S> | undefined {
  const target = gradients[`targetAt${at}`];
  const auxiliary = gradients[`auxiliaryAt${at}`];
  if (target === undefined || auxiliary === undefined) return undefined;
  return createVectorSpace(field).subtract(target.value, auxiliary.value);
}

/** The moving average, moved along with the snapshot by the same atom's difference. */
const correction: CorrectionRule = (field, context) => {
  const { add, subtract, scale } = createVectorSpace(field);
  const current = difference(field, context.round.gradients, 'Snapshot');
  if (current === undefined) return undefined;
  const average = movingAverage(field, context, current);
  if (isPreviousUnused(field, context)) return average;
  const previous = difference(field, context.round.gradients, 'Previous');
  if (average === undefined || previous === undefined) return undefined;
  const rest = field.subtract(field.one, context.parameters.momentumWeight);
  return add(average, scale(rest, subtract(current, previous)));
};

const estimates = 'difference';

/** The algorithm `aux-mvr`: its gradients, its right-hand sides, its equations. */
export const auxMvr: Algorithm = {
  variant: 'aux-mvr',
  title: 'AuxMVR',
  summary: 'variance reduction on the difference: the same atom at the new and the old snapshot',
  estimates,
  roundGradients,
  stepGradients,
  correction,
  direction: correctedDirection,
  startEquations: startEquations(estimates),
  equations: [
    roundGradientEquation('AUX-MVR.1', roundGradients),
    gradientValueEquation,
    correctionEquation(
      {
        id: 'AUX-MVR.2',
        statement:
          'the estimate is a moving average of the sampled difference, carried from the old snapshot to the new one ' +
          'by the same atom at both points',
        latex:
          'm^t = (1-a)\\, m^{t-1} + a\\, g_D(x^{t-1}, \\xi^t) + ' +
          '(1-a)\\,[g_D(x^{t-1}, \\xi^t) - g_D(x^{t-2}, \\xi^t)],\\qquad x^{-1} = x^0',
      },
      correction,
    ),
    stepGradientEquation(
      'AUX-MVR.3',
      'each local step takes the auxiliary gradient at its own point, with its own atom',
      stepGradients,
    ),
    directionEquation({ id: 'AUX-MVR.4', ...correctedDirectionHeading }, correctedDirection),
    moveEquation('AUX-MVR.5'),
    roundEndEquation('AUX-MVR.6'),
  ],
  targetGradientsInRound: (roundNumber) => (roundNumber === 1 ? 1 : 2),
};
