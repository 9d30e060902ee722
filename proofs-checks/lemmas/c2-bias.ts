/** C2: the bias of a direction is the error of the estimate plus a drift; and the sum over a round (R2). */
import type { Step } from '../derivation/schema.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  square,
  times,
  zeroOf,
  successorOf,
  inductionHypothesis,
  type Named,
} from '../notation/steps.js';
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { sampledSimilarityToPoint, similarityToPoint } from '../premises/assumptions.js';
import {
  bias,
  correctionError,
  differenceGradient,
  iterate,
  point,
  snapshotGradient,
  thoughtNoise,
} from '../premises/process.js';
import { biasSum, directionSum, driftSum } from '../premises/sums.js';
import { driftSums } from './c3-drift.js';
import type { Lemma } from './lemma.js';

const error = correctionError('t');
const gap = vector`${snapshotGradient.at('t')} - ${differenceGradient.at('t+1', 'k')}`;
const distance = squaredNorm(vector`${iterate.at('t')} - ${point.at('t+1', 'k')}`);

/** A2 for a snapshot and a local point of its round, where A5 is what is assumed: a variance is not negative. */
const similarityFromSamples: Step = prove(
  'A5 implies A2 (snapshot and local point)',
  expression`delta^2*${distance} - ${squaredNorm(gap)}`,
  {
    terms: [times('1', sampledSimilarityToPoint), square('1', thoughtNoise.at('t+1', 'k+1'))],
    orthogonal: [orthogonal('2', gap, thoughtNoise.at('t+1', 'k+1'))],
  },
);

/** The bias bounds that follow from one form of similarity. */
export interface BiasBounds {
  readonly step: Step;
  readonly sums: Step;
  readonly round: Step;
}

/** C2 and R2 from δ²‖x^t − y‖² − ‖∇D(x^t) − ∇D(y)‖² ≥ 0. */
function biasBounds(similarity: Named, at: Readonly<Record<string, string>>, name: string): BiasBounds {
  // 2‖E‖² + 2δ²‖y − x‖² − ‖b‖² ≥ 0, b = E + (∇D(x) − ∇D(y)).
  const step = prove(
    `bias of one step (${name})`,
    expression`2*${squaredNorm(error)} + 2*delta^2*${distance} - ${squaredNorm(bias('t+1', 'k'))}`,
    { terms: [times('2', similarity, at), square('1', vector`${error} - (${gap})`)] },
  );
  const sums = proveByInduction(`bias of k steps (${name})`, {
    over: 'k',
    statement: expression`2*k*${squaredNorm(error)} + 2*delta^2*${driftSum.at('t+1', 'k')}
      - ${biasSum.at('t+1', 'k')}`,
    base: {
      terms: [],
      rewrite: [zeroOf(driftSum), zeroOf(biasSum)],
    },
    step: {
      terms: [times('1', inductionHypothesis), times('1', step)],
      rewrite: [successorOf(driftSum, { n: 'k' }), successorOf(biasSum, { n: 'k' })],
    },
  });
  // R2: 2K‖E‖² + 2δ²η²K(K−1)(D + σ_h²) − Σ‖b‖² ≥ 0.
  const round = prove(
    `bias of a round (R2, ${name})`,
    expression`2*K*${squaredNorm(error)}
      + 2*delta^2*eta^2*K*J*(${directionSum.at('t+1', 'K')} + varh) - ${biasSum.at('t+1', 'K')}`,
    { terms: [times('1', sums, { k: 'K' }), times('2*delta^2', driftSums, { k: 'J' })] },
  );
  return { step, sums, round };
}

/** C2 and R2 under A2. */
export const biasUnderSimilarity: BiasBounds = biasBounds(similarityToPoint, { s: 't' }, 'A2');

/** C2 and R2 under A5. */
export const biasUnderSampledSimilarity: BiasBounds = biasBounds(similarityFromSamples, {}, 'A5');

/** C2. */
export const biasLemma: Lemma = {
  id: 'C2',
  title: 'bias',
  steps: [
    biasUnderSimilarity.step,
    biasUnderSimilarity.sums,
    biasUnderSimilarity.round,
    similarityFromSamples,
    biasUnderSampledSimilarity.step,
    biasUnderSampledSimilarity.sums,
    biasUnderSampledSimilarity.round,
  ],
};
