/** AuxMVR: momentum-based variance reduction on the difference; STORM where h = 0 and K = 1. */
import { createVectorSpace, type Field, type Vector } from '../algebra/index.js';
import type { RoundGradients } from '../model/index.js';
import { correctedDirection, correctedStatement } from './aux-mom.js';
import { defineAlgorithm } from './define-algorithm.js';
import type { CorrectionRule } from './equation.js';
import {
  auxiliaryAtPoint,
  auxiliaryAtPrevious,
  auxiliaryAtSnapshot,
  isPreviousUnused,
  targetAtPrevious,
  targetAtSnapshot,
  type RoundRole,
} from './gradient-roles.js';
import { movingAverage } from './shared-equations.js';

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

/** The algorithm `aux-mvr`. */
export const auxMvr = defineAlgorithm({
  variant: 'aux-mvr',
  title: 'AuxMVR',
  summary: 'variance reduction on the difference: the same sample at the new and the old snapshot',
  estimates: 'difference',
  roundGradients,
  stepGradients,
  stepStatement: correctedStatement,
  correction: {
    statement:
      'the estimate is a moving average of the sampled difference, carried from the old snapshot to the new one ' +
      'by the same atom at both points',
    latex:
      'm^t = (1-a)\\, m^{t-1} + a\\, g_D(x^{t-1}, \\xi^t) + ' +
      '(1-a)\\,[g_D(x^{t-1}, \\xi^t) - g_D(x^{t-2}, \\xi^t)],\\qquad x^{-1} = x^0',
    rule: correction,
  },
  direction: correctedDirection,
  targetGradientsInRound: (roundNumber) => (roundNumber === 1 ? 1 : 2),
});
