/** What every kernel offers to an oracle: the affine gradients of a problem, by number. */
import type { FastWorkspace } from '../workspace.js';

/** x ↦ M x − v, read out of a problem: gradients with one matrix share one `rows`. */
export interface AffineRows {
  /** M as d rows of d doubles. */
  readonly rows: readonly Float64Array[];
  /** v, d doubles. */
  readonly vector: Float64Array;
}

/**
 * Affine gradients as a kernel holds them. The kernels of this project give the same bits, in the order that `writeAffine`
 * documents; ml-matrix has its own order.
 *
 * Lengths are not checked, and `out` must not be `at`.
 */
export interface AffineGradients {
  /** out ← Mᵢ at − vᵢ. */
  readonly write: (index: number, at: Float64Array, out: Float64Array) => void;
  /** out ← Mᵢ at. */
  readonly multiply: (index: number, at: Float64Array, out: Float64Array) => void;
  /** Buffers that the kernel reads and writes where they are. */
  readonly workspace?: FastWorkspace;
}
