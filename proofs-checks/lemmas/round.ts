/** C1, C2 and C3, what happens within a round: the descent of a local step, its bias, and how far steps drift; and their sums. */
import type { Step } from '../derivation/schema.js';
import type { ScalarFormula, VectorFormula } from '../notation/formula.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  proveSum,
  rewriting,
  times,
  successorOf,
  inductionHypothesis,
  square,
  unfoldTwice,
  type Named,
} from '../notation/steps.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import {
  iterateValue,
  pointValue,
  roundEndValue,
  roundStartValue,
  localStep,
  roundEnd,
  roundStart,
} from '../premises/algorithm.js';
import {
  localVariance,
  smoothness,
  sampledSimilarityToPoint,
  similarityToPoint,
} from '../premises/assumptions.js';
import {
  bias,
  localNoise,
  meanDirection,
  targetGradient,
  iterate,
  point,
  roundMove,
  correctionError,
  differenceGradient,
  snapshotGradient,
  thoughtNoise,
  displacement,
} from '../premises/process.js';
import {
  biasSum,
  directionSum,
  gradientSum,
  driftSum,
  noiseSum,
  type DefinedValues,
} from '../premises/sums.js';
import type { Lemma } from './lemma.js';
import type { IndexValue } from '../notation/families.js';

const gradient = targetGradient.at('t+1', 'k');
const ownDirection = meanDirection('t+1', 'k');
const noise = localNoise.at('t+1', 'k+1');

/** Descent under a bound for the variance of a local step: what it adds to a step, and to k steps. */
export function descentUnder(
  suffix: string,
  variance: Named,
  bound: ScalarFormula,
  sumOfBounds: (k: string) => ScalarFormula,
  more: readonly DefinedValues[] = [],
): { readonly step: Step; readonly steps: Step; readonly round: Step } {
  // F − (η/2)‖∇f‖² − (η/2)(1−Lη)‖d̄‖² + (η/2)‖b‖² + (Lη²/2)·bound − F⁺ ≥ 0.
  const step = prove(
    `descent of one step${suffix}`,
    expression`${pointValue.at('t+1', 'k')} - eta/2*${squaredNorm(gradient)}
    - eta/2*(1-L*eta)*${squaredNorm(ownDirection)} + eta/2*${squaredNorm(bias('t+1', 'k'))}
    + L*eta^2/2*${bound} - ${pointValue.at('t+1', 'k+1')}`,
    {
      terms: [times('1', smoothness), times('L*eta^2/2', variance)],
      orthogonal: [orthogonal('eta', gradient, noise), orthogonal('-L*eta^2', ownDirection, noise)],
    },
  );
  const after = (k: string, start: ScalarFormula, end: ScalarFormula): ScalarFormula => expression`${start}
  - eta/2*${gradientSum.at('t+1', k)} - eta/2*(1-L*eta)*${directionSum.at('t+1', k)}
  + eta/2*${biasSum.at('t+1', k)} + L*eta^2/2*${sumOfBounds(k)} - ${end}`;
  const sums = [gradientSum, directionSum, biasSum, ...more];
  // The same, summed over the first k steps of a round.
  const statement = after('k', pointValue.at('t+1', '0'), pointValue.at('t+1', 'k'));
  const steps = proveSum(`descent of k steps${suffix}`, 'k', statement, sums, { terms: [times('1', step)] });
  // R1: F(x^t) − F(x^{t+1}) − (η/2)g − (η/2)(1−Lη)D + (η/2)Σ‖b‖² + (Lη²/2)·Σ bounds ≥ 0.
  const round = prove(
    `descent of a round (R1)${suffix}`,
    after('K', iterateValue.at('t'), iterateValue.at('t+1')),
    {
      terms: [times('1', steps, { k: 'K' })],
      rewrite: [rewriting(roundStartValue), rewriting(roundEndValue)],
    },
  );
  return { step, steps, round };
}

const underVariance = descentUnder(
  '',
  localVariance,
  readExpression('varh'),
  (k) => expression`${readExpression(k)}*varh`,
);

/** C1 under A4, for one step. */
export const descentStep: Step = underVariance.step;

/** R1 under A4: the noise of a step adds (Lη²/2)σ_h². */
export const descentOfRound: Step = underVariance.round;

/** C1. */
export const descent: Lemma = {
  id: 'C1',
  title: 'descent',
  steps: Object.values(underVariance),
};

/** η Σ_{j≤k} d̄^{round,j} = x^t − y^{round,k} − ηN_k, without the noise. */
export function meanDrift(t: IndexValue, round: IndexValue, k: IndexValue): VectorFormula {
  return vector`${iterate.at(t)} - ${point.at(round, k)} - eta*${noiseSum.at(round, k)}`;
}

const direction = meanDirection('t+1', 'k+1');

