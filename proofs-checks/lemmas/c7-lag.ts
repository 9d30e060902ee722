/** C7: the lag part of the bias, averaged over snapshots and summed over a round, by scalar recursions. */
import { inductionHypothesis, type Polynomial } from '../kernel/index.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import type { IndexValue } from '../notation/families.js';
import {
  prove,
  proveByInduction,
  rewriting,
  slack,
  square,
  times,
  timesNumber,
  unfoldTwice,
  type CertifiedStep,
  type InductiveStep,
} from '../notation/steps.js';
import {
  averageDirection,
  averageProduct,
  averageSquaredLag,
  averageSteps,
  lagBias,
  lagBiasSum,
  lagDirection,
  lagProduct,
  meanLag,
} from '../setting/lags.js';
import { meanDirection } from '../setting/process.js';
import { directionSum, totalDirection } from '../setting/sums.js';
import { directionSumsPositive } from './c3-drift.js';
import { jensenOverSnapshots } from './c6-jensen.js';
import * as paths from './lag-paths.js';
import type { Lemma } from './lemma.js';

const averages = [averageSteps, averageDirection, averageProduct];
const atStart = [...averages, totalDirection].map(({ recursion }) => rewriting(recursion.zero));
const nextAverages = averages.map(({ recursion }) => rewriting(recursion.successor, { n: 't' }));
const nextTotal = rewriting(totalDirection.recursion.successor, { n: 't' });
const nextRound = [...nextAverages, nextTotal];

/** Σ_r w_{t+1,r} ℓ_r(q_r + σ_h²), both counted up to y^{s+1,k}. */
const averagePath = (s: IndexValue, round: IndexValue): Polynomial => {
  const steps = expression`${typeof s === 'string' ? readExpression(s) : s}*K + k`;
  return expression`(${steps} - ${averageSteps.at('t')})
      *(${totalDirection.at(s)} + ${directionSum.at(round, 'k')} + varh)
    - (${steps})*${averageDirection.at('t')} + ${averageProduct.at('t')}`;
};

/** 2η² Σ_r w ℓ_r(q_r + σ_h²) − Q_t(y) ≥ 0 for y = y^{t+j+1,k}. */
const averageDistance: InductiveStep = proveByInduction('average distance from the snapshots', {
  variable: 't',
  statement: expression`2*eta^2*(${averagePath('t+j', 't+j+1')}) - ${averageSquaredLag.at('t', 't+j', 'k')}`,
  base: {
    terms: [times('1', paths.distanceFromSnapshot.fact, { t: '0' })],
    rewrite: [...atStart, rewriting(averageSquaredLag.recursion.zero, { s: 'j' })],
  },
  step: {
    terms: [
      times('abar', inductionHypothesis, { j: 'j+1' }),
      times('a', paths.distanceFromSnapshot.fact, { t: 't+1' }),
    ],
    rewrite: [...nextAverages, rewriting(averageSquaredLag.recursion.successor, { s: 't+j+1', n: 't' })],
  },
});

/** ‖H_{k+1}‖² ≤ 2δ²η²[A + kU + (μ + k)(D_k + σ_h²)]. */
export const lagOfStep: CertifiedStep = prove(
  'lag part of the bias',
  expression`2*delta^2*eta^2*(${lagProduct('t')} + k*(${lagDirection('t')})
      + (${meanLag('t')} + k)*(${directionSum.at('t+1', 'k')} + varh))
    - ${squaredNorm(lagBias('t', 't+1', 't+1', 'k'))}`,
  {
    terms: [
      times('1', jensenOverSnapshots.fact, { s: 't' }),
      times('delta^2', averageDistance.fact, { j: '0' }),
    ],
  },
);

/** μ ≥ 0. */
const meanLagPositive: InductiveStep = proveByInduction('μ ≥ 0', {
  variable: 't',
  statement: meanLag('t'),
  base: { terms: [], rewrite: [rewriting(averageSteps.recursion.zero)] },
  step: {
    terms: [times('abar', inductionHypothesis), slack('abar*K')],
    rewrite: [rewriting(averageSteps.recursion.successor, { n: 't' })],
  },
});

