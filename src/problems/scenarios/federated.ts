/** Federated learning: a round of communication samples clients; between two rounds the server steps on data of its own. */
import { InputError } from '../../errors.js';
import type { DataRow } from '../least-squares-data.js';
import { atomLimit } from '../least-squares-problem.js';
import { countMinibatches, listMinibatches } from '../minibatches.js';
import type { ResolvedProblem } from '../problem-case.js';
import {
  createScenarioCase,
  leastSquares,
  localAtomsOf,
  meanFunction,
  type RowFunction,
  type ScenarioRun,
} from './scenario-parts.js';

/** Clients with rows of their own, and what the server has. */
export interface FederatedOptions extends ScenarioRun {
  /** The rows of each client; clients count alike, whatever their sizes. */
  readonly clients: readonly (readonly DataRow[])[];
  /** Clients that a round samples, without replacement; 1 where it is left out. */
  readonly sampledClientCount?: number;
  /** h: the mean of the losses of some clients (indices from 0), or the loss of rows that the server has. */
  readonly auxiliary: { readonly clients: readonly number[] } | { readonly serverRows: readonly DataRow[] };
}

/**
 * Federated learning by least squares, with client sampling as the noise of the snapshots.
 *
 * $$ f = \operatorname{mean}_i f_i, \quad f_i(x) = \tfrac12 \operatorname{mean}_{\text{rows of client } i} (z^T x - r)^2, \qquad
 *    h = \operatorname{mean}_{i \in \text{some clients}} f_i \ \text{ or the loss of the server's rows} $$
 *
 * A target gradient is one round of communication: the mean gradient of the sampled clients. g_h is exact in the snapshot
 * and locally, so σ_h² = 0 and δ of A5 is δ of A2 together with how much the clients' second moments differ among themselves.
 *
 * @returns a checked case; every number exact. `describeProblem` certifies L, δ and the variances.
 * @throws InputError for more than 2000 samples of clients, clients that do not exist, rows of different lengths, and
 *   parameters outside their domains.
 * @example
 * ```ts
 * import { createFederated, dealRows, readTableRows } from 'auxopt/problems';
 *
 * const table = 'u,r\n1,1\n2,3\n3,2\n2,2\n1,0\n4,3\n';
 * const rows = readTableRows({ table, features: [{ column: 'u' }], response: { column: 'r' } });
 * const { problem } = createFederated({
 *   clients: dealRows(rows, 3),
 *   sampledClientCount: 2,
 *   auxiliary: { clients: [0] },
 * });
 * problem.snapshotAtoms.length; // 3
 * ```
 */
export function createFederated(options: FederatedOptions): ResolvedProblem {
  const { clients, sampledClientCount = 1 } = options;
  const losses = clients.map(leastSquares);
  const samples = listSamples(losses.length, sampledClientCount);
  const target = meanFunction(losses);
  const auxiliary =
    'serverRows' in options.auxiliary
      ? leastSquares(options.auxiliary.serverRows)
      : meanFunction(pickClients(losses, options.auxiliary.clients));
  return createScenarioCase(
    {
      dimension: target.vector.length,
      target,
      auxiliary,
      snapshotAtoms: samples.map(({ probability, rows: sampled }) => ({
        probability,
        target: meanFunction(pickClients(losses, sampled)),
        auxiliary,
      })),
      localAtoms: localAtomsOf([auxiliary]),
    },
    options,
  );
}

function listSamples(clientCount: number, size: number): ReturnType<typeof listMinibatches> {
  const fits = Number.isInteger(size) && size >= 1 && size <= clientCount;
  const count = fits ? countMinibatches(clientCount, size, false) : 0n;
  if (fits && count <= BigInt(atomLimit)) {
    return listMinibatches([...Array(clientCount).keys()], size, false);
  }
  throw new InputError({
    problem: fits
      ? `there are ${count} samples of ${size} out of ${clientCount} clients`
      : `a sample of ${size} out of ${clientCount} clients is asked for`,
    where: 'sampledClientCount',
    expected: fits ? `at most ${atomLimit} atoms` : `a whole number from 1 to ${clientCount}`,
    fix: 'Sample fewer clients, for example 1.',
  });
}

function pickClients(losses: readonly RowFunction[], indices: readonly number[]): readonly RowFunction[] {
  return indices.map((index) => {
    const loss = losses[index];
    if (loss !== undefined) return loss;
    throw new InputError({
      problem: `client ${index} is asked for`,
      where: 'auxiliary.clients',
      expected: `indices from 0 to ${losses.length - 1}`,
      fix: 'Count clients from 0.',
    });
  });
}
