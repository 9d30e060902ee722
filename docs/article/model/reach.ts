/** How far a round goes: target gradients until the distance is a tenth, against K, without noise. */
import { createRatio, nearestDouble, parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import { subtractRatios } from '../../../src/exact/exact-number.js';

/** The curvature of f along its flattest direction. */
export const flatCurvature = '0.002';

/** η = 1/(L + (5/7)δK), the step size of RATE-DET. */
export function stepSizeOf(L: number, delta: string, K: number): Ratio {
  const { numerator, denominator } = parseExactNumber(delta);
  return createRatio(7n * denominator, 7n * BigInt(L) * denominator + 5n * numerator * BigInt(K));
}

/** What one round multiplies the distance by: 1 − S λ_f, with S = (1 − Q)/λ_h and Q = (1 − ηλ_h)ᴷ; h has the curvature λ_f + δ. */
export function roundFactor(L: number, delta: string, K: number): Ratio {
  const eta = stepSizeOf(L, delta, K);
  const f = parseExactNumber(flatCurvature);
  const d = parseExactNumber(delta);
  const h = createRatio(
    f.numerator * d.denominator + d.numerator * f.denominator,
    f.denominator * d.denominator,
  );
  const scaled = createRatio(eta.numerator * h.numerator, eta.denominator * h.denominator);
  const base = subtractRatios({ numerator: 1n, denominator: 1n }, scaled);
  // numerator and denominator have no common factor, so neither have their powers
  const power = { numerator: base.numerator ** BigInt(K), denominator: base.denominator ** BigInt(K) };
  // 1 − (1 − Q) λ_f/λ_h, over one denominator
  const share = createRatio(f.numerator * h.denominator, f.denominator * h.numerator);
  return {
    numerator:
      power.denominator * share.denominator - (power.denominator - power.numerator) * share.numerator,
    denominator: power.denominator * share.denominator,
  };
}

/** Target gradients until the distance along the flattest direction is a tenth. */
export function gradientsToTenth(L: number, delta: string, K: number): number {
  return costOf(nearestDouble(roundFactor(L, delta, K)));
}

/** The same for gradient descent with η = 1/L. */
export function gradientsToTenthBySgd(L: number): number {
  return costOf(1 - Number(flatCurvature) / L);
}

const costOf = (factor: number): number => Math.log(0.1) / Math.log(Math.abs(factor));