/** (k+1)η²D_{k+1} − ‖η Σ d̄‖² ≥ 0. */
export const directionSums: Step = proveByInduction('sum of directions', {
  over: 'k',
  statement: expression`(k+1)*eta^2*${directionSum.at('t+1', 'k+1')}
    - ${squaredNorm(meanDrift('t', 't+1', 'k+1'))}`,
  base: {
    terms: [],
    rewrite: [
      rewriting(localStep, { k: '0' }),
      rewriting(roundStart),
      ...unfoldTwice(noiseSum),
      ...unfoldTwice(directionSum),
    ],
  },
  step: {
    cancel: readExpression('k+1').node,
    terms: [
      times('k+2', inductionHypothesis),
      square('1', vector`${meanDrift('t', 't+1', 'k+1')} - (k+1)*eta*${direction}`),
    ],
    rewrite: [
      rewriting(localStep, { k: 'k+1' }),
      successorOf(noiseSum, { n: 'k+1' }),
      successorOf(directionSum, { n: 'k+1' }),
    ],
  },
});

/** kσ_h² − ‖N_k‖² ≥ 0. */
export const noiseSums: Step = proveSum(
  'sum of noises',
  'k',
  expression`k*varh - ${squaredNorm(noiseSum.at('t+1', 'k'))}`,
  [noiseSum],
  {
    terms: [times('1', localVariance)],
    orthogonal: [orthogonal('-2', noiseSum.at('t+1', 'k'), localNoise.at('t+1', 'k+1'))],
  },
);

/** R3: 2η²(k+1)(D_{k+1} + σ_h²) − ‖y^{t+1,k+1} − x^t‖² ≥ 0. */
export const drift: Step = prove(
  'drift (R3)',
  expression`2*eta^2*(k+1)*(${directionSum.at('t+1', 'k+1')} + varh) - ${squaredNorm(displacement('k+1'))}`,
  {
    terms: [
      times('2', directionSums),
      times('2*eta^2', noiseSums, { k: 'k+1' }),
      square('1', vector`${meanDrift('t', 't+1', 'k+1')} - eta*${noiseSum.at('t+1', 'k+1')}`),
    ],
  },
);

/** η²(k+1)k(D_{k+1} + σ_h²) − Σ_{j≤k+1} ‖y^{t+1,j−1} − x^t‖² ≥ 0. */
export const driftSums: Step = proveByInduction('sum of drifts', {
  over: 'k',
  statement: expression`eta^2*(k+1)*k*(${directionSum.at('t+1', 'k+1')} + varh)
    - ${driftSum.at('t+1', 'k+1')}`,
  base: { terms: [], rewrite: [...unfoldTwice(driftSum), rewriting(roundStart)] },
  step: {
    terms: [times('1', inductionHypothesis), times('1', drift), square('eta^2*(k+1)*(k+2)', direction)],
    rewrite: [successorOf(directionSum, { n: 'k+1' }), successorOf(driftSum, { n: 'k+1' })],
  },
});

/** 2η²K(D_K + σ_h²) − ‖x^{t+1} − x^t‖² ≥ 0. */
export const roundDrift: Step = prove(
  'drift of a round',
  expression`2*eta^2*K*(${directionSum.at('t+1', 'K')} + varh) - ${squaredNorm(roundMove('t+1', 't'))}`,
  { terms: [times('1', drift, { k: 'J' })], rewrite: [rewriting(roundEnd)] },
);

/** D_k ≥ 0, by recursion. */
export const directionSumsPositive: Step = proveSum(
  'D_k ≥ 0',
  'k',
  directionSum.at('t+1', 'k'),
  [directionSum],
  { terms: [square('1', meanDirection('t+1', 'k'))] },
);

/** 2η²k(D_k + σ_h²) − ‖y^{t+1,k} − x^t‖² ≥ 0, now from k = 0 on. */
export const driftFromZero: Step = proveByInduction('drift from k = 0', {
  over: 'k',
  statement: expression`2*eta^2*k*(${directionSum.at('t+1', 'k')} + varh) - ${squaredNorm(displacement('k'))}`,
  base: { terms: [], rewrite: [rewriting(roundStart)] },
  step: { terms: [times('1', drift)] },
});

/** C3. */
export const driftLemma: Lemma = {
  id: 'C3',
  title: 'sums and drift',
  steps: [directionSums, noiseSums, drift, driftSums, roundDrift, directionSumsPositive, driftFromZero],
};

const error = correctionError('t');
const gap = vector`${snapshotGradient.at('t')} - ${differenceGradient.at('t+1', 'k')}`;
const distance = squaredNorm(displacement('k'));

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
interface BiasBounds {
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
  const sums = proveSum(
    `bias of k steps (${name})`,
    'k',
    expression`2*k*${squaredNorm(error)} + 2*delta^2*${driftSum.at('t+1', 'k')} - ${biasSum.at('t+1', 'k')}`,
    [driftSum, biasSum],
    { terms: [times('1', step)] },
  );
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
