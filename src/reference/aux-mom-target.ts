import { createVectorSpace, type Field } from '../../spec/algebra/index.js';
import { valueAt } from '../../spec/model/index.js';
import type { Draws, Observer, RoundParameters, State } from './round.js';

/**
 * The authors' earlier code: momentum on the target gradient alone, h as a control variate.
 * For loops of one's own, as `auxMom` is.
 *
 * $$u^t = (1-a)\,u^{t-1} + a\,g_f(x^{t-1},\xi^t),\qquad
 *   d^{t,k} = g_h(y^{t,k-1},\zeta^{t,k}) - g_h(x^{t-1},\zeta^{t,k}) + u^t$$
 *
 * Agrees with AuxMOM when a = 1 and h has no noise, and where h = 0; differs in general. The state `m` is u.
 *
 * @equation AUX-MOM-TARGET.1 to AUX-MOM-TARGET.6
 * @param field - the arithmetic; the states are as exact as it is.
 * @param parameters - η > 0 (point²/value), a ∈ (0, 1], K ≥ 1.
 * @param draws - the draws of the current round.
 * @param observe - is told each local step: its direction and its point.
 * @returns one round: (x^{t−1}, u^{t−1}) ↦ (xᵗ, uᵗ).
 */
export function auxMomTarget<S>(
  field: Field<S>,
  parameters: RoundParameters<S>,
  draws: Draws<S>,
  observe?: Observer<S>,
) {
  const { stepSize: eta, momentumWeight: a, localStepCount: K } = parameters;
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = field.subtract(field.one, a); // 1 − a
  return ({ x, m: old }: State<S>): State<S> => {
    const target = draws.snapshot().f(x); // g_f(x^{t−1}, ξᵗ)
    const u = old === undefined ? target : add(scale(rest, old), scale(a, target)); // AUX-MOM-TARGET.2
    let y = x;
    for (let k = 1; k <= K; k += 1) {
      const zeta = draws.local(k);
      const direction = add(subtract(zeta.h(y), zeta.h(x)), u); // AUX-MOM-TARGET.4
      y = subtract(y, scale(valueAt(eta, k), direction)); // AUX-MOM-TARGET.5
      observe?.(direction, y);
    }
    return { x: y, m: u };
  };
}
