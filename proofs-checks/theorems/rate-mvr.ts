/** RATE-MVR from MVR-1: a = 8δ²w² with w = ηK, and 1/w = 2L/K + 3δ + 1/r; the free number is r. */
import { rateMvr } from '../../spec/theorems/index.js';
import { slack, times } from '../notation/steps.js';
import { mvr1Recipe } from './mvr-1.js';
import type { TheoremProof } from './rate-proof.js';
import { givenVarianceReducedStart, proveTunedFirstStart } from './start.js';
import { declareTuning, proveSmallStep, proveTunedRate } from './tuned-proof.js';

const conditions = declareTuning(rateMvr);
// r(1 − 2Lη − 3δKη) − ηK and a − 8δ²η²K², each with its negative; −σ_h².
const [atMost, atLeast, above, below, silent] = conditions;

const smooth = proveSmallStep('RATE-MVR', 'reach', atMost, 'eta*K + 3*reach*delta*K*eta');

/** (13/25)(2−a)σ_{D,1}² + 2a²σ_D² − ‖E¹‖² ≥ 0: 2a² + (13/25)(2−a) − 1 = 2(a − 13/100)² + 31/5000. */
const tunedFirstStart = proveTunedFirstStart('AuxMVR', {
  weight: '13/25*(1+abar)',
  noise: '2*a^2',
  squares: ['2', '13/100', '31/5000'],
});

const each = 'reach*eta*K*a*(t+1)*varD';
/**
 * 16(2−a)δ²r² ≥ 4a: with a = 8δ²w² and r = w + 3δrw + ε, ε ≥ 0, the difference is
 * 32δ²(r² − w² − 4δ²r²w²) = 32δ²(ε(r + w + 3δrw) + δrw(6w + 5δrw)).
 */
const noiseTerms = [
  times(`4*${each}`, below),
  times(`16*${each}*delta^2*reach^2`, below),
  times(`32*${each}*delta^2*(reach + eta*K + 3*delta*reach*eta*K)`, atMost),
  slack(`32*${each}*delta^2*2*L*eta*reach*(reach + eta*K + 3*delta*reach*eta*K)`),
  slack(`32*${each}*delta^3*reach*eta^2*K^2*(6 + 5*delta*reach)`),
  times(`reach*(t+1)*eta*K*(a*(1+abar)*(L*eta + 2*delta^2*eta^2*J) + 8*abar^2*delta^2*eta^2*K)`, silent),
];

const boundOf = (error: string): string =>
  `a*F0*(4*reach*(L + 3/2*K*delta) + 2*K) + 16*delta^2*reach^3*a*varD*K*(t+1) + reach*K*${error}`;

/** RATE-MVR, for every start. */
export const rateMvrProof: TheoremProof = proveTunedRate({
  theorem: rateMvr,
  from: mvr1Recipe,
  conditions,
  premises: [mvr1Recipe.conditionTerms(smooth, above)],
  steps: [smooth, tunedFirstStart.step],
  denominator: 'reach*a',
  factor: 'eta*(1+abar)',
  scale: 'reach',
  starts: [
    {
      bound: givenVarianceReducedStart,
      numerator: boundOf('e0'),
      terms: [times('2*a*(1+abar)*F0', atLeast), slack('reach*eta*K*a*(1 + 2*abar)*e0'), ...noiseTerms],
    },
    {
      bound: tunedFirstStart,
      numerator: boundOf('26/25*varD1'),
      terms: [times('2*a*(1+abar)*F0', atLeast), ...noiseTerms],
    },
  ],
});
