/** The plan with the least bound that a budget pays for: coarse over (start, K, a), then fine around the best; in doubles. */
import type { RateConstants, RateInput, RateTheorem, RateTheoremId } from '../../spec/theorems/index.js';
import { affordableRounds, type AdvisedVariant, type Budget } from './budget.js';
import { doubleArithmetic, doubleField } from '../theorems/scenarios/double-field.js';
import { rateInput, theoremOf, type Plan, type PlannedStart } from './plan.js';

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

/** A plan with its bound, both in doubles. */
export interface FoundPlan {
  readonly plan: Plan<number>;
  readonly bound: number;
}

/** Bisections of the largest step size: a relative 2·10⁻⁴, which a bound hardly sees. */
const bisections = 12;

/** Relative width to which η is searched; near its least value a bound changes by the square of it. */
const planPrecision = 0.01;
const yardstickPrecision = 1e-6;

/** The bound at an input, in doubles. */
function boundInDoubles(theorem: RateTheorem, input: RateInput<number>): number {
  return theorem.terms.reduce((sum, term) => {
    const { numerator, denominator } = term.value(doubleArithmetic, input);
    return sum + numerator / denominator;
  }, 0);
}

/** Whether the exact condition holds at an input, up to the rounding of doubles. */
function holdsInDoubles(theorem: RateTheorem, input: RateInput<number>): boolean {
  return theorem.exactCondition.slacks(doubleArithmetic, input).every((slack) => slack >= 0);
}

/**
 * The plan with its step size replaced by the best one.
 *
 * Every condition allows an interval (0, η_max] within (0, 1/L]. In log η every bound is convex: its terms are multiples
 * of 1/η, 1, η and η². So a golden-section search finds its least value.
 */
function withBestStepSize(plan: Plan<number>, constants: RateConstants<number>): FoundPlan {
  const theorem = theoremOf(plan);
  const input = rateInput(doubleField, plan, constants);
  // one object for all step sizes: a search asks tens of thousands
  const varied = { ...input };
  const at = (stepSize: number): RateInput<number> => Object.assign(varied, { stepSize });
  const valueAt = (stepSize: number): number => boundInDoubles(theorem, at(stepSize));

  const limit = largestStepSize(theorem, at, constants.smoothness);
  let [best, bound] = [limit, valueAt(limit)];
  // Down by factors of 4 while that helps: then the best one is within a factor of 4 of the last.
  for (let next = best / 4; ; next /= 4) {
    const value = valueAt(next);
    if (!(value < bound)) break;
    [best, bound] = [next, value];
  }
  // Convex in log η: where a little less is worse, the limit is the best.
  if (best === limit && valueAt(limit * (1 - planPrecision)) > bound) return withStep(best, bound);
  const precision = plan.variant === 'sgd' ? yardstickPrecision : planPrecision;
  const refined = goldenSection(valueAt, best / 4, Math.min(best * 4, limit), precision);
  if (refined.value < bound) [best, bound] = [refined.at, refined.value];
  return withStep(best, bound);

  function withStep(stepSize: number, value: number): FoundPlan {
    return { plan: { ...plan, parameters: { ...plan.parameters, stepSize } }, bound: value };
  }
}

/** η_max up to a relative 2·10⁻⁴, from below. */
function largestStepSize(
  theorem: RateTheorem,
  at: (stepSize: number) => RateInput<number>,
  smoothness: number,
): number {
  let lower = 1 / smoothness;
  if (holdsInDoubles(theorem, at(lower))) return lower;
  while (!holdsInDoubles(theorem, at(lower))) lower /= 2;
  let upper = lower * 2;
  for (let step = 0; step < bisections; step += 1) {
    const middle = Math.sqrt(lower * upper);
    if (holdsInDoubles(theorem, at(middle))) lower = middle;
    else upper = middle;
  }
  return lower;
}

/** What {@link goldenSection} found. */
export interface Minimum {
  readonly at: number;
  readonly value: number;
}

/** The least value of a unimodal function of log x on [lower, upper], up to a relative `precision` in x. */
function goldenSection(
  valueAt: (x: number) => number,
  lower: number,
  upper: number,
  precision: number = planPrecision,
): Minimum {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [Math.log(lower), Math.log(upper)];
  const sample = (log: number): Minimum => ({ at: Math.exp(log), value: valueAt(Math.exp(log)) });
  let inner = sample(right - golden * (right - left));
  let outer = sample(left + golden * (right - left));
  while (right - left > precision) {
    if (inner.value <= outer.value) {
      right = Math.log(outer.at);
      outer = inner;
      inner = sample(right - golden * (right - left));
    } else {
      left = Math.log(inner.at);
      inner = outer;
      outer = sample(left + golden * (right - left));
    }
  }
  return inner.value <= outer.value ? inner : outer;
}
