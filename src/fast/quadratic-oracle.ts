/** The oracle of a quadratic problem: ml-matrix at the door, row arrays inside. */
import type { Matrix } from 'ml-matrix';
import { assertFastProblem } from './check-problem.js';
import type { FastOracle } from './oracle.js';
import type { FastAffineGradient, FastQuadraticFunction, FastQuadraticProblem } from './problem.js';
import { rowProduct, writeAffine } from './row-kernel.js';

/** An oracle that also knows the exact gradients and the values of its two functions. */
export interface FastQuadraticOracle extends FastOracle {
  /** out ← ∇f(at) = A at − b. */
  readonly writeMeanTarget: (at: Float64Array, out: Float64Array) => void;
  /** out ← ∇h(at) = B at − c. */
  readonly writeMeanAuxiliary: (at: Float64Array, out: Float64Array) => void;
  /** f(at), unit value, rounded. */
  readonly targetValue: (at: Float64Array) => number;
  /** h(at), unit value, rounded. */
  readonly auxiliaryValue: (at: Float64Array) => number;
}

/** An affine gradient as the hot loop reads it. */
interface AffineRows {
  readonly rows: readonly Float64Array[];
  readonly vector: Float64Array;
}

/**
 * The oracle of a quadratic problem.
 *
 * $$ g_f(x, \xi_j) = A_j x - b_j, \qquad g_h(x, \xi_j) = B_j x - c_j, \qquad g_h(y, \zeta_i) = B_i y - c_i $$
 *
 * The matrices are copied once into one array a row, so later changes of `problem` do not reach the oracle; atoms that
 * share a `Matrix` object share the rows. A gradient costs 2d² operations and no allocation.
 *
 * @equation ORACLE.1
 * @param problem - d×d matrices and vectors of d finite doubles; mean matrices symmetric.
 * @returns an oracle in plain double arithmetic; the order of every sum is that of `writeAffine`, so equal inputs
 *   give equal bits.
 * @throws InputError for a wrong shape, a mean matrix that is not symmetric, or a number that is not finite.
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { createFastQuadraticOracle } from 'auxopt/fast';
 *
 * const target = { matrix: new Matrix([[1]]), vector: [0], constant: 0 };
 * const auxiliary = { matrix: new Matrix([[2]]), vector: [1], constant: 0 };
 * const oracle = createFastQuadraticOracle({
 *   dimension: 1,
 *   target,
 *   auxiliary,
 *   snapshotAtoms: [{ probability: 1, target, auxiliary }],
 *   localAtoms: [{ probability: 1, auxiliary }],
 * });
 * const out = new Float64Array(1);
 * oracle.writeLocalAuxiliary(0, Float64Array.of(3), out); // out = [5]
 * ```
 */
export function createFastQuadraticOracle(problem: FastQuadraticProblem): FastQuadraticOracle {
  assertFastProblem(problem);
  const rowsOf = createRowExtractor();
  const toRows = ({ matrix, vector }: FastAffineGradient): AffineRows => ({
    rows: rowsOf(matrix),
    vector: Float64Array.from(vector),
  });
  const target = toRows(problem.target);
  const auxiliary = toRows(problem.auxiliary);
  const snapshotTargets = problem.snapshotAtoms.map((atom) => toRows(atom.target));
  const snapshotAuxiliaries = problem.snapshotAtoms.map((atom) => toRows(atom.auxiliary));
  const localAuxiliaries = problem.localAtoms.map((atom) => toRows(atom.auxiliary));
  return {
    dimension: problem.dimension,
    snapshotAtomCount: snapshotTargets.length,
    localAtomCount: localAuxiliaries.length,
    writeTarget: createAtomWriter(snapshotTargets),
    writeAuxiliary: createAtomWriter(snapshotAuxiliaries),
    writeLocalAuxiliary: createAtomWriter(localAuxiliaries),
    writeMeanTarget: (at, out) => {
      writeAffine(target.rows, target.vector, at, out);
    },
    writeMeanAuxiliary: (at, out) => {
      writeAffine(auxiliary.rows, auxiliary.vector, at, out);
    },
    targetValue: createValue(target, problem.target),
    auxiliaryValue: createValue(auxiliary, problem.auxiliary),
  };
}

/** Reads a `Matrix` into row arrays, once an object. */
function createRowExtractor(): (matrix: Matrix) => readonly Float64Array[] {
  const extracted = new Map<Matrix, readonly Float64Array[]>();
  return (matrix) => {
    const known = extracted.get(matrix);
    if (known !== undefined) return known;
    const rows = Array.from({ length: matrix.rows }, (_, i) => Float64Array.from(matrix.getRow(i)));
    extracted.set(matrix, rows);
    return rows;
  };
}

/** The door of the run has checked that the tape names existing atoms only. */
function createAtomWriter(atoms: readonly AffineRows[]): FastOracle['writeTarget'] {
  return (atom, at, out) => {
    const { rows, vector } = atoms[atom] as AffineRows;
    writeAffine(rows, vector, at, out);
  };
}

/** φ(x) = ½ xᵀM x − vᵀx + c, evaluated as Σᵢ xᵢ (½ (M x)ᵢ − vᵢ) + c. */
function createValue(
  { rows, vector }: AffineRows,
  { constant }: FastQuadraticFunction,
): (at: Float64Array) => number {
  return (at) => {
    let sum = 0;
    for (let i = 0; i < vector.length; i += 1) {
      const slope = 0.5 * rowProduct(rows[i] as Float64Array, at) - (vector[i] as number);
      sum += (at[i] as number) * slope;
    }
    return sum + constant;
  };
}
