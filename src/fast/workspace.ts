/** The buffers of a run: the only mutable state of the fast version. */
import { refuseInput } from '../errors.js';
import { isCount } from '../run-input.js';
import { FastVector } from './vector.js';

/**
 * Vectors of d entries under the names of the equations. The identity of their buffers never changes; only the contents do.
 */
export interface FastWorkspace {
  /** d. */
  readonly dimension: number;
  /** x^{t−1}, the snapshot of the round; after the round xᵗ. Unit point. */
  readonly x: FastVector;
  /** x^{t−2}, and x⁰ in round 1; after the round x^{t−1}. Unit point. */
  readonly xOld: FastVector;
  /** mᵗ, or uᵗ for the -target variants. Unit value/point. */
  readonly m: FastVector;
  /** y^{t,k}. Unit point. */
  readonly y: FastVector;
  /** d^{t,k}. Unit value/point. */
  readonly d: FastVector;
  /** A sample at the snapshot, while the correction is made. */
  readonly g: FastVector;
  /** The same atom's sample at the previous snapshot (mvr variants). */
  readonly gOld: FastVector;
  /** What one line of a round needs besides. */
  readonly s: FastVector;
  /**
   * d ← d + m, y ← y − η d on these very buffers, with the bits of the lines in `aux-mom.ts`: a faster way, where the buffers
   * stand in the memory of a kernel.
   */
  readonly takeCorrectedStep?: (eta: number) => void;
}

/**
 * A workspace with all buffers 0.
 *
 * @param dimension - d ≥ 1.
 * @returns eight vectors of d doubles; one workspace serves any number of runs of the same dimension, one at a time.
 * @throws InputError where d is not a whole number ≥ 1.
 *
 * @example
 * ```ts
 * import { createWorkspace } from 'auxopt/fast';
 *
 * const workspace = createWorkspace(2);
 * workspace.x.buffer.set([1, -1]); // x⁰
 * ```
 */
export function createWorkspace(dimension: number): FastWorkspace {
  assertDimension(dimension, 'dimension');
  return workspaceOf(dimension, () => new Float64Array(dimension));
}

/** A workspace on buffers of d doubles from `createBuffer`, each of its own. */
export function workspaceOf(dimension: number, createBuffer: () => Float64Array): FastWorkspace {
  const create = (): FastVector => new FastVector(createBuffer());
  // y and d first: a kernel that looks a buffer up finds those of a local step at once
  return {
    dimension,
    y: create(),
    d: create(),
    x: create(),
    xOld: create(),
    m: create(),
    g: create(),
    gOld: create(),
    s: create(),
  };
}

/** What a run request says about buffers. */
interface LendingRequest {
  readonly workspace?: FastWorkspace;
  readonly oracle: { readonly dimension: number; readonly workspace?: FastWorkspace };
}

/** Workspaces of oracles that a run works in just now. */
const lent = new WeakSet<FastWorkspace>();

/**
 * Calls `work` with the workspace of the request, else with that of the oracle, else with a fresh one.
 *
 * An oracle lends its workspace to one run at a time: a run inside an observer of another gets a fresh one.
 */
export function withWorkspace<R>(
  { workspace, oracle }: LendingRequest,
  work: (workspace: FastWorkspace) => R,
): R {
  if (workspace !== undefined) return work(workspace);
  const own = oracle.workspace;
  if (own === undefined || lent.has(own)) return work(createWorkspace(oracle.dimension));
  lent.add(own);
  try {
    return work(own);
  } finally {
    lent.delete(own);
  }
}

/**
 * Refuses a dimension that is not a whole number d ≥ 1.
 *
 * @param where - what it is the dimension of, for the message.
 */
export function assertDimension(dimension: number, where: string): void {
  if (isCount(dimension)) return;
  refuseInput(
    where,
    `the dimension is ${dimension}`,
    'a whole number d ≥ 1',
    'Set it to the number of coordinates of a point.',
  );
}
