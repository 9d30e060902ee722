/** C7 without local noise: the distance to an old snapshot is the sum of the mean directions alone, so half of it is enough. */
import type { IndexValue } from '../notation/families.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import type { VectorFormula } from '../notation/formula.js';
import {
  inductionHypothesis,
  prove,
  proveByInduction,
  rewriting,
  square,
  successorOf,
  times,
  zeroOf,
} from '../notation/steps.js';
import { roundEnd, roundStart } from '../premises/algorithm.js';
import { displacement, iterate, point } from '../premises/process.js';
import { directionSum, totalDirection } from '../premises/sums.js';
import { lagBounds, type LagBounds } from './c7-lag.js';
import { quietDrift } from './quiet.js';

const moveTo = (end: IndexValue): VectorFormula => vector`${iterate.at('t')} - ${iterate.at(end)}`;
const directionsTo = (end: IndexValue) => expression`${totalDirection.at(end)} - ${totalDirection.at('t')}`;
/** From the end of j + 1 rounds to a local point of the next. */
const moveWithin = (k: IndexValue): VectorFormula => vector`${iterate.at('t+j+1')} - ${point.at('t+j+2', k)}`;

/** ℓη²q − ‖x^{t+j+1} − x^t‖² ≥ 0 over the ℓ = (j+1)K steps of j + 1 rounds, q = C_{t+j+1} − C_t. */
const distanceOfRounds = proveByInduction('distance over rounds without noise', {
  over: 'j',
  statement: expression`(j+1)*K*eta^2*(${directionsTo('t+j+1')}) - ${squaredNorm(moveTo('t+j+1'))}`,
  base: {
    terms: [times('1', quietDrift, { k: 'J' })],
    rewrite: [rewriting(roundEnd), successorOf(totalDirection, { n: 't' })],
  },
  step: {
    cancel: readExpression('j+1').node,
    terms: [
      times('j+2', inductionHypothesis),
      times('(j+1)*(j+2)', quietDrift, { t: 't+j+1', k: 'J' }),
      square('1', vector`${moveTo('t+j+1')} - (j+1)*(${moveWithin('K')})`),
    ],
    rewrite: [rewriting(roundEnd, { t: 't+j+1' }), successorOf(totalDirection, { n: 't+j+1' })],
  },
});

/** The same for j + 1 rounds and k + 1 further steps. */
const distanceToPoint = prove(
  'distance over rounds and steps without noise',
  expression`((j+1)*K+k+1)*eta^2*(${directionsTo('t+j+1')} + ${directionSum.at('t+j+2', 'k+1')})
    - ${squaredNorm(vector`${moveTo('t+j+1')} + ${moveWithin('k+1')}`)}`,
  {
    cancel: readExpression('(j+1)*K*(k+1)').node,
    terms: [
      times('((j+1)*K+k+1)*(k+1)', distanceOfRounds),
      times('((j+1)*K+k+1)*(j+1)*K', quietDrift, { t: 't+j+1' }),
      square('1', vector`(k+1)*(${moveTo('t+j+1')}) - (j+1)*K*(${moveWithin('k+1')})`),
    ],
  },
);

const lagBound = (j: string, end: string, round: string) => expression`
  eta^2*(${readExpression(j)}*K+k)*(${directionsTo(end)} + ${directionSum.at(round, 'k')})
  - ${squaredNorm(vector`${iterate.at('t')} - ${point.at(round, 'k')}`)}`;

/** The distance after at least one round, for k = 0 and for k + 1. */
const distanceAfterRounds = proveByInduction('distance after at least one round without noise', {
  over: 'k',
  statement: lagBound('j+1', 't+j+1', 't+j+2'),
  base: {
    terms: [times('1', distanceOfRounds)],
    rewrite: [rewriting(roundStart, { t: 't+j+1' }), zeroOf(directionSum, { t: 't+j+1' })],
  },
  step: { terms: [times('1', distanceToPoint)] },
});

/** η²kD_k − ‖y^{t+1,k} − x^t‖² ≥ 0, now from k = 0 on. */
const driftFromZero = proveByInduction('drift without noise from k = 0', {
  over: 'k',
  statement: expression`eta^2*k*${directionSum.at('t+1', 'k')} - ${squaredNorm(displacement('k'))}`,
  base: { terms: [], rewrite: [rewriting(roundStart)] },
  step: { terms: [times('1', quietDrift)] },
});

/** η²(jK + k)(C_{t+j} − C_t + D_{t+j+1,k}) − ‖y^{t+j+1,k} − x^t‖² ≥ 0, for all t, j, k. */
const distanceFromSnapshot = proveByInduction('distance from an old snapshot without noise', {
  over: 'j',
  statement: lagBound('j', 't+j', 't+j+1'),
  base: { terms: [times('1', driftFromZero)] },
  step: { terms: [times('1', distanceAfterRounds)] },
});

/** The bounds of C7 with η² for 2η² and without σ_h². */
export const quietLag: LagBounds = lagBounds({
  suffix: ' without noise',
  kappa: '1',
  distance: distanceFromSnapshot,
});
