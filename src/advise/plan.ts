/** A plan: an algorithm with everything that its theorem needs. */
import type { Field } from '../../spec/algebra/index.js';
import type { Initialization, Parameters } from '../../spec/model/index.js';
import {
  bound,
  createRateInput,
  rateTheorems,
  satisfiesCondition,
  type RateConstants,
  type RateInput,
  type RateTheorem,
  type RateTheoremId,
} from '../../spec/theorems/index.js';
import { liftDouble, nearestDouble, ratioField, type Ratio } from '../exact/index.js';
import { roundDown, roundUp } from '../problems/simple-number.js';
import type { AdvisedVariant } from './budget.js';
import type { AdviceConstants } from './constant.js';
import { compareRatios, oneRatio, ratioOf, zeroRatio } from './ratio-arithmetic.js';

/** The starts that advice chooses from: `none` is for SGD. */
export type PlannedStart = Extract<
  Initialization<never>,
  { readonly kind: 'zero' | 'first-snapshot' | 'batch' | 'none' }
>;

/** An algorithm, its parameters, and the theorem that speaks of it. */
export interface Plan<S> {
  readonly theorem: RateTheoremId;
  readonly variant: AdvisedVariant;
  readonly start: PlannedStart;
  readonly parameters: Parameters<S>;
}

/** Which end of each constant to take. */
export type ConstantEnd = 'value' | 'lower' | 'upper';

/**
 * The constants of a theorem at one of their ends; an open upper end counts as the value. For the theorems of `auxopt/spec`.
 *
 * δ is A5's for MVR-1 and A2's else. σ_{D,1}² is σ_D², which bounds it.
 */
export function rateConstants(
  theorem: RateTheoremId,
  constants: AdviceConstants,
  end: ConstantEnd,
): RateConstants<Ratio> {
  const at = (constant: AdviceConstants['smoothness'] | undefined): Ratio =>
    constant === undefined ? zeroRatio : end === 'upper' ? (constant.upper ?? constant.value) : constant[end];
  const snapshotVariance = at(constants.snapshotVariance);
  return {
    smoothness: at(constants.smoothness),
    hessianSimilarity: at(theorem === 'MVR-1' ? constants.meanSquareSimilarity : constants.hessianSimilarity),
    suboptimality: at(constants.suboptimality),
    correctionError: at(constants.correctionError),
    snapshotVariance,
    firstSnapshotVariance: snapshotVariance,
    localVariance: at(constants.localVariance),
    targetVariance: at(constants.targetVariance),
  };
}

/** The constants as doubles. */
export function toDoubles(constants: RateConstants<Ratio>): RateConstants<number> {
  return mapNumbers(constants as Required<RateConstants<Ratio>>, nearestDouble);
}

/** Everything that conditions and bound of a plan depend on. */
export function rateInput<S>(
  field: Field<S>,
  { theorem, start, parameters }: Plan<S>,
  constants: RateConstants<S>,
): RateInput<S> {
  return createRateInput(field, rateTheorems[theorem], parameters, start, constants);
}

/** A record of numbers with each mapped. */
export function mapNumbers<Key extends string, S, R>(
  record: Readonly<Record<Key, S>>,
  to: (value: S) => R,
): Record<Key, R> {
  const entries = Object.entries<S>(record).map(([name, value]) => [name, to(value)]);
  return Object.fromEntries(entries) as Record<Key, R>;
}

/** Whether the theorem speaks of this plan, decided exactly: its exact condition. */
export function isCovered(plan: Plan<Ratio>, constants: RateConstants<Ratio>): boolean {
  return satisfiesCondition(
    ratioField,
    theoremOf(plan).exactCondition,
    rateInput(ratioField, plan, constants),
  );
}

/** The bound on G, exactly, in (value/point)². */
export function boundOf(plan: Plan<Ratio>, constants: RateConstants<Ratio>): Ratio {
  return ratioOf(bound(ratioField, theoremOf(plan), rateInput(ratioField, plan, constants)));
}

/** The theorem of a plan. */
export function theoremOf({ theorem }: Plan<unknown>): RateTheorem {
  return rateTheorems[theorem];
}

/** Digits of η and a: they move each by less than a thousandth, and a bound by less than that. */
const planDigits = 4;

/** Digits of the yardstick's η: its bound is the least one up to 10⁻¹¹. */
const yardstickDigits = 12;

/**
 * The plan with a rounded up and η rounded down, then η lowered by units of its last digit until the exact condition of
 * the theorem holds; each decision is made over ratios.
 *
 * Rounding in these directions keeps a condition: where one holds, it holds for every larger a ≤ 1 and every smaller η.
 */
export function toExactPlan(found: Plan<number>, constants: RateConstants<Ratio>): Plan<Ratio> {
  const { stepSize, momentumWeight, localStepCount, roundCount } = found.parameters;
  const digits = found.variant === 'sgd' ? yardstickDigits : planDigits;
  const weight = roundUp(liftDouble(momentumWeight), digits);
  const a = compareRatios(weight, oneRatio) > 0 ? oneRatio : weight;
  let size = roundDown(liftDouble(stepSize), digits);
  for (;;) {
    const parameters = { stepSize: size, momentumWeight: a, localStepCount, roundCount };
    const plan: Plan<Ratio> = { ...found, parameters };
    if (isCovered(plan, constants)) return plan;
    size = roundDown({ numerator: size.numerator * 9999n, denominator: size.denominator * 10_000n }, digits);
  }
}
