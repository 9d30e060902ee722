/** The naive baseline in doubles. */
import { valueAt } from '../../spec/model/index.js';
import type { FastRound } from './fast-round.js';

/**
 * One round of `naive`: one target step, then auxiliary steps that nothing corrects.
 *
 * $$ d^{t,1} = g_f(x^{t-1}, \xi^t), \qquad d^{t,k} = g_h(y^{t,k-1}, \zeta^{t,k})\ (k \ge 2), \qquad
 *    y^{t,k} = y^{t,k-1} - \eta\, d^{t,k} $$
 *
 * `draws.local[0]` is not used. The correction buffer is left alone.
 *
 * @equation NAIVE.2, NAIVE.3
 */
export const runNaiveRound: FastRound = (
  workspace,
  oracle,
  { stepSize, localStepCount },
  draws,
  roundNumber,
  observer,
) => {
  const { x, xOld, y, d } = workspace;

  y.copy(x);
  for (let k = 1; k <= localStepCount; k += 1) {
    if (k === 1)
      oracle.writeTarget(draws.snapshot, x.buffer, d.buffer); // NAIVE.2
    else oracle.writeLocalAuxiliary(draws.local[k - 1] as number, y.buffer, d.buffer);
    y.subScaled(valueAt(stepSize, k), d); // NAIVE.3
    observer?.onStep?.(roundNumber, k, y.buffer, d.buffer);
  }
  xOld.copy(x);
  x.copy(y);
};
