/** SGD-1: plain stochastic gradient descent on the target, the yardstick. */
import { createArithmetic } from './arithmetic.js';
import { suboptimalityTerm } from './common-terms.js';
import { condition, minus, numbers, over, times } from './formula.js';
import { constantsNote, type RateTheorem } from './theorem.js';

const { eta, L, varf } = numbers;

const simpleCondition = condition('L\\eta \\le 1', minus(1, times(L, eta)));

/** SGD-1 as data: K = 1. It is attained at Lη = 1, so the comparison with it is fair. */
export const sgd1: RateTheorem = {
  id: 'SGD-1',
  title: 'SGD on the target',
  variants: ['sgd'],
  assumptions: ['A1', 'unbiased target gradients of variance at most σ_f²'],
  kind: 'tight',
  source: 'auxopt',
  note: `${constantsNote} Attained at Lη = 1.`,
  simpleCondition,
  exactCondition: simpleCondition,
  boundLatex: '\\frac{2F_0}{\\eta T} + L\\eta\\,\\sigma_f^2',
  terms: [
    suboptimalityTerm,
    { id: 'target-noise', latex: 'L\\eta\\,\\sigma_f^2', value: over(times(L, eta, varf)) },
  ],
  initialError: (field) => createArithmetic(field).over(field.zero),
};
