/**
 * RATE-MVR-2 and RATE-MVR-2P from MVR-2 without local noise, RATE-TGT-MVR from TGT-MVR: 1/w = 2L/K + κx + λ + 1/r with w = ηK,
 * and a = R or ā R with R = kΔ²w²; the free number is r.
 */
import { rateMvr2, rateMvr2p, rateTgtMvr, type TunedTheorem } from '../../spec/theorems/index.js';
import type { CertificateTerm, Step } from '../derivation/schema.js';
import { readExpression } from '../notation/expression.js';
import { prove, slack, times, type Named } from '../notation/steps.js';
import { firstSnapshotVarianceAttained, snapshotVariance } from '../premises/assumptions.js';
import { mvr2Recipe } from './mvr-1.js';
import type { RateRecipe, TheoremProof } from './rate-proof.js';
import { firstSnapshotMomentumStart, givenMomentumStart, proveTunedFirstStart } from './start.js';
import { controlledSteps } from './rate-target.js';
import { tgtMvrRecipe } from './target.js';
import {
  declareTuning,
  proveSmallStep,
  proveTunedRate,
  type Slacks,
  type TunedStart,
  startFrom,
} from './tuned-proof.js';

/** What distinguishes one from another. */
interface ReducedRecipe {
  readonly theorem: TunedTheorem;
  readonly from: RateRecipe;
  readonly under?: 'quiet';
  /** q(κx + λ) and q: what 1/w has beside 2L/K and 1/r. */
  readonly reach: string;
  readonly divisor: 1 | 5;
  /** k of R, times 2 where it has a half; and m of mΔ²r²σ². */
  readonly weight: readonly [numerator: number, denominator: 1 | 2];
  readonly noise: number;
  /** Whether a = āR. */
  readonly isShare: boolean;
  /** Steps to print first, and the premises from all slacks and 2Lη ≤ 1. */
  readonly prepare: (
    conditions: Slacks,
    smooth: Step,
  ) => {
    readonly steps: readonly Step[];
    readonly premises: readonly (readonly CertificateTerm[])[];
  };
  readonly silent?: Named;
  readonly first: Pick<TunedStart, 'bound'> & { readonly error: string; readonly left: string };
}

function proveReducedRate(theorem: TunedTheorem, recipeOf: (conditions: Slacks) => ReducedRecipe) {
  const conditions = declareTuning(theorem);
  // q r(1 − 2Lη) − reach·r w − q w, and a − R or a − āR, each with its negative
  const [atMost, atLeast, , below] = conditions;
  const recipe = recipeOf(conditions);
  const { reach, divisor: q, weight, noise, isShare, silent, first } = recipe;
  const rest = `${q}*eta*K + (${reach})*reach*K*eta`;
  const smooth = proveSmallStep(theorem.id, `${q}*reach`, atMost, rest);
  const { steps, premises } = recipe.prepare(conditions, smooth);
  const each = 'reach*eta*K*a*(t+1)*varD';
  // (2−a)r² − w² or (2−a)r² − 2āw², times mΔ²: with r ≥ w it is (2−a)(r² − w²) or more
  const [far, beyond] = isShare ? ['(1+abar)', `a*eta^2*K^2`] : ['1', 'abar*reach^2'];
  const shared = [
    times(`2/${weight[1]}*${each}`, below),
    times(`${noise}/${q}*${each}*Delta^2*${far}*(reach + eta*K)`, atMost),
    slack(`${noise}/${q}*${each}*Delta^2*${far}*(reach + eta*K)*reach*eta*(2*${q}*L + (${reach})*K)`),
    slack(`${noise}*${each}*Delta^2*${beyond}`),
    times(`2/${q}*a*(1+abar)*F0`, atLeast),
    times('reach*eta*K*a^2', snapshotVariance, { t: '0' }),
    times('reach*eta*K*a^2', firstSnapshotVarianceAttained),
    ...(silent === undefined
      ? []
      : [
          times(
            'reach*(t+1)*eta*K*(a*(1+abar)*(L*eta + 2*delta^2*eta^2*J) + 4*abar*Delta^2*eta^2*K)',
            silent,
          ),
        ]),
  ];
  const kept = isShare ? 'abar*' : '';
  const boundOf = (error: string): string =>
    `a*F0*(4*reach*L + 2/${q}*reach*K*(${reach}) + 2*K) + ${noise}*Delta^2*reach^3*a*varD*K*(t+1) ` +
    `+ reach*K*${kept}${error} + reach*a*K*(varD - varD1)`;
  return proveTunedRate({
    theorem,
    from: recipe.from,
    conditions,
    ...(recipe.under && { under: recipe.under }),
    premises,
    steps: [smooth, ...steps],
    denominator: 'reach*a',
    factor: 'eta*(1+abar)',
    scale: 'reach',
    starts: [
      startFrom(
        givenMomentumStart,
        boundOf('e0'),
        `reach*eta*K*a*${isShare ? 'abar' : '(1 + 2*abar)'}*e0`,
        shared,
      ),
      startFrom(first.bound, boundOf(first.error), first.left, shared),
    ],
  });
}

