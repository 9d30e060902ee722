/** STAB on the published toy: f = x²/2, h with curvature 1 ± δ, K = 10, η = 1/(δK). */
import {
  roundMatrix,
  stabilityVerdict,
  type StabilityInput,
  type StabilityVerdict,
} from '../../../spec/theorems/index.js';
import { createRatio, parseExactNumber, ratioField, type Ratio } from '../../../src/exact/index.js';
import { locateSpectralRadius, type SmallMatrix } from './spectrum.js';

/** One row: the dissimilarity, the sign of D, and what happens for one a. */
export interface ToyStability {
  /** λ_h = 1 + δ (h more curved than f) or 1 − δ (less; concave for δ > 1). */
  readonly auxiliaryEigenvalue: Ratio;
  readonly momentumWeight: Ratio;
  readonly verdict: StabilityVerdict;
  /** The factor on (x − x*, m − m*) a round, asymptotically: the spectral radius, within 10⁻⁶ above it. */
  readonly factor: Ratio;
}

/** {@link ToyStability} of one row. */
export function describeToy(input: StabilityInput<Ratio>): ToyStability {
  return {
    auxiliaryEigenvalue: input.auxiliaryEigenvalue,
    momentumWeight: input.momentumWeight,
    verdict: stabilityVerdict(ratioField, input),
    factor: boundSpectralRadius(roundMatrix(ratioField, input), 6),
  };
}

/**
 * The least c = n·10^−places with spectral radius of M ≤ c: certified, since each comparison is exact.
 *
 * The radius itself is irrational in general; M/c has spectral radius ≤ 1 iff M has one ≤ c.
 *
 * @param places - decimal places of c, so that c is less than 10^−places above the radius.
 */
export function boundSpectralRadius(matrix: SmallMatrix<Ratio>, places: number): Ratio {
  const unit = 10n ** BigInt(places);
  const [[p, q], [r, s]] = matrix;
  const isBelow = (count: bigint): boolean => {
    const scaled = (value: Ratio): Ratio => ratioField.multiply(createRatio(unit, count), value);
    const radius = locateSpectralRadius(ratioField, [[scaled(p), scaled(q)], [scaled(r), scaled(s)]]); // prettier-ignore
    return radius !== 'above';
  };
  let high = 1n;
  while (!isBelow(high)) high *= 2n;
  let low = high / 2n; // not a bound, or 0
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isBelow(middle)) high = middle;
    else low = middle;
  }
  return createRatio(high, unit);
}

/** The rows of the docs: the published ones have a = 1, and all of them K = 10 and η = min(1/2, 1/(δK)). */
export const toyRows: readonly StabilityInput<Ratio>[] = (
  [
    ['2', '1/10'],
    ['-1', '1/20'],
    ['-9', '1/100'],
    ['-99', '1/1000'],
  ] as const
).flatMap(([auxiliary, stepSize]) =>
  ['1', '0.5', '0.1'].map((weight) => ({
    stepSize: parseExactNumber(stepSize),
    momentumWeight: parseExactNumber(weight),
    localStepCount: 10,
    targetEigenvalue: ratioField.one,
    auxiliaryEigenvalue: parseExactNumber(auxiliary),
  })),
);
