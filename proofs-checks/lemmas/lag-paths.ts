/** C7, first part: C3 across rounds, the distance from an old snapshot x^t to a later local point. */
import { type Vector } from '../kernel/index.js';
import { expression, innerProduct, squaredNorm, vector } from '../notation/expression.js';
import type { IndexValue } from '../notation/families.js';
import {
  orthogonal,
  prove,
  proveByInduction,
  rewriting,
  square,
  times,
  type CertifiedStep,
  type InductiveStep,
} from '../notation/steps.js';
import { roundEnd, roundStart } from '../setting/algorithm.js';
import { iterate, localNoise, point } from '../setting/process.js';
import { directionSum, noiseSum, totalDirection, totalNoise } from '../setting/sums.js';
import { directionSums, driftFromZero, meanDrift, noiseSums } from './c3-drift.js';

const noiseBetween = (end: IndexValue): Vector => vector`${totalNoise.at(end)} - ${totalNoise.at('t')}`;
const meanPath = (end: IndexValue): Vector =>
  vector`${iterate.at('t')} - ${iterate.at(end)} - eta*(${noiseBetween(end)})`;
const directionsTo = (end: IndexValue) => expression`${totalDirection.at(end)} - ${totalDirection.at('t')}`;

/** ℓη²q − ‖η Σ d̄‖² ≥ 0 over the ℓ = (j+1)K steps of j + 1 rounds, q = C_{t+j+1} − C_t. */
export const directionsOfRounds: InductiveStep = proveByInduction('directions over rounds', {
  variable: 'j',
  statement: expression`(j+1)*K*eta^2*(${directionsTo('t+j+1')}) - ${squaredNorm(meanPath('t+j+1'))}`,
  base: {
    terms: [times('1', directionSums.fact, { k: 'J' })],
    rewrite: [
      rewriting(roundEnd),
      rewriting(totalNoise.recursion.successor, { n: 't' }),
      rewriting(totalDirection.recursion.successor, { n: 't' }),
    ],
  },
  step: {
    cancel: expression`j+1`,
    terms: [
      times('j+2', 'induction hypothesis'),
      times('(j+1)*(j+2)', directionSums.fact, { t: 't+j+1', k: 'J' }),
      square('1', vector`${meanPath('t+j+1')} - (j+1)*(${meanDrift('t+j+1', 't+j+2', 'K')})`),
    ],
    rewrite: [
      rewriting(roundEnd, { t: 't+j+1' }),
      rewriting(totalNoise.recursion.successor, { n: 't+j+1' }),
      rewriting(totalDirection.recursion.successor, { n: 't+j+1' }),
    ],
  },
});

/** The same for j + 1 rounds and k + 1 further steps. */
export const directionsToPoint: CertifiedStep = prove(
  'directions over rounds and steps',
  expression`((j+1)*K+k+1)*eta^2*(${directionsTo('t+j+1')} + ${directionSum.at('t+j+2', 'k+1')})
    - ${squaredNorm(vector`${meanPath('t+j+1')} + ${meanDrift('t+j+1', 't+j+2', 'k+1')}`)}`,
  {
    cancel: expression`(j+1)*K*(k+1)`,
    terms: [
      times('((j+1)*K+k+1)*(k+1)', directionsOfRounds.fact),
      times('((j+1)*K+k+1)*(j+1)*K', directionSums.fact, { t: 't+j+1' }),
      square('1', vector`(k+1)*(${meanPath('t+j+1')}) - (j+1)*K*(${meanDrift('t+j+1', 't+j+2', 'k+1')})`),
    ],
  },
);

const cross = (k: IndexValue) => innerProduct(noiseBetween('t+j'), noiseSum.at('t+j+1', k));

