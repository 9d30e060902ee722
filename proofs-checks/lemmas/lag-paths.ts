/** C7, first part: C3 across rounds, the distance from an old snapshot x^t to a later local point. */
import type { CertificateTerm, Step } from '../derivation/schema.js';
import type { VectorFormula } from '../notation/formula.js';
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

/** What is said of paths over several rounds: with local noise of their mean part, without it of the whole. */
interface Paths {
  readonly names: readonly [rounds: string, point: string];
  /** From x^t to the end of a later round, and from the end of j + 1 rounds to a point of the next. */
  readonly to: (end: IndexValue) => VectorFormula;
  readonly within: (k: IndexValue) => VectorFormula;
  /** (k+1)η²D_{k+1} − ‖path of k + 1 steps‖² ≥ 0. */
  readonly ofSteps: Step;
  /** What else ends at a round, as its noise. */
  readonly sums: readonly Parameters<typeof successorOf>[0][];
}

/** ℓη²q − ‖path‖² ≥ 0 over the ℓ = (j+1)K steps of j + 1 rounds, q = C_{t+j+1} − C_t; and the same with k + 1 further steps. */
export function pathsOverRounds({ names, to, within, ofSteps, sums }: Paths): readonly [Step, Step] {
  const endAt = (n: string) => [...sums, totalDirection].map((one) => successorOf(one, { n }));
  const overRounds = proveByInduction(names[0], {
    over: 'j',
    statement: expression`(j+1)*K*eta^2*(${directionsTo('t+j+1')}) - ${squaredNorm(to('t+j+1'))}`,
    base: { terms: [times('1', ofSteps, { k: 'J' })], rewrite: [rewriting(roundEnd), ...endAt('t')] },
    step: {
      cancel: readExpression('j+1').node,
      terms: [
        times('j+2', inductionHypothesis),
        times('(j+1)*(j+2)', ofSteps, { t: 't+j+1', k: 'J' }),
        square('1', vector`${to('t+j+1')} - (j+1)*(${within('K')})`),
      ],
      rewrite: [rewriting(roundEnd, { t: 't+j+1' }), ...endAt('t+j+1')],
    },
  });
  const toPoint = prove(
    names[1],
    expression`((j+1)*K+k+1)*eta^2*(${directionsTo('t+j+1')} + ${directionSum.at('t+j+2', 'k+1')})
    - ${squaredNorm(vector`${to('t+j+1')} + ${within('k+1')}`)}`,
    {
      cancel: readExpression('(j+1)*K*(k+1)').node,
      terms: [
        times('((j+1)*K+k+1)*(k+1)', overRounds),
        times('((j+1)*K+k+1)*(j+1)*K', ofSteps, { t: 't+j+1' }),
        square('1', vector`(k+1)*(${to('t+j+1')}) - (j+1)*K*(${within('k+1')})`),
      ],
    },
  );
  return [overRounds, toPoint];
}

export const [directionsOfRounds, directionsToPoint] = pathsOverRounds({
  names: ['directions over rounds', 'directions over rounds and steps'],
  to: meanPath,
  within: (k) => meanDrift('t+j+1', 't+j+2', k),
  ofSteps: directionSums,
  sums: [totalNoise],
});

const cross = (k: IndexValue) => innerProduct(noiseBetween('t+j'), noiseSum.at('t+j+1', k));

/** −⟨noise of earlier rounds, noise of this round⟩ ≥ 0 (it is 0). */
export const noisesOrthogonal: Step = proveSum(
  'noises of different rounds are orthogonal',
  'k',
  expression`0 - ${cross('k')}`,
  [noiseSum],
  { terms: [], orthogonal: [orthogonal('-1', noiseBetween('t+j'), localNoise.at('t+j+1', 'k+1'))] },
  { t: 't+j' },
);

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

/** What bounds the distance from x^t to a local point j rounds later, without its form: c(jK + k)(C_{t+j} − C_t + D_{t+j+1,k} + v). */
interface Distances {
  readonly suffix: string;
  readonly factor: string;
  /** + v, or nothing. */
  readonly noise: string;
  /** For k = 0 and for k + 1 after at least one round, and within the first one. */
  readonly atStart: readonly CertificateTerm[];
  readonly atPoint: readonly CertificateTerm[];
  /** Declared after what is said of later rounds. */
  readonly within: () => Step;
}

/** c(jK + k)(C_{t+j} − C_t + D_{t+j+1,k} + v) − ‖y^{t+j+1,k} − x^t‖² ≥ 0 for j + 1, then for all t, j, k. */
export function distancesFrom({ suffix, factor, noise, atStart, atPoint, within }: Distances) {
  const bound = (j: string, end: string, round: string) => expression`
  ${readExpression(factor)}*(${readExpression(j)}*K+k)
    *(${directionsTo(end)} + ${directionSum.at(round, 'k')} + ${readExpression(noise)})
  - ${squaredNorm(vector`${iterate.at('t')} - ${point.at(round, 'k')}`)}`;
  const afterRounds = proveByInduction(`distance after at least one round${suffix}`, {
    over: 'k',
    statement: bound('j+1', 't+j+1', 't+j+2'),
    base: {
      terms: [...atStart],
      rewrite: [rewriting(roundStart, { t: 't+j+1' }), zeroOf(directionSum, { t: 't+j+1' })],
    },
    step: { terms: [...atPoint] },
  });
  const fromSnapshot = proveByInduction(`distance from an old snapshot${suffix}`, {
    over: 'j',
    statement: bound('j', 't+j', 't+j+1'),
    base: { terms: [times('1', within())] },
    step: { terms: [times('1', afterRounds)] },
  });
  return [afterRounds, fromSnapshot] as const;
}

export const [distanceAfterRounds, distanceFromSnapshot] = distancesFrom({
  suffix: '',
  factor: '2*eta^2',
  noise: 'varh',
  atStart: [
    times('2', directionsOfRounds),
    times('2*eta^2', noiseOfRounds, { j: 'j+1' }),
    square('1', vector`${meanPath('t+j+1')} - eta*(${noiseBetween('t+j+1')})`),
  ],
  atPoint: [
    times('2', directionsToPoint),
    times('2*eta^2', noiseToPoint, { j: 'j+1', k: 'k+1' }),
    square(
      '1',
      vector`${meanPath('t+j+1')} + ${meanDrift('t+j+1', 't+j+2', 'k+1')}
          - eta*(${noiseBetween('t+j+1')} + ${noiseSum.at('t+j+2', 'k+1')})`,
    ),
  ],
  within: () => driftFromZero,
});
