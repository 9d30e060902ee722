/** The plan with the least bound that a budget pays for: coarse over (start, K, a), then fine around the best; in doubles. */
import type { RateConstants, RateTheoremId } from '../../spec/theorems/index.js';
import { goldenSection, withBestStepSize, type FoundPlan } from './best-step-size.js';
import { affordableRounds, type AdvisedVariant, type Budget } from './budget.js';
import type { PlannedStart } from './plan.js';

/** What to search over. */
export interface SearchSpace {
  readonly theorem: RateTheoremId;
  readonly variant: AdvisedVariant;
  readonly budget: Budget;
  /** Greatest K. */
  readonly maximumLocalSteps: number;
  /** Whether m⁰ = 0 is a start to consider, that is whether E₀ is known. */
  readonly knowsZeroStart: boolean;
}

/** The weights of the coarse search: 1, and below it by factors of 1.6 down to 10⁻⁹. */
const coarseWeights: readonly number[] = Array.from({ length: 45 }, (_, i) => 1.6 ** -i);

/** Worse weights in a row before the search gives up: down to a seventeenth of the best one. */
const patience = 6;

/**
 * The best plan of a space.
 *
 * The bound decreases in T, so T is all that the budget pays for. K and the size of an initial batch are tried by powers of
 * two, a on a logarithmic grid, η to its best value each time; then a is refined around its best, and K and the batch by
 * steps that shrink from a factor of 1.5 to ±1.
 *
 * @returns undefined where the budget does not pay for a round.
 */
export function findBestPlan(space: SearchSpace, constants: RateConstants<number>): FoundPlan | undefined {
  const counts = space.variant === 'sgd' ? [1] : powersOfTwo(1, space.maximumLocalSteps);
  const seeds = startsOf(space).flatMap((start) =>
    counts.flatMap((count) => bestWeight(space, constants, start, count, false) ?? []),
  );
  const best = leastBound(seeds);
  if (best === undefined || space.variant === 'sgd') return best;
  // Bounds of different starts may be close on the coarse grid: refine the best of each kind.
  const kinds = ['zero', 'first-snapshot', 'batch'] as const;
  const finalists = kinds.flatMap(
    (kind) => leastBound(seeds.filter(({ plan }) => plan.start.kind === kind)) ?? [],
  );
  return leastBound(finalists.map((finalist) => refine(space, constants, finalist)));
}

/** The starts to try: without and with a batch of a power of two that leaves most of the budget. */
function startsOf({ variant, budget, knowsZeroStart }: SearchSpace): readonly PlannedStart[] {
  if (variant === 'sgd') return [{ kind: 'none' }];
  const rounds = affordableRounds({ variant, localStepCount: 1, batchSize: 0 }, budget);
  return [
    ...(knowsZeroStart ? [{ kind: 'zero' } as const] : []),
    { kind: 'first-snapshot' },
    ...powersOfTwo(1, Math.max(rounds, 1)).map((size) => ({ kind: 'batch', size }) as const),
  ];
}

/** Smaller and smaller changes of K and of the batch, as long as one of them helps. */
function refine(space: SearchSpace, constants: RateConstants<number>, from: FoundPlan): FoundPlan {
  const improve = (start: PlannedStart, count: number): FoundPlan | undefined =>
    bestWeight(space, constants, start, count, true);
  let best = improve(from.plan.start, from.plan.parameters.localStepCount) ?? from;
  for (let ratio = 1.5; ratio > 1.01; ratio = Math.sqrt(ratio)) {
    for (;;) {
      const { start, parameters } = best.plan;
      const { localStepCount } = parameters;
      const moves = [
        ...around(localStepCount, ratio, space.maximumLocalSteps).map((count) => improve(start, count)),
        ...(start.kind === 'batch'
          ? around(start.size, ratio, Infinity).map((size) =>
              improve({ kind: 'batch', size }, localStepCount),
            )
          : []),
      ];
      const next = leastBound(moves.flatMap((move) => move ?? []));
      if (next === undefined || next.bound >= best.bound) break;
      best = next;
    }
  }
  return best;
}

/** The best a and η for a start and a K. */
function bestWeight(
  { theorem, variant, budget }: SearchSpace,
  constants: RateConstants<number>,
  start: PlannedStart,
  localStepCount: number,
  isFine: boolean,
): FoundPlan | undefined {
  const batchSize = start.kind === 'batch' ? start.size : 0;
  const roundCount = affordableRounds({ variant, localStepCount, batchSize }, budget);
  if (roundCount < 1) return undefined;
  const withWeight = (momentumWeight: number): FoundPlan =>
    withBestStepSize(
      { theorem, variant, start, parameters: { stepSize: 0, momentumWeight, localStepCount, roundCount } },
      constants,
    );
  const weights = variant === 'sgd' ? [1] : coarseWeights;
  const best = leastBound(untilHopeless(weights, withWeight));
  if (best === undefined || !isFine) return best;
  const { momentumWeight } = best.plan.parameters;
  const fine = goldenSection(
    (weight) => withWeight(weight).bound,
    momentumWeight / 1.6,
    Math.min(momentumWeight * 1.6, 1),
  );
  return leastBound([best, withWeight(fine.at)]);
}

/** Plans for smaller and smaller weights, until many in a row are worse than the best: a is then far too small. */
function untilHopeless(
  weights: readonly number[],
  withWeight: (weight: number) => FoundPlan,
): readonly FoundPlan[] {
  const plans: FoundPlan[] = [];
  let [least, worse] = [Infinity, 0];
  for (const weight of weights) {
    const plan = withWeight(weight);
    plans.push(plan);
    worse = plan.bound < least ? 0 : worse + 1;
    least = Math.min(least, plan.bound);
    if (worse === patience) break;
  }
  return plans;
}

function leastBound(plans: readonly FoundPlan[]): FoundPlan | undefined {
  return plans.reduce<FoundPlan | undefined>(
    (best, plan) => (best === undefined || plan.bound < best.bound ? plan : best),
    undefined,
  );
}

function powersOfTwo(from: number, to: number): readonly number[] {
  const powers: number[] = [];
  for (let power = from; power <= to; power *= 2) powers.push(power);
  return powers.at(-1) === to ? powers : [...powers, to];
}

/** Counts a factor away in either direction, at least 1 away. */
function around(count: number, ratio: number, most: number): readonly number[] {
  const up = Math.min(Math.max(Math.round(count * ratio), count + 1), most);
  const down = Math.max(Math.min(Math.round(count / ratio), count - 1), 1);
  return [up, down].filter((other) => other !== count);
}
