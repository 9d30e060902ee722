/** The oracle of a quadratic problem: matrices of ml-matrix, evaluated by a kernel. */
import type { Matrix } from 'ml-matrix';
import type { AffineGradients } from './kernels/affine-gradients.js';
import { createGradients, type FastKernel, type FastKernelChoice } from './kernels/choose-kernel.js';
import type { FastOracle } from './oracle.js';
import type { FastAffineGradient, FastQuadraticFunction, FastQuadraticProblem } from './problem.js';
import { countOf, InputError } from '../errors.js';
import { assertDimension } from './workspace.js';

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
  /** What evaluates the gradients. */
  readonly kernel: FastKernel;
}

/** How an oracle is to be made. */
export interface FastQuadraticOracleOptions {
  /** Which kernel evaluates the gradients; `auto` by default. It changes the time, and no bit of a result, except for `ml-matrix`. */
  readonly kernel?: FastKernelChoice;
}

/**
 * The oracle of a quadratic problem.
 *
 * $$ g_f(x, \xi_j) = A_j x - b_j, \qquad g_h(x, \xi_j) = B_j x - c_j, \qquad g_h(y, \zeta_i) = B_i y - c_i $$
 *
 * The matrices are copied once, so later changes of `problem` do not reach the oracle; atoms that share a `Matrix`
 * object share the copy. A gradient costs 2d² operations and no allocation. The WebAssembly kernels keep the matrices
 * in a memory of the oracle's own, which is freed with it, and read half of a symmetric matrix where that is faster.
 *
 * @equation ORACLE.1
 * @param problem - d×d matrices and vectors of d finite doubles; mean matrices symmetric.
 * @param options - the kernel; by default the fastest that the platform has.
 * @returns an oracle in double arithmetic. With any kernel but `ml-matrix` entry i of M x − v is evaluated
 *   as (Σ over even j of M_ij x_j) + (Σ over odd j of M_ij x_j) − v_i, with j ascending and every product rounded, so equal
 *   inputs give equal bits.
 * @throws InputError for a wrong shape, a mean matrix that is not symmetric, a number that is not finite, or a
 *   WebAssembly kernel where the platform has none.
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
export function createFastQuadraticOracle(
  problem: FastQuadraticProblem,
  options: FastQuadraticOracleOptions = {},
): FastQuadraticOracle {
  assertFastProblem(problem);
  const { target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const rowsOf = createRowExtractor();
  const toRows = ({ matrix, vector }: FastAffineGradient) => ({
    rows: rowsOf(matrix),
    vector: Float64Array.from(vector),
  });
  const { kernel, gradients } = createGradients(
    [
      toRows(target),
      toRows(auxiliary),
      ...snapshotAtoms.map((atom) => toRows(atom.target)),
      ...snapshotAtoms.map((atom) => toRows(atom.auxiliary)),
      ...localAtoms.map((atom) => toRows(atom.auxiliary)),
    ],
    options.kernel ?? 'auto',
  );
  const { write, workspace } = gradients;
  // the numbers of the gradients in that list
  const [targetIndex, auxiliaryIndex, firstTarget] = [0, 1, 2];
  const firstAuxiliary = firstTarget + snapshotAtoms.length;
  const firstLocal = firstAuxiliary + snapshotAtoms.length;
  // the validation of the run has checked that the tape names existing atoms only
  const sample =
    (first: number): FastOracle['writeTarget'] =>
    (atom, at, out) => {
      write(first + atom, at, out);
    };
  const mean =
    (index: number): FastQuadraticOracle['writeMeanTarget'] =>
    (at, out) => {
      write(index, at, out);
    };
  return {
    kernel,
    dimension: problem.dimension,
    snapshotAtomCount: snapshotAtoms.length,
    localAtomCount: localAtoms.length,
    writeTarget: sample(firstTarget),
    writeAuxiliary: sample(firstAuxiliary),
    writeLocalAuxiliary: sample(firstLocal),
    writeMeanTarget: mean(targetIndex),
    writeMeanAuxiliary: mean(auxiliaryIndex),
    targetValue: createValue(gradients, targetIndex, target),
    auxiliaryValue: createValue(gradients, auxiliaryIndex, auxiliary),
    ...(workspace === undefined ? {} : { workspace }),
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

/** φ(x) = ½ xᵀM x − vᵀx + c, evaluated as Σᵢ xᵢ (½ (M x)ᵢ − vᵢ) + c. */
function createValue(
  { multiply }: AffineGradients,
  index: number,
  { vector: given, constant }: FastQuadraticFunction,
): (at: Float64Array) => number {
  const vector = Float64Array.from(given);
  const product = new Float64Array(vector.length);
  return (at) => {
    multiply(index, at, product);
    let sum = 0;
    for (let i = 0; i < vector.length; i += 1) {
      const slope = 0.5 * (product[i] as number) - (vector[i] as number);
      sum += (at[i] as number) * slope;
    }
    return sum + constant;
  };
}