/** āK − aμ ≥ 0. */
export const meanLagBound: InductiveStep = proveByInduction('μ ≤ āK/a', {
  variable: 't',
  statement: expression`abar*K - a*(${meanLag('t')})`,
  base: { terms: [slack('abar*K')], rewrite: [rewriting(averageSteps.recursion.zero)] },
  step: {
    terms: [times('abar', inductionHypothesis)],
    rewrite: [rewriting(averageSteps.recursion.successor, { n: 't' })],
  },
});

/** U ≥ 0. */
export const lagDirectionPositive: InductiveStep = proveByInduction('U ≥ 0', {
  variable: 't',
  statement: lagDirection('t'),
  base: {
    terms: [],
    rewrite: [rewriting(averageDirection.recursion.zero), rewriting(totalDirection.recursion.zero)],
  },
  step: {
    terms: [times('abar', inductionHypothesis), times('abar', directionSumsPositive.fact, { k: 'K' })],
    rewrite: [rewriting(averageDirection.recursion.successor, { n: 't' }), nextTotal],
  },
});

/** A ≥ 0: A⁺ = ā(A + KU + μD + KD). */
export const lagProductPositive: InductiveStep = proveByInduction('A ≥ 0', {
  variable: 't',
  statement: lagProduct('t'),
  base: {
    terms: [],
    rewrite: [rewriting(averageProduct.recursion.zero), rewriting(totalDirection.recursion.zero)],
  },
  step: {
    terms: [
      times('abar', inductionHypothesis),
      times('abar*K', lagDirectionPositive.fact),
      timesNumber(times('abar', directionSumsPositive.fact, { k: 'K' }), meanLagPositive.fact),
      times('abar*K', directionSumsPositive.fact, { k: 'K' }),
    ],
    rewrite: nextRound,
  },
});

/** Σ_{j≤k+1}‖H_j‖² ≤ 2δ²η²[(k+1)A + ½k(k+1)U + (kμ + ½k(k+1))D_{k+1} + ((k+1)μ + ½k(k+1))σ_h²]. */
export const lagOfSteps: InductiveStep = proveByInduction('sum of lag parts', {
  variable: 'k',
  statement: expression`2*delta^2*eta^2*((k+1)*(${lagProduct('t')}) + (k+1)*k/2*(${lagDirection('t')})
      + (k*(${meanLag('t')}) + (k+1)*k/2)*${directionSum.at('t+1', 'k+1')}
      + ((k+1)*(${meanLag('t')}) + (k+1)*k/2)*varh)
    - ${lagBiasSum.at('t+1', 'k+1')}`,
  base: {
    terms: [times('1', lagOfStep.fact, { k: '0' })],
    rewrite: [...unfoldTwice(lagBiasSum.recursion), rewriting(directionSum.recursion.zero)],
  },
  step: {
    terms: [
      times('1', inductionHypothesis),
      times('1', lagOfStep.fact, { k: 'k+1' }),
      square('delta^2*eta^2*(k+1)*(k+2)', meanDirection('t+1', 'k+1')),
      timesNumber(square('2*delta^2*eta^2*(k+1)', meanDirection('t+1', 'k+1')), meanLagPositive.fact),
    ],
    rewrite: [
      rewriting(lagBiasSum.recursion.successor, { n: 'k+1' }),
      rewriting(directionSum.recursion.successor, { n: 'k+1' }),
    ],
  },
});

/** C7. */
export const lagLemma: Lemma = {
  id: 'C7',
  title: 'lag',
  steps: [
    paths.directionsOfRounds,
    paths.directionsToPoint,
    paths.noisesOrthogonal,
    paths.noiseOfRounds,
    paths.noiseToPoint,
    paths.distanceAfterRounds,
    paths.distanceFromSnapshot,
    averageDistance,
    lagOfStep,
    meanLagPositive,
    meanLagBound,
    lagDirectionPositive,
    lagProductPositive,
    lagOfSteps,
  ],
};
