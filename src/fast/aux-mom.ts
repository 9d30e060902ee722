/** AuxMOM in doubles. */
import type { Parameters, RoundDraws } from '../../spec/model/index.js';
import { averageInto, subtractFrom } from './correction.js';
import { endRound, startLocalSteps } from './local-steps.js';
import type { FastOracle } from './oracle.js';
import type { FastEstimate, FastRound } from './round.js';
import type { FastWorkspace } from './workspace.js';

/**
 * One round of `aux-mom`.
 *
 * $$ m^t = (1-a)\, m^{t-1} + a\,[g_f(x^{t-1}, \xi^t) - g_h(x^{t-1}, \xi^t)], \qquad
 *    y^{t,k} = y^{t,k-1} - \eta\,[g_h(y^{t,k-1}, \zeta^{t,k}) + m^t] $$
 *
 * The estimate is stored, and every direction is evaluated as g_h + m from the stored m.
 *
 * @equation AUX-MOM.2, AUX-MOM.4, AUX-MOM.5
 */
export const runAuxMomRound: FastRound = (workspace, oracle, parameters, draws, roundNumber, observer) => {
  updateAuxMomEstimate(workspace, oracle, parameters, draws, roundNumber);
  takeCorrectedSteps(workspace, oracle, parameters, draws, roundNumber, observer);
};

/** m^{t−1} becomes mᵗ of `aux-mom`. */
export const updateAuxMomEstimate: FastEstimate = (workspace, oracle, parameters, draws) => {
  const { snapshot, correction, sample, scratch } = workspace;
  oracle.writeTarget(draws.snapshot, snapshot, sample);
  oracle.writeAuxiliary(draws.snapshot, snapshot, scratch);
  subtractFrom(sample, scratch); // g_D(x^{t−1}, ξᵗ)
  averageInto(correction, sample, parameters);
};

/** The local steps of `aux-mom` and `aux-mvr`: d = g_h(y, ζ) + m, y ← y − η d, K times. */
export const takeCorrectedSteps: FastRound = (
  workspace,
  oracle,
  parameters,
  draws,
  roundNumber,
  observer,
) => {
  startLocalSteps(workspace);
  for (let step = 1; step <= parameters.localStepCount; step += 1) {
    takeCorrectedStep(workspace, oracle, parameters, draws, step);
    observer?.onStep?.(roundNumber, step, workspace.point, workspace.direction);
  }
  endRound(workspace);
};

function takeCorrectedStep(
  workspace: FastWorkspace,
  oracle: FastOracle,
  parameters: Parameters<number>,
  draws: RoundDraws,
  step: number,
): void {
  const { point, direction, correction } = workspace;
  oracle.writeLocalAuxiliary(draws.local[step - 1] as number, point, direction);
  if (workspace.takeCorrectedStep !== undefined) {
    workspace.takeCorrectedStep(parameters);
    return;
  }
  const { stepSize } = parameters;
  for (let i = 0; i < point.length; i += 1) {
    const corrected = (direction[i] as number) + (correction[i] as number);
    direction[i] = corrected;
    point[i] = (point[i] as number) - stepSize * corrected;
  }
}
