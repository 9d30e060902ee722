/** AuxMOM in doubles. */
import { valueAt } from '../../spec/model/index.js';
import type { FastRound } from './fast-round.js';

/**
 * One round of `aux-mom`.
 *
 * $$ m^t = (1-a)\, m^{t-1} + a\,[g_f(x^{t-1}, \xi^t) - g_h(x^{t-1}, \xi^t)], \qquad
 *    y^{t,k} = y^{t,k-1} - \eta\,[g_h(y^{t,k-1}, \zeta^{t,k}) + m^t] $$
 *
 * The estimate is stored, and every direction is evaluated as g_h + m from the stored m. At a = 1 the old m is forgotten
 * rather than multiplied by 0, so an m that overflowed leaves no NaN behind.
 *
 * @equation AUX-MOM.2, AUX-MOM.4, AUX-MOM.5
 */
export const runAuxMomRound: FastRound = (workspace, oracle, parameters, draws, roundNumber, observer) => {
  const { x, xOld, m, y, d, g, s } = workspace;
  const { stepSize, momentumWeight: a, localStepCount } = parameters;

  oracle.writeTarget(draws.snapshot, x.buffer, g.buffer);
  oracle.writeAuxiliary(draws.snapshot, x.buffer, s.buffer);
  g.sub(s); // g_D(x^{t−1}, ξᵗ)
  if (a === 1) m.copy(g);
  else m.mul(1 - a).add(g.mul(a)); // AUX-MOM.2

  y.copy(x);
  for (let k = 1; k <= localStepCount; k += 1) {
    oracle.writeLocalAuxiliary(draws.local[k - 1] as number, y.buffer, d.buffer);
    if (workspace.takeCorrectedStep === undefined) {
      d.add(m); // AUX-MOM.4
      y.subScaled(valueAt(stepSize, k), d); // AUX-MOM.5
    } else workspace.takeCorrectedStep(valueAt(stepSize, k));
    observer?.onStep?.(roundNumber, k, y.buffer, d.buffer);
  }
  xOld.copy(x);
  x.copy(y);
};
