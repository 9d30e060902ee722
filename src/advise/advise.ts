/** The advice: what to run for a budget, what it gains over SGD, and whether what is known suffices to say so. */
import { InputError } from '../errors.js';
import { nearestDouble, type Ratio } from '../exact/index.js';
import { formatShort } from '../exact/short-number.js';
import { affordableRounds, type Budget } from './budget.js';
import {
  bestExactPlan,
  bestSgd,
  boundAt,
  gainOf,
  greatestGain,
  leastGain,
  openConstants,
  searchSpaces,
  type GainRange,
} from './comparison.js';
import { isCertain, namesOf, type AdviceConstants, type Constant, type ConstantName } from './constant.js';
import { rateConstants, type Plan } from './plan.js';
import { compareRatios, oneRatio } from './ratio-arithmetic.js';
import { stabilityMargin, type StabilityMargin } from './stability-margin.js';

/** What the advice says. */
export type Verdict = 'use' | 'do-not-use' | 'measure-more';

/** What is asked. */
export interface AdviceRequest {
  readonly constants: AdviceConstants;
  readonly budget: Budget;
  /** Greatest K to consider, ≥ 1. */
  readonly maximumLocalSteps: number;
}

/** A plan with its bound on G, in (value/point)². */
export interface BoundedPlan {
  readonly plan: Plan<Ratio>;
  readonly bound: Ratio;
}

/** The advice. */
export interface Advice {
  readonly verdict: Verdict;
  /** What the verdict would be if every constant had its value; differs from `verdict` only for `measure-more`. */
  readonly provisional: Exclude<Verdict, 'measure-more'>;
  /** The best plan of AuxMOM or AuxMVR, safe for every value up to the upper ends; its bound is that at the upper ends. */
  readonly advised: BoundedPlan;
  /** The best run of SGD by the same convention: made for the upper ends, with its bound there. */
  readonly sgd: BoundedPlan;
  readonly gain: GainRange;
  readonly stability: StabilityMargin;
  /** For `measure-more`: the constants to learn more of. */
  readonly decisive: readonly ConstantName[];
}

/**
 * Advises on the auxiliary.
 *
 * Every theorem that applies is minimised over η, a, K, the start and (through the budget) T:
 *
 * $$\min_{\eta, a, K}\ \frac{2F_0}{\eta K T} + \dots \quad\text{subject to the theorem's exact condition}$$
 *
 * The parameters are made for the upper ends of the constants, so that the condition and the bound hold for every value below
 * them; a missing upper end counts as the value, and then nothing is promised. The auxiliary is worth it where the bound is
 * below the least SGD-1 bound of the same budget for *all* constants within their ends, not worth it where it is for *none*;
 * otherwise more is to be measured.
 *
 * @param request - constants with L > 0 and F₀ > 0; a budget that pays for a round; K ≥ 1.
 * @returns the advice; conditions and bounds are decided and evaluated exactly, only the search is in doubles.
 * @throws InputError where L = 0 or F₀ = 0, or the budget pays for no round or for more gradients than doubles can count.
 * @example
 * ```ts
 * import { adviseRun, exactly } from 'auxopt/advise';
 * import { parseExactNumber } from 'auxopt/exact';
 *
 * const number = (text: string) => exactly(parseExactNumber(text));
 * const constants = {
 *   smoothness: number('2'),
 *   hessianSimilarity: number('0.05'),
 *   suboptimality: number('1'),
 *   targetVariance: number('0.3'),
 *   snapshotVariance: number('0.02'),
 *   localVariance: number('0'),
 *   affineDifference: true,
 * };
 * const budget = { kind: 'target-gradients', count: 100 } as const;
 * const { verdict, advised } = adviseRun({ constants, budget, maximumLocalSteps: 10 });
 * verdict; // 'use'
 * advised.plan.variant; // 'aux-mom'
 * ```
 */
