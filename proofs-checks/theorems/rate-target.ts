/** RATE-TGT-MOM from TGT-MOM: 1/w = 2L/K + 4δ + λ + V/s with w = ηK, a = 5āLw; the free number is s. */
import { rateTgtMom } from '../../spec/theorems/index.js';
import type { CertificateTerm, Step } from '../derivation/schema.js';
import { readExpression } from '../notation/expression.js';
import { prove, slack, times, type Named } from '../notation/steps.js';
import type { RateRecipe, TheoremProof } from './rate-proof.js';
import { firstSnapshotMomentumStart, givenMomentumStart } from './start.js';
import { tgtMomRecipe } from './target.js';
import { declaredSlacks, declareTuning, proveSmallStep, proveTunedRate, startFrom } from './tuned-proof.js';

/** What a tuned rate of a -target variant knows of its parameters. */
interface Controlled {
  /** The free number, which is cancelled. */
  readonly cancel: string;
  /** cancel·(1 − 4δw − λw), as terms. */
  readonly atMost: readonly CertificateTerm[];
  /** λ²K − 8ℓ² and λ³K − 16Lℓ². */
  readonly square: Named;
  readonly cube: Named;
  /** 3c − 56w²Λ, as terms. */
  readonly short: readonly CertificateTerm[];
}

/** The exact condition of TGT-MOM or TGT-MVR, through its simple one. */
export function controlledSteps(
  from: RateRecipe,
  smooth: Named,
  { cancel, atMost, square, cube, short }: Controlled,
): { readonly steps: readonly Step[]; readonly premises: readonly (readonly CertificateTerm[])[] } {
  const { id } = from.theorem;
  const parts = prove(`RATE-${id}: 4δw + λw ≤ 1`, readExpression('1 - (4*delta + control)*K*eta'), {
    cancel: readExpression(cancel).node,
    terms: [...atMost],
  });
  const near = prove(`RATE-${id}: 16δ²w² ≤ 1`, readExpression('1 - 16*delta^2*eta^2*K^2'), {
    terms: [times('1 + 4*delta*K*eta', parts), slack('control*K*eta*(1 + 4*delta*K*eta)')],
  });
  const reach = prove(`RATE-${id}: λw ≤ 1`, readExpression('1 - control*K*eta'), {
    terms: [times('1', parts), slack('4*delta*K*eta')],
  });
  const controlled = prove(`RATE-${id}: 8ℓ²w² ≤ K`, readExpression('1 - 8*ratio*eta^2*K'), {
    terms: [times('eta^2*K', square), times('1 + control*K*eta', reach)],
  });
  const cubic = prove(`RATE-${id}: 16Lℓ²w³ ≤ K`, readExpression('1 - 16*L*ratio*eta^3*K^2'), {
    terms: [times('eta^3*K^2', cube), times('1 + control*K*eta + control^2*K^2*eta^2', reach)],
  });
  const shortSlack = declaredSlacks(from, 'simple').at(-1) ?? '0';
  const slow = prove(
    `RATE-${id}: the lag is short`,
    { kind: 'scalar', node: shortSlack },
    { terms: [...short] },
  );
  const simple = [smooth, near, controlled, cubic, slow] as const;
  return {
    steps: [parts, near, reach, controlled, cubic, slow],
    premises: [...(from.otherConditionTerms?.(...simple) ?? []), from.conditionTerms(...simple)],
  };
}

const conditions = declareTuning(rateTgtMom);
// s(1 − 2Lη − (4δ+λ)w) − wV and a − 5āLw, each with its negative; λ²K − 8ℓ², λ³K − 16Lℓ²
const [atMost, atLeast, above, below, square, cube] = conditions;

const noise = '10*L*varD';
const smooth = proveSmallStep(
  'RATE-TGT-MOM',
  'free',
  atMost,
  `eta*K*${noise} + free*(4*delta + control)*K*eta`,
);
const { steps, premises } = controlledSteps(tgtMomRecipe, smooth, {
  cancel: 'free',
  atMost: [times('1', atMost), slack(`eta*K*${noise} + 2*L*eta*free`)],
  square,
  cube,
  short: [slack('19/25*a^2'), times('56/25*(a + 5*abar*L*eta*K)', above)],
});

const each = 'free*eta*K*a^2*(t+1)';
const boundOf = (error: string): string =>
  `a*F0*(2*free*(2*L + 4*delta*K + control*K) + 2*K*${noise}) + free^2*a*K*(t+1) + 2*free*K*abar*${error}`;
// s ≥ 2aσ²: s − wV ≥ 0 by atMost, and wV − 2aσ² = 2σ²(5Lw − a) ≥ 0 by below
const shared = [
  times('2*a^2*F0', atLeast),
  times(each, atMost),
  slack(`${each}*free*eta*(2*L + (4*delta + control)*K)`),
  slack(`${each}*${noise}*eta*K*a`),
  times(`2*${each}*varD`, below),
];

/** RATE-TGT-MOM, for every start. */
export const rateTgtMomProof: TheoremProof = proveTunedRate({
  theorem: rateTgtMom,
  from: tgtMomRecipe,
  conditions,
  premises,
  steps: [smooth, ...steps],
  denominator: 'free*a',
  factor: 'eta*a',
  scale: 'free',
  starts: [
    startFrom(givenMomentumStart, boundOf('e0'), '2*free*eta*K*a^2*abar*e0', shared),
    startFrom(firstSnapshotMomentumStart, boundOf('2*varD1'), '2*free*eta*K*a*abar^2*varD1', shared),
  ],
});
