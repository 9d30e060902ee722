/** Which buffers a run works in. */
import type { FastRunRequest } from './run-request.js';
import { createWorkspace, type FastWorkspace } from './workspace.js';

/** Workspaces of oracles that a run works in just now. */
const lent = new WeakSet<FastWorkspace>();

/**
 * Calls `work` with the workspace of the request, else with that of the oracle, else with a fresh one.
 *
 * An oracle lends its workspace to one run at a time: a run inside an observer of another gets a fresh one.
 */
export function withWorkspace<R>(
  { workspace, oracle }: FastRunRequest,
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
