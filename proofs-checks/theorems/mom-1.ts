/** MOM-1: AuxMOM, any f and D. Φ = (2/η)F + (2Kā/a)e + cD with c = 4xā²/a², times ηa². */
import { mom1 } from '../../spec/theorems/index.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import { slack, square, times, timesNumber } from '../notation/steps.js';
import { biasUnderSimilarity } from '../lemmas/c2-bias.js';
import { descentOfRound } from '../lemmas/c1-descent.js';
import { directionSumsPositive, roundDrift } from '../lemmas/c3-drift.js';
import { momentumError } from '../lemmas/c4-error.js';
import { correctionError } from '../premises/process.js';
import { directionSum } from '../premises/sums.js';
import { proveRate, type TheoremProof } from './rate-proof.js';
import { firstSnapshotMomentumStart, givenMomentumStart } from './start.js';

const similarity = 'delta^2*eta^2*K^2';

/** MOM-1, under both conditions and for every start. */
export const mom1Proof: TheoremProof = proveRate({
  theorem: mom1,
  weight: 'a^2',
  initialWeight: '2*eta*K*a',
  potential: (t) => [
    {
      name: 'error',
      value: expression`2*eta*K*a*abar*${squaredNorm(correctionError(t))}`,
    },
    {
      name: 'direction',
      value: expression`4*eta*${readExpression(similarity)}*abar^2*${directionSum.at(`${t}+1`, 'K')}`,
    },
  ],
  potentialTerms: [
    square('2*eta*K*a*abar', correctionError('t')),
    times(`4*eta*${similarity}*abar^2`, directionSumsPositive, { k: 'K' }),
  ],
  snapshotNoise: readExpression('2*eta*K*a^3*varD'),
  localNoise: [
    { name: 'descent noise', value: readExpression('eta*K*a^2*L*eta*varh') },
    { name: 'drift noise', value: readExpression('2*eta*K*a^2*delta^2*eta^2*J*varh') },
    { name: 'lag noise', value: readExpression('4*eta*K*abar^2*delta^2*eta^2*K*varh') },
  ],
  conditionParts: [
    { name: 'descent', value: readExpression('a^2*L*eta') },
    { name: 'drift', value: readExpression('2*a^2*delta^2*eta^2*K*J') },
    { name: 'lag', value: readExpression('4*delta^2*eta^2*K^2*abar^2') },
  ],
  firstRound: (condition) => ({
    terms: [
      times('2*a^2', descentOfRound, { t: '0' }),
      times('eta*a^2', biasUnderSimilarity.round, { t: '0' }),
      timesNumber(times('eta', directionSumsPositive, { t: '0', k: 'K' }), condition),
      slack(`4*eta*${similarity}*abar^2*varh`),
    ],
  }),
  laterRound: (condition) => ({
    terms: [
      times('2*a^2', descentOfRound, { t: 't+1' }),
      times('eta*a^2', biasUnderSimilarity.round, { t: 't+1' }),
      times('2*eta*K', momentumError),
      times('2*eta*K*abar^2*delta^2', roundDrift),
      timesNumber(times('eta', directionSumsPositive, { t: 't+1', k: 'K' }), condition),
    ],
  }),
  conditionTerms: (smooth, similar) => [
    times('1/2*a^2', smooth),
    slack('2*a^2*delta^2*eta^2*K + a^3*(1/4 + 3/4*abar)'),
    times('a^2/4 + abar^2/2', similar),
  ],
  starts: [givenMomentumStart, firstSnapshotMomentumStart],
});
