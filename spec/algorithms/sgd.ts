/** Stochastic gradient descent on the target: the baseline that any use of an auxiliary has to beat. */
import { defineAlgorithm } from './define-algorithm.js';
import type { DirectionRule } from './equation.js';
import { targetAtSnapshot } from './gradient-roles.js';

const stepGradients = () => [targetAtSnapshot];

/** The direction is the sampled target gradient. */
const direction: DirectionRule = (_field, { round }, step) =>
  round.steps[step - 1]?.gradients.targetAtSnapshot?.value;

/** The algorithm `sgd`. */
export const sgd = defineAlgorithm({
  variant: 'sgd',
  title: 'SGD',
  summary: 'one target gradient step a round (baseline)',
  estimates: 'nothing',
  roundGradients: [],
  stepGradients,
  stepStatement: 'the one step takes the target gradient at the snapshot',
  direction: {
    statement: 'the one step of a round follows the sampled target gradient',
    latex: 'd^{t,1} = g_f(x^{t-1}, \\xi^t)',
    rule: direction,
  },
  targetGradientsInRound: () => 1,
});
