/** The momentum weights for which AuxMOM is stable, as an exact interval, and as a region of the plane for drawing. */
import { absolute, fromInteger } from '../../../spec/algebra/index.js';
import { roundFactors, type StabilityInput } from '../../../spec/theorems/index.js';
import {
  createRationalField,
  type Ratio,
  createRatio,
  nearestDouble,
  parseExactNumber,
} from '../../../src/exact/index.js';

/** lower < a < upper; a = upper too where `upper` is 1 and attained. */
export interface WeightInterval {
  readonly lower: Ratio;
  readonly upper: Ratio;
  /** Whether upper = 1 only because a ≤ 1 by definition, so that a = 1 is stable as well. */
  readonly isUpperAttained: boolean;
}

/**
 * All a ∈ (0, 1] with STAB true, for one eigenpair and given η and K.
 *
 * Each of the three inequalities is linear in a:
 *
 * $$a > 1 - \frac1{\lvert Q \rvert}, \qquad S \lambda_f > 0, \qquad
 *   2 (1 + Q) > a\,[1 + Q + (\lambda_f - \lambda_h) S]$$
 *
 * @param input - the eigenpair, η > 0 and K ≥ 1.
 * @returns the interval, exactly, or undefined where no a is stable.
 * @example
 * ```ts
 * import { formatRatio, parseExactNumber } from 'auxopt/exact';
 * import { findStableWeights } from './region.js';
 *
 * // h = 0 and ηKλ_f = 3: heavy-ball momentum.
 * const interval = findStableWeights({
 *   stepSize: parseExactNumber('0.3'),
 *   localStepCount: 10,
 *   targetEigenvalue: parseExactNumber('1'),
 *   auxiliaryEigenvalue: parseExactNumber('0'),
 * });
 * interval && formatRatio(interval.upper); // '0.8', which is 4/(2 + 3)
 * ```
 */
export function findStableWeights(
  input: Omit<StabilityInput<Ratio>, 'momentumWeight'>,
): WeightInterval | undefined {
  const field = createRationalField();
  const { add, subtract, multiply, divide, compare, zero, one } = field;
  const [stepSize, targetEigenvalue, auxiliaryEigenvalue] = [
    field.fromRatio(input.stepSize),
    field.fromRatio(input.targetEigenvalue),
    field.fromRatio(input.auxiliaryEigenvalue),
  ];
  const { decay, reach } = roundFactors(field, {
    stepSize,
    momentumWeight: one,
    localStepCount: input.localStepCount,
    targetEigenvalue,
    auxiliaryEigenvalue,
  });
  if (compare(multiply(reach, targetEigenvalue), zero) <= 0) return undefined;

  let [lower, upper] = [zero, one];
  let isUpperAttained = true;
  const size = absolute(field, decay);
  if (compare(size, one) > 0) lower = subtract(one, divide(one, size));

  const right = multiply(fromInteger(field, 2), add(one, decay));
  const slope = add(add(one, decay), multiply(subtract(targetEigenvalue, auxiliaryEigenvalue), reach));
  const sign = compare(slope, zero);
  if (sign === 0) {
    if (compare(right, zero) <= 0) return undefined;
  } else {
    const limit = divide(right, slope);
    if (sign < 0 && compare(limit, lower) > 0) lower = limit;
    if (sign > 0 && compare(limit, upper) <= 0) [upper, isUpperAttained] = [limit, false];
  }
  if (compare(lower, upper) >= 0) return undefined;
  return { lower: field.toRatio(lower), upper: field.toRatio(upper), isUpperAttained };
}

/** For each s, the stable a are those between low and high. */
export interface StabilityCurve {
  /** λ_h; λ_f = 1, δ = 1 − λ_h. */
  readonly auxiliaryEigenvalue: string;
  /** Nearest doubles of the exact ends, for drawing; only the s for which some a is stable. */
  readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[];
}

/**
 * The region for one λ_h < 1, K = 10, η = s/(δK).
 *
 * @param auxiliaryEigenvalue - λ_h < 1, as text.
 * @param pointCount - how many s, evenly spaced up to `largest`.
 * @param largest - the greatest s, a whole number.
 */
export function traceStability(
  auxiliaryEigenvalue: string,
  pointCount: number,
  largest: number,
): StabilityCurve {
  const auxiliary = parseExactNumber(auxiliaryEigenvalue);
  const { numerator, denominator } = auxiliary;
  // δ = 1 − λ_h = (denominator − numerator)/denominator
  const points = Array.from({ length: pointCount }, (_, index) => {
    const step = BigInt((index + 1) * largest);
    const stepSize = createRatio(step * denominator, BigInt(10 * pointCount) * (denominator - numerator));
    const interval = findStableWeights({
      stepSize,
      localStepCount: 10,
      targetEigenvalue: createRatio(1n, 1n),
      auxiliaryEigenvalue: auxiliary,
    });
    if (interval === undefined) return [];
    const x = nearestDouble(createRatio(step, BigInt(pointCount)));
    return [{ x, low: nearestDouble(interval.lower), high: nearestDouble(interval.upper) }];
  });
  return { auxiliaryEigenvalue, points: points.flat() };
}