const weightOf = 'a*(1+abar)';

/** (7/13)(2−a)σ_{D,1}² + a²σ_D² − ‖E¹‖² ≥ 0, as for RATE-MOM-G. */
export const tunedReducedStart = proveTunedFirstStart('AuxMVR, draws of one law', {
  weight: '7/13*(1+abar)',
  noise: 'a^2',
  squares: ['1', '7/26', '3/676'],
});

/** RATE-MVR-2, for every start. */
export const rateMvr2Proof: TheoremProof = proveReducedRate(rateMvr2, (conditions) => ({
  theorem: rateMvr2,
  from: mvr2Recipe,
  under: 'quiet',
  reach: '8*Delta',
  divisor: 5,
  weight: [5, 2],
  noise: 5,
  isShare: false,
  silent: conditions[4],
  prepare: ([, , above, , , ordered], smooth) => ({
    steps: [tunedReducedStart.step],
    premises: [
      [
        times(`1/2*${weightOf}`, smooth),
        slack(`${weightOf}*delta^2*eta^2*K + a/10*(2*abar^3 + a*abar^2 + a^3)`),
        times(`${weightOf}*eta^2*K^2*(Delta + delta)`, ordered),
        times(`1/5*${weightOf} + 2/5*abar`, above),
      ],
    ],
  }),
  first: { bound: tunedReducedStart, error: '14/13*varD1', left: '0' },
}));

/** RATE-MVR-2P, for every start. */
export const rateMvr2pProof: TheoremProof = proveReducedRate(rateMvr2p, (conditions) => ({
  theorem: rateMvr2p,
  from: mvr2Recipe,
  under: 'quiet',
  reach: '2*delta',
  divisor: 1,
  weight: [8, 1],
  noise: 8,
  isShare: true,
  silent: conditions[4],
  prepare: ([atMost, , above], smooth) => {
    const near = prove('RATE-MVR-2P: 2δw ≤ 1', readExpression('1 - 2*delta*K*eta'), {
      cancel: readExpression('reach').node,
      terms: [times('1', atMost), slack('eta*K + 2*L*eta*reach')],
    });
    return {
      steps: [near],
      premises: [
        [
          times(`1/2*${weightOf}`, smooth),
          slack(`${weightOf}*delta^2*eta^2*K + 1/4*a*abar`),
          times(`1/4*${weightOf}*(1 + 2*delta*K*eta)`, near),
          times('1/4', above),
        ],
      ],
    };
  },
  first: { bound: firstSnapshotMomentumStart, error: '4*varD1', left: 'reach*eta*K*6*abar^2*varD1' },
}));

/** RATE-TGT-MVR, for every start. */
export const rateTgtMvrProof: TheoremProof = proveReducedRate(rateTgtMvr, () => ({
  theorem: rateTgtMvr,
  from: tgtMvrRecipe,
  reach: '4*delta + control',
  divisor: 1,
  weight: [20, 1],
  noise: 20,
  isShare: true,
  prepare: ([atMost, , above, , square, cube], smooth) =>
    controlledSteps(tgtMvrRecipe, smooth, {
      cancel: 'reach',
      atMost: [times('1', atMost), slack('eta*K + 2*L*eta*reach')],
      square: square,
      cube: cube,
      short: [slack('a*(1/5 + 3*abar)'), times('14/5', above)],
    }),
  first: { bound: firstSnapshotMomentumStart, error: '4*varD1', left: 'reach*eta*K*6*abar^2*varD1' },
}));
