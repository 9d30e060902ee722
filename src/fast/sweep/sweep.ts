/** Many runs on one quadratic problem: K local steps cost what one vector operation costs. */
import type { VariantName } from '../../../spec/model/index.js';
import { InputError } from '../../errors.js';
import { assertFastProblem } from '../check-problem.js';
import { assertRunRequest } from '../check-run.js';
import { createGradients } from '../kernel.js';
import { withWorkspace } from '../lend-workspace.js';
import type { FastQuadraticProblem } from '../problem.js';
import { createFastQuadraticOracle, type FastQuadraticOracleOptions } from '../quadratic-oracle.js';
import type { FastObserver } from '../round.js';
import { runRounds, type FastRunResult } from '../run.js';
import type { FastRunRequest } from '../run-request.js';
import { createSweepRound } from './closed-form.js';
import { rotateProblem } from './rotate.js';

/** A run of a sweep; the oracle and the buffers are those of the sweep. */
export type FastSweepRequest = Omit<FastRunRequest, 'oracle' | 'workspace'>;

/** Watches a run of a sweep, in the eigenbasis and without local steps: nobody takes them one by one. */
export type FastSweepObserver = Pick<FastObserver, 'onStart' | 'onRound'>;

/** A problem prepared for many runs. */
export interface FastSweep {
  /** The problem in the eigenbasis of the local matrix, x = Q z: what the runs compute with. */
  readonly problem: FastQuadraticProblem;
  /**
   * How far `problem` may be from the given one, relative to it: with some orthogonal Q, each of its matrices is QᵀM̃Q
   * with ‖M̃ − M‖ ≤ perturbation·‖M‖ (Frobenius norm), and each vector, starting points and results included, moves by
   * no more than perturbation times its length. A few times d²·2⁻⁵³, and proved, except that underflow is left out.
   */
  readonly perturbation: number;
  /** Runs a variant, as `runFast` does; x^T and m^T are in the coordinates of the given problem. */
  readonly run: (
    variant: VariantName,
    request: FastSweepRequest,
    observer?: FastSweepObserver,
  ) => FastRunResult;
  /** Q z, d doubles in an array of its own: what an observer saw, in the coordinates of the given problem. */
  readonly toOriginal: (rotated: Float64Array) => Float64Array;
}

/**
 * Prepares a quadratic problem for runs with many step sizes, momentum weights, starting points and tapes.
 *
 * $$ x^t = x^{t-1} - Q\,\varphi(\Lambda)\,Q^\top (B x^{t-1} - c + m^t), \qquad
 *    \varphi(\lambda) = \eta \sum_{j<K} (1 - \eta\lambda)^j, \qquad B = Q \Lambda Q^\top $$
 *
 * In the eigenbasis of the local matrix B, K local steps are this one formula, so a round costs its snapshot gradients
 * and no more. It needs a *deterministic local oracle*: one local atom, with a symmetric matrix. Snapshot atoms may be
 * as many and as different as one likes. Preparing costs one eigenvalue decomposition and 4d³ operations for every
 * matrix.
 *
 * Results are not the bits of `runFast`. They are what an honest evaluation of the equations gives on a problem whose
 * data differ from the given ones by at most `perturbation`, relatively; how much a run amplifies such a difference is
 * a matter of the problem, as it is for the rounding of `runFast`.
 *
 * @param problem - as for `createFastQuadraticOracle`, with one local atom.
 * @param options - the kernel of the snapshot gradients.
 * @returns the sweep; its runs need nothing that is computed again.
 * @throws InputError as `createFastQuadraticOracle`, and where the local oracle is not deterministic or not symmetric.
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { prepareSweep } from 'auxopt/fast';
 *
 * const target = { matrix: new Matrix([[1]]), vector: [0], constant: 0 };
 * const auxiliary = { matrix: new Matrix([[2]]), vector: [1], constant: 0 };
 * const sweep = prepareSweep({
 *   dimension: 1,
 *   target,
 *   auxiliary,
 *   snapshotAtoms: [{ probability: 1, target, auxiliary }],
 *   localAtoms: [{ probability: 1, auxiliary }],
 * });
 * const tape = { initial: [], rounds: [{ snapshot: 0, local: [0, 0] }] };
 * const after = (stepSize: number) =>
 *   sweep.run('aux-mom', {
 *     parameters: { stepSize, momentumWeight: 1, localStepCount: 2, roundCount: 1 },
 *     initialization: { kind: 'zero' },
 *     startingPoint: [1],
 *     tape,
 *   }).iterate[0];
 * [0.25, 0.5].map(after); // [0.625, 0.5]
 * ```
 */
export function prepareSweep(
  problem: FastQuadraticProblem,
  options: FastQuadraticOracleOptions = {},
): FastSweep {
  assertFastProblem(problem);
  const rotated = rotateProblem(problem, assertDeterministicLocal(problem));
  const { basis, perturbation } = rotated;
  const oracle = createFastQuadraticOracle(rotated.problem, options);
  const { dimension } = problem;
  const toRows = (matrix: typeof basis) => ({
    rows: matrix.to2DArray().map((row) => Float64Array.from(row)),
    vector: new Float64Array(dimension),
  });
  const { multiply } = createGradients(
    [toRows(basis), toRows(basis.transpose())],
    options.kernel ?? 'auto',
  ).gradients;
  const [intoOriginal, intoRotated] = [0, 1];
  const mapped = (index: number, vector: Float64Array | readonly number[]): Float64Array => {
    const result = new Float64Array(dimension);
    multiply(index, Float64Array.from(vector), result);
    return result;
  };
  const local = rotated.problem.localAtoms[0]?.auxiliary;
  const gradient = {
    eigenvalues: Float64Array.from(local?.matrix.diag() ?? []),
    vector: Float64Array.from(local?.vector ?? []),
  };
  return {
    problem: rotated.problem,
    perturbation,
    toOriginal: (vector) => mapped(intoOriginal, vector),
    run: (variant, request, observer = {}) => {
      assertRunRequest(variant, { ...request, oracle });
      const { initialization, startingPoint, parameters } = request;
      const inBasis: FastRunRequest = {
        ...request,
        oracle,
        startingPoint: mapped(intoRotated, startingPoint),
        initialization:
          initialization.kind === 'given'
            ? { kind: 'given', correction: Array.from(mapped(intoRotated, initialization.correction)) }
            : initialization,
      };
      const round = createSweepRound(variant, gradient, parameters);
      const { iterate, correction } = withWorkspace(inBasis, (workspace) =>
        runRounds(workspace, variant, round, inBasis, observer),
      );
      return {
        iterate: mapped(intoOriginal, iterate),
        ...(correction === undefined ? {} : { correction: mapped(intoOriginal, correction) }),
      };
    },
  };
}

/** The matrix of the only local atom. */
function assertDeterministicLocal({ localAtoms }: FastQuadraticProblem) {
  const refuse = (problem: string, where: string): never => {
    throw new InputError({
      problem,
      where,
      expected: 'one local atom with a symmetric matrix, so that K local steps are one formula',
      fix: 'Use runFast, which takes the steps one by one.',
    });
  };
  const matrix = localAtoms[0]?.auxiliary.matrix;
  if (matrix === undefined || localAtoms.length > 1) {
    return refuse(`there are ${localAtoms.length} local atoms`, 'problem.localAtoms');
  }
  if (!matrix.isSymmetric()) {
    return refuse('the matrix is not symmetric', 'problem.localAtoms[0].auxiliary.matrix');
  }
  return matrix;
}