/** −⟨noise of earlier rounds, noise of this round⟩ ≥ 0 (it is 0). */
export const noisesOrthogonal: InductiveStep = proveByInduction('noises of different rounds are orthogonal', {
  variable: 'k',
  statement: expression`0 - ${cross('k')}`,
  base: { terms: [], rewrite: [rewriting(noiseSum.recursion.zero, { t: 't+j' })] },
  step: {
    terms: [times('1', 'induction hypothesis')],
    orthogonal: [orthogonal('-1', noiseBetween('t+j'), localNoise.atom('t+j+1', 'k+1'))],
    rewrite: [rewriting(noiseSum.recursion.successor, { t: 't+j', n: 'k' })],
  },
});

/** jKσ_h² − ‖noise of j rounds‖² ≥ 0. */
export const noiseOfRounds: InductiveStep = proveByInduction('noise over rounds', {
  variable: 'j',
  statement: expression`j*K*varh - ${squaredNorm(noiseBetween('t+j'))}`,
  base: { terms: [] },
  step: {
    terms: [
      times('1', 'induction hypothesis'),
      times('1', noiseSums.fact, { t: 't+j', k: 'K' }),
      times('2', noisesOrthogonal.fact, { k: 'K' }),
    ],
    rewrite: [rewriting(totalNoise.recursion.successor, { n: 't+j' })],
  },
});

/** (jK + k)σ_h² − ‖noise of j rounds and k steps‖² ≥ 0. */
export const noiseToPoint: CertifiedStep = prove(
  'noise over rounds and steps',
  expression`(j*K+k)*varh - ${squaredNorm(vector`${noiseBetween('t+j')} + ${noiseSum.at('t+j+1', 'k')}`)}`,
  {
    terms: [
      times('1', noiseOfRounds.fact),
      times('1', noiseSums.fact, { t: 't+j' }),
      times('2', noisesOrthogonal.fact),
    ],
  },
);

const lagBound = (j: IndexValue, k: IndexValue, end: IndexValue, round: IndexValue) => expression`
  2*eta^2*(${typeof j === 'string' ? expression`j` : j}*K+${typeof k === 'string' ? expression`k` : k})
    *(${directionsTo(end)} + ${directionSum.at(round, k)} + varh)
  - ${squaredNorm(vector`${iterate.at('t')} - ${point.at(round, k)}`)}`;

/** The distance after at least one round, for k = 0 and for k + 1. */
export const distanceAfterRounds: InductiveStep = proveByInduction('distance after at least one round', {
  variable: 'k',
  statement: lagBound(expression`j+1`, 'k', 't+j+1', 't+j+2'),
  base: {
    terms: [
      times('2', directionsOfRounds.fact),
      times('2*eta^2', noiseOfRounds.fact, { j: 'j+1' }),
      square('1', vector`${meanPath('t+j+1')} - eta*(${noiseBetween('t+j+1')})`),
    ],
    rewrite: [rewriting(roundStart, { t: 't+j+1' }), rewriting(directionSum.recursion.zero, { t: 't+j+1' })],
  },
  step: {
    terms: [
      times('2', directionsToPoint.fact),
      times('2*eta^2', noiseToPoint.fact, { j: 'j+1', k: 'k+1' }),
      square(
        '1',
        vector`${meanPath('t+j+1')} + ${meanDrift('t+j+1', 't+j+2', 'k+1')}
          - eta*(${noiseBetween('t+j+1')} + ${noiseSum.at('t+j+2', 'k+1')})`,
      ),
    ],
  },
});

/** 2η²(jK + k)(C_{t+j} − C_t + D_{t+j+1,k} + σ_h²) − ‖y^{t+j+1,k} − x^t‖² ≥ 0, for all t, j, k. */
export const distanceFromSnapshot: InductiveStep = proveByInduction('distance from an old snapshot', {
  variable: 'j',
  statement: lagBound('j', 'k', 't+j', 't+j+1'),
  base: { terms: [times('1', driftFromZero.fact)] },
  step: { terms: [times('1', distanceAfterRounds.fact)] },
});
