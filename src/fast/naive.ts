/** The naive baseline in doubles. */
import { endRound, moveAgainst, startLocalSteps } from './local-steps.js';
import type { FastRound } from './round.js';

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
export const runNaiveRound: FastRound = (workspace, oracle, parameters, draws, roundNumber, observer) => {
  const { snapshot, point, direction } = workspace;
  startLocalSteps(workspace);
  for (let step = 1; step <= parameters.localStepCount; step += 1) {
    if (step === 1) oracle.writeTarget(draws.snapshot, snapshot, direction);
    else oracle.writeLocalAuxiliary(draws.local[step - 1] as number, point, direction);
    moveAgainst(point, direction, parameters);
    observer?.onStep?.(roundNumber, step, point, direction);
  }
  endRound(workspace);
};
