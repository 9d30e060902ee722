/** C7: the lag part of the bias, averaged over snapshots and summed over a round, by scalar recursions. */
import type { Step } from '../derivation/schema.js';
import type { ScalarFormula } from '../notation/formula.js';
import {
  prove,
  proveByInduction,
  slack,
  square,
  times,
  timesNumber,
  unfoldTwice,
  zeroOf,
  successorOf,
  inductionHypothesis,
} from '../notation/steps.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
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
} from '../premises/lags.js';
import { meanDirection } from '../premises/process.js';
import { directionSum, totalDirection } from '../premises/sums.js';
import { directionSumsPositive } from './round.js';
import { jensenOverSnapshots } from './estimate.js';
import * as paths from './lag-paths.js';
import type { Lemma } from './lemma.js';

const averages = [averageSteps, averageDirection, averageProduct];
const atStart = [...averages, totalDirection].map((one) => zeroOf(one));
const nextAverages = averages.map((one) => successorOf(one, { n: 't' }));
const nextTotal = successorOf(totalDirection, { n: 't' });
const nextRound = [...nextAverages, nextTotal];

/** Σ_r w_{t+1,r} ℓ_r(q_r + σ_h²), both counted up to y^{s+1,k}. */
const averagePath = (s: string, round: string): ScalarFormula => {
  const steps = expression`${readExpression(s)}*K + k`;
  return expression`(${steps} - ${averageSteps.at('t')})
      *(${totalDirection.at(s)} + ${directionSum.at(round, 'k')} + varh)
    - (${steps})*${averageDirection.at('t')} + ${averageProduct.at('t')}`;
};

/** 2η² Σ_r w ℓ_r(q_r + σ_h²) − Q_t(y) ≥ 0 for y = y^{t+j+1,k}. */
const averageDistance: Step = proveByInduction('average distance from the snapshots', {
  over: 't',
  statement: expression`2*eta^2*(${averagePath('t+j', 't+j+1')}) - ${averageSquaredLag.at('t', 't+j', 'k')}`,
  base: {
    terms: [times('1', paths.distanceFromSnapshot, { t: '0' })],
    rewrite: [...atStart, zeroOf(averageSquaredLag, { s: 'j' })],
  },
  step: {
    terms: [
      times('abar', inductionHypothesis, { j: 'j+1' }),
      times('a', paths.distanceFromSnapshot, { t: 't+1' }),
    ],
    rewrite: [...nextAverages, successorOf(averageSquaredLag, { s: 't+j+1', n: 't' })],
  },
});

/** ‖H_{k+1}‖² ≤ 2δ²η²[A + kU + (μ + k)(D_k + σ_h²)]. */
export const lagOfStep: Step = prove(
  'lag part of the bias',
  expression`2*delta^2*eta^2*(${lagProduct('t')} + k*(${lagDirection('t')})
      + (${meanLag('t')} + k)*(${directionSum.at('t+1', 'k')} + varh))
    - ${squaredNorm(lagBias('t', 't+1', 'k'))}`,
  {
    terms: [times('1', jensenOverSnapshots, { s: 't' }), times('delta^2', averageDistance, { j: '0' })],
  },
);

/** μ ≥ 0. */
const meanLagPositive: Step = proveByInduction('μ ≥ 0', {
  over: 't',
  statement: meanLag('t'),
  base: { terms: [], rewrite: [zeroOf(averageSteps)] },
  step: {
    terms: [times('abar', inductionHypothesis), slack('abar*K')],
    rewrite: [successorOf(averageSteps, { n: 't' })],
  },
});

/** āK − aμ ≥ 0. */
export const meanLagBound: Step = proveByInduction('μ ≤ āK/a', {
  over: 't',
  statement: expression`abar*K - a*(${meanLag('t')})`,
  base: { terms: [slack('abar*K')], rewrite: [zeroOf(averageSteps)] },
  step: {
    terms: [times('abar', inductionHypothesis)],
    rewrite: [successorOf(averageSteps, { n: 't' })],
  },
});

/** U ≥ 0. */
export const lagDirectionPositive: Step = proveByInduction('U ≥ 0', {
  over: 't',
  statement: lagDirection('t'),
  base: {
    terms: [],
    rewrite: [zeroOf(averageDirection), zeroOf(totalDirection)],
  },
  step: {
    terms: [times('abar', inductionHypothesis), times('abar', directionSumsPositive, { k: 'K' })],
    rewrite: [successorOf(averageDirection, { n: 't' }), nextTotal],
  },
});

/** A ≥ 0: A⁺ = ā(A + KU + μD + KD). */
export const lagProductPositive: Step = proveByInduction('A ≥ 0', {
  over: 't',
  statement: lagProduct('t'),
  base: {
    terms: [],
    rewrite: [zeroOf(averageProduct), zeroOf(totalDirection)],
  },
  step: {
    terms: [
      times('abar', inductionHypothesis),
      times('abar*K', lagDirectionPositive),
      timesNumber(times('abar', directionSumsPositive, { k: 'K' }), meanLagPositive),
      times('abar*K', directionSumsPositive, { k: 'K' }),
    ],
    rewrite: nextRound,
  },
});

/** Σ_{j≤k+1}‖H_j‖² ≤ 2δ²η²[(k+1)A + ½k(k+1)U + (kμ + ½k(k+1))D_{k+1} + ((k+1)μ + ½k(k+1))σ_h²]. */
export const lagOfSteps: Step = proveByInduction('sum of lag parts', {
  over: 'k',
  statement: expression`2*delta^2*eta^2*((k+1)*(${lagProduct('t')}) + (k+1)*k/2*(${lagDirection('t')})
      + (k*(${meanLag('t')}) + (k+1)*k/2)*${directionSum.at('t+1', 'k+1')}
      + ((k+1)*(${meanLag('t')}) + (k+1)*k/2)*varh)
    - ${lagBiasSum.at('t+1', 'k+1')}`,
  base: {
    terms: [times('1', lagOfStep, { k: '0' })],
    rewrite: [...unfoldTwice(lagBiasSum), zeroOf(directionSum)],
  },
  step: {
    terms: [
      times('1', inductionHypothesis),
      times('1', lagOfStep, { k: 'k+1' }),
      square('delta^2*eta^2*(k+1)*(k+2)', meanDirection('t+1', 'k+1')),
      timesNumber(square('2*delta^2*eta^2*(k+1)', meanDirection('t+1', 'k+1')), meanLagPositive),
    ],
    rewrite: [successorOf(lagBiasSum, { n: 'k+1' }), successorOf(directionSum, { n: 'k+1' })],
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