export function adviseRun(request: AdviceRequest): Advice {
  const { constants, budget, maximumLocalSteps } = request;
  assertPositive(constants, 'smoothness', 'L = 0: f is linear');
  assertPositive(constants, 'suboptimality', 'F₀ = 0: the starting point is a minimiser');
  assertWithinDoubles(constants);
  assertCountable(budget, maximumLocalSteps);
  const spaces = searchSpaces(constants, budget, maximumLocalSteps);
  const candidates = spaces.flatMap((space) => {
    const plan = bestExactPlan(space, constants, 'upper');
    return plan === undefined ? [] : [{ plan, bound: boundAt(plan, constants, 'upper') }];
  });
  const sgdPlan = bestSgd(constants, budget, 'upper');
  if (candidates.length === 0 || sgdPlan === undefined) throw tooSmall();
  const least = (plans: readonly BoundedPlan[]): BoundedPlan =>
    plans.reduce((best, other) => (compareRatios(other.bound, best.bound) < 0 ? other : best));

  // A plan whose constants have no upper end promises nothing: one that does promise something comes first.
  const promised = candidates.map((candidate) => ({
    ...candidate,
    atLeast: leastGain(candidate.plan, constants, budget),
  }));
  const safe = promised.filter(({ atLeast }) => compareRatios(atLeast, oneRatio) > 0);
  const { plan, bound } = safe.length > 0 ? least(safe) : least(candidates);

  // Where nothing is open the plans of both ends are the same ones: no need to look for them again.
  const atMost = namesOf(constants).every((name) => isCertain(constants[name] as Constant))
    ? gainOf(plan, bound, constants, budget, 'value')
    : greatestGain(constants, budget, spaces);
  const gain: GainRange = {
    predicted: gainOf(plan, boundAt(plan, constants, 'value'), constants, budget, 'value'),
    atLeast: leastGain(plan, constants, budget),
    ...(atMost !== undefined && { atMost }),
  };
  const verdict = verdictOf(gain);
  const isOpenWith = (changed: AdviceConstants): boolean =>
    isOpen({ constants: changed, budget, maximumLocalSteps });
  return {
    verdict,
    provisional: compareRatios(gain.predicted, oneRatio) > 0 ? 'use' : 'do-not-use',
    advised: { plan, bound },
    sgd: { plan: sgdPlan, bound: boundAt(sgdPlan, constants, 'upper') },
    gain,
    stability: stabilityMargin(plan, rateConstants(plan.theorem, constants, 'upper')),
    decisive: verdict === 'measure-more' ? openConstants(constants, isOpenWith) : [],
  };
}

function verdictOf({ atLeast, atMost }: Pick<GainRange, 'atLeast' | 'atMost'>): Verdict {
  if (compareRatios(atLeast, oneRatio) > 0) return 'use';
  return atMost !== undefined && compareRatios(atMost, oneRatio) <= 0 ? 'do-not-use' : 'measure-more';
}

/** Whether these constants leave the verdict open. */
export function isOpen({ constants, budget, maximumLocalSteps }: AdviceRequest): boolean {
  const spaces = searchSpaces(constants, budget, maximumLocalSteps);
  const isUsed = spaces.some((space) => {
    const plan = bestExactPlan(space, constants, 'upper');
    return plan !== undefined && compareRatios(leastGain(plan, constants, budget), oneRatio) > 0;
  });
  if (isUsed) return false;
  const most = greatestGain(constants, budget, spaces);
  return most === undefined || compareRatios(most, oneRatio) > 0;
}

function assertPositive(constants: AdviceConstants, name: ConstantName, problem: string): void {
  if ((constants[name]?.value.numerator ?? 0n) > 0n) return;
  throw new InputError({
    problem,
    where: `the constant ${name}`,
    expected: 'a number > 0, because otherwise there is nothing to minimise',
    fix: 'Correct the constant, or start elsewhere.',
  });
}

/** The search is in doubles, and a bound has products of several constants. */
const largestMagnitude = 1e60;

function assertWithinDoubles(constants: AdviceConstants): void {
  for (const name of namesOf(constants)) {
    const { value, lower, upper = value } = constants[name] as Constant;
    for (const each of [value, lower, upper]) {
      const magnitude = Math.abs(nearestDouble(each));
      const isZero = each.numerator === 0n;
      if (isZero || (magnitude <= largestMagnitude && magnitude >= 1 / largestMagnitude)) continue;
      throw new InputError({
        problem: `${formatShort(each, 40)} is too ${magnitude > 1 ? 'large' : 'small'} to search with`,
        where: `the constant ${name}`,
        expected: '0, or a magnitude between 1e-60 and 1e60',
        fix: 'Choose other units of point and value.',
      });
    }
  }
}

/** Gradients of f and h are counted in doubles. */
function assertCountable(budget: Budget, maximumLocalSteps: number): void {
  const rounds = affordableRounds({ variant: 'sgd', localStepCount: 1, batchSize: 0 }, budget);
  const most = Math.floor(Number.MAX_SAFE_INTEGER / (maximumLocalSteps + 3));
  if (rounds <= most) return;
  throw new InputError({
    problem: `it pays for ${rounds} gradients of f, and with ${maximumLocalSteps} local steps for more of h than doubles can count`,
    where: 'the budget',
    expected: `at most ${most} gradients of f`,
    fix: 'Allow less, or lower the greatest K.',
  });
}

function tooSmall(): InputError {
  return new InputError({
    problem: 'it does not pay for one round',
    where: 'the budget',
    expected: 'at least a gradient of f, and for the auxiliary two of h beside it',
    fix: 'Allow more, or give the costs and the budget in the same unit.',
  });
}
