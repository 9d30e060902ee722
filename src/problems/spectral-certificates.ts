/** Certified spectral norms: L = ‖A‖, δ = ‖A − B‖, and A5's δ = √λ_max(E DᵀD). */
import {
  addMatrices,
  hasSpectralNormAtMost,
  isPositiveSemidefinite,
  rank,
  scaledIdentity,
  scaleMatrix,
  subtractMatrices,
  type Matrix,
} from '../../spec/algebra/index.js';
import { type ExactField, type Ratio } from '../exact/index.js';
import { integerRing } from '../exact/integer-ring.js';
import { certifyBound, zeroBound, type CertifiedBound } from './certified-bound.js';
import { toIntegerMatrix, type IntegerMatrix } from './solve-linear.js';

/**
 * Certified rational bounds on the spectral norm ‖M‖ of a symmetric matrix.
 *
 * $$\lVert M \rVert \le c \iff -cI \preceq M \preceq cI$$
 *
 * Both sides are decided by fraction-free elimination over whole numbers; floating point has no part in it.
 *
 * @param field - the arithmetic of `matrix`.
 * @param matrix - M, d×d, symmetric, d ≥ 1; unit value/point² for a Hessian.
 * @returns ‖M‖ itself where it is a short decimal or fraction, otherwise bounds with a relative gap ≤ 10⁻¹².
 * @example
 * ```ts
 * import { createRationalField } from 'auxopt/exact';
 * import { certifySpectralBound } from 'auxopt/problems';
 *
 * const field = createRationalField();
 * const [one, two] = [field.one, field.fromString('2')];
 * certifySpectralBound(field, [[two, one], [one, two]]); // upper 3, exact
 * ```
 */
export function certifySpectralBound<S>(field: ExactField<S>, matrix: Matrix<S>): CertifiedBound {
  const integer = toIntegerMatrix(matrix.map((row) => row.map(field.toRatio)));
  if (isZeroMatrix(integer)) return zeroBound;
  const { entries, scale } = integer;
  // ‖N/s‖ ≤ p/q iff ‖qN‖ ≤ ps, and p/q is an eigenvalue up to sign iff psI ∓ qN is singular.
  const parts = ({ numerator, denominator }: Ratio) => ({
    bound: numerator * scale,
    scaled: scaleMatrix(integerRing, denominator, entries),
  });
  return certifyBound({
    exponent: rowSumExponent(integer),
    isAtMost: (candidate) => {
      const { bound, scaled } = parts(candidate);
      return hasSpectralNormAtMost(integerRing, scaled, bound);
    },
    isEqualTo: (candidate) => {
      const { bound, scaled } = parts(candidate);
      const identity = scaledIdentity(integerRing, entries.length, bound);
      return (
        isSingular(subtractMatrices(integerRing, identity, scaled)) ||
        isSingular(addMatrices(integerRing, identity, scaled))
      );
    },
  });
}

/**
 * Certified rational bounds on √λ_max(M) of a positive semidefinite matrix, for example A5's δ of M = E DᵀD.
 *
 * $$\lambda_{\max}(M) \le c^2 \iff c^2 I - M \succeq 0$$
 *
 * @param field - the arithmetic of `matrix`.
 * @param matrix - M, d×d, symmetric, M ⪰ 0, d ≥ 1; unit (value/point²)² for E DᵀD.
 * @returns the root itself where it is a short decimal or fraction, otherwise bounds with a relative gap ≤ 10⁻¹².
 */
export function certifyRootSpectralBound<S>(field: ExactField<S>, matrix: Matrix<S>): CertifiedBound {
  const integer = toIntegerMatrix(matrix.map((row) => row.map(field.toRatio)));
  if (isZeroMatrix(integer)) return zeroBound;
  const { entries, scale } = integer;
  // p²/q² − N/s, times q²s.
  const slack = ({ numerator, denominator }: Ratio): Matrix<bigint> =>
    subtractMatrices(
      integerRing,
      scaledIdentity(integerRing, entries.length, numerator ** 2n * scale),
      scaleMatrix(integerRing, denominator ** 2n, entries),
    );
  return certifyBound({
    exponent: Math.ceil(rowSumExponent(integer) / 2),
    isAtMost: (candidate) => isPositiveSemidefinite(integerRing, slack(candidate)),
    isEqualTo: (candidate) => isSingular(slack(candidate)),
  });
}

function isZeroMatrix({ entries }: IntegerMatrix): boolean {
  return entries.every((row) => row.every((value) => value === 0n));
}

function isSingular(matrix: Matrix<bigint>): boolean {
  return rank(integerRing, matrix) < matrix.length;
}

/** Some e with (largest absolute row sum) ≤ 2ᵉ; no eigenvalue exceeds that sum. */
function rowSumExponent({ entries, scale }: IntegerMatrix): number {
  const largest = entries
    .map((row) => row.reduce((sum, value) => sum + (value < 0n ? -value : value), 0n))
    .reduce((left, right) => (left > right ? left : right));
  return largest.toString(2).length - scale.toString(2).length + 1;
}
