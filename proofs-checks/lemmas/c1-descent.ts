/** C1: one local step decreases the target, up to its bias and its noise; and the sum over a round. */
import type { Step } from '../derivation/schema.js';
import type { ScalarFormula } from '../notation/formula.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  rewriting,
  times,
  zeroOf,
  successorOf,
  inductionHypothesis,
} from '../notation/steps.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import { iterateValue, pointValue, roundEndValue, roundStartValue } from '../premises/algorithm.js';
import { localVariance, smoothness } from '../premises/assumptions.js';
import { bias, localNoise, meanDirection, targetGradient } from '../premises/process.js';
import { biasSum, directionSum, gradientSum } from '../premises/sums.js';
import type { Lemma } from './lemma.js';

const gradient = targetGradient.at('t+1', 'k');
const direction = meanDirection('t+1', 'k');
const noise = localNoise.at('t+1', 'k+1');

/** F − (η/2)‖∇f‖² − (η/2)(1−Lη)‖d̄‖² + (η/2)‖b‖² + (Lη²/2)σ_h² − F⁺ ≥ 0. */
export const descentStep: Step = prove(
  'descent of one step',
  expression`${pointValue.at('t+1', 'k')} - eta/2*${squaredNorm(gradient)}
    - eta/2*(1-L*eta)*${squaredNorm(direction)} + eta/2*${squaredNorm(bias('t+1', 'k'))}
    + L*eta^2/2*varh - ${pointValue.at('t+1', 'k+1')}`,
  {
    terms: [times('1', smoothness), times('L*eta^2/2', localVariance)],
    orthogonal: [orthogonal('eta', gradient, noise), orthogonal('-L*eta^2', direction, noise)],
  },
);

const after = (k: string, start: ScalarFormula, end: ScalarFormula): ScalarFormula => expression`${start}
  - eta/2*${gradientSum.at('t+1', k)} - eta/2*(1-L*eta)*${directionSum.at('t+1', k)}
  + eta/2*${biasSum.at('t+1', k)} + L*eta^2/2*${readExpression(k)}*varh - ${end}`;

const sums = [gradientSum, directionSum, biasSum];

/** The same, summed over the first k steps of a round. */
const descentOfSteps: Step = proveByInduction('descent of k steps', {
  over: 'k',
  statement: after('k', pointValue.at('t+1', '0'), pointValue.at('t+1', 'k')),
  base: { terms: [], rewrite: sums.map((one) => zeroOf(one)) },
  step: {
    terms: [times('1', inductionHypothesis), times('1', descentStep)],
    rewrite: sums.map((one) => successorOf(one, { n: 'k' })),
  },
});

/** R1: F(x^t) − F(x^{t+1}) − (η/2)g − (η/2)(1−Lη)D + (η/2)Σ‖b‖² + (Lη²/2)Kσ_h² ≥ 0. */
export const descentOfRound: Step = prove(
  'descent of a round (R1)',
  after('K', iterateValue.at('t'), iterateValue.at('t+1')),
  {
    terms: [times('1', descentOfSteps, { k: 'K' })],
    rewrite: [rewriting(roundStartValue), rewriting(roundEndValue)],
  },
);

/** C1. */
export const descent: Lemma = {
  id: 'C1',
  title: 'descent',
  steps: [descentStep, descentOfSteps, descentOfRound],
};
