/** Mean and covariance of a block of the state, read off its second moments. */
import type { Ratio, SharedScale } from '../exact/index.js';
import { sharedRatios } from '../exact/index.js';
import type { Moments } from './expectation-result.js';
import type { HalfVectorIndex } from './half-vector.js';
import { toRatio } from './scaled-number.js';

/**
 * The moments of the d entries of z from `from` on: E v is in the column of the constant, and
 * Cov v = E vvᵀ − (E v)(E v)ᵀ.
 *
 * @param values - the half-vector of E zzᵀ·q^places.
 */
export function readMoments(
  scale: SharedScale,
  index: HalfVectorIndex,
  values: readonly bigint[],
  places: number,
  from: number,
  dimension: number,
): Moments {
  const { base, power } = scale;
  const constant = index.size - 1;
  const entries = Array.from({ length: dimension }, (_, i) => from + i);
  const numerators = entries.map((i) => values[index.at(i, constant)] as bigint);
  const one = power(places);
  const covariance: Ratio[][] = entries.map(() => []);
  let trace = 0n;
  for (let i = 0; i < dimension; i += 1) {
    for (let j = i; j < dimension; j += 1) {
      const moment = values[index.at(from + i, from + j)] as bigint;
      const numerator = moment * one - (numerators[i] as bigint) * (numerators[j] as bigint);
      if (i === j) trace += numerator;
      const entry = toRatio(scale, { numerator, places: 2 * places });
      (covariance[i] as Ratio[])[j] = entry;
      (covariance[j] as Ratio[])[i] = entry;
    }
  }
  return {
    mean: sharedRatios({ numerators, base, places }),
    covariance,
    totalVariance: toRatio(scale, { numerator: trace, places: 2 * places }),
  };
}
