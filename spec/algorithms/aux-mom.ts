/** AuxMOM: momentum on the difference of target and auxiliary gradients. */
import { createVectorSpace } from '../algebra/index.js';
import { defineAlgorithm, type Formula } from './define-algorithm.js';
import type { CorrectionRule, DirectionRule } from './equation.js';
import { auxiliaryAtPoint, auxiliaryAtSnapshot, targetAtSnapshot, type RoundRole } from './gradient-roles.js';
import { movingAverage } from './shared-equations.js';

const roundGradients: readonly RoundRole[] = [targetAtSnapshot, auxiliaryAtSnapshot];
const stepGradients = () => [auxiliaryAtPoint];

/** The estimate of ∇f − ∇h: an exponential moving average of joint samples of it. */
const correction: CorrectionRule = (field, context) => {
  const { targetAtSnapshot: target, auxiliaryAtSnapshot: auxiliary } = context.round.gradients;
  if (target === undefined || auxiliary === undefined) return undefined;
  return movingAverage(field, context, createVectorSpace(field).subtract(target.value, auxiliary.value));
};

/** The cheap gradient plus the estimate. */
const direction: DirectionRule = (field, { round }, step) => {
  const auxiliary = round.steps[step - 1]?.gradients.auxiliaryAtPoint;
  if (round.correction === undefined || auxiliary === undefined) return undefined;
  return createVectorSpace(field).add(auxiliary.value, round.correction);
};

/** The direction of a local step, which AuxMVR shares. */
export const correctedDirection: Formula<DirectionRule> = {
  statement: 'a local direction is the auxiliary gradient at the local point plus the estimate',
  latex: 'd^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k}) + m^t',
  rule: direction,
};

/** Which gradients the local steps of both take, in words. */
export const correctedStatement =
  'each local step takes the auxiliary gradient at its own point, with its own atom';

/** The algorithm `aux-mom`. */
export const auxMom = defineAlgorithm({
  variant: 'aux-mom',
  title: 'AuxMOM',
  summary: 'momentum on the difference of target and auxiliary gradients',
  estimates: 'difference',
  roundGradients,
  stepGradients,
  stepStatement: correctedStatement,
  correction: {
    statement: 'the estimate is a moving average of the sampled difference of target and auxiliary gradients',
    latex: 'm^t = (1-a)\\, m^{t-1} + a\\,[g_f(x^{t-1}, \\xi^t) - g_h(x^{t-1}, \\xi^t)]',
    rule: correction,
  },
  direction: correctedDirection,
  targetGradientsInRound: () => 1,
});
