/**
 * C9, the rounds of the -target variants. A local draw answers at the point and at the snapshot, so its noise is as small as
 * their distance (A6), and what is summed is that distance: Y = Σ‖y − x‖².
 */
import type { Step } from '../derivation/schema.js';
import { expression, squaredNorm, vector } from '../notation/expression.js';
import {
  inductionHypothesis,
  orthogonal,
  prove,
  proveByInduction,
  proveSum,
  rewriting,
  square,
  successorOf,
  times,
  timesNumber,
  unfoldTwice,
  type Named,
} from '../notation/steps.js';
import { roundEnd, roundStart, targetMomentum } from '../premises/algorithm.js';
import {
  controlledVariance,
  smoothnessOfRounds,
  snapshotVariance,
  targetMove,
} from '../premises/assumptions.js';
import {
  correctionError,
  localNoise,
  meanDirection,
  roundMove,
  snapshotNoise,
  displacement,
} from '../premises/process.js';
import { directionSum, driftSum, noiseSum } from '../premises/sums.js';
import type { Lemma } from './lemma.js';
import { descentUnder, directionSums, meanDrift } from './round.js';

const descent = descentUnder(
  ' under A6',
  controlledVariance,
  expression`ratio*${squaredNorm(displacement('k'))}`,
  (k) => expression`ratio*${driftSum.at('t+1', k)}`,
  [driftSum],
);

/** R1 under A6: the noise of a round adds (Lη²/2)ℓ²Y. */
export const controlledDescent: Step = descent.round;

/** ℓ²Y_k − ‖N_k‖² ≥ 0. */
const noiseSums: Step = proveSum(
  'sum of noises under A6',
  'k',
  expression`ratio*${driftSum.at('t+1', 'k')} - ${squaredNorm(noiseSum.at('t+1', 'k'))}`,
  [noiseSum, driftSum],
  {
    terms: [times('1', controlledVariance)],
    orthogonal: [orthogonal('-2', noiseSum.at('t+1', 'k'), localNoise.at('t+1', 'k+1'))],
  },
);

/** 2η²((k+1)D_{k+1} + ℓ²Y_{k+1}) − ‖y^{t+1,k+1} − x^t‖² ≥ 0. */
const drift: Step = prove(
  'drift under A6',
  expression`2*eta^2*((k+1)*${directionSum.at('t+1', 'k+1')} + ratio*${driftSum.at('t+1', 'k+1')})
    - ${squaredNorm(displacement('k+1'))}`,
  {
    terms: [
      times('2', directionSums),
      times('2*eta^2', noiseSums, { k: 'k+1' }),
      square('1', vector`${meanDrift('t', 't+1', 'k+1')} - eta*${noiseSum.at('t+1', 'k+1')}`),
    ],
  },
);

/** η²(k+1)k D_{k+1} + 2η²ℓ²k Y_{k+1} − Y_{k+1} ≥ 0. */
const driftSums: Step = proveByInduction('sum of drifts under A6', {
  over: 'k',
  statement: expression`eta^2*(k+1)*k*${directionSum.at('t+1', 'k+1')}
    + 2*eta^2*ratio*k*${driftSum.at('t+1', 'k+1')} - ${driftSum.at('t+1', 'k+1')}`,
  base: { terms: [], rewrite: [...unfoldTwice(driftSum), rewriting(roundStart)] },
  step: {
    terms: [
      times('1', inductionHypothesis),
      times('1', drift),
      square('eta^2*(k+1)*(k+2)', meanDirection('t+1', 'k+1')),
      square('2*eta^2*ratio*(k+1)', displacement('k+1')),
    ],
    rewrite: [successorOf(directionSum, { n: 'k+1' }), successorOf(driftSum, { n: 'k+1' })],
  },
});

/** Y_k ≥ 0. */
export const driftSumsPositive: Step = proveSum('Y_k ≥ 0', 'k', driftSum.at('t+1', 'k'), [driftSum], {
  terms: [square('1', displacement('k'))],
});

/** R3 under A6: 2η²(K D + ℓ²Y) − ‖x^{t+1} − x^t‖² ≥ 0. */
export const controlledDrift: Step = prove(
  'drift of a round under A6',
  expression`2*eta^2*(K*${directionSum.at('t+1', 'K')} + ratio*${driftSum.at('t+1', 'K')})
    - ${squaredNorm(roundMove('t+1', 't'))}`,
  { terms: [times('1', drift, { k: 'J' })], rewrite: [rewriting(roundEnd)] },
);

/** η²K(K−1)(1 + (8/3)η²ℓ²(K−1))D − Y ≥ 0, where 1 − 8η²ℓ²(K−1) ≥ 0: with u = 2η²ℓ²(K−1), 1/(1−u) ≤ 1 + 4u/3. */
export function boundedDrift(id: string, small: Named): readonly [crude: Step, bound: Step] {
  const whole = [directionSum.at('t+1', 'K'), driftSum.at('t+1', 'K')] as const;
  const crude = prove(`${id}: drift of a round`, expression`4/3*eta^2*K*J*${whole[0]} - ${whole[1]}`, {
    terms: [
      times('4/3', driftSums, { k: 'J' }),
      timesNumber(times('1/3', driftSumsPositive, { k: 'K' }), small),
    ],
  });
  const bound = prove(
    `${id}: sharper drift of a round`,
    expression`eta^2*K*J*(1 + 8/3*eta^2*ratio*J)*${whole[0]} - ${whole[1]}`,
    { terms: [times('1', driftSums, { k: 'J' }), times('2*eta^2*ratio*J', crude)] },
  );
  return [crude, bound];
}

const before = correctionError('t');
const noise = snapshotNoise.at('t+2');

/** R4 of TGT-MOM: aā‖E‖² + ā²L²‖Δx‖² + a³σ_f² − a‖E⁺‖² ≥ 0, with E⁺ = ā(E − S) + aν and S the move of ∇f. */
export const targetMomentumError: Step = prove(
  'error of the target variant of AuxMOM (R4)',
  expression`a*abar*${squaredNorm(before)} + abar^2*L^2*${squaredNorm(roundMove('t+1', 't'))} + a^3*varD
    - a*${squaredNorm(correctionError('t+1'))}`,
  {
    terms: [
      square('abar', vector`a*${before} + abar*(${targetMove})`),
      times('abar^2', smoothnessOfRounds),
      times('a^3', snapshotVariance, { t: 't+1' }),
    ],
    orthogonal: [orthogonal('-2*a^2*abar', vector`${before} - (${targetMove})`, noise)],
    rewrite: [rewriting(targetMomentum)],
  },
);

/** C9. */
export const controlledRound: Lemma = {
  id: 'C9',
  title: 'rounds of the -target variants',
  steps: [
    ...Object.values(descent),
    noiseSums,
    drift,
    driftSums,
    driftSumsPositive,
    controlledDrift,
    targetMomentumError,
  ],
};
