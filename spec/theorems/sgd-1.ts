/** SGD-1: plain stochastic gradient descent on the target, the yardstick. */
import { createArithmetic } from './arithmetic.js';
import { suboptimalityTerm } from './common-terms.js';
import { constantsNote, type BoundTerm, type Condition, type RateTheorem } from './theorem.js';

/** Lησ_f². */
const targetNoiseTerm: BoundTerm = {
  id: 'target-noise',
  latex: 'L\\eta\\,\\sigma_f^2',
  value: ({ times, over }, { smoothness, stepSize, targetVariance }) =>
    over(times(smoothness, stepSize, targetVariance)),
};

const condition: Condition = {
  latex: 'L\\eta \\le 1',
  slacks: ({ minus, times }, { smoothness, stepSize }) => [minus(times(1), times(smoothness, stepSize))],
};

/** SGD-1 as data: K = 1. It is attained at Lη = 1, so the comparison with it is fair. */
export const sgd1: RateTheorem = {
  id: 'SGD-1',
  title: 'SGD on the target',
  variants: ['sgd'],
  assumptions: ['A1', 'unbiased target gradients of variance at most σ_f²'],
  kind: 'tight',
  source: 'auxopt',
  note: `${constantsNote} Attained at Lη = 1.`,
  simpleCondition: condition,
  exactCondition: condition,
  boundLatex: '\\frac{2F_0}{\\eta T} + L\\eta\\,\\sigma_f^2',
  terms: [suboptimalityTerm, targetNoiseTerm],
  initialError: (field) => createArithmetic(field).over(field.zero),
};
