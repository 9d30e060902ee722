/** Transfer learning: few and expensive rows of a target task, many cheap ones of a source task. */
import type { DataRow } from '../least-squares-data.js';
import type { ResolvedProblem } from '../problem-case.js';
import {
  assertEqualSizes,
  createScenarioCase,
  leastSquares,
  localAtomsOf,
  meanFunction,
  snapshotAtomsOf,
  type ScenarioRun,
} from './scenario-parts.js';
import { dealRows } from './table-rows.js';

/** Two tasks with the same features. */
export interface TransferOptions extends ScenarioRun {
  /** Minibatches of the target task, all of one size; a target gradient is the gradient of one, all equally likely. */
  readonly targetBatches: readonly (readonly DataRow[])[];
  /** Rows of the source task, shifted and scaled as its user does. */
  readonly sourceRows: readonly DataRow[];
  /**
   * What g_h of the snapshot sees: all source rows (`all`, where it is left out), or a batch of them that is paired with
   * the target batch (`paired`: shared row noise, if the j-th rows of both tasks belong together).
   */
  readonly snapshotSource?: 'all' | 'paired';
  /** In how many equal parts the local oracle visits the source rows; 1, all at once, where it is left out. */
  readonly localPartCount?: number;
}

/**
 * Transfer learning by least squares.
 *
 * $$ f(x) = \tfrac12 \operatorname{mean}_{\text{target rows}} (z^T x - r)^2, \qquad
 *    h(x) = \tfrac12 \operatorname{mean}_{\text{source rows}} (z^T x - r)^2 $$
 *
 * δ is the distance of the second moments of the two tasks' features; the responses do not enter it. So features that are
 * shifted and scaled within each task help, whether or not the tasks have the same solution.
 *
 * @returns a checked case; every number exact. `describeProblem` certifies L, δ and the variances.
 * @throws InputError for batches of different sizes, rows of different lengths, source rows that cannot be dealt out evenly,
 *   and parameters outside their domains.
 * @example
 * ```ts
 * import { createTransfer, dealRows, readTableRows } from 'auxopt/problems';
 *
 * const table = 'task,u,r\na,1,1\na,2,3\nb,3,2\nb,2,2\n';
 * const rowsOf = (task: string) =>
 *   readTableRows({ table, features: [{ column: 'u' }], response: { column: 'r' }, where: { task } });
 * const { problem } = createTransfer({ targetBatches: dealRows(rowsOf('a'), 2), sourceRows: rowsOf('b') });
 * problem.auxiliary.vector.length; // 2
 * ```
 */
export function createTransfer(options: TransferOptions): ResolvedProblem {
  const { targetBatches, sourceRows, snapshotSource = 'all', localPartCount = 1 } = options;
  assertEqualSizes(targetBatches, 'targetBatches');
  const targets = targetBatches.map(leastSquares);
  const auxiliary = leastSquares(sourceRows);
  const paired = snapshotSource === 'paired' ? dealRows(sourceRows, targets.length).map(leastSquares) : [];
  return createScenarioCase(
    {
      dimension: auxiliary.vector.length,
      target: meanFunction(targets),
      auxiliary,
      snapshotAtoms: snapshotAtomsOf(targets, (index) => paired[index] ?? auxiliary),
      localAtoms: localAtomsOf(dealRows(sourceRows, localPartCount).map(leastSquares)),
    },
    options,
  );
}
