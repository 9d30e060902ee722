/** AuxMOM with momentum on the target alone (the authors' earlier code), in doubles. */
import type { Parameters, RoundDraws } from '../../spec/model/index.js';
import { averageInto } from './correction.js';
import { endRound, startLocalSteps } from './local-steps.js';
import type { FastOracle } from './oracle.js';
import type { FastEstimate, FastRound } from './round.js';
import type { FastWorkspace } from './workspace.js';

/**
 * One round of `aux-mom-target`.
 *
 * $$ u^t = (1-a)\, u^{t-1} + a\, g_f(x^{t-1}, \xi^t), \qquad
 *    y^{t,k} = y^{t,k-1} - \eta\,[(g_h(y^{t,k-1}, \zeta^{t,k}) - g_h(x^{t-1}, \zeta^{t,k})) + u^t] $$
 *
 * The direction is evaluated left to right, as bracketed: this order is what makes the published toy runs end in an
 * exact 0 in doubles.
 *
 * @equation AUX-MOM-TARGET.2, AUX-MOM-TARGET.4, AUX-MOM-TARGET.5
 */
export const runAuxMomTargetRound: FastRound = (
  workspace,
  oracle,
  parameters,
  draws,
  roundNumber,
  observer,
) => {
  updateAuxMomTargetEstimate(workspace, oracle, parameters, draws, roundNumber);
  takeControlVariateSteps(workspace, oracle, parameters, draws, roundNumber, observer);
};

/** u^{t−1} becomes uᵗ of `aux-mom-target`. */
export const updateAuxMomTargetEstimate: FastEstimate = (workspace, oracle, parameters, draws) => {
  const { snapshot, correction, sample } = workspace;
  oracle.writeTarget(draws.snapshot, snapshot, sample);
  averageInto(correction, sample, parameters);
};

/** The local steps of both -target variants: the same ζ at the local point and at the snapshot. */
export const takeControlVariateSteps: FastRound = (
  workspace,
  oracle,
  parameters,
  draws,
  roundNumber,
  observer,
) => {
  startLocalSteps(workspace);
  for (let step = 1; step <= parameters.localStepCount; step += 1) {
    takeControlVariateStep(workspace, oracle, parameters, draws, step);
    observer?.onStep?.(roundNumber, step, workspace.point, workspace.direction);
  }
  endRound(workspace);
};

function takeControlVariateStep(
  { snapshot, point, direction, correction, scratch }: FastWorkspace,
  oracle: FastOracle,
  { stepSize }: Parameters<number>,
  draws: RoundDraws,
  step: number,
): void {
  const atom = draws.local[step - 1] as number;
  oracle.writeLocalAuxiliary(atom, point, direction);
  oracle.writeLocalAuxiliary(atom, snapshot, scratch);
  for (let i = 0; i < point.length; i += 1) {
    const corrected = (direction[i] as number) - (scratch[i] as number) + (correction[i] as number);
    direction[i] = corrected;
    point[i] = (point[i] as number) - stepSize * corrected;
  }
}
