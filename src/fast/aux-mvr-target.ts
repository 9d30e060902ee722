/** AuxMVR with variance reduction on the target alone (the authors' code), in doubles. */
import { valueAt } from '../../spec/model/index.js';
import type { FastRound } from './fast-round.js';

/**
 * One round of `aux-mvr-target`.
 *
 * $$ u^t = g_f(x^{t-1}, \xi^t) + (1-a)\,[u^{t-1} - g_f(x^{t-2}, \xi^t)], \qquad
 *    y^{t,k} = y^{t,k-1} - \eta\,[(g_h(y^{t,k-1}, \zeta^{t,k}) - g_h(x^{t-1}, \zeta^{t,k})) + u^t] $$
 *
 * The old-point gradient is not taken at a = 1, where its factor vanishes, nor in round 1, where x⁻¹ = x⁰ makes it
 * the gradient that was just taken. The buffer m holds u.
 *
 * @equation AUX-MVR-TARGET.2, AUX-MVR-TARGET.4, AUX-MVR-TARGET.5
 */
export const runAuxMvrTargetRound: FastRound = (
  workspace,
  oracle,
  { stepSize, momentumWeight: a, localStepCount },
  draws,
  roundNumber,
  observer,
) => {
  const { x, xOld, m: u, y, d, g, gOld, s } = workspace;

  oracle.writeTarget(draws.snapshot, x.buffer, g.buffer);
  if (a === 1) u.copy(g);
  else {
    if (roundNumber === 1) gOld.copy(g);
    else oracle.writeTarget(draws.snapshot, xOld.buffer, gOld.buffer);
    u.sub(gOld)
      .mul(1 - a)
      .add(g); // AUX-MVR-TARGET.2
  }

  y.copy(x);
  for (let k = 1; k <= localStepCount; k += 1) {
    const zeta = draws.local[k - 1] as number;
    oracle.writeLocalAuxiliary(zeta, y.buffer, d.buffer);
    oracle.writeLocalAuxiliary(zeta, x.buffer, s.buffer);
    d.sub(s).add(u); // AUX-MVR-TARGET.4
    y.subScaled(valueAt(stepSize, k), d); // AUX-MVR-TARGET.5
    observer?.onStep?.(roundNumber, k, y.buffer, d.buffer);
  }
  xOld.copy(x);
  x.copy(y);
};
