/** The buffers of a run: the only mutable state of the fast version. */
import type { Parameters } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import { FastVector } from './vector.js';

/** All buffers have d entries. Their identity never changes; only their contents do. */
export interface FastWorkspace {
  /** d. */
  readonly dimension: number;
  /** x^{t−1}, the snapshot of the round; after the round xᵗ. Unit point. */
  readonly snapshot: Float64Array;
  /** x^{t−2}, and x⁰ in round 1; after the round x^{t−1}. Unit point. */
  readonly previousSnapshot: Float64Array;
  /** mᵗ, or uᵗ for the -target variants. Unit value/point. */
  readonly correction: Float64Array;
  /** y^{t,k}. Unit point. */
  readonly point: Float64Array;
  /** d^{t,k}. Unit value/point. */
  readonly direction: Float64Array;
  /** A sample at the snapshot, while the correction is made. */
  readonly sample: Float64Array;
  /** The same atom's sample at the previous snapshot (mvr variants). */
  readonly previousSample: Float64Array;
  /** What one line of a round needs besides. */
  readonly scratch: Float64Array;
  /** The same buffers under the names of the equations. */
  readonly vectors: FastVectors;
  /**
   * d ← d + m, y ← y − η d on these very buffers, with the bits of the lines in `aux-mom.ts`: a faster way, where the buffers
   * stand in the memory of a kernel.
   */
  readonly takeCorrectedStep?: (parameters: Parameters<number>) => void;
}

/** The buffers of a {@link FastWorkspace} as vectors. */
export interface FastVectors {
  /** The snapshot x^{t−1}. */
  readonly x: FastVector;
  /** The previous snapshot x^{t−2}. */
  readonly xOld: FastVector;
  /** The correction m or u. */
  readonly m: FastVector;
  /** The local point. */
  readonly y: FastVector;
  /** The direction. */
  readonly d: FastVector;
  /** The sample at the snapshot. */
  readonly g: FastVector;
  /** The sample at the previous snapshot. */
  readonly gOld: FastVector;
  /** The scratch buffer. */
  readonly s: FastVector;
}

/**
 * A workspace with all buffers 0.
 *
 * @param dimension - d ≥ 1.
 * @returns eight buffers of d doubles; one workspace serves any number of runs of the same dimension, one at a time.
 * @throws InputError where d is not a whole number ≥ 1.
 *
 * @example
 * ```ts
 * import { createWorkspace } from 'auxopt/fast';
 *
 * const workspace = createWorkspace(2);
 * workspace.snapshot.set([1, -1]); // x⁰
 * ```
 */
export function createWorkspace(dimension: number): FastWorkspace {
  if (!Number.isSafeInteger(dimension) || dimension < 1) {
    throw new InputError({
      problem: `the dimension is ${dimension}`,
      where: 'dimension',
      expected: 'a whole number d ≥ 1',
      fix: 'Set it to the number of coordinates of a point.',
    });
  }
  return workspaceOf(dimension, () => new Float64Array(dimension));
}

/** A workspace on buffers of d doubles from `createBuffer`, each of its own. */
export function workspaceOf(dimension: number, createBuffer: () => Float64Array): FastWorkspace {
  const create = (): FastVector => new FastVector(createBuffer());
  // y and d first: a kernel that looks a buffer up finds those of a local step at once
  const vectors = {
    y: create(),
    d: create(),
    x: create(),
    xOld: create(),
    m: create(),
    g: create(),
    gOld: create(),
    s: create(),
  };
  return {
    dimension,
    point: vectors.y.buffer,
    direction: vectors.d.buffer,
    snapshot: vectors.x.buffer,
    previousSnapshot: vectors.xOld.buffer,
    correction: vectors.m.buffer,
    sample: vectors.g.buffer,
    previousSample: vectors.gOld.buffer,
    scratch: vectors.s.buffer,
    vectors,
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
