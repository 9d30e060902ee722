/** AuxMOM: momentum on the difference of target and auxiliary gradients. */
import { createVectorSpace } from '../algebra/index.js';
import type { Algorithm, CorrectionRule, DirectionRule } from './equation.js';
import {
  auxiliaryAtPoint,
  auxiliaryAtSnapshot,
  roundGradientEquation,
  stepGradientEquation,
  targetAtSnapshot,
  type RoundRole,
} from './gradient-roles.js';
import { gradientValueEquation } from './gradient-values.js';
import { moveEquation, roundEndEquation } from './local-steps.js';
import { startEquations } from './start.js';
import { correctionEquation, directionEquation, movingAverage } from './state-equations.js';

const roundGradients: readonly RoundRole[] = [targetAtSnapshot, auxiliaryAtSnapshot];
const stepGradients = () => [auxiliaryAtPoint];

/** The estimate of ∇f − ∇h: an exponential moving average of joint samples of it. */
const correction: CorrectionRule = (field, context) => {
  const { targetAtSnapshot: target, auxiliaryAtSnapshot: auxiliary } = context.round.gradients;
  if (target === undefined || auxiliary === undefined) return undefined;
  return movingAverage(field, context, createVectorSpace(field).subtract(target.value, auxiliary.value));
};

/** The direction of a local step: cheap gradient plus estimate. AuxMVR uses the same one. */
export const correctedDirection: DirectionRule = (field, { round }, step) => {
  const auxiliary = round.steps[step - 1]?.gradients.auxiliaryAtPoint;
  if (round.correction === undefined || auxiliary === undefined) return undefined;
  return createVectorSpace(field).add(auxiliary.value, round.correction);
};

/** What {@link correctedDirection} says, for the equations of both algorithms. */
export const correctedDirectionHeading = {
  statement: 'a local direction is the auxiliary gradient at the local point plus the estimate',
  latex: 'd^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k}) + m^t',
};

const estimates = 'difference';

/** The algorithm `aux-mom`: its gradients, its right-hand sides, its equations. */
export const auxMom: Algorithm = {
  variant: 'aux-mom',
  title: 'AuxMOM',
  summary: 'momentum on the difference of target and auxiliary gradients',
  estimates,
  roundGradients,
  stepGradients,
  correction,
  direction: correctedDirection,
  startEquations: startEquations(estimates),
  equations: [
    roundGradientEquation('AUX-MOM.1', roundGradients),
    gradientValueEquation,
    correctionEquation(
      {
        id: 'AUX-MOM.2',
        statement:
          'the estimate is a moving average of the sampled difference of target and auxiliary gradients',
        latex: 'm^t = (1-a)\\, m^{t-1} + a\\,[g_f(x^{t-1}, \\xi^t) - g_h(x^{t-1}, \\xi^t)]',
      },
      correction,
    ),
    stepGradientEquation(
      'AUX-MOM.3',
      'each local step takes the auxiliary gradient at its own point, with its own atom',
      stepGradients,
    ),
    directionEquation({ id: 'AUX-MOM.4', ...correctedDirectionHeading }, correctedDirection),
    moveEquation('AUX-MOM.5'),
    roundEndEquation('AUX-MOM.6'),
  ],
  targetGradientsInRound: () => 1,
};
