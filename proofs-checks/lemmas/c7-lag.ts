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

/** With local noise a squared distance is at most 2η²ℓ(q + σ_h²); without it, η²ℓq: κ is 2 or 1. */
interface LagCase {
  readonly suffix: string;
  readonly kappa: '1' | '2';
  /** κη²(jK + k)(C_{t+j} − C_t + D_{t+j+1,k} [+ σ_h²]) − ‖y^{t+j+1,k} − x^t‖² ≥ 0. */
  readonly distance: Step;
}

/** What the lag adds to the bias of a step and of a round, from the distance to an old snapshot. */
export interface LagBounds {
  readonly average: Step;
  readonly step: Step;
  readonly round: Step;
}

/** C7 with local noise, or without. */
export function lagBounds({ suffix, kappa, distance }: LagCase): LagBounds {
  const isNoisy = kappa === '2';
  const orNothing = (noise: string): ScalarFormula => readExpression(isNoisy ? noise : '0');
  // Σ_r w_{t+1,r} ℓ_r(q_r + σ_h²), both counted up to y^{s+1,k}.
  const averagePath = (s: string, round: string): ScalarFormula => {
    const steps = expression`${readExpression(s)}*K + k`;
    return expression`(${steps} - ${averageSteps.at('t')})
      *(${totalDirection.at(s)} + ${directionSum.at(round, 'k')} + ${orNothing('varh')})
    - (${steps})*${averageDirection.at('t')} + ${averageProduct.at('t')}`;
  };
  const factor = readExpression(`${kappa}*eta^2`);
  // κη² Σ_r w ℓ_r(q_r + σ_h²) − Q_t(y) ≥ 0 for y = y^{t+j+1,k}.
  const average = proveByInduction(`average distance from the snapshots${suffix}`, {
    over: 't',
    statement: expression`${factor}*(${averagePath('t+j', 't+j+1')}) - ${averageSquaredLag.at('t', 't+j', 'k')}`,
    base: {
      terms: [times('1', distance, { t: '0' })],
      rewrite: [...atStart, zeroOf(averageSquaredLag, { s: 'j' })],
    },
    step: {
      terms: [times('abar', inductionHypothesis, { j: 'j+1' }), times('a', distance, { t: 't+1' })],
      rewrite: [...nextAverages, successorOf(averageSquaredLag, { s: 't+j+1', n: 't' })],
    },
  });
  // ‖H_{k+1}‖² ≤ κδ²η²[A + kU + (μ + k)(D_k + σ_h²)].
  const step = prove(
    `lag part of the bias${suffix}`,
    expression`delta^2*${factor}*(${lagProduct('t')} + k*(${lagDirection('t')})
      + (${meanLag('t')} + k)*(${directionSum.at('t+1', 'k')} + ${orNothing('varh')}))
    - ${squaredNorm(lagBias('t', 't+1', 'k'))}`,
    {
      terms: [times('1', jensenOverSnapshots, { s: 't' }), times('delta^2', average, { j: '0' })],
    },
  );
  // Σ_{j≤k+1}‖H_j‖² ≤ κδ²η²[(k+1)A + ½k(k+1)U + (kμ + ½k(k+1))D_{k+1} + ((k+1)μ + ½k(k+1))σ_h²].
  const round = proveByInduction(`sum of lag parts${suffix}`, {
    over: 'k',
    statement: expression`delta^2*${factor}*((k+1)*(${lagProduct('t')}) + (k+1)*k/2*(${lagDirection('t')})
      + (k*(${meanLag('t')}) + (k+1)*k/2)*${directionSum.at('t+1', 'k+1')}
      + ((k+1)*(${meanLag('t')}) + (k+1)*k/2)*${orNothing('varh')})
    - ${lagBiasSum.at('t+1', 'k+1')}`,
    base: {
      terms: [times('1', step, { k: '0' })],
      rewrite: [...unfoldTwice(lagBiasSum), zeroOf(directionSum)],
    },
    step: {
      terms: [
        times('1', inductionHypothesis),
        times('1', step, { k: 'k+1' }),
        square(`1/2*${kappa}*delta^2*eta^2*(k+1)*(k+2)`, meanDirection('t+1', 'k+1')),
        timesNumber(square(`${kappa}*delta^2*eta^2*(k+1)`, meanDirection('t+1', 'k+1')), meanLagPositive),
      ],
      rewrite: [successorOf(lagBiasSum, { n: 'k+1' }), successorOf(directionSum, { n: 'k+1' })],
    },
  });
  return { average, step, round };
}

/** C7 with local noise. */
export const noisyLag: LagBounds = lagBounds({
  suffix: '',
  kappa: '2',
  distance: paths.distanceFromSnapshot,
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
    noisyLag.average,
    noisyLag.step,
    meanLagPositive,
    meanLagBound,
    lagDirectionPositive,
    lagProductPositive,
    noisyLag.round,
  ],
};
