/** A2: the Hessians of target and auxiliary are similar. */
import { hasSpectralNormAtMost, subtractMatrices, type Field, type Matrix } from '../../algebra/index.js';
import type { QuadraticProblem } from '../problem.js';
import type { Assumption } from './assumption.js';

/** A2: the gradient of the difference is δ-Lipschitz. */
export const hessianSimilarityAssumption: Assumption = {
  id: 'A2',
  title: 'Hessian similarity',
  statement: 'the gradient of the difference D = f − h is δ-Lipschitz; nothing else is asked of h',
  latex: '\\lVert \\nabla D(u) - \\nabla D(v) \\rVert \\le \\delta \\lVert u - v \\rVert',
};

/** ∇²D = A − B. */
export function differenceMatrix<S>(field: Field<S>, problem: QuadraticProblem<S>): Matrix<S> {
  return subtractMatrices(field, problem.target.matrix, problem.auxiliary.matrix);
}

/**
 * A2 for a quadratic problem, decided exactly: −δ·I ⪯ A − B ⪯ δ·I.
 *
 * @param hessianSimilarity - δ ≥ 0, unit value/point².
 */
export function isHessianSimilar<S>(
  field: Field<S>,
  problem: QuadraticProblem<S>,
  hessianSimilarity: S,
): boolean {
  return hasSpectralNormAtMost(field, differenceMatrix(field, problem), hessianSimilarity);
}
