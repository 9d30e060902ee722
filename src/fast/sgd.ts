/** Stochastic gradient descent on the target, in doubles. */
import { valueAt } from '../../spec/model/index.js';
import type { FastRound } from './fast-round.js';

/**
 * One round of `sgd`: a single step along the sampled target gradient.
 *
 * $$ x^t = x^{t-1} - \eta\, g_f(x^{t-1}, \xi^t) $$
 *
 * `draws.local` is not used. The correction buffer is left alone.
 *
 * @equation SGD.2, SGD.3
 */
export const runSgdRound: FastRound = (workspace, oracle, { stepSize }, draws, roundNumber, observer) => {
  const { x, xOld, y, d } = workspace;

  oracle.writeTarget(draws.snapshot, x.buffer, d.buffer); // SGD.2
  y.copy(x).subScaled(valueAt(stepSize, 1), d); // SGD.3
  observer?.onStep?.(roundNumber, 1, y.buffer, d.buffer);
  xOld.copy(x);
  x.copy(y);
};
