import { createVectorSpace, isZero, type Field, type Vector } from '../../spec/algebra/index.js';
import { valueAt } from '../../spec/model/index.js';
import type { Draws, Observer, RoundParameters, State } from './round.js';

/**
 * AuxMVR: the estimate is carried from the old snapshot to the new one by the same draw ξᵗ at both.
 *
 * $$m^t = g_D(x^{t-1},\xi^t) + (1-a)\,[m^{t-1} - g_D(x^{t-2},\xi^t)],\qquad x^{-1} = x^0$$
 *
 * which is AUX-MVR.2 with its terms regrouped; the local steps are those of AuxMOM. The gradients at the old snapshot are
 * not taken where they cannot matter: in round 1, and at a = 1.
 *
 * @equation AUX-MVR.1 to AUX-MVR.6
 * @param field - the arithmetic; the states are as exact as it is.
 * @param parameters - η > 0 (point²/value), a ∈ (0, 1], K ≥ 1.
 * @param draws - the draws of the current round.
 * @param observe - is told each local step: its direction and its point.
 * @returns one round: (x^{t−1}, m^{t−1}, x^{t−2}) ↦ (xᵗ, mᵗ, x^{t−1}).
 */
export function auxMvr<S>(
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
    const differenceAt = (at: Vector<S>) => subtract(xi.f(at), xi.h(at)); // g_D(·, ξᵗ)
    let m = differenceAt(x);
    if (old !== undefined && !isZero(field, rest)) {
      m = add(m, scale(rest, subtract(old, xOld === undefined ? m : differenceAt(xOld)))); // AUX-MVR.2
    }
    let y = x;
    for (let k = 1; k <= K; k += 1) {
      const direction = add(draws.local(k).h(y), m); // AUX-MVR.4
      y = subtract(y, scale(valueAt(eta, k), direction)); // AUX-MVR.5
      observe?.(direction, y);
    }
    return { x: y, m, xOld: x };
  };
}
