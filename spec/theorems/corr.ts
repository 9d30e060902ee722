/** CORR: correlated snapshot noise helps, in the Loewner order; the scalar version is false. */
import {
  addMatrices,
  isPositiveSemidefinite,
  subtractMatrices,
  transpose,
  type Field,
  type Matrix,
} from '../algebra/index.js';
import { constantsNote, type TheoremHeader } from './theorem.js';

/** M + Mᵀ, twice the symmetric part. */
function twiceSymmetricPart<S>(field: Field<S>, matrix: Matrix<S>): Matrix<S> {
  return addMatrices(field, matrix, transpose(matrix));
}

/**
 * Whether CORR promises that no E‖∇f(y^{t,k})‖² is larger under `higher` than under `lower`.
 * For pairs of problems with the same marginal noise.
 *
 * @param lower - Cov(noise_f, noise_h) of one problem, d×d.
 * @param higher - that of another with the same marginal covariances.
 */
export function isCorrelationIncrease<S>(field: Field<S>, lower: Matrix<S>, higher: Matrix<S>): boolean {
  const gained = subtractMatrices(field, twiceSymmetricPart(field, higher), twiceSymmetricPart(field, lower));
  return isPositiveSemidefinite(field, gained);
}

/**
 * Why the scalar E⟨noise_f, noise_h⟩ is not enough: it increases from `lower` to `higher`, σ_D² = tr Σ_D decreases, and
 * yet tr(A²Σ_D), the noise part of E‖∇f(x¹)‖² at K = 1, a = 1 up to η², increases. Both marginals are I.
 */
export const scalarCounterexample: {
  readonly targetMatrix: Matrix<string>;
  readonly marginal: Matrix<string>;
  readonly lower: Matrix<string>;
  readonly higher: Matrix<string>;
  readonly snapshotVariances: readonly [lower: string, higher: string];
  readonly weightedVariances: readonly [lower: string, higher: string];
} = {
  targetMatrix: [
    ['1', '0'],
    ['0', '0.01'],
  ],
  marginal: [
    ['1', '0'],
    ['0', '1'],
  ],
  lower: [
    ['0.2', '0'],
    ['0', '0'],
  ],
  higher: [
    ['0', '0'],
    ['0', '0.9'],
  ],
  snapshotVariances: ['3.6', '2.2'],
  weightedVariances: ['1.6002', '2.00002'],
};

/** CORR as data. The -target variants and naive never use ξ_h, so they are insensitive. */
export const corr: TheoremHeader<'CORR'> = {
  id: 'CORR',
  title: 'more correlated snapshot noise does not hurt, in the Loewner order',
  variants: ['aux-mom', 'aux-mvr'],
  assumptions: ['quadratics', 'additive snapshot noise', 'independent local noise of any kind'],
  kind: 'tight',
  source: 'auxopt',
  note:
    `${constantsNote} Every E‖∇f(y^{t,k})‖² is affine in Σ_D with a positive semidefinite coefficient C; the ` +
    "decrease is strict iff C(Σ_D − Σ_D') ≠ 0. With only the scalar correlation the claim is false.",
};

/** CORR in TeX. */
export const correlationLatex =
  '\\mathbb{E}\\lVert\\nabla f(y^{t,k})\\rVert^2 = c + \\operatorname{tr}(C\\,\\Sigma_D),\\quad C \\succeq 0';
