/** The step size that minimises a bound, everything else given; in doubles. */
import type { RateConstants, RateInput, RateTheorem } from '../../spec/theorems/index.js';
import { doubleArithmetic } from './double-field.js';
import { rateInputInDoubles, theoremOf, type Plan } from './plan.js';

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
export function withBestStepSize(plan: Plan<number>, constants: RateConstants<number>): FoundPlan {
  const theorem = theoremOf(plan);
  const input = rateInputInDoubles(plan, constants);
  const at = (stepSize: number): RateInput<number> => ({ ...input, stepSize });
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
export function goldenSection(
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
