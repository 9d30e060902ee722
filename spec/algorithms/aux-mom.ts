/** AuxMOM: momentum on the difference of target and auxiliary gradients. */
import { createVectorSpace } from '../algebra/index.js';
import { compareCorrection, compareDirection, movingAverage } from './correction.js';
import type { Algorithm, Equation } from './equation.js';
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

const roundGradients: readonly RoundRole[] = [targetAtSnapshot, auxiliaryAtSnapshot];
const stepGradients = () => [auxiliaryAtPoint];

/** AUX-MOM.2: the estimate of ∇f − ∇h is an exponential moving average of joint samples of it. */
const correctionEquation: Equation = {
  id: 'AUX-MOM.2',
  statement: 'the estimate is a moving average of the sampled difference of target and auxiliary gradients',
  latex: 'm^t = (1-a)\\, m^{t-1} + a\\,[g_f(x^{t-1}, \\xi^t) - g_h(x^{t-1}, \\xi^t)]',
  compare: (field, context) => {
    const { targetAtSnapshot: target, auxiliaryAtSnapshot: auxiliary } = context.round.gradients;
    if (target === undefined || auxiliary === undefined) return [];
    const sample = createVectorSpace(field).subtract(target.value, auxiliary.value);
    return compareCorrection(field, context, movingAverage(field, context, sample));
  },
};

/** The direction of a local step: cheap gradient plus estimate. AuxMVR uses the same one. */
export function correctedDirectionEquation(id: string): Equation {
  return {
    id,
    statement: 'a local direction is the auxiliary gradient at the local point plus the estimate',
    latex: 'd^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k}) + m^t',
    compare: (field, context) => {
      const { add } = createVectorSpace(field);
      const { correction } = context.round;
      return context.round.steps.flatMap(({ gradients }, index) => {
        const auxiliary = gradients.auxiliaryAtPoint;
        if (correction === undefined || auxiliary === undefined) return [];
        return [compareDirection(field, context, index + 1, add(auxiliary.value, correction))];
      });
    },
  };
}

/** `aux-mom`, theory §2. */
export const auxMom: Algorithm = {
  variant: 'aux-mom',
  title: 'AuxMOM',
  summary: 'momentum on the difference of target and auxiliary gradients',
  estimates: 'difference',
  roundGradients,
  stepGradients,
  startEquations: startEquations('difference'),
  equations: [
    roundGradientEquation('AUX-MOM.1', roundGradients),
    gradientValueEquation,
    correctionEquation,
    stepGradientEquation(
      'AUX-MOM.3',
      'each local step takes the auxiliary gradient at its own point, with its own atom',
      stepGradients,
    ),
    correctedDirectionEquation('AUX-MOM.4'),
    moveEquation('AUX-MOM.5'),
    roundEndEquation('AUX-MOM.6'),
  ],
  targetGradientsInRound: () => 1,
};
