/** Stochastic gradient descent on the target: the baseline that any use of an auxiliary has to beat. */
import { compareDirection } from './correction.js';
import type { Algorithm, Equation } from './equation.js';
import { stepGradientEquation, targetAtSnapshot } from './gradient-roles.js';
import { gradientValueEquation } from './gradient-values.js';
import { moveEquation, roundEndEquation } from './local-steps.js';
import { startEquations } from './start.js';

const stepGradients = () => [targetAtSnapshot];

/** SGD.2: the direction is the sampled target gradient. */
const directionEquation: Equation = {
  id: 'SGD.2',
  statement: 'the one step of a round follows the sampled target gradient',
  latex: 'd^{t,1} = g_f(x^{t-1}, \\xi^t)',
  compare: (field, context) =>
    context.round.steps.flatMap(({ gradients }, index) => {
      const record = gradients.targetAtSnapshot;
      return record === undefined ? [] : [compareDirection(field, context, index + 1, record.value)];
    }),
};

/** `sgd`, theory §2. */
export const sgd: Algorithm = {
  variant: 'sgd',
  title: 'SGD',
  summary: 'one target gradient step a round (baseline)',
  estimates: 'nothing',
  roundGradients: [],
  stepGradients,
  startEquations: startEquations('nothing'),
  equations: [
    stepGradientEquation('SGD.1', 'the one step takes the target gradient at the snapshot', stepGradients),
    gradientValueEquation,
    directionEquation,
    moveEquation('SGD.3'),
    roundEndEquation('SGD.4'),
  ],
  targetGradientsInRound: () => 1,
};
