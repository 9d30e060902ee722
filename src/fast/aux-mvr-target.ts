/** AuxMVR with variance reduction on the target alone (the authors' code), in doubles. */
import { takeControlVariateSteps } from './aux-mom-target.js';
import type { FastEstimate, FastRound } from './round.js';

/**
 * One round of `aux-mvr-target`.
 *
 * $$ u^t = g_f(x^{t-1}, \xi^t) + (1-a)\,[u^{t-1} - g_f(x^{t-2}, \xi^t)], \qquad
 *    y^{t,k} = y^{t,k-1} - \eta\,[(g_h(y^{t,k-1}, \zeta^{t,k}) - g_h(x^{t-1}, \zeta^{t,k})) + u^t] $$
 *
 * The old-point gradient is not taken at a = 1, where its factor vanishes, nor in round 1, where x⁻¹ = x⁰ makes it
 * the gradient that was just taken.
 *
 * @equation AUX-MVR-TARGET.2, AUX-MVR-TARGET.4, AUX-MVR-TARGET.5
 */
export const runAuxMvrTargetRound: FastRound = (
  workspace,
  oracle,
  parameters,
  draws,
  roundNumber,
  observer,
) => {
  updateAuxMvrTargetEstimate(workspace, oracle, parameters, draws, roundNumber);
  takeControlVariateSteps(workspace, oracle, parameters, draws, roundNumber, observer);
};

/** u^{t−1} becomes uᵗ of `aux-mvr-target`. */
export const updateAuxMvrTargetEstimate: FastEstimate = (
  workspace,
  oracle,
  parameters,
  draws,
  roundNumber,
) => {
  const { snapshot, previousSnapshot, correction, sample, previousSample } = workspace;
  const a = parameters.momentumWeight;
  oracle.writeTarget(draws.snapshot, snapshot, sample);
  if (a === 1) {
    correction.set(sample);
  } else {
    if (roundNumber === 1) previousSample.set(sample);
    else oracle.writeTarget(draws.snapshot, previousSnapshot, previousSample);
    const rest = 1 - a;
    for (let i = 0; i < correction.length; i += 1) {
      const error = (correction[i] as number) - (previousSample[i] as number);
      correction[i] = (sample[i] as number) + rest * error;
    }
  }
};
