/** C3: sums of directions and of noises, hence how far a local point drifts from its snapshot (R3). */
import type { Step } from '../derivation/schema.js';
import type { VectorFormula } from '../notation/formula.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  rewriting,
  square,
  times,
  unfoldTwice,
  zeroOf,
  successorOf,
  inductionHypothesis,
} from '../notation/steps.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import type { IndexValue } from '../notation/families.js';
import { localStep, roundEnd, roundStart } from '../premises/algorithm.js';
import { localVariance } from '../premises/assumptions.js';
import { iterate, localNoise, meanDirection, point, roundMove } from '../premises/process.js';
import { directionSum, driftSum, noiseSum } from '../premises/sums.js';
import type { Lemma } from './lemma.js';

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
export const noiseSums: Step = proveByInduction('sum of noises', {
  over: 'k',
  statement: expression`k*varh - ${squaredNorm(noiseSum.at('t+1', 'k'))}`,
  base: { terms: [], rewrite: [zeroOf(noiseSum)] },
  step: {
    terms: [times('1', inductionHypothesis), times('1', localVariance)],
    orthogonal: [orthogonal('-2', noiseSum.at('t+1', 'k'), localNoise.at('t+1', 'k+1'))],
    rewrite: [successorOf(noiseSum, { n: 'k' })],
  },
});

const driftAt = (k: IndexValue): VectorFormula => vector`${iterate.at('t')} - ${point.at('t+1', k)}`;

/** R3: 2η²(k+1)(D_{k+1} + σ_h²) − ‖y^{t+1,k+1} − x^t‖² ≥ 0. */
export const drift: Step = prove(
  'drift (R3)',
  expression`2*eta^2*(k+1)*(${directionSum.at('t+1', 'k+1')} + varh) - ${squaredNorm(driftAt('k+1'))}`,
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
export const directionSumsPositive: Step = proveByInduction('D_k ≥ 0', {
  over: 'k',
  statement: directionSum.at('t+1', 'k'),
  base: { terms: [], rewrite: [zeroOf(directionSum)] },
  step: {
    terms: [times('1', inductionHypothesis), square('1', meanDirection('t+1', 'k'))],
    rewrite: [successorOf(directionSum, { n: 'k' })],
  },
});

/** 2η²k(D_k + σ_h²) − ‖y^{t+1,k} − x^t‖² ≥ 0, now from k = 0 on. */
export const driftFromZero: Step = proveByInduction('drift from k = 0', {
  over: 'k',
  statement: expression`2*eta^2*k*(${directionSum.at('t+1', 'k')} + varh) - ${squaredNorm(driftAt('k'))}`,
  base: { terms: [], rewrite: [rewriting(roundStart)] },
  step: { terms: [times('1', drift)] },
});

/** C3. */
export const driftLemma: Lemma = {
  id: 'C3',
  title: 'sums and drift',
  steps: [directionSums, noiseSums, drift, driftSums, roundDrift, directionSumsPositive, driftFromZero],
};
