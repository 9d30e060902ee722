/** C7, first part: C3 across rounds, the distance from an old snapshot x^t to a later local point. */
import type { Step } from '../derivation/schema.js';
import type { VectorFormula } from '../notation/formula.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  rewriting,
  square,
  times,
  zeroOf,
  successorOf,
  inductionHypothesis,
} from '../notation/steps.js';
import { expression, readExpression, innerProduct, squaredNorm, vector } from '../notation/expression.js';
import type { IndexValue } from '../notation/families.js';
import { roundEnd, roundStart } from '../premises/algorithm.js';
import { iterate, localNoise, point } from '../premises/process.js';
import { directionSum, noiseSum, totalDirection, totalNoise } from '../premises/sums.js';
import { directionSums, driftFromZero, meanDrift, noiseSums } from './round.js';

const noiseBetween = (end: IndexValue): VectorFormula =>
  vector`${totalNoise.at(end)} - ${totalNoise.at('t')}`;
const meanPath = (end: IndexValue): VectorFormula =>
  vector`${iterate.at('t')} - ${iterate.at(end)} - eta*(${noiseBetween(end)})`;
const directionsTo = (end: IndexValue) => expression`${totalDirection.at(end)} - ${totalDirection.at('t')}`;

/** ℓη²q − ‖η Σ d̄‖² ≥ 0 over the ℓ = (j+1)K steps of j + 1 rounds, q = C_{t+j+1} − C_t. */
export const directionsOfRounds: Step = proveByInduction('directions over rounds', {
  over: 'j',
  statement: expression`(j+1)*K*eta^2*(${directionsTo('t+j+1')}) - ${squaredNorm(meanPath('t+j+1'))}`,
  base: {
    terms: [times('1', directionSums, { k: 'J' })],
    rewrite: [
      rewriting(roundEnd),
      successorOf(totalNoise, { n: 't' }),
      successorOf(totalDirection, { n: 't' }),
    ],
  },
  step: {
    cancel: readExpression('j+1').node,
    terms: [
      times('j+2', inductionHypothesis),
      times('(j+1)*(j+2)', directionSums, { t: 't+j+1', k: 'J' }),
      square('1', vector`${meanPath('t+j+1')} - (j+1)*(${meanDrift('t+j+1', 't+j+2', 'K')})`),
    ],
    rewrite: [
      rewriting(roundEnd, { t: 't+j+1' }),
      successorOf(totalNoise, { n: 't+j+1' }),
      successorOf(totalDirection, { n: 't+j+1' }),
    ],
  },
});

/** The same for j + 1 rounds and k + 1 further steps. */
export const directionsToPoint: Step = prove(
  'directions over rounds and steps',
  expression`((j+1)*K+k+1)*eta^2*(${directionsTo('t+j+1')} + ${directionSum.at('t+j+2', 'k+1')})
    - ${squaredNorm(vector`${meanPath('t+j+1')} + ${meanDrift('t+j+1', 't+j+2', 'k+1')}`)}`,
  {
    cancel: readExpression('(j+1)*K*(k+1)').node,
    terms: [
      times('((j+1)*K+k+1)*(k+1)', directionsOfRounds),
      times('((j+1)*K+k+1)*(j+1)*K', directionSums, { t: 't+j+1' }),
      square('1', vector`(k+1)*(${meanPath('t+j+1')}) - (j+1)*K*(${meanDrift('t+j+1', 't+j+2', 'k+1')})`),
    ],
  },
);

const cross = (k: IndexValue) => innerProduct(noiseBetween('t+j'), noiseSum.at('t+j+1', k));

/** −⟨noise of earlier rounds, noise of this round⟩ ≥ 0 (it is 0). */
export const noisesOrthogonal: Step = proveByInduction('noises of different rounds are orthogonal', {
  over: 'k',
  statement: expression`0 - ${cross('k')}`,
  base: { terms: [], rewrite: [zeroOf(noiseSum, { t: 't+j' })] },
  step: {
    terms: [times('1', inductionHypothesis)],
    orthogonal: [orthogonal('-1', noiseBetween('t+j'), localNoise.at('t+j+1', 'k+1'))],
    rewrite: [successorOf(noiseSum, { t: 't+j', n: 'k' })],
  },
});

/** jKσ_h² − ‖noise of j rounds‖² ≥ 0. */
export const noiseOfRounds: Step = proveByInduction('noise over rounds', {
  over: 'j',
  statement: expression`j*K*varh - ${squaredNorm(noiseBetween('t+j'))}`,
  base: { terms: [] },
  step: {
    terms: [
      times('1', inductionHypothesis),
      times('1', noiseSums, { t: 't+j', k: 'K' }),
      times('2', noisesOrthogonal, { k: 'K' }),
    ],
    rewrite: [successorOf(totalNoise, { n: 't+j' })],
  },
});

/** (jK + k)σ_h² − ‖noise of j rounds and k steps‖² ≥ 0. */
export const noiseToPoint: Step = prove(
  'noise over rounds and steps',
  expression`(j*K+k)*varh - ${squaredNorm(vector`${noiseBetween('t+j')} + ${noiseSum.at('t+j+1', 'k')}`)}`,
  {
    terms: [times('1', noiseOfRounds), times('1', noiseSums, { t: 't+j' }), times('2', noisesOrthogonal)],
  },
);

const lagBound = (j: string, k: string, end: string, round: string) => expression`
  2*eta^2*(${readExpression(j)}*K+${readExpression(k)})
    *(${directionsTo(end)} + ${directionSum.at(round, k)} + varh)
  - ${squaredNorm(vector`${iterate.at('t')} - ${point.at(round, k)}`)}`;

/** The distance after at least one round, for k = 0 and for k + 1. */
export const distanceAfterRounds: Step = proveByInduction('distance after at least one round', {
  over: 'k',
  statement: lagBound('j+1', 'k', 't+j+1', 't+j+2'),
  base: {
    terms: [
      times('2', directionsOfRounds),
      times('2*eta^2', noiseOfRounds, { j: 'j+1' }),
      square('1', vector`${meanPath('t+j+1')} - eta*(${noiseBetween('t+j+1')})`),
    ],
    rewrite: [rewriting(roundStart, { t: 't+j+1' }), zeroOf(directionSum, { t: 't+j+1' })],
  },
  step: {
    terms: [
      times('2', directionsToPoint),
      times('2*eta^2', noiseToPoint, { j: 'j+1', k: 'k+1' }),
      square(
        '1',
        vector`${meanPath('t+j+1')} + ${meanDrift('t+j+1', 't+j+2', 'k+1')}
          - eta*(${noiseBetween('t+j+1')} + ${noiseSum.at('t+j+2', 'k+1')})`,
      ),
    ],
  },
});

/** 2η²(jK + k)(C_{t+j} − C_t + D_{t+j+1,k} + σ_h²) − ‖y^{t+j+1,k} − x^t‖² ≥ 0, for all t, j, k. */
export const distanceFromSnapshot: Step = proveByInduction('distance from an old snapshot', {
  over: 'j',
  statement: lagBound('j', 'k', 't+j', 't+j+1'),
  base: { terms: [times('1', driftFromZero)] },
  step: { terms: [times('1', distanceAfterRounds)] },
});