/**
 * Refuses a problem that a run could not use: d not a whole number ≥ 1, no atoms, a matrix that is not d×d, a vector
 * that is not of length d, a mean matrix that is not symmetric, a number that is not finite, a probability outside
 * (0, 1].
 *
 * Whether the probabilities sum to 1 and the atoms have the stated means is a question for exact arithmetic, not for
 * doubles; a run does not depend on it, because its draws are given.
 *
 * @throws InputError naming the part of `problem`.
 */
function assertFastProblem(problem: FastQuadraticProblem): void {
  const { dimension, target, auxiliary, snapshotAtoms, localAtoms } = problem;
  assertDimension(dimension, 'problem.dimension');
  for (const [name, mean] of Object.entries({ target, auxiliary })) {
    assertAffine(mean, dimension, `problem.${name}`);
    assertSymmetric(mean.matrix, `problem.${name}.matrix`);
    assertFinite(mean.constant, `problem.${name}.constant`);
  }
  assertNotEmpty(snapshotAtoms, 'problem.snapshotAtoms');
  assertNotEmpty(localAtoms, 'problem.localAtoms');
  snapshotAtoms.forEach((atom, j) => {
    const where = `problem.snapshotAtoms[${j}]`;
    assertProbability(atom.probability, `${where}.probability`);
    assertAffine(atom.target, dimension, `${where}.target`);
    assertAffine(atom.auxiliary, dimension, `${where}.auxiliary`);
  });
  localAtoms.forEach((atom, i) => {
    const where = `problem.localAtoms[${i}]`;
    assertProbability(atom.probability, `${where}.probability`);
    assertAffine(atom.auxiliary, dimension, `${where}.auxiliary`);
  });
}

function assertAffine({ matrix, vector }: FastAffineGradient, dimension: number, where: string): void {
  if (matrix.rows !== dimension || matrix.columns !== dimension) {
    throw new InputError({
      problem: `the matrix is ${matrix.rows}×${matrix.columns}`,
      where: `${where}.matrix`,
      expected: `${dimension}×${dimension}`,
      fix: 'Give a square matrix with one row and one column a coordinate.',
    });
  }
  if (vector.length !== dimension) {
    throw new InputError({
      problem: `the vector has ${countOf(vector.length, 'entry')}`,
      where: `${where}.vector`,
      expected: countOf(dimension, 'entry'),
      fix: 'Give one entry a coordinate.',
    });
  }
  for (let i = 0; i < dimension; i += 1) {
    assertFinite(vector[i], `${where}.vector[${i}]`);
    for (let j = 0; j < dimension; j += 1) assertFinite(matrix.get(i, j), `${where}.matrix[${i}][${j}]`);
  }
}

function assertSymmetric(matrix: Matrix, where: string): void {
  for (let i = 0; i < matrix.rows; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const below = matrix.get(i, j);
      const above = matrix.get(j, i);
      if (below === above) continue;
      throw new InputError({
        problem: `the matrix is not symmetric: entry [${i}][${j}] is ${below}, entry [${j}][${i}] is ${above}`,
        where,
        expected: 'M = Mᵀ, because it is the Hessian of a mean',
        fix: 'Replace M by (M + Mᵀ)/2; single atoms may stay unsymmetric.',
      });
    }
  }
}

function assertFinite(value: number | undefined, where: string): void {
  if (Number.isFinite(value)) return;
  throw new InputError({
    problem: `the value is ${value}`,
    where,
    expected: 'a finite number',
    fix: 'Look for an overflow or a text that is no decimal where the problem was made.',
  });
}

function assertProbability(value: number, where: string): void {
  if (value > 0 && value <= 1) return;
  throw new InputError({
    problem: `the probability is ${value}`,
    where,
    expected: '0 < p ≤ 1',
    fix: 'Leave out atoms that never occur, and scale the others to the sum 1.',
  });
}

function assertNotEmpty(atoms: readonly unknown[], where: string): void {
  if (atoms.length > 0) return;
  throw new InputError({
    problem: 'there is no atom',
    where,
    expected: 'at least one atom',
    fix: 'For an oracle without noise give one atom of probability 1 that equals the mean.',
  });
}
