import { createVectorSpace, isZero, type Field } from '../../spec/algebra/index.js';
import { valueAt } from '../../spec/model/index.js';
import type { Draws, Observer, RoundParameters, State } from './round.js';

/**
 * The authors' code: variance reduction on the target gradient alone, h as a control variate.
 * For loops of one's own, as `auxMom` is.
 *
 * $$u^t = (1-a)\,u^{t-1} + g_f(x^{t-1},\xi^t) - (1-a)\,g_f(x^{t-2},\xi^t),\qquad x^{-1} = x^0$$
 *
 * with the local direction of the other -target variant. The gradient at the old snapshot is not taken where it cannot
 * matter: in round 1, where it equals the new one, and at a = 1. The state `m` is u.
 *
 * @equation AUX-MVR-TARGET.1 to AUX-MVR-TARGET.6
 * @param field - the arithmetic; the states are as exact as it is.
 * @param parameters - η > 0 (point²/value), a ∈ (0, 1], K ≥ 1.
 * @param draws - the draws of the current round.
 * @param observe - is told each local step: its direction and its point.
 * @returns one round: (x^{t−1}, u^{t−1}, x^{t−2}) ↦ (xᵗ, uᵗ, x^{t−1}).
 */
export function auxMvrTarget<S>(
  field: Field<S>,
  parameters: RoundParameters<S>,
  draws: Draws<S>,
  observe?: Observer<S>,
) {
  const { stepSize: eta, momentumWeight: a, localStepCount: K } = parameters;
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = field.subtract(field.one, a); // 1 − a
  return ({ x, m: old, xOld }: State<S>): State<S> => {
    const xi = draws.snapshot();
    const target = xi.f(x); // g_f(x^{t−1}, ξᵗ)
    let u = target;
    if (old !== undefined && !isZero(field, rest)) {
      const targetBefore = xOld === undefined ? target : xi.f(xOld); // g_f(x^{t−2}, ξᵗ)
      u = subtract(add(scale(rest, old), target), scale(rest, targetBefore)); // AUX-MVR-TARGET.2
    }
    let y = x;
    for (let k = 1; k <= K; k += 1) {
      const zeta = draws.local(k);
      const direction = add(subtract(zeta.h(y), zeta.h(x)), u); // AUX-MVR-TARGET.4
      y = subtract(y, scale(valueAt(eta, k), direction)); // AUX-MVR-TARGET.5
      observe?.(direction, y);
    }
    return { x: y, m: u, xOld: x };
  };
}
