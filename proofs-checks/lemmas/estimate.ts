/** C4, C5 and C6, the estimate from round to round: its error E = m − ∇D(x), its filtered noise and its lag, and Jensen over snapshots. */
import type { Step } from '../derivation/schema.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  proveSum,
  rewriting,
  square,
  times,
  zeroOf,
  successorOf,
  inductionHypothesis,
} from '../notation/steps.js';
import { expression, innerProduct, squaredNorm, vector } from '../notation/expression.js';
import {
  affineDifference,
  applyHessian,
  hessianOfMeanMove,
  hessianOfNoise,
} from '../premises/assumptions.js';
import { momentumCorrection, roundEnd, varianceReducedCorrection } from '../premises/algorithm.js';
import {
  sampledSimilarityOfRounds,
  similarityOfRounds,
  snapshotVariance,
  similarityToPoint,
} from '../premises/assumptions.js';
import {
  correctionError,
  gradientMove,
  iterate,
  localNoise,
  pairNoise,
  point,
  roundMove,
  snapshotNoise,
  differenceGradient,
  snapshotGradient,
} from '../premises/process.js';
import { directionSum, noiseSum, biasSum } from '../premises/sums.js';
import { directionSums, noiseSums } from './round.js';
import type { Lemma } from './lemma.js';
import { filteredNoise, lagBias, lagBiasSum, averageSquaredLag } from '../premises/lags.js';

const before = correctionError('t');
const after = correctionError('t+1');
const move = gradientMove('t+1', 't');
const noise = snapshotNoise.at('t+2');
const distance = squaredNorm(roundMove('t+1', 't'));

/** R4 of MOM-1: aā‖E‖² + ā²δ²‖Δx‖² + a³σ_D² − a‖E⁺‖² ≥ 0, with E⁺ = ā(E − S) + aν. */
export const momentumError: Step = prove(
  'error of AuxMOM (R4)',
  expression`a*abar*${squaredNorm(before)} + abar^2*delta^2*${distance} + a^3*varD - a*${squaredNorm(after)}`,
  {
    terms: [
      square('abar', vector`a*${before} + abar*${move}`),
      times('abar^2', similarityOfRounds),
      times('a^3', snapshotVariance, { t: 't+1' }),
    ],
    orthogonal: [orthogonal('-2*a^2*abar', vector`${before} - (${move})`, noise)],
    rewrite: [rewriting(momentumCorrection)],
  },
);

/** R4 of MOM-1H: aā(2−a)‖E‖² + 2ā²(2−a)δ²‖Δx‖² + 2a³σ_D² − 2a‖E⁺‖² ≥ 0. */
export const halfMomentumError: Step = prove(
  'error of AuxMOM, half way (R4)',
  expression`a*abar*(1+abar)*${squaredNorm(before)} + 2*abar^2*(1+abar)*delta^2*${distance} + 2*a^3*varD
    - 2*a*${squaredNorm(after)}`,
  {
    terms: [
      square('abar', vector`a*${before} + 2*abar*${move}`),
      times('2*abar^2*(1+abar)', similarityOfRounds),
      times('2*a^3', snapshotVariance, { t: 't+1' }),
    ],
    orthogonal: [orthogonal('-4*a^2*abar', vector`${before} - (${move})`, noise)],
    rewrite: [rewriting(momentumCorrection)],
  },
);

/** R4 of MVR-1: ā²‖E‖² + 2ā²δ²‖Δx‖² + 2a²σ_D² − ‖E⁺‖² ≥ 0, with E⁺ = āE + aν + āρ, ρ the noise of the bracket. */
export const varianceReducedError: Step = prove(
  'error of AuxMVR (R4)',
  expression`abar^2*${squaredNorm(before)} + 2*abar^2*delta^2*${distance} + 2*a^2*varD - ${squaredNorm(after)}`,
  {
    terms: [
      square('1', vector`a*${snapshotNoise.at('t+2')} - abar*${pairNoise.at('t+2')}`),
      times('2*a^2', snapshotVariance, { t: 't+1' }),
      times('2*abar^2', sampledSimilarityOfRounds),
      square('2*abar^2', move),
    ],
    orthogonal: [
      orthogonal('4*abar^2', move, pairNoise.at('t+2')),
      orthogonal('-2*a*abar', before, noise),
      orthogonal('-2*abar^2', before, pairNoise.at('t+2')),
    ],
    rewrite: [rewriting(varianceReducedCorrection)],
  },
);

/** −⟨E, HN_k⟩ ≥ 0 (it is 0): E is older than every local noise of its round. */
const errorAgainstNoise: Step = proveSum(
  'error and local noise are orthogonal',
  'k',
  expression`0 - ${innerProduct(before, applyHessian(noiseSum.at('t+1', 'k')))}`,
  [noiseSum],
  { terms: [], orthogonal: [orthogonal('-1', before, applyHessian(localNoise.at('t+1', 'k+1')))] },
);

// U and W, the mean and the noise part of S = H(x^{t+1} − x^t).
const meanPart = applyHessian(
  vector`${point.at('t+1', 'K')} - ${iterate.at('t')} + eta*${noiseSum.at('t+1', 'K')}`,
);
const noisePart = vector`-eta*${applyHessian(noiseSum.at('t+1', 'K'))}`;

