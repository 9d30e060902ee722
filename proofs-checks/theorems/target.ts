/** TGT-MOM and TGT-MVR: the -target variants, with the drift of D and the lag of f. */
import { tgtMom, tgtMvr } from '../../spec/theorems/index.js';
import { targetMomentumError } from '../lemmas/controlled.js';
import { targetReducedError } from '../lemmas/one-law.js';
import { slack, times } from '../notation/steps.js';
import { proveRate, type RateRecipe, type TheoremProof } from './rate-proof.js';
import { recursionRecipe, type RecursionProof } from './recursion-proof.js';
import { firstSnapshotMomentumStart, givenMomentumStart } from './start.js';

type Parts = Pick<
  RecursionProof,
  'theorem' | 'contraction' | 'kept' | 'lag' | 'scale' | 'noise' | 'boundary' | 'error'
>;

/** The simple condition: ½ + (4/3)(1/16 + 1/8) + (7/6)(3/14) = 1. */
function targetRecipe(parts: Parts): RateRecipe {
  const weight = `(${parts.contraction})*(${parts.scale})`;
  const lag = `(${parts.lag})`;
  return recursionRecipe({
    ...parts,
    isControlled: true,
    starts: [givenMomentumStart, firstSnapshotMomentumStart],
    otherConditionTerms: (_smooth, _similar, controlled) => [
      [times('1', controlled), slack('8*eta^2*ratio')],
    ],
    // three times the slack, as the condition has it; 1 − 8η²ℓ²(K−1) is `controlled` + 8η²ℓ²
    conditionTerms: (smooth, similar, controlled, cubic, short) => [
      times(`3/2*${weight}`, smooth),
      times('1/4', short),
      times(`1/2*${weight}`, similar),
      times(`1/4*${weight}`, cubic),
      slack(`4*${weight}*(L*ratio*eta^3*K + 2*delta^2*eta^2*K)`),
      ...[
        `2*eta^2*K^2*${lag}`,
        `eta^2*K*J*${weight}*(L*eta*ratio + 2*delta^2)`,
        `4*eta^4*K^2*J*${lag}*ratio`,
      ].flatMap((part) => [times(part, controlled), slack(`8*eta^2*ratio*(${part})`)]),
    ],
  });
}

/** How TGT-MOM is proved: c = a, Λ = ā²L²/a, n = a². */
export const tgtMomRecipe: RateRecipe = targetRecipe({
  theorem: tgtMom,
  contraction: 'a',
  kept: 'abar',
  lag: 'abar^2*L^2',
  scale: 'a',
  noise: 'a^2',
  error: targetMomentumError,
});

/** TGT-MOM, under both conditions and for every start. */
export const tgtMomProof: TheoremProof = proveRate(tgtMomRecipe);

/** How TGT-MVR is proved: c = a(2−a), Λ = āL₂², n = a², b = aā. */
export const tgtMvrRecipe: RateRecipe = targetRecipe({
  theorem: tgtMvr,
  contraction: 'a*(1+abar)',
  kept: 'abar^2',
  lag: 'abar*Delta^2',
  scale: '1',
  noise: 'a^2',
  boundary: 'a*abar',
  error: targetReducedError,
});

/** TGT-MVR, under both conditions and for every start. */
export const tgtMvrProof: TheoremProof = proveRate(tgtMvrRecipe);
