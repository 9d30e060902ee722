/** Stochastic gradient descent on the target, in doubles. */
import { endRound, moveAgainst, startLocalSteps } from './local-steps.js';
import type { FastRound } from './round.js';

/**
 * One round of `sgd`: a single step along the sampled target gradient.
 *
 * $$ x^t = x^{t-1} - \eta\, g_f(x^{t-1}, \xi^t) $$
 *
 * `draws.local` is not used. The correction buffer is left alone.
 *
 * @equation SGD.2, SGD.3
 */
export const runSgdRound: FastRound = (workspace, oracle, parameters, draws, roundNumber, observer) => {
  const { snapshot, point, direction } = workspace;
  startLocalSteps(workspace);
  oracle.writeTarget(draws.snapshot, snapshot, direction);
  moveAgainst(point, direction, parameters);
  observer?.onStep?.(roundNumber, 1, point, direction);
  endRound(workspace);
};
