/** AuxMVR in doubles. */
import { takeCorrectedSteps } from './aux-mom.js';
import { averageInto, subtractFrom } from './correction.js';
import type { FastEstimate, FastRound } from './round.js';

/**
 * One round of `aux-mvr`.
 *
 * $$ m^t = (1-a)\, m^{t-1} + a\, g_D(x^{t-1}, \xi^t) + (1-a)\,[g_D(x^{t-1}, \xi^t) - g_D(x^{t-2}, \xi^t)], \qquad
 *    y^{t,k} = y^{t,k-1} - \eta\,[g_h(y^{t,k-1}, \zeta^{t,k}) + m^t] $$
 *
 * The gradients at x^{t−2}, with the same atom, are not taken where they cannot matter: in round 1, where x⁻¹ = x⁰
 * makes the bracket vanish, and at a = 1, where its factor does.
 *
 * @equation AUX-MVR.2, AUX-MVR.4, AUX-MVR.5
 */
export const runAuxMvrRound: FastRound = (workspace, oracle, parameters, draws, roundNumber, observer) => {
  updateAuxMvrEstimate(workspace, oracle, parameters, draws, roundNumber);
  takeCorrectedSteps(workspace, oracle, parameters, draws, roundNumber, observer);
};

/** m^{t−1} becomes mᵗ of `aux-mvr`. */
export const updateAuxMvrEstimate: FastEstimate = (workspace, oracle, parameters, draws, roundNumber) => {
  const { snapshot, previousSnapshot, correction, sample, previousSample, scratch } = workspace;
  const a = parameters.momentumWeight;
  oracle.writeTarget(draws.snapshot, snapshot, sample);
  oracle.writeAuxiliary(draws.snapshot, snapshot, scratch);
  subtractFrom(sample, scratch); // g_D(x^{t−1}, ξᵗ)
  averageInto(correction, sample, parameters);
  if (roundNumber > 1 && a !== 1) {
    oracle.writeTarget(draws.snapshot, previousSnapshot, previousSample);
    oracle.writeAuxiliary(draws.snapshot, previousSnapshot, scratch);
    subtractFrom(previousSample, scratch); // g_D(x^{t−2}, ξᵗ)
    const rest = 1 - a;
    for (let i = 0; i < correction.length; i += 1) {
      const change = (sample[i] as number) - (previousSample[i] as number);
      correction[i] = (correction[i] as number) + rest * change;
    }
  }
};
