/** The authors' earlier code: momentum on the target gradient alone, the auxiliary as a control variate. */
import { createVectorSpace } from '../algebra/index.js';
import { compareCorrection, compareDirection, movingAverage } from './correction.js';
import type { Algorithm, Equation } from './equation.js';
import {
  auxiliaryAtPoint,
  localAuxiliaryAtSnapshot,
  roundGradientEquation,
  stepGradientEquation,
  targetAtSnapshot,
} from './gradient-roles.js';
import { gradientValueEquation } from './gradient-values.js';
import { moveEquation, roundEndEquation } from './local-steps.js';
import { startEquations } from './start.js';

const roundGradients = [targetAtSnapshot];
/** Both local gradients of a -target variant: the same local atom at the local point and at the snapshot. */
export const controlVariateGradients = (): (typeof auxiliaryAtPoint)[] => [
  auxiliaryAtPoint,
  localAuxiliaryAtSnapshot,
];

/** What {@link controlVariateGradients} prescribes, in words. */
export const controlVariateStatement =
  'each local step takes the auxiliary gradient at its own point and at the snapshot, with one and the same atom';

/** AUX-MOM-TARGET.2: the estimate of ∇f is a moving average of its samples. */
const correctionEquation: Equation = {
  id: 'AUX-MOM-TARGET.2',
  statement: 'the estimate is a moving average of the sampled target gradient alone',
  latex: 'u^t = (1-a)\\, u^{t-1} + a\\, g_f(x^{t-1}, \\xi^t)',
  compare: (field, context) => {
    const target = context.round.gradients.targetAtSnapshot;
    if (target === undefined) return [];
    return compareCorrection(field, context, movingAverage(field, context, target.value));
  },
};

/** The direction of both -target variants: h enters only as a difference between two points. */
export function controlVariateDirectionEquation(id: string): Equation {
  return {
    id,
    statement:
      'a local direction is the change of the auxiliary gradient since the snapshot, plus the estimate',
    latex: 'd^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k}) - g_h(x^{t-1}, \\zeta^{t,k}) + u^t',
    compare: (field, context) => {
      const { add, subtract } = createVectorSpace(field);
      const { correction } = context.round;
      return context.round.steps.flatMap(({ gradients }, index) => {
        const { auxiliaryAtPoint: here, auxiliaryAtSnapshot: there } = gradients;
        if (correction === undefined || here === undefined || there === undefined) return [];
        const expected = add(subtract(here.value, there.value), correction);
        return [compareDirection(field, context, index + 1, expected)];
      });
    },
  };
}

/** `aux-mom-target`, theory §2. */
export const auxMomTarget: Algorithm = {
  variant: 'aux-mom-target',
  title: 'AuxMOM, momentum on the target',
  summary: 'momentum on the target gradient alone; the auxiliary enters as a control variate',
  estimates: 'target',
  roundGradients,
  stepGradients: controlVariateGradients,
  startEquations: startEquations('target'),
  equations: [
    roundGradientEquation('AUX-MOM-TARGET.1', roundGradients),
    gradientValueEquation,
    correctionEquation,
    stepGradientEquation('AUX-MOM-TARGET.3', controlVariateStatement, controlVariateGradients),
    controlVariateDirectionEquation('AUX-MOM-TARGET.4'),
    moveEquation('AUX-MOM-TARGET.5'),
    roundEndEquation('AUX-MOM-TARGET.6'),
  ],
  targetGradientsInRound: () => 1,
};
