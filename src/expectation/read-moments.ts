/** Mean and covariance of a block of the state, read off its second moments. */
import type { Ratio } from '../exact/index.js';
import type { Moments } from './expectation-result.js';
import type { HalfVectorIndex } from './half-vector.js';

/** Second moments over one whole number: S·one. */
export interface ScaledMoments {
  /** An entry of the half-vector of S·one. */
  readonly entry: (position: number) => bigint;
  readonly one: bigint;
  /** numerator/one or numerator/one², in lowest terms. */
  readonly toRatio: (numerator: bigint, power: 1 | 2) => Ratio;
}

/**
 * The moments of the d entries of z from `from` on: E v is in the column of the constant, and
 * Cov v = E vvᵀ − (E v)(E v)ᵀ.
 */
export function readMoments(
  index: HalfVectorIndex,
  { entry, one, toRatio }: ScaledMoments,
  from: number,
  dimension: number,
): Moments {
  const constant = index.size - 1;
  const means = Array.from({ length: dimension }, (_, i) => entry(index.at(from + i, constant)));
  const covariance: Ratio[][] = means.map(() => []);
  let trace = 0n;
  for (let i = 0; i < dimension; i += 1) {
    for (let j = i; j < dimension; j += 1) {
      const moment = entry(index.at(from + i, from + j));
      const numerator = moment * one - (means[i] as bigint) * (means[j] as bigint);
      if (i === j) trace += numerator;
      const ratio = toRatio(numerator, 2);
      (covariance[i] as Ratio[])[j] = ratio;
      (covariance[j] as Ratio[])[i] = ratio;
    }
  }
  return {
    mean: means.map((numerator) => toRatio(numerator, 1)),
    covariance,
    totalVariance: toRatio(trace, 2),
  };
}
