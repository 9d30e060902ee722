/** AuxMOM with momentum on the target alone (the authors' earlier code), in doubles. */
import { valueAt } from '../../spec/model/index.js';
import type { FastRound } from './fast-round.js';

/**
 * One round of `aux-mom-target`.
 *
 * $$ u^t = (1-a)\, u^{t-1} + a\, g_f(x^{t-1}, \xi^t), \qquad
 *    y^{t,k} = y^{t,k-1} - \eta\,[(g_h(y^{t,k-1}, \zeta^{t,k}) - g_h(x^{t-1}, \zeta^{t,k})) + u^t] $$
 *
 * The direction is evaluated left to right, as bracketed: this order is what makes the published toy runs end in an
 * exact 0 in doubles. The buffer m holds u.
 *
 * @equation AUX-MOM-TARGET.2, AUX-MOM-TARGET.4, AUX-MOM-TARGET.5
 */
export const runAuxMomTargetRound: FastRound = (
  workspace,
  oracle,
  { stepSize, momentumWeight: a, localStepCount },
  draws,
  roundNumber,
  observer,
) => {
  const { x, xOld, m: u, y, d, g, s } = workspace;

  oracle.writeTarget(draws.snapshot, x.buffer, g.buffer);
  if (a === 1) u.copy(g);
  else u.mul(1 - a).add(g.mul(a)); // AUX-MOM-TARGET.2

  y.copy(x);
  for (let k = 1; k <= localStepCount; k += 1) {
    const zeta = draws.local[k - 1] as number;
    oracle.writeLocalAuxiliary(zeta, y.buffer, d.buffer);
    oracle.writeLocalAuxiliary(zeta, x.buffer, s.buffer);
    d.sub(s).add(u); // AUX-MOM-TARGET.4
    y.subScaled(valueAt(stepSize, k), d); // AUX-MOM-TARGET.5
    observer?.onStep?.(roundNumber, k, y.buffer, d.buffer);
  }
  xOld.copy(x);
  x.copy(y);
};
