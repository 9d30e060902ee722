/** A1: the target is smooth and bounded below. */
import { hasSpectralNormAtMost, isPositiveSemidefinite, rank, type Field } from '../../algebra/index.js';
import type { QuadraticFunction, QuadraticProblem } from '../problem.js';
import type { Assumption } from './assumption.js';

/** A1: the target is L-smooth and bounded below. */
export const smoothnessAssumption: Assumption = {
  id: 'A1',
  title: 'smoothness',
  statement: 'the target f is L-smooth and bounded below',
  latex: '\\lVert \\nabla f(u) - \\nabla f(v) \\rVert \\le L \\lVert u - v \\rVert,\\quad \\inf f > -\\infty',
};

/** Whether ½xᵀM x − vᵀx + c is bounded below: M ⪰ 0 and v ∈ range(M). For A1. */
export function isBoundedBelow<S>(field: Field<S>, { matrix, vector }: QuadraticFunction<S>): boolean {
  if (!isPositiveSemidefinite(field, matrix)) return false;
  const bordered = matrix.map((row, i) => [...row, vector[i] as S]);
  return rank(field, bordered) === rank(field, matrix);
}

/**
 * A1 for a quadratic target, decided exactly: −L·I ⪯ A ⪯ L·I and inf f > −∞.
 * For the hypotheses of a theorem on a problem of one's own.
 *
 * @param smoothness - L ≥ 0, unit value/point².
 */
export function isSmooth<S>(field: Field<S>, problem: QuadraticProblem<S>, smoothness: S): boolean {
  return (
    hasSpectralNormAtMost(field, problem.target.matrix, smoothness) && isBoundedBelow(field, problem.target)
  );
}

/** Whether the auxiliary h is convex: B ⪰ 0. For descriptions of a problem: no theorem needs it. */
export function isAuxiliaryConvex<S>(field: Field<S>, problem: QuadraticProblem<S>): boolean {
  return isPositiveSemidefinite(field, problem.auxiliary.matrix);
}
