/** A quadratic problem in the eigenbasis of one of its matrices, and how far rounding has moved it. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../../errors.js';
import type { FastAffineGradient, FastQuadraticFunction, FastQuadraticProblem } from '../problem.js';

/** The problem in other coordinates: x = Q z. */
export interface RotatedProblem {
  readonly problem: FastQuadraticProblem;
  /** Q̂, the computed eigenvectors as columns. */
  readonly basis: Matrix;
  /** See `FastSweep.perturbation`. */
  readonly perturbation: number;
}

/** γₙ = nu/(1 − nu): n roundings one after the other change a product by no larger factor than 1 ± γₙ. */
const gamma = (n: number): number => (n * 2 ** -53) / (1 - n * 2 ** -53);

/**
 * Rotates every matrix M into fl(Q̂ᵀ M Q̂) and every vector v into fl(Q̂ᵀ v), Q̂ being the computed eigenvectors of the
 * symmetric matrix `diagonalized`, which itself becomes the diagonal matrix of its computed eigenvalues Λ̂.
 *
 * With ε ≥ ‖Q̂ᵀQ̂ − I‖ there is an orthogonal Q within ε of Q̂ (its polar factor), and
 * ‖QᵀMQ − Q̂ᵀMQ̂‖ ≤ (2ε + ε²)‖M‖. The two products of `rotated` err by γ_{2d}‖Q̂‖²‖M‖, in the Frobenius norm, and the
 * eigenvalues leave the residual R − Λ̂. Hence every matrix of the result is QᵀM̃Q with
 *
 * $$ \lVert \tilde M - M\rVert_F \le \Bigl(2\varepsilon + \varepsilon^2 + \gamma_{2d}\lVert\hat Q\rVert_F^2 +
 *    \frac{\lVert R - \hat\Lambda\rVert_F}{\lVert B\rVert_F}\Bigr) \lVert M\rVert_F . $$
 *
 * Vectors move less: by (ε + γ_d‖Q̂‖)‖v‖. The bound itself is a sum of terms that are not negative; the last factor
 * covers its own rounding.
 */
export function rotateProblem(problem: FastQuadraticProblem, diagonalized: Matrix): RotatedProblem {
  const { dimension } = problem;
  const { basis, realEigenvalues } = decompose(diagonalized);
  const transposed = basis.transpose();
  const rotated = (matrix: Matrix): Matrix => transposed.mmul(matrix).mmul(basis);
  const eigenvalues = Matrix.diag(realEigenvalues);

  const basisNorm = basis.norm();
  const offOrthogonal =
    Matrix.sub(transposed.mmul(basis), Matrix.eye(dimension)).norm() + gamma(dimension) * basisNorm ** 2;
  const size = diagonalized.norm();
  const residual = size === 0 ? 0 : Matrix.sub(rotated(diagonalized), eigenvalues).norm() / size;
  const ownRounding = 1 + gamma(4 * dimension ** 2 + 32);
  const perturbation =
    (2 * offOrthogonal + offOrthogonal ** 2 + gamma(2 * dimension) * basisNorm ** 2 + residual) * ownRounding;
  if (!(perturbation < 1)) refuseMatrix();

  const known = new Map<Matrix, Matrix>([[diagonalized, eigenvalues]]);
  const toMatrix = (matrix: Matrix): Matrix => {
    const done = known.get(matrix);
    if (done !== undefined) return done;
    const result = matrix.isSymmetric() ? mirrored(rotated(matrix)) : rotated(matrix);
    known.set(matrix, result);
    return result;
  };
  const toAffine = ({ matrix, vector }: FastAffineGradient): FastAffineGradient => ({
    matrix: toMatrix(matrix),
    vector: Float64Array.from(transposed.mmul(Matrix.columnVector(Array.from(vector))).to1DArray()),
  });
  const toQuadratic = (quadratic: FastQuadraticFunction): FastQuadraticFunction => ({
    ...toAffine(quadratic),
    constant: quadratic.constant,
  });
  return {
    problem: {
      dimension,
      target: toQuadratic(problem.target),
      auxiliary: toQuadratic(problem.auxiliary),
      snapshotAtoms: problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
        probability,
        target: toAffine(target),
        auxiliary: toAffine(auxiliary),
      })),
      localAtoms: problem.localAtoms.map(({ probability, auxiliary }) => ({
        probability,
        auxiliary: toAffine(auxiliary),
      })),
    },
    basis,
    perturbation,
  };
}

function decompose(matrix: Matrix): { readonly basis: Matrix; readonly realEigenvalues: number[] } {
  try {
    const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(matrix, {
      assumeSymmetric: true,
    });
    return { basis: eigenvectorMatrix, realEigenvalues };
  } catch {
    return refuseMatrix(); // it leaves its arrays where a norm underflows
  }
}

function refuseMatrix(): never {
  throw new InputError({
    problem: 'its eigenvectors could not be computed',
    where: 'problem.localAtoms[0].auxiliary.matrix',
    expected: 'a symmetric matrix of numbers whose squares neither overflow nor underflow',
    fix: 'Change the units of the problem, or use runFast.',
  });
}

/** The upper triangle twice: Q̂ᵀMQ̂ is symmetric where M is, but its rounding is not. */
function mirrored(matrix: Matrix): Matrix {
  for (let i = 0; i < matrix.rows; i += 1) {
    for (let j = 0; j < i; j += 1) matrix.set(i, j, matrix.get(j, i));
  }
  return matrix;
}
