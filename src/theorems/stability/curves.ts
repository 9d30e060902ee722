/** The stability region in the plane of s = δηK and a, for the toy f = x²/2. */
import { createRatio, nearestDouble, parseExactNumber } from '../../exact/index.js';
import { findStableWeights } from './region.js';

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
