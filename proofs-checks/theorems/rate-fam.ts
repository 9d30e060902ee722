/** RATE-FAM from FAM-2: c ≥ 8γΔ²r² and r ≥ w = ηK, so FAM-2's condition holds, and 2F₀/w = 4F₀L/K + 2F₀/r. */
import { rateFam } from '../../spec/theorems/index.js';
import { readExpression } from '../notation/expression.js';
import { prove, slack, times } from '../notation/steps.js';
import { contraction, fam2Recipe, scale } from './family.js';
import type { TheoremProof } from './rate-proof.js';
import { firstSnapshotMomentumStart, givenMomentumStart, type StartBound } from './start.js';
import { declareTuning, proveSmallStep, proveTunedRate } from './tuned-proof.js';

const conditions = declareTuning(rateFam);
// r(1 − 2Lη) − ηK and its negative; Δ − δ; γ(δ² + φaΔ²) − δ²; c − 8γΔ²r²
const [atMost, atLeast, ordered, premise, slow] = conditions;

const smooth = proveSmallStep('RATE-FAM', 'reach', atMost, 'eta*K');
const longer = '8*carry*Delta^2*(reach + eta*K)';
const similar = prove(
  'RATE-FAM: a is large enough',
  readExpression(`${contraction} - 8*carry*Delta^2*eta^2*K^2`),
  { terms: [times('1', slow), times(longer, atMost), slack(`${longer}*2*L*eta*reach`)] },
);

const weight = `${contraction}*${scale}`;
const ofLocal = `K*${weight}*(L*eta + 2*delta^2*eta^2*J) + 4*eta^2*K^2*${scale}*abar*carry*Delta^2`;
const start = (bound: StartBound, error: string) => ({
  bound,
  numerator:
    `${weight}*F0*(4*reach*L + 2*K) + 2*reach*K*${scale}*(${error} + carry*a*abar*(varD - varD1)) ` +
    `+ (t+1)*reach*(2*K*${scale}*a^2*varD + (${ofLocal})*varh)`,
  terms: [times(`2*${weight}*F0`, atLeast)],
});

/** RATE-FAM, for every start. */
export const rateFamProof: TheoremProof = proveTunedRate({
  theorem: rateFam,
  from: fam2Recipe,
  conditions,
  premises: [[times('1', premise)], fam2Recipe.conditionTerms(smooth, ordered, premise, similar)],
  steps: [smooth, similar],
  denominator: `reach*${weight}`,
  factor: 'eta',
  scale: 'reach',
  starts: [start(givenMomentumStart, 'abar^2*e0'), start(firstSnapshotMomentumStart, 'abar*(1+a)*varD1')],
});
