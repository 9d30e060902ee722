/**
 * SEP-DET for G: K·Σ‖∇f(xᵗ)‖² of SGD on its hard member is at least c·Σ‖∇f(y^{t,k})‖² of AuxMOM on any member, where
 * 1/K + (5/7)δ/L ≤ 1/c. From RATE-DET, and from LOW-SGD's 2LF₀/T: on ½Lx² the gradient at x⁰ alone is 2LF₀.
 */
import type { Step } from '../derivation/schema.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import {
  declareHypothesis,
  inductionHypothesis,
  prove,
  proveByInduction,
  square,
  successorOf,
  times,
  unfoldTwice,
} from '../notation/steps.js';
import { totalGradient } from '../premises/sums.js';
import { rateDetProof } from './rate-det.js';
import { gradientOfSgd, totalOfSgd } from './sgd-1.js';

const member = declareHypothesis(
  'hard member of SGD',
  'LOW-SGD member',
  'f = ½Lx² with ½L(x⁰)² = F₀: the squared gradient at x⁰ is 2LF₀, for every step size',
  expression`${squaredNorm(gradientOfSgd.at('0'))} - 2*L*F0`,
);

/** Σ_{s≤t} ‖∇f(x^s)‖² − 2LF₀ ≥ 0: the start counts, and later gradients take nothing away. */
const floor = proveByInduction('LOW-SGD: the start alone', {
  over: 't',
  statement: expression`${totalOfSgd.at('t+1')} - 2*L*F0`,
  base: { terms: [times('1', member)], rewrite: [...unfoldTwice(totalOfSgd)] },
  step: {
    terms: [times('1', inductionHypothesis), square('1', gradientOfSgd.at('t+1'))],
    rewrite: [successorOf(totalOfSgd, { n: 't+1' })],
  },
});

const similar = declareHypothesis(
  'SEP-DET condition',
  'SEP-DET condition',
  '1/K + (5/7)δ/L ≤ 1/c, times 7cKL',
  readExpression('7*L*K - gain*(7*L + 5*delta*K)'),
);

const separations = rateDetProof.rates.map(({ start, conclusion }) =>
  prove(
    `SEP-DET (${start}): c·G of AuxMOM is at most G of SGD`,
    expression`K*${totalOfSgd.at('t+1')} - gain*${totalGradient.at('t+1')}`,
    {
      cancel: readExpression('7').node,
      terms: [times('7*K', floor), times('gain', { name: conclusion.step }), times('2*F0', similar)],
    },
  ),
);

/** LOW-SGD's first claim, and SEP-DET for every start. */
export const separationSteps: readonly Step[] = [floor, ...separations];
