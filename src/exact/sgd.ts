import { createVectorSpace, type Field } from '../../spec/algebra/index.js';
import type { RoundRecord, Trace } from '../../spec/model/index.js';
import { drawsOfRound, takeFrom, type ExactRun } from './run-state.js';

/**
 * Stochastic gradient descent on the target, exactly: $x^t = x^{t-1} - \eta\,g_f(x^{t-1},\xi^t)$.
 *
 * @equation SGD.1 to SGD.4
 * @param field - the arithmetic; the trace is as exact as it is.
 * @param run - x⁰ in Sᵈ, η > 0 (point²/value), K = 1, T ≥ 1, oracle and draws; a is not used.
 * @returns the whole run: every state and every gradient.
 * @throws InexactError where the field would have to round; InputError where the tape ends early.
 */
export function runSgd<S>(field: Field<S>, run: ExactRun<S>): Trace<S> {
  const { subtract, scale } = createVectorSpace(field);
  const { stepSize, roundCount } = run.parameters;
  const take = takeFrom(run.oracle);

  let x = run.startingPoint;
  const rounds: RoundRecord<S>[] = [];
  for (let t = 1; t <= roundCount; t += 1) {
    const targetAtSnapshot = take('f', 'snapshot', drawsOfRound(run, t).snapshot, x);
    x = subtract(x, scale(stepSize, targetAtSnapshot.value));
    const step = { gradients: { targetAtSnapshot }, direction: targetAtSnapshot.value, point: x };
    rounds.push({ gradients: {}, steps: [step], iterate: x });
  }
  return { start: { iterate: run.startingPoint, gradients: [] }, rounds };
}
