/** Where the eigenvalues of a real 2×2 matrix lie with respect to the unit circle, decided without computing them. */
import { absolute, fromInteger, type Field } from '../../../spec/algebra/index.js';
import type { StabilityVerdict } from '../../../spec/theorems/index.js';

/** A real 2×2 matrix by its rows. */
export type SmallMatrix<S> = readonly [readonly [S, S], readonly [S, S]];

/** Whether the spectral radius is < 1, = 1 or > 1. */
export type SpectralRadius = 'below' | 'one' | 'above';

/** What STAB says about a map of this spectral radius. */
export const verdictOfRadius: Readonly<Record<SpectralRadius, StabilityVerdict>> = {
  below: 'true',
  one: 'boundary',
  above: 'false',
};

/**
 * The spectral radius of M against 1, from the roots of z² − τz + d themselves and not from Jury's inequalities.
 *
 * $$\Delta = \tau^2 - 4d < 0 \implies \lvert z_\pm \rvert^2 = d, \qquad
 *   \Delta \ge 0 \implies \max \lvert z_\pm \rvert = \tfrac12 (\lvert \tau \rvert + \sqrt\Delta)$$
 *
 * Roots that are real are located by squaring: ½(|τ| + √Δ) < 1 iff √Δ < 2 − |τ|, iff 2 − |τ| > 0 and Δ < (2 − |τ|)².
 *
 * @param matrix - M; its entries may be any elements of an ordered ring.
 * @returns the exact answer: nothing is divided, rounded or extracted.
 * @example
 * ```ts
 * import { createRationalField } from 'auxopt/exact';
 * import { locateSpectralRadius } from './spectrum.js';
 *
 * const field = createRationalField();
 * const [zero, half, one] = ['0', '1/2', '1'].map(field.fromString);
 * locateSpectralRadius(field, [[zero, one], [half, zero]]); // 'below', since z² = 1/2
 * ```
 */
export function locateSpectralRadius<S>(field: Field<S>, matrix: SmallMatrix<S>): SpectralRadius {
  const { add, subtract, multiply, compare, zero, one } = field;
  const [[p, q], [r, s]] = matrix;
  const trace = add(p, s);
  const determinant = subtract(multiply(p, s), multiply(q, r));
  const discriminant = subtract(multiply(trace, trace), multiply(fromInteger(field, 4), determinant));
  if (compare(discriminant, zero) < 0) return fromSign(compare(determinant, one));
  const room = subtract(fromInteger(field, 2), absolute(field, trace));
  return compare(room, zero) < 0 ? 'above' : fromSign(compare(discriminant, multiply(room, room)));
}

function fromSign(sign: number): SpectralRadius {
  if (sign === 0) return 'one';
  return sign < 0 ? 'below' : 'above';
}
