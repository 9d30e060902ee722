/** A5: similarity of the samples themselves, in mean square. AuxMVR needs it. */
import {
  addMatrices,
  isPositiveSemidefinite,
  multiplyMatrices,
  scaledIdentity,
  scaleMatrix,
  subtractMatrices,
  transpose,
  type Field,
  type Matrix,
} from '../../algebra/index.js';
import type { QuadraticProblem } from '../problem.js';
import type { Assumption } from './assumption.js';

/** A5: single samples of the difference are δ-Lipschitz in mean square. */
export const meanSquareSimilarityAssumption: Assumption = {
  id: 'A5',
  title: 'mean-square similarity',
  statement: 'the sampled difference is δ-Lipschitz in mean square; implies A2 with the same δ',
  latex: '\\mathbb{E} \\lVert g_D(x, \\xi) - g_D(y, \\xi) \\rVert^2 \\le \\delta^2 \\lVert x - y \\rVert^2',
};

/** E D_jᵀD_j with D_j = A_j − B_j: the least δ² of A5 is its largest eigenvalue. */
export function meanSquareDifference<S>(field: Field<S>, problem: QuadraticProblem<S>): Matrix<S> {
  return meanSquare(
    field,
    problem.dimension,
    problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
      probability,
      matrix: subtractMatrices(field, target.matrix, auxiliary.matrix),
    })),
  );
}

/** E A_jᵀA_j: the least L₂² of A7 is its largest eigenvalue. */
export const meanSquareTarget = <S>(
  field: Field<S>,
  { dimension, snapshotAtoms }: QuadraticProblem<S>,
): Matrix<S> =>
  meanSquare(
    field,
    dimension,
    snapshotAtoms.map(({ probability, target }) => ({ probability, matrix: target.matrix })),
  );

/** E (B_i − B)ᵀ(B_i − B) over the local atoms: the least ℓ² of A6 is its largest eigenvalue. */
export const localSpread = <S>(
  field: Field<S>,
  { dimension, localAtoms, auxiliary: mean }: QuadraticProblem<S>,
): Matrix<S> =>
  meanSquare(
    field,
    dimension,
    localAtoms.map(({ probability, auxiliary }) => ({
      probability,
      matrix: subtractMatrices(field, auxiliary.matrix, mean.matrix),
    })),
  );

/** E MᵀM. */
function meanSquare<S>(
  field: Field<S>,
  dimension: number,
  atoms: readonly { readonly probability: S; readonly matrix: Matrix<S> }[],
): Matrix<S> {
  const terms = atoms.map(({ probability, matrix }) =>
    scaleMatrix(field, probability, multiplyMatrices(field, transpose(matrix), matrix)),
  );
  return terms.reduce(
    (sum, term) => addMatrices(field, sum, term),
    scaledIdentity(field, dimension, field.zero),
  );
}

/**
 * A5 for a quadratic problem, decided exactly: δ²·I − E D_jᵀD_j ⪰ 0. For the hypotheses of MVR-1.
 *
 * @param hessianSimilarity - δ ≥ 0 of A5 (not smaller than that of A2), unit value/point².
 */
export function isMeanSquareSimilar<S>(
  field: Field<S>,
  problem: QuadraticProblem<S>,
  hessianSimilarity: S,
): boolean {
  const square = field.multiply(hessianSimilarity, hessianSimilarity);
  const identity = scaledIdentity(field, problem.dimension, square);
  return isPositiveSemidefinite(
    field,
    subtractMatrices(field, identity, meanSquareDifference(field, problem)),
  );
}
