/** RATE-MVR-H from MVR-2: a = 5Δ²w² + jΔw with w = ηK, and 1/w = 2L/K + (9/4 + j)Δ + 1/r; the free numbers are r and j. */
import { rateMvrH } from '../../spec/theorems/index.js';
import { readExpression } from '../notation/expression.js';
import { prove, slack, times } from '../notation/steps.js';
import { firstSnapshotVarianceAttained, snapshotVariance } from '../premises/assumptions.js';
import { mvr2Recipe } from './mvr-1.js';
import type { TheoremProof } from './rate-proof.js';
import { tunedReducedStart } from './rate-mvr-2.js';
import { givenMomentumStart } from './start.js';
import { declareTuning, proveSmallStep, proveTunedRate, startFrom } from './tuned-proof.js';

const conditions = declareTuning(rateMvrH);
// r(4 − 8Lη − (9 + 4j)ΔKη) − 4ηK and a − 5Δ²η²K² − jΔηK, each with its negative; Δ − δ.
const [atMost, atLeast, above, below, ordered] = conditions;

const w = 'eta*K';
/** 4(r − w) without the first slack. */
const beyond = `(8*L*eta*reach + (9+4*balance)*Delta*${w}*reach)`;

const smooth = proveSmallStep('RATE-MVR-H', '4*reach', atMost, `4*${w} + (9+4*balance)*reach*Delta*${w}`);
const similar = prove('RATE-MVR-H: a is large enough', readExpression(`a - 5*Delta^2*eta^2*K^2`), {
  terms: [times('1', above), slack(`balance*Delta*${w}`)],
});

/** multiplier·(r − w) ≥ 0. */
const longer = (multiplier: string) => [
  times(`1/4*(${multiplier})`, atMost),
  slack(`1/4*(${multiplier})*${beyond}`),
];

const scale = 'reach*balance';
const each = `${scale}*a*${w}*(t+1)*varD`;
const local = 'reach*eta*(t+1)*varh';
const share = `${local}*balance*a*(1+abar)`;
const shared = [
  times(`1/2*a*balance*(1+abar)*F0`, atLeast),
  times(`${scale}*${w}*a^2`, snapshotVariance, { t: '0' }),
  times(`${scale}*${w}*a^2`, firstSnapshotVarianceAttained),
  // σ_D²: (2−a)(2jΔr + 10Δ²r²) ≥ 2a
  times(`2*${each}`, below),
  ...longer(`${each}*(2*balance*Delta + 10*Delta^2*(reach + ${w}))`),
  slack(`${each}*abar*(2*balance*Delta*reach + 10*Delta^2*reach^2)`),
  // Lσ_h²: r ≥ w
  ...longer(`${share}*L`),
  // the drift: rΔ ≥ 2δ²η²K(K−1)
  times(`1/4*${share}*(Delta + 2*Delta^2*${w})`, atMost),
  slack(`${share}*(Delta*${w} + 2*L*eta*reach*Delta + (1/4+balance)*Delta^2*${w}*reach)`),
  slack(`1/2*${share}*Delta^2*${w}*${beyond}`),
  times(`2*${share}*eta^2*K^2*(Delta + delta)`, ordered),
  slack(`2*${share}*delta^2*eta^2*K`),
  // the lag: (2−a)ra ≥ 2jāΔw²
  times(`2*${local}*Delta*(1+abar)*reach`, above),
  slack(`2*${local}*Delta*(5*(1+abar)*reach*Delta^2*eta^2*K^2 + balance*Delta*${w}*a*reach)`),
  ...longer(`4*${local}*Delta^2*balance*${w}*abar`),
];

const boundOf = (error: string): string =>
  `a*balance*F0*(4*reach*L + (9/2+2*balance)*reach*K*Delta + 2*K) ` +
  `+ (t+1)*reach^2*a*(balance*(L+Delta)*varh + 2*Delta*varh + 2*balance^2*Delta*K*varD) ` +
  `+ 10*(t+1)*Delta^2*reach^3*a*balance*K*varD + ${scale}*K*${error} + ${scale}*a*K*(varD - varD1)`;

/** RATE-MVR-H, for every start. */
export const rateMvrHProof: TheoremProof = proveTunedRate({
  theorem: rateMvrH,
  from: mvr2Recipe,
  conditions,
  premises: [mvr2Recipe.conditionTerms(smooth, similar, ordered)],
  steps: [smooth, similar, tunedReducedStart.step],
  denominator: `${scale}*a`,
  factor: 'eta*(1+abar)',
  scale,
  starts: [
    startFrom(givenMomentumStart, boundOf('e0'), `${scale}*${w}*a*(1 + 2*abar)*e0`, shared),
    startFrom(tunedReducedStart, boundOf('14/13*varD1'), '0', shared),
  ],
});
