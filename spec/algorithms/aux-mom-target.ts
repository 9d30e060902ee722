/** The authors' earlier code: momentum on the target gradient alone, the auxiliary as a control variate. */
import { createVectorSpace } from '../algebra/index.js';
import type { Algorithm, CorrectionRule, DirectionRule } from './equation.js';
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
import { correctionEquation, directionEquation, movingAverage } from './state-equations.js';

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

/** The direction of both -target variants: h enters only as a difference between two points. */
export const controlVariateDirection: DirectionRule = (field, { round }, step) => {
  const { auxiliaryAtPoint: here, auxiliaryAtSnapshot: there } = round.steps[step - 1]?.gradients ?? {};
  if (round.correction === undefined || here === undefined || there === undefined) return undefined;
  const { add, subtract } = createVectorSpace(field);
  return add(subtract(here.value, there.value), round.correction);
};

/** What {@link controlVariateDirection} says, for the equations of both variants. */
export const controlVariateDirectionHeading = {
  statement:
    'a local direction is the change of the auxiliary gradient since the snapshot, plus the estimate',
  latex: 'd^{t,k} = g_h(y^{t,k-1}, \\zeta^{t,k}) - g_h(x^{t-1}, \\zeta^{t,k}) + u^t',
};

const estimates = 'target';

/** The algorithm `aux-mom-target`: its gradients, its right-hand sides, its equations. */
export const auxMomTarget: Algorithm = {
  variant: 'aux-mom-target',
  title: 'AuxMOM, momentum on the target',
  summary: 'momentum on the target gradient alone; the auxiliary enters as a control variate',
  estimates,
  roundGradients,
  stepGradients: controlVariateGradients,
  correction,
  direction: controlVariateDirection,
  startEquations: startEquations(estimates),
  equations: [
    roundGradientEquation('AUX-MOM-TARGET.1', roundGradients),
    gradientValueEquation,
    correctionEquation(
      {
        id: 'AUX-MOM-TARGET.2',
        statement: 'the estimate is a moving average of the sampled target gradient alone',
        latex: 'u^t = (1-a)\\, u^{t-1} + a\\, g_f(x^{t-1}, \\xi^t)',
      },
      correction,
    ),
    stepGradientEquation('AUX-MOM-TARGET.3', controlVariateStatement, controlVariateGradients),
    directionEquation({ id: 'AUX-MOM-TARGET.4', ...controlVariateDirectionHeading }, controlVariateDirection),
    moveEquation('AUX-MOM-TARGET.5'),
    roundEndEquation('AUX-MOM-TARGET.6'),
  ],
  targetGradientsInRound: () => 1,
};
