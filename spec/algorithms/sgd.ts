/** Stochastic gradient descent on the target: the baseline that any use of an auxiliary has to beat. */
import type { Algorithm, DirectionRule } from './equation.js';
import { stepGradientEquation, targetAtSnapshot } from './gradient-roles.js';
import { gradientValueEquation } from './gradient-values.js';
import { moveEquation, roundEndEquation } from './local-steps.js';
import { startEquations } from './start.js';
import { directionEquation } from './state-equations.js';

const stepGradients = () => [targetAtSnapshot];

/** The direction is the sampled target gradient. */
const direction: DirectionRule = (_field, { round }, step) =>
  round.steps[step - 1]?.gradients.targetAtSnapshot?.value;

const estimates = 'nothing';

/** The algorithm `sgd`: its gradients, its right-hand sides, its equations. */
export const sgd: Algorithm = {
  variant: 'sgd',
  title: 'SGD',
  summary: 'one target gradient step a round (baseline)',
  estimates,
  roundGradients: [],
  stepGradients,
  direction,
  startEquations: startEquations(estimates),
  equations: [
    stepGradientEquation('SGD.1', 'the one step takes the target gradient at the snapshot', stepGradients),
    gradientValueEquation,
    directionEquation(
      {
        id: 'SGD.2',
        statement: 'the one step of a round follows the sampled target gradient',
        latex: 'd^{t,1} = g_f(x^{t-1}, \\xi^t)',
      },
      direction,
    ),
    moveEquation('SGD.3'),
    roundEndEquation('SGD.4'),
  ],
  targetGradientsInRound: () => 1,
};
