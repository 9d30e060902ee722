/** MVR-1 and MVR-2: AuxMVR under A5, c = a(2−a). */
import { mvr1, mvr2 } from '../../spec/theorems/index.js';
import { varianceReducedError } from '../lemmas/estimate.js';
import { exchangedError } from '../lemmas/one-law.js';
import { slack, times } from '../notation/steps.js';
import { proveRate, type RateRecipe, type TheoremProof } from './rate-proof.js';
import { recursionRecipe } from './recursion-proof.js';
import {
  firstSnapshotMomentumStart,
  firstSnapshotVarianceReducedStarts,
  givenMomentumStart,
  givenVarianceReducedStart,
} from './start.js';

const weight = 'a*(1+abar)';

/** How MVR-1 is proved: Λ = 2ā²δ², n = 2a². */
export const mvr1Recipe: RateRecipe = recursionRecipe({
  theorem: mvr1,
  contraction: weight,
  kept: 'abar^2',
  lag: '2*abar^2*delta^2',
  scale: '1',
  noise: '2*a^2',
  error: varianceReducedError,
  similarity: 'A5',
  conditionTerms: (smooth, similar) => [
    times(`1/2*${weight}`, smooth),
    slack(`2*delta^2*eta^2*K*${weight} + a^2*(1/4 + 3/4*abar)`),
    times(`${weight}/4 + abar^2`, similar),
  ],
  starts: [givenVarianceReducedStart, ...firstSnapshotVarianceReducedStarts],
});

/** MVR-1, under every condition and for every start. */
export const mvr1Proof: TheoremProof = proveRate(mvr1Recipe);

/** How MVR-2 is proved: Λ = āΔ², n = a², b = aā. 4a² − 5a + 2 = 2ā³ + aā² + a³ is the rest of its simple condition. */
export const mvr2Recipe: RateRecipe = recursionRecipe({
  theorem: mvr2,
  contraction: weight,
  kept: 'abar^2',
  lag: 'abar*Delta^2',
  scale: '1',
  noise: 'a^2',
  boundary: 'a*abar',
  error: exchangedError,
  conditionTerms: (smooth, similar, ordered) => [
    times(`1/2*${weight}`, smooth),
    slack(`2*${weight}*delta^2*eta^2*K + a/10*(2*abar^3 + a*abar^2 + a^3)`),
    times(`2/5*${weight} + 4/5*abar`, similar),
    times(`2*${weight}*eta^2*K^2*(Delta + delta)`, ordered),
  ],
  starts: [givenMomentumStart, firstSnapshotMomentumStart],
});

/** MVR-2, under every condition and for every start. */
export const mvr2Proof: TheoremProof = proveRate(mvr2Recipe);
