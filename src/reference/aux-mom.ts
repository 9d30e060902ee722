import { createVectorSpace, type Field } from '../../spec/algebra/index.js';
import { valueAt } from '../../spec/model/index.js';
import type { Draws, Observer, RoundParameters, State } from './round.js';

/**
 * AuxMOM: momentum on the difference of target and auxiliary gradients, then K cheap steps along g_h + m.
 *
 * $$m^t = (1-a)\,m^{t-1} + a\,[g_f(x^{t-1},\xi^t) - g_h(x^{t-1},\xi^t)],\qquad
 *   y^{t,k} = y^{t,k-1} - \eta\,[g_h(y^{t,k-1},\zeta^{t,k}) + m^t]$$
 *
 * @equation AUX-MOM.1 to AUX-MOM.6
 * @param field - the arithmetic; the states are as exact as it is.
 * @param parameters - η > 0 (point²/value), a ∈ (0, 1], K ≥ 1.
 * @param draws - the draws of the current round.
 * @param observe - is told each local step: its direction and its point.
 * @returns one round: (x^{t−1}, m^{t−1}) ↦ (xᵗ, mᵗ).
 */
export function auxMom<S>(
  field: Field<S>,
  parameters: RoundParameters<S>,
  draws: Draws<S>,
  observe?: Observer<S>,
) {
  const { stepSize: eta, momentumWeight: a, localStepCount: K } = parameters;
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = field.subtract(field.one, a); // 1 − a
  return ({ x, m: old }: State<S>): State<S> => {
    const xi = draws.snapshot();
    const difference = subtract(xi.f(x), xi.h(x)); // g_D(x^{t−1}, ξᵗ)
    const m = old === undefined ? difference : add(scale(rest, old), scale(a, difference)); // AUX-MOM.2
    let y = x;
    for (let k = 1; k <= K; k += 1) {
      const direction = add(draws.local(k).h(y), m); // AUX-MOM.4
      y = subtract(y, scale(valueAt(eta, k), direction)); // AUX-MOM.5
      observe?.(direction, y);
    }
    return { x: y, m };
  };
}
