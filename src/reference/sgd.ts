import { createVectorSpace, type Field } from '../../spec/algebra/index.js';
import { valueAt } from '../../spec/model/index.js';
import type { Draws, Observer, RoundParameters, State } from './round.js';

/**
 * Stochastic gradient descent on the target: $x^t = x^{t-1} - \eta\,g_f(x^{t-1},\xi^t)$.
 * For loops of one's own, as `auxMom` is.
 *
 * @equation SGD.1 to SGD.4
 * @param field - the arithmetic; the states are as exact as it is.
 * @param parameters - η > 0 (point²/value); K is 1, a is not used.
 * @param draws - the draws of the current round.
 * @param observe - is told each local step: its direction and its point.
 * @returns one round: x^{t−1} ↦ xᵗ.
 */
export function sgd<S>(
  field: Field<S>,
  parameters: Pick<RoundParameters<S>, 'stepSize'>,
  draws: Pick<Draws<S>, 'snapshot'>,
  observe?: Observer<S>,
) {
  const { stepSize: eta } = parameters;
  const { subtract, scale } = createVectorSpace(field);
  return ({ x }: State<S>): State<S> => {
    const direction = draws.snapshot().f(x); // SGD.2
    const y = subtract(x, scale(valueAt(eta, 1), direction)); // SGD.3
    observe?.(direction, y);
    return { x: y };
  };
}
