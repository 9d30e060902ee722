/** MVR-1: AuxMVR under A5. Φ = (2/η)F + (2Kā²/q)e + cD with q = a(2−a), c = 8xā²/q, times ηq. */
import { mvr1 } from '../../spec/theorems/index.js';
import {
  descentOfRound,
  biasUnderSampledSimilarity,
  directionSumsPositive,
  roundDrift,
} from '../lemmas/round.js';
import { varianceReducedError } from '../lemmas/estimate.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import { slack, square, times, timesNumber } from '../notation/steps.js';
import { correctionError } from '../premises/process.js';
import { directionSum } from '../premises/sums.js';
import { proveRate, type RateRecipe, type TheoremProof } from './rate-proof.js';
import { firstSnapshotVarianceReducedStarts, givenVarianceReducedStart } from './start.js';

const weight = 'a*(1+abar)';
const drift = '8*eta*delta^2*eta^2*K^2*abar^2';

/** How MVR-1 is proved. */
export const mvr1Recipe: RateRecipe = {
  theorem: mvr1,
  weight,
  initialWeight: '2*eta*K',
  potential: (t) => [
    {
      name: 'error',
      value: expression`2*eta*K*abar^2*${squaredNorm(correctionError(t))}`,
    },
    { name: 'direction', value: expression`${readExpression(drift)}*${directionSum.at(`${t}+1`, 'K')}` },
  ],
  potentialTerms: [
    square('2*eta*K*abar^2', correctionError('t')),
    times(drift, directionSumsPositive, { k: 'K' }),
  ],
  snapshotNoise: readExpression('4*eta*K*a^2*varD'),
  localNoise: [
    { name: 'descent noise', value: readExpression(`eta*K*${weight}*L*eta*varh`) },
    { name: 'drift noise', value: readExpression(`2*eta*K*${weight}*delta^2*eta^2*J*varh`) },
    { name: 'lag noise', value: readExpression('8*eta*K*abar^2*delta^2*eta^2*K*varh') },
  ],
  conditionParts: [
    { name: 'descent', value: readExpression(`${weight}*L*eta`) },
    { name: 'drift', value: readExpression(`2*${weight}*delta^2*eta^2*K*J`) },
    { name: 'lag', value: readExpression('8*delta^2*eta^2*K^2*abar^2') },
  ],
  firstRound: (condition) => ({
    terms: [
      times(`2*${weight}`, descentOfRound, { t: '0' }),
      times(`eta*${weight}`, biasUnderSampledSimilarity.round, { t: '0' }),
      timesNumber(times('eta', directionSumsPositive, { t: '0', k: 'K' }), condition),
      slack(`${drift}*varh`),
    ],
  }),
  laterRound: (condition) => ({
    terms: [
      times(`2*${weight}`, descentOfRound, { t: 't+1' }),
      times(`eta*${weight}`, biasUnderSampledSimilarity.round, { t: 't+1' }),
      times('2*eta*K', varianceReducedError),
      times('4*eta*K*abar^2*delta^2', roundDrift),
      timesNumber(times('eta', directionSumsPositive, { t: 't+1', k: 'K' }), condition),
    ],
  }),
  conditionTerms: (smooth, similar) => [
    times(`1/2*${weight}`, smooth),
    slack(`2*delta^2*eta^2*K*${weight} + a^2*(1/4 + 3/4*abar)`),
    times(`${weight}/4 + abar^2`, similar),
  ],
  starts: [givenVarianceReducedStart, ...firstSnapshotVarianceReducedStarts],
};

/** MVR-1, under both conditions and for every start. */
export const mvr1Proof: TheoremProof = proveRate(mvr1Recipe);
