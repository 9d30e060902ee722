/** Batch re-use: SGD on minibatches, and between two of them local steps on a cached batch. */
import type { DataRow } from '../least-squares-data.js';
import type { ResolvedProblem } from '../problem-case.js';
import { assertEqualSizes, type ScenarioRun } from './scenario-parts.js';
import { createTransfer } from './transfer.js';

/** A data set in minibatches, one of them kept. */
export interface BatchReuseOptions extends ScenarioRun {
  /** The minibatches, all of one size; a target gradient is the gradient of one of them, all equally likely. */
  readonly batches: readonly (readonly DataRow[])[];
  /** The rows that are kept in memory. */
  readonly cachedRows: readonly DataRow[];
  /** In how many equal parts the local oracle visits the cached rows; 1, all at once, where it is left out. */
  readonly localPartCount?: number;
}

/**
 * Batch re-use by least squares.
 *
 * $$ f(x) = \tfrac12 \operatorname{mean}_{\text{all rows}} (z^T x - r)^2, \qquad
 *    h(x) = \tfrac12 \operatorname{mean}_{\text{cached rows}} (z^T x - r)^2 $$
 *
 * g_f is the gradient of a minibatch; g_h in the snapshot is ∇h, since the cached rows are at hand; a local draw is one
 * part of the cached rows (σ_h² = 0 where there is one part). δ is small where the cached rows look like the others.
 *
 * @returns a checked case; every number exact. `describeProblem` certifies L, δ and the variances.
 * @throws InputError for batches of different sizes, rows of different lengths, and parameters outside their domains.
 * @example
 * ```ts
 * import { createBatchReuse, dealRows, readTableRows } from 'auxopt/problems';
 *
 * const table = 'u,r\n1,1\n2,3\n3,2\n2,2\n';
 * const rows = readTableRows({ table, features: [{ column: 'u' }], response: { column: 'r' } });
 * const batches = dealRows(rows, 2);
 * const { problem } = createBatchReuse({ batches, cachedRows: batches[0] ?? [] });
 * problem.snapshotAtoms.length; // 2
 * ```
 */
export function createBatchReuse(options: BatchReuseOptions): ResolvedProblem {
  const { batches, cachedRows, ...run } = options;
  assertEqualSizes(batches, 'batches');
  // The mathematics of transfer learning: the cached rows are the source, all of them at hand in the snapshot.
  return createTransfer({ ...run, targetBatches: batches, sourceRows: cachedRows });
}
