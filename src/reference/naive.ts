import { createVectorSpace, type Field } from '../../spec/algebra/index.js';
import { valueAt } from '../../spec/model/index.js';
import type { Draws, Observer, RoundParameters, State } from './round.js';

/**
 * The naive baseline: one target step, then auxiliary steps that nothing corrects. For loops of one's own, as `auxMom` is.
 *
 * $$d^{t,1} = g_f(x^{t-1},\xi^t),\qquad d^{t,k} = g_h(y^{t,k-1},\zeta^{t,k})\quad(k \ge 2)$$
 *
 * @equation NAIVE.1 to NAIVE.4
 * @param field - the arithmetic; the states are as exact as it is.
 * @param parameters - η > 0 (point²/value), K ≥ 1; a is not used.
 * @param draws - the draws of the current round.
 * @param observe - is told each local step: its direction and its point.
 * @returns one round: x^{t−1} ↦ xᵗ.
 */
export function naive<S>(
  field: Field<S>,
  parameters: Omit<RoundParameters<S>, 'momentumWeight'>,
  draws: Draws<S>,
  observe?: Observer<S>,
) {
  const { stepSize: eta, localStepCount: K } = parameters;
  const { subtract, scale } = createVectorSpace(field);
  return ({ x }: State<S>): State<S> => {
    let y = x;
    for (let k = 1; k <= K; k += 1) {
      const direction = k === 1 ? draws.snapshot().f(x) : draws.local(k).h(y); // NAIVE.2
      y = subtract(y, scale(valueAt(eta, k), direction)); // NAIVE.3
      observe?.(direction, y);
    }
    return { x: y };
  };
}
