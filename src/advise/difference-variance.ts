/** σ_D² from σ_f², s_h² and their covariance or correlation. */
import { createRatio, type Ratio } from '../exact/index.js';
import { integerRoot } from '../exact/exact-number.js';
import { exactly, isCertain, type Constant } from './constant.js';
import {
  addRatios,
  compareRatios,
  multiplyRatios,
  oneRatio,
  wholeRatio,
  zeroRatio,
} from './ratio-arithmetic.js';

/** What {@link differenceVariance} takes. */
export interface NoiseParts {
  readonly targetVariance?: Constant;
  readonly snapshotAuxiliaryVariance?: Constant;
  readonly noiseCovariance?: Constant;
  readonly noiseCorrelation?: Constant;
}

/**
 * The variance of g_f − g_h.
 *
 * $$\sigma_D^2 = \sigma_f^2 + s_h^2 - 2\,\mathbb{E}\langle n_f, n_h\rangle
 *   = \sigma_f^2 + s_h^2 - 2\rho\,\sigma_f s_h$$
 *
 * Ends are combined so that the result holds whatever the parts are within theirs. With ρ the root is rounded outwards to a
 * relative 10⁻²⁰.
 *
 * @returns undefined where a part is missing.
 */
export function differenceVariance(parts: NoiseParts): Constant | undefined {
  const { targetVariance, snapshotAuxiliaryVariance, noiseCovariance, noiseCorrelation } = parts;
  if (targetVariance === undefined || snapshotAuxiliaryVariance === undefined) return undefined;
  const covariance =
    noiseCovariance ??
    (noiseCorrelation && covarianceOf(targetVariance, snapshotAuxiliaryVariance, noiseCorrelation));
  if (covariance === undefined) return undefined;
  const combine = (target: Ratio, auxiliary: Ratio, cross: Ratio): Ratio => {
    const sum = addRatios(addRatios(target, auxiliary), multiplyRatios(wholeRatio(-2), cross));
    return compareRatios(sum, zeroRatio) < 0 ? zeroRatio : sum;
  };
  const value = combine(targetVariance.value, snapshotAuxiliaryVariance.value, covariance.value);
  const method = 'σ_f² + s_h² − 2 E⟨noise_f, noise_h⟩';
  if ([targetVariance, snapshotAuxiliaryVariance, covariance].every(isCertain)) return exactly(value, method);
  const lower =
    covariance.upper === undefined
      ? zeroRatio
      : combine(targetVariance.lower, snapshotAuxiliaryVariance.lower, covariance.upper);
  const [targetUpper, auxiliaryUpper] = [targetVariance.upper, snapshotAuxiliaryVariance.upper];
  const isLimited = targetUpper !== undefined && auxiliaryUpper !== undefined;
  return {
    value,
    lower,
    ...(isLimited && { upper: combine(targetUpper, auxiliaryUpper, covariance.lower) }),
    kind: 'estimate',
    method,
  };
}

/** ρ σ_f s_h, with ends. */
function covarianceOf(target: Constant, auxiliary: Constant, correlation: Constant): Constant {
  const minusOne = wholeRatio(-1);
  const product = (rho: Ratio, f: Ratio, h: Ratio, direction: 'up' | 'down'): Ratio => {
    const isNegative = rho.numerator < 0n;
    return multiplyRatios(rho, root(multiplyRatios(f, h), (direction === 'up') !== isNegative));
  };
  const [low, high] = [correlation.lower, correlation.upper ?? oneRatio];
  const lowest = compareRatios(low, minusOne) < 0 ? minusOne : low;
  const upperProduct = (rho: Ratio, direction: 'up' | 'down'): Ratio | undefined =>
    target.upper === undefined || auxiliary.upper === undefined
      ? undefined
      : product(rho, target.upper, auxiliary.upper, direction);
  const lower =
    lowest.numerator < 0n
      ? upperProduct(lowest, 'down')
      : product(lowest, target.lower, auxiliary.lower, 'down');
  const upper =
    high.numerator < 0n ? product(high, target.lower, auxiliary.lower, 'up') : upperProduct(high, 'up');
  // Rounded down, so that the σ_D² made from it is rounded up.
  const value = product(correlation.value, target.value, auxiliary.value, 'down');
  if ([target, auxiliary, correlation].every(isCertain)) return exactly(value);
  return { value, lower: lower ?? value, ...(upper !== undefined && { upper }), kind: 'estimate' };
}

/** √value to a relative 10⁻²⁰, rounded up or down; exact where it is rational. */
function root({ numerator, denominator }: Ratio, isUp: boolean): Ratio {
  // √(n/d) = √(nd)/d, scaled so that the whole root has enough digits.
  const scale = 10n ** 20n;
  const square = numerator * denominator * scale * scale;
  const floor = integerRoot(square);
  const whole = isUp && floor * floor < square ? floor + 1n : floor;
  return createRatio(whole, denominator * scale);
}
