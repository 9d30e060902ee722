/** The authors' earlier code: momentum on the target gradient alone, the auxiliary as a control variate. */
import { createVectorSpace } from '../algebra/index.js';
import { defineAlgorithm, type Formula } from './define-algorithm.js';
import type { CorrectionRule, DirectionRule } from './equation.js';
import { auxiliaryAtPoint, localAuxiliaryAtSnapshot, targetAtSnapshot } from './gradient-roles.js';
import { movingAverage } from './shared-equations.js';

const roundGradients = [targetAtSnapshot];
/** Both local gradients of a -target variant: the same local atom at the local point and at the snapshot. */
export const controlVariateGradients = (): (typeof auxiliaryAtPoint)[] => [
  auxiliaryAtPoint,
  localAuxiliaryAtSnapshot,
];

/** What {@link controlVariateGradients} prescribes, in words. */
export const controlVariateStatement =
  'each local step takes the auxiliary gradient at its own point and at the snapshot, with one and the same atom';

/** The estimate of ∇f: a moving average of its samples. */
const correction: CorrectionRule = (field, context) => {
  const target = context.round.gradients.targetAtSnapshot;
  return target === undefined ? undefined : movingAverage(field, context, target.value);
};

/** h enters only as a difference between two points. */
const direction: DirectionRule = (field, { round }, step) => {
  const { auxiliaryAtPoint: here, auxiliaryAtSnapshot: there } = round.steps[step - 1]?.gradients ?? {};
  if (round.correction === undefined || here === undefined || there === undefined) return undefined;
  const { add, subtract } = createVectorSpace(field);
  return add(subtract(here.value, there.value), round.correction);
};

/** The direction of both -target variants. */
export const controlVariateDirection: Formula<DirectionRule> = {
  statement:
    'a local direction is the change of the auxiliary gradient since the snapshot, plus the estimate',
  latex: 'd^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k}) - g_h(x^{t-1}, \\zeta^{t,k}) + u^t',
  rule: direction,
};

/** The algorithm `aux-mom-target`. */
export const auxMomTarget = defineAlgorithm({
  variant: 'aux-mom-target',
  title: 'AuxMOM, momentum on the target',
  summary: 'momentum on the target gradient alone; the auxiliary enters as a control variate',
  estimates: 'target',
  roundGradients,
  stepGradients: controlVariateGradients,
  stepStatement: controlVariateStatement,
  correction: {
    statement: 'the estimate is a moving average of the sampled target gradient alone',
    latex: 'u^t = (1-a)\\, u^{t-1} + a\\, g_f(x^{t-1}, \\xi^t)',
    rule: correction,
  },
  direction: controlVariateDirection,
  targetGradientsInRound: () => 1,
});
