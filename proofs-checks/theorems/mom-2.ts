/** MOM-2: AuxMOM, affine ∇D. Φ = (2/η)F + (2Kā/a)e + cD with c = 2xā²(1+a)/a², times ηa². */
import { mom2 } from '../../spec/theorems/index.js';
import { descentOfRound } from '../lemmas/c1-descent.js';
import { biasUnderSimilarity } from '../lemmas/c2-bias.js';
import { directionSumsPositive } from '../lemmas/c3-drift.js';
import { affineError } from '../lemmas/c4-error.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import { slack, square, times, timesNumber } from '../notation/steps.js';
import { correctionError } from '../premises/process.js';
import { directionSum } from '../premises/sums.js';
import { proveRate, type RateRecipe, type TheoremProof } from './rate-proof.js';
import { firstSnapshotMomentumStart, givenMomentumStart } from './start.js';

const drift = '2*eta*delta^2*eta^2*K^2*abar^2*(1+a)';

/** How MOM-2 is proved. */
export const mom2Recipe: RateRecipe = {
  theorem: mom2,
  weight: 'a^2',
  initialWeight: '2*eta*K*a',
  potential: (t) => [
    {
      name: 'error',
      value: expression`2*eta*K*a*abar*${squaredNorm(correctionError(t))}`,
    },
    { name: 'direction', value: expression`${readExpression(drift)}*${directionSum.at(`${t}+1`, 'K')}` },
  ],
  potentialTerms: [
    square('2*eta*K*a*abar', correctionError('t')),
    times(drift, directionSumsPositive, { k: 'K' }),
  ],
  snapshotNoise: readExpression('2*eta*K*a^3*varD'),
  localNoise: [
    { name: 'descent noise', value: readExpression('eta*K*a^2*L*eta*varh') },
    { name: 'drift noise', value: readExpression('2*eta*K*a^2*delta^2*eta^2*J*varh') },
    { name: 'lag noise', value: readExpression('4*eta*K*a*abar^2*delta^2*eta^2*K*varh') },
  ],
  conditionParts: [
    { name: 'descent', value: readExpression('a^2*L*eta') },
    { name: 'drift', value: readExpression('2*a^2*delta^2*eta^2*K*J') },
    { name: 'lag', value: readExpression('2*delta^2*eta^2*K^2*abar^2*(1+a)') },
  ],
  firstRound: (condition) => ({
    terms: [
      times('2*a^2', descentOfRound, { t: '0' }),
      times('eta*a^2', biasUnderSimilarity.round, { t: '0' }),
      timesNumber(times('eta', directionSumsPositive, { t: '0', k: 'K' }), condition),
      slack('4*eta^3*delta^2*K^2*a*abar^2*varh'),
    ],
  }),
  laterRound: (condition) => ({
    terms: [
      times('2*a^2', descentOfRound, { t: 't+1' }),
      times('eta*a^2', biasUnderSimilarity.round, { t: 't+1' }),
      times('2*eta*K', affineError),
      timesNumber(times('eta', directionSumsPositive, { t: 't+1', k: 'K' }), condition),
    ],
  }),
  conditionTerms: (smooth, similar) => [
    times('1/2*a^2', smooth),
    slack('2*a^2*delta^2*eta^2*K + 1/2*a^3*abar*(1+a)'),
    times('a^2/2 + abar^2*(1+a)/2', similar),
  ],
  starts: [givenMomentumStart, firstSnapshotMomentumStart],
};

/** MOM-2, under both conditions and for every start. */
export const mom2Proof: TheoremProof = proveRate(mom2Recipe);
