/** AuxMVR in doubles. */
import { valueAt } from '../../spec/model/index.js';
import type { FastRound } from './fast-round.js';

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
  const { x, xOld, m, y, d, g, gOld, s } = workspace;
  const { stepSize, momentumWeight: a, localStepCount } = parameters;

  oracle.writeTarget(draws.snapshot, x.buffer, g.buffer);
  oracle.writeAuxiliary(draws.snapshot, x.buffer, s.buffer);
  g.sub(s); // g_D(x^{t−1}, ξᵗ)
  if (a === 1) m.copy(g);
  else if (roundNumber === 1) m.mul(1 - a).add(g.mul(a));
  else {
    oracle.writeTarget(draws.snapshot, xOld.buffer, gOld.buffer);
    oracle.writeAuxiliary(draws.snapshot, xOld.buffer, s.buffer);
    gOld.sub(s); // g_D(x^{t−2}, ξᵗ)
    s.copy(g)
      .sub(gOld)
      .mul(1 - a);
    m.mul(1 - a)
      .add(g.mul(a))
      .add(s); // AUX-MVR.2
  }

  y.copy(x);
  for (let k = 1; k <= localStepCount; k += 1) {
    oracle.writeLocalAuxiliary(draws.local[k - 1] as number, y.buffer, d.buffer);
    if (workspace.takeCorrectedStep === undefined) {
      d.add(m); // AUX-MVR.4
      y.subScaled(valueAt(stepSize, k), d); // AUX-MVR.5
    } else workspace.takeCorrectedStep(valueAt(stepSize, k));
    observer?.onStep?.(roundNumber, k, y.buffer, d.buffer);
  }
  xOld.copy(x);
  x.copy(y);
};
