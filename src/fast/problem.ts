/** A quadratic problem in doubles, on ml-matrix: the mirror of `QuadraticProblem` in the specification. */
import { Matrix } from 'ml-matrix';
import type { AffineGradient, QuadraticFunction, QuadraticProblem } from '../../spec/model/index.js';
import type { Matrix as Rows } from '../../spec/algebra/index.js';
import { InputError } from '../errors.js';

/** An affine gradient sample x ↦ M x − v. */
export interface FastAffineGradient {
  /** M, d×d, unit value/point². A mean must be symmetric, an atom need not be. */
  readonly matrix: Matrix;
  /** v, d doubles, unit value/point. */
  readonly vector: Float64Array | readonly number[];
}

/** A quadratic φ(x) = ½ xᵀM x − vᵀx + c. */
export interface FastQuadraticFunction extends FastAffineGradient {
  /** c, unit value. */
  readonly constant: number;
}

/** One outcome ξ of the snapshot oracle. */
export interface FastSnapshotAtom {
  /** p_j ∈ (0, 1]. */
  readonly probability: number;
  /** g_f(x, ξ_j) = A_j x − b_j. */
  readonly target: FastAffineGradient;
  /** g_h(x, ξ_j) = B_j x − c_j. */
  readonly auxiliary: FastAffineGradient;
}

/** One outcome ζ of the local oracle. */
export interface FastLocalAtom {
  /** q_i ∈ (0, 1]. */
  readonly probability: number;
  /** g_h(y, ζ_i) = B_i y − c_i. */
  readonly auxiliary: FastAffineGradient;
}

/** A quadratic problem: the means f and h, and the atoms of both oracles. */
export interface FastQuadraticProblem {
  /** d ≥ 1. */
  readonly dimension: number;
  /** f, the function to minimise. */
  readonly target: FastQuadraticFunction;
  /** h, the function whose gradients are cheap. */
  readonly auxiliary: FastQuadraticFunction;
  /** Support of ξᵗ, at least one atom. */
  readonly snapshotAtoms: readonly FastSnapshotAtom[];
  /** Support of ζ^{t,k}, at least one atom. */
  readonly localAtoms: readonly FastLocalAtom[];
}

/**
 * A problem of the specification in doubles.
 *
 * Atoms that share one matrix object in `problem` share one `Matrix` in the result, so a problem with additive noise
 * is stored once however many atoms it has.
 *
 * @param problem - numbers of any kind; rows of equal length.
 * @param toNumber - the double of an element; `Number` by default, which is the identity for numbers and rounds
 *   correctly for decimals and decimal strings. A fraction as text (`1/3`) needs its own conversion.
 * @returns the problem with every element rounded by `toNumber`, and otherwise as it is. An element without a double
 *   becomes NaN, which `createFastQuadraticOracle` refuses by name.
 * @throws InputError where a matrix has rows of different lengths.
 *
 * @example
 * ```ts
 * import { toFastProblem } from 'auxopt/fast';
 *
 * const half = { matrix: [['0.5']], vector: ['0'], constant: '0' };
 * const problem = toFastProblem({
 *   dimension: 1,
 *   target: half,
 *   auxiliary: half,
 *   snapshotAtoms: [{ probability: '1', target: half, auxiliary: half }],
 *   localAtoms: [{ probability: '1', auxiliary: half }],
 * });
 * problem.target.matrix.get(0, 0); // 0.5
 * ```
 */
export function toFastProblem<S>(
  problem: QuadraticProblem<S>,
  toNumber: (value: S) => number = Number,
): FastQuadraticProblem {
  const converted = new Map<Rows<S>, Matrix>();
  const toMatrix = (rows: Rows<S>, where: string): Matrix => {
    const known = converted.get(rows);
    if (known !== undefined) return known;
    const matrix = new Matrix(assertRectangular(rows, where).map((row) => row.map(toNumber)));
    converted.set(rows, matrix);
    return matrix;
  };
  const toAffine = ({ matrix, vector }: AffineGradient<S>, where: string): FastAffineGradient => ({
    matrix: toMatrix(matrix, `${where}.matrix`),
    vector: Float64Array.from(vector, toNumber),
  });
  const toQuadratic = (quadratic: QuadraticFunction<S>, where: string): FastQuadraticFunction => ({
    ...toAffine(quadratic, where),
    constant: toNumber(quadratic.constant),
  });
  return {
    dimension: problem.dimension,
    target: toQuadratic(problem.target, 'problem.target'),
    auxiliary: toQuadratic(problem.auxiliary, 'problem.auxiliary'),
    snapshotAtoms: problem.snapshotAtoms.map(({ probability, target, auxiliary }, j) => ({
      probability: toNumber(probability),
      target: toAffine(target, `problem.snapshotAtoms[${j}].target`),
      auxiliary: toAffine(auxiliary, `problem.snapshotAtoms[${j}].auxiliary`),
    })),
    localAtoms: problem.localAtoms.map(({ probability, auxiliary }, i) => ({
      probability: toNumber(probability),
      auxiliary: toAffine(auxiliary, `problem.localAtoms[${i}].auxiliary`),
    })),
  };
}

/** ml-matrix pads or misreads ragged rows, so they stop here. */
function assertRectangular<S>(rows: Rows<S>, where: string): Rows<S> {
  const width = rows[0]?.length ?? 0;
  const ragged = rows.findIndex((row) => row.length !== width);
  if (ragged >= 0 || width === 0) {
    throw new InputError({
      problem:
        width === 0 ? 'the matrix is empty' : `row ${ragged} does not have the length ${width} of row 0`,
      where,
      expected: 'd rows of d elements',
      fix: 'Write the matrix out in full, zeros included.',
    });
  }
  return rows;
}
