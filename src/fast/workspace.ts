/** The buffers of a run: the only mutable state of the fast version. */
import type { Parameters } from '../../spec/model/index.js';
import { InputError } from '../errors.js';

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
  /** One gradient that is subtracted from another. */
  readonly scratch: Float64Array;
  /**
   * d ← d + m, y ← y − η d on these very buffers, with the bits of the plain loop: a faster one, where the buffers stand
   * in the memory of a kernel.
   */
  readonly takeCorrectedStep?: (parameters: Parameters<number>) => void;
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
  return {
    dimension,
    // those of a local step first: a kernel that looks a buffer up finds them at once
    point: createBuffer(),
    direction: createBuffer(),
    snapshot: createBuffer(),
    previousSnapshot: createBuffer(),
    correction: createBuffer(),
    sample: createBuffer(),
    previousSample: createBuffer(),
    scratch: createBuffer(),
  };
}