/** aā‖E‖² + ā²(1+a)‖U‖² + 2aā²‖W‖² + a³σ_D² − a‖E⁺‖² ≥ 0, with E⁺ = ā(E − U − W) + aν. */
const affineErrorByParts: Step = prove(
  'error of AuxMOM for affine ∇D',
  expression`a*abar*${squaredNorm(before)} + abar^2*(1+a)*${squaredNorm(meanPart)}
    + 2*a*abar^2*${squaredNorm(noisePart)} + a^3*varD - a*${squaredNorm(after)}`,
  {
    terms: [
      square('abar', vector`a*${before} + abar*${meanPart}`),
      square('a*abar^2', vector`${meanPart} - (${noisePart})`),
      times('2*a*abar^2*eta', errorAgainstNoise, { k: 'K' }),
      times('a^3', snapshotVariance, { t: 't+1' }),
    ],
    orthogonal: [orthogonal('-2*a^2*abar', vector`${before} - (${move})`, noise)],
    rewrite: [rewriting(momentumCorrection), rewriting(affineDifference), rewriting(roundEnd)],
  },
);

/** R4 of MOM-2: aāe + ā²(1+a)δ²η²K D + 2aā²δ²η²Kσ_h² + a³σ_D² − ae⁺ ≥ 0. */
export const affineError: Step = prove(
  'error of AuxMOM for affine ∇D (R4)',
  expression`a*abar*${squaredNorm(before)} + abar^2*(1+a)*delta^2*eta^2*K*${directionSum.at('t+1', 'K')}
    + 2*a*abar^2*delta^2*eta^2*K*varh + a^3*varD - a*${squaredNorm(after)}`,
  {
    terms: [
      times('1', affineErrorByParts),
      times('abar^2*(1+a)', hessianOfMeanMove),
      times('abar^2*(1+a)*delta^2', directionSums, { k: 'J' }),
      times('2*a*abar^2*eta^2', hessianOfNoise),
      times('2*a*abar^2*eta^2*delta^2', noiseSums, { k: 'K' }),
    ],
  },
);

/** C4. */
export const errorLemma: Lemma = {
  id: 'C4',
  title: 'error of the estimate',
  steps: [
    momentumError,
    halfMomentumError,
    errorAgainstNoise,
    affineErrorByParts,
    affineError,
    varianceReducedError,
  ],
};

const filtered = filteredNoise.at('t');

/** ā²‖Z‖² + a²σ_D² − ‖Z⁺‖² ≥ 0, Z⁺ = āZ + aν. */
export const filteredNoiseStep: Step = prove(
  'filtered noise',
  expression`abar^2*${squaredNorm(filtered)} + a^2*varD - ${squaredNorm(filteredNoise.at('t+1'))}`,
  {
    terms: [times('a^2', snapshotVariance, { t: 't+1' })],
    orthogonal: [orthogonal('-2*a*abar', filtered, snapshotNoise.at('t+2'))],
    rewrite: [successorOf(filteredNoise, { n: 't' })],
  },
);

/** R2′: 2k‖Z‖² + 2Σ_{j≤k}‖H_j‖² − Σ_{j≤k}‖b^j‖² ≥ 0, b = Z + H. */
export const biasBySplit: Step = proveSum(
  "bias by noise and lag (R2')",
  'k',
  expression`2*k*${squaredNorm(filtered)} + 2*${lagBiasSum.at('t+1', 'k')} - ${biasSum.at('t+1', 'k')}`,
  [lagBiasSum, biasSum],
  { terms: [square('1', vector`${filtered} - (${lagBias('t', 't+1', 'k')})`)] },
);

/** C5. */
export const noiseSplit: Lemma = {
  id: 'C5',
  title: 'noise and lag of the bias',
  steps: [filteredNoiseStep, biasBySplit],
};

const lag = lagBias('t', 's+1', 'k');
const newest = vector`${snapshotGradient.at('t+1')} - ${differenceGradient.at('s+1', 'k')}`;

/** δ²Q_t(y) − ‖Σ_r w_{t+1,r}(∇D(x^r) − ∇D(y))‖² ≥ 0 for every local point y. */
export const jensenOverSnapshots: Step = proveByInduction('Jensen over snapshots', {
  over: 't',
  statement: expression`delta^2*${averageSquaredLag.at('t', 's', 'k')} - ${squaredNorm(lag)}`,
  base: {
    terms: [times('1', similarityToPoint, { t: '0' })],
    rewrite: [zeroOf(averageSquaredLag), zeroOf(filteredNoise)],
  },
  step: {
    terms: [
      times('abar', inductionHypothesis),
      times('a', similarityToPoint, { t: 't+1' }),
      square('a*abar', vector`${lag} - (${newest})`),
    ],
    rewrite: [
      successorOf(averageSquaredLag, { n: 't' }),
      rewriting(momentumCorrection),
      successorOf(filteredNoise, { n: 't' }),
    ],
  },
});

/** C6. */
export const jensen: Lemma = { id: 'C6', title: 'Jensen', steps: [jensenOverSnapshots] };
