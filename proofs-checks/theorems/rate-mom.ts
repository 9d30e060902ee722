/** RATE-MOM from MOM-2, and RATE-MOM-G from MOM-3: a = cδKη and 1/η = 2L + cδK + V/s; the free number is s. */
import { rateMom, rateMomG, type TunedTheorem } from '../../spec/theorems/index.js';
import type { CertificateTerm } from '../derivation/schema.js';
import { readExpression } from '../notation/expression.js';
import { prove, slack, times, type Named } from '../notation/steps.js';
import { mom2Recipe, mom3Recipe } from './mom.js';
import type { RateRecipe, TheoremProof } from './rate-proof.js';
import {
  firstSnapshotMomentumStart,
  givenMomentumStart,
  proveTunedFirstStart,
  type StartBound,
} from './start.js';
import { declareTuning, proveSmallStep, proveTunedRate } from './tuned-proof.js';

/** What distinguishes the two. */
interface MomentumRecipe {
  readonly theorem: TunedTheorem;
  readonly from: RateRecipe;
  readonly factor: 2 | 4;
  /** V. */
  readonly noise: string;
  /** The slack of the other theorem's condition on a. */
  readonly similar: string;
  /** p·P·a with p = 1 or 2, for an error e, and p. */
  readonly start: (error: string) => string;
  readonly startScale: 1 | 2;
  /** What the other theorem's bound is multiplied by on the way, beside its own denominator ηa². */
  readonly weight: string;
  /** How often s(1 − 2Lη − cδKη) ≥ ηV is used for the noise. */
  readonly noiseShare: 1 | 2;
  /** The other terms times ηKs(t+1)a·p: s covers the noise terms of the other theorem. */
  readonly noiseTerms: (above: Named, below: Named) => readonly CertificateTerm[];
  /** What is left of e where the error of the first round is given, and of first-snapshot's. */
  readonly left: readonly [given: string, firstSnapshot: string];
  /** The start from the first snapshot, and what stands for e there. */
  readonly firstStart: StartBound;
  readonly firstError: string;
}

function proveMomentumRate(recipe: MomentumRecipe): TheoremProof {
  const { theorem, factor, noise, start, startScale, weight, left, firstError } = recipe;
  const conditions = declareTuning(theorem);
  // s(1 − 2Lη − cδKη) − ηV and a − cδKη, each with its negative.
  const [atMost, atLeast, above, below] = conditions;
  const smooth = proveSmallStep(theorem.id, 'free', atMost, `eta*(${noise}) + ${factor}*free*delta*K*eta`);
  const similar = prove(`${theorem.id}: a is large enough`, readExpression(recipe.similar), {
    terms: [times(`a + ${factor}*delta*K*eta`, above)],
  });
  const each = `${startScale}*eta*K*free*(t+1)*a`;
  const shared: readonly CertificateTerm[] = [
    times(`${each}*a*${recipe.noiseShare}`, atMost),
    ...recipe.noiseTerms(above, below).map((term) => scaled(each, term)),
  ];
  const startOf = (error: string, leftOver: string) => ({
    numerator:
      `(${start(error)})*(4*free*(L + ${factor / 2}*delta*K) + 2*(${noise})) ` +
      `+ ${startScale}*K*(t+1)*free^2*a`,
    terms: [
      times(`2*a*${weight}*(${start(error)})`, atLeast),
      ...(leftOver === '0' ? [] : [slack(`2*a*eta*K*free*${leftOver}`)]),
      ...shared,
    ],
  });
  return proveTunedRate({
    theorem,
    from: recipe.from,
    conditions,
    premises: [recipe.from.conditionTerms(smooth, similar)],
    steps: [
      smooth,
      similar,
      ...(recipe.firstStart === firstSnapshotMomentumStart ? [] : [recipe.firstStart.step]),
    ],
    denominator: `${startScale}*a*free`,
    factor: `eta*a*${weight}`,
    scale: `${startScale}*free`,
    starts: [
      { bound: givenMomentumStart, ...startOf('e0', left[0]) },
      { bound: recipe.firstStart, ...startOf(firstError, left[1]) },
    ],
  });
}

/** The term with its multiplier times a number. */
const scaled = (by: string, term: CertificateTerm): CertificateTerm => ({
  ...term,
  multiplier: ['*', readExpression(by).node, term.multiplier],
});

/** (7/13)(2−a)σ_{D,1}² + a²σ_D² − ‖E¹‖² ≥ 0: a² + (7/13)(2−a) − 1 = (a − 7/26)² + 3/676. */
const tunedFirstStart = proveTunedFirstStart('AuxMOM', {
  weight: '7/13*(1+abar)',
  noise: 'a^2',
  squares: ['1', '7/26', '3/676'],
});

/** RATE-MOM, for every start. */
export const rateMomProof: TheoremProof = proveMomentumRate({
  theorem: rateMom,
  from: mom2Recipe,
  factor: 2,
  noise: '4*delta*K*varD + (L + 2*delta)*varh',
  similar: 'a^2 - 4*delta^2*eta^2*K^2',
  start: (error) => `a*F0 + eta*K*${error}`,
  startScale: 1,
  weight: '1',
  noiseShare: 1,
  noiseTerms: (above, below) => [
    slack('2*a*free*eta*(L + delta*K)'),
    times('2*a*varD', below),
    times('varh*(2*abar^2*delta*eta + a*delta*eta)', above),
    slack('varh*(2*a*delta^2*eta^2 + a^2*delta*eta*(1 + 2*abar))'),
  ],
  left: ['e0*a*(1 + abar)', 'varD1*a^2'],
  firstStart: firstSnapshotMomentumStart,
  firstError: 'varD1',
});

/** RATE-MOM-G, for every start. */
export const rateMomGProof: TheoremProof = proveMomentumRate({
  theorem: rateMomG,
  from: mom3Recipe,
  factor: 4,
  noise: '4*delta*K*varD + (L + delta)*varh',
  similar: 'a^2 - 16*delta^2*eta^2*K^2',
  start: (error) => `2*a*F0 + eta*K*${error}`,
  startScale: 2,
  weight: '(1 + abar)',
  // (2−a)s ≥ 2avarD + (2−a)ηV_h, from s(1 − 2Lη − a) ≥ a·varD + ηV_h twice
  noiseShare: 2,
  noiseTerms: (above, below) => [
    times('2*a*varD + a*free', below),
    slack('4*a*free*eta*(L + delta*K) + a^2*eta*(L + delta)*varh'),
    times('varh*(1 + abar)*(1/2*a*delta*eta + abar*delta*eta)', above),
    slack('varh*(1 + abar)*(2*a*delta^2*eta^2 + 1/2*a^2*delta*eta)'),
  ],
  left: ['e0*a*(1 + 2*abar)', '0'],
  firstStart: tunedFirstStart,
  firstError: '14/13*varD1',
});
