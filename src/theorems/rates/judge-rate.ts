/** A theorem against a measured case: conditions, bound and ratio, all decided exactly. */
import type { Initialization, Parameters } from '../../../spec/model/index.js';
import {
  type RateConstants,
  bound,
  createRateInput,
  isWithinBound,
  hasOwnMeanSquare,
  satisfiesCondition,
  type Fraction,
  type RateInput,
  type RateTheorem,
} from '../../../spec/theorems/index.js';
import { nearestDouble, type Ratio, ratioField } from '../../exact/index.js';
import type { KnownConstants } from '../../problems/index.js';

/** The constants of a theorem that are known of the problem and of the start; unit as in `RateConstants`. */
export type ProblemConstants = Omit<
  RateConstants<Ratio>,
  'correctionError' | 'snapshotVariance' | 'firstSnapshotVariance' | 'localVariance' | 'targetVariance'
>;

/** The constants that a theorem speaks of, of what is known of a case: δ is that of A5 where A2 is not assumed beside it. */
export function constantsOfTheorem(
  theorem: Pick<RateTheorem, 'assumptions'>,
  known: Omit<KnownConstants, 'minimizer' | 'infimum'>,
): ProblemConstants {
  const { smoothness, suboptimality, hessianSimilarity, meanSquareSimilarity, controlledVariance } = known;
  const has = (assumption: string): boolean => theorem.assumptions.includes(assumption);
  return {
    smoothness,
    suboptimality,
    hessianSimilarity: has('A5') && !has('A2') ? meanSquareSimilarity : hessianSimilarity,
    ...(hasOwnMeanSquare(theorem) && {
      meanSquareSimilarity: has('A7') ? known.meanSquareSmoothness : meanSquareSimilarity,
    }),
    ...(has('A6') && { controlledVariance, controlReach: controlReach(smoothness, controlledVariance) }),
  };
}

/** Some λ with λ² ≥ 8ℓ² and λ³ ≥ 16Lℓ², enough for every K. */
function controlReach(smoothness: Ratio, ratio: Ratio): Ratio {
  const { zero, multiply, compare, fromString } = ratioField;
  if (ratio.numerator === 0n) return zero;
  const [L, square] = [nearestDouble(smoothness), nearestDouble(ratio)];
  const isEnough = (reach: Ratio): boolean => {
    const squared = multiply(reach, reach);
    return (
      compare(squared, multiply(fromString('8'), ratio)) >= 0 &&
      compare(multiply(squared, reach), multiply(fromString('16'), multiply(smoothness, ratio))) >= 0
    );
  };
  let guess = Math.max(Math.sqrt(8 * square), Math.cbrt(16 * L * square));
  for (;;) {
    const reach = fromString(guess.toPrecision(4).includes('e') ? guess.toFixed(12) : guess.toPrecision(4));
    if (isEnough(reach)) return reach;
    guess *= 1.001;
  }
}

/** What an exact expectation says about a run; every number a ratio. */
export interface RateMeasurement extends Omit<RateConstants<Ratio>, keyof ProblemConstants> {
  /** G = (1/KT) Σ_t Σ_k E‖∇f(y^{t,k−1})‖², unit (value/point)². */
  readonly averageSquaredGradient: Ratio;
}

/** A measured case; the theorem is judged on it. */
export interface RateCase {
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly constants: ProblemConstants;
  readonly measurement: RateMeasurement;
}

/** What {@link judgeRate} found. */
export interface RateVerdict {
  readonly isSimpleConditionMet: boolean;
  readonly isExactConditionMet: boolean;
  /** Of the condition for runs without local noise, where the theorem has one. */
  readonly isQuietConditionMet: boolean;
  /** G ≤ bound. */
  readonly isWithin: boolean;
  /** Whether a condition holds and yet G > bound: the theorem would be false. */
  readonly isViolation: boolean;
  /** G, unit (value/point)². */
  readonly measured: Ratio;
  /** The bound, numerator/denominator not reduced, unit (value/point)². */
  readonly bound: Ratio;
  /** G/bound rounded down to six places; where the bound is 0, `0.000000` for G = 0, else `infinite`. */
  readonly ratio: string;
}

/**
 * Judges a theorem on one case.
 *
 * @param theorem - one of `rateTheorems`, or one with changed terms.
 * @param rateCase - constants in the units of `RateConstants`, such as `constantsOfTheorem` gives them.
 * @returns the verdict; nothing in it is rounded but `ratio`, which is rounded down.
 * @throws RangeError for an initialisation that the theorem does not cover.
 * @example
 * ```ts
 * import { judgeRate, measureScalar, witnesses } from 'auxopt/properties';
 * import { rateTheorems } from 'auxopt/spec';
 *
 * const ratios = witnesses
 *   .filter(({ purpose }) => purpose.kind === 'attained')
 *   .map(({ theorem, run }) => judgeRate(rateTheorems[theorem], measureScalar(theorem, run)).ratio);
 * ratios; // ['1.000000', '1.000000']
 * ```
 */
export function judgeRate(theorem: RateTheorem, rateCase: RateCase): RateVerdict {
  const input = rateInputOf(theorem, rateCase);
  const limit: Fraction<Ratio> = bound(ratioField, theorem, input);
  const measured = rateCase.measurement.averageSquaredGradient;
  const isWithin = isWithinBound(ratioField, measured, limit);
  const isSimpleConditionMet = satisfiesCondition(ratioField, theorem.simpleCondition, input);
  const isExactConditionMet = satisfiesCondition(ratioField, theorem.exactCondition, input);
  const isQuietConditionMet =
    theorem.quietCondition !== undefined && satisfiesCondition(ratioField, theorem.quietCondition, input);
  const total = quotientOf(limit);
  return {
    isSimpleConditionMet,
    isExactConditionMet,
    isQuietConditionMet,
    isWithin,
    isViolation: !isWithin && (isSimpleConditionMet || isExactConditionMet || isQuietConditionMet),
    measured,
    bound: total,
    ratio: formatQuotient(measured, total),
  };
}

/** Everything that conditions and bound of a case depend on. */
export function rateInputOf(theorem: RateTheorem, rateCase: RateCase): RateInput<Ratio> {
  const { parameters, initialization, constants, measurement } = rateCase;
  return createRateInput(ratioField, theorem, parameters, initialization, { ...constants, ...measurement });
}

function formatQuotient(measured: Ratio, total: Ratio): string {
  const isInfinite = total.numerator === 0n && measured.numerator !== 0n;
  return isInfinite ? 'infinite' : formatMillionths(millionths(measured, total));
}

/** numerator/denominator of a fraction of ratios as one ratio. */
export function quotientOf({ numerator, denominator }: Fraction<Ratio>): Ratio {
  return {
    numerator: numerator.numerator * denominator.denominator,
    denominator: numerator.denominator * denominator.numerator,
  };
}

/** 10⁶·value/quantity, rounded down; more than anything else where the quantity is 0 and the value is not. */
export function millionths(value: Ratio, quantity: Ratio): bigint {
  if (quantity.numerator === 0n) return value.numerator === 0n ? 0n : 10n ** 15n;
  return (1_000_000n * value.numerator * quantity.denominator) / (value.denominator * quantity.numerator);
}

/** Millionths as a decimal with six places. */
export const formatMillionths = (share: bigint): string =>
  `${share / 1_000_000n}.${(share % 1_000_000n).toString().padStart(6, '0')}`;

/** Data as JSON for people: every number a pair of numerator and denominator. */
export const formatNumbers = (data: object): string =>
  JSON.stringify(data, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2);
