/** C7 without local noise: the distance to an old snapshot is the sum of the mean directions alone, so half of it is enough. */
import { expression, squaredNorm, vector } from '../notation/expression.js';
import { proveByInduction, rewriting, times } from '../notation/steps.js';
import { roundStart } from '../premises/algorithm.js';
import { displacement, iterate, point } from '../premises/process.js';
import { directionSum } from '../premises/sums.js';
import { lagBounds, type LagBounds } from './c7-lag.js';
import { distancesFrom, pathsOverRounds } from './lag-paths.js';
import { quietDrift } from './quiet.js';

const [distanceOfRounds, distanceToPoint] = pathsOverRounds({
  names: ['distance over rounds without noise', 'distance over rounds and steps without noise'],
  to: (end) => vector`${iterate.at('t')} - ${iterate.at(end)}`,
  within: (k) => vector`${iterate.at('t+j+1')} - ${point.at('t+j+2', k)}`,
  ofSteps: quietDrift,
  sums: [],
});

const [, distanceFromSnapshot] = distancesFrom({
  suffix: ' without noise',
  factor: 'eta^2',
  noise: '0',
  atStart: [times('1', distanceOfRounds)],
  atPoint: [times('1', distanceToPoint)],
  // η²kD_k − ‖y^{t+1,k} − x^t‖² ≥ 0, now from k = 0 on
  within: () =>
    proveByInduction('drift without noise from k = 0', {
      over: 'k',
      statement: expression`eta^2*k*${directionSum.at('t+1', 'k')} - ${squaredNorm(displacement('k'))}`,
      base: { terms: [], rewrite: [rewriting(roundStart)] },
      step: { terms: [times('1', quietDrift)] },
    }),
});

/** The bounds of C7 with η² for 2η² and without σ_h². */
export const quietLag: LagBounds = lagBounds({
  suffix: ' without noise',
  kappa: '1',
  distance: distanceFromSnapshot,
});
