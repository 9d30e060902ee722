import { createVectorSpace, type Field } from '../../spec/algebra/index.js';
import type { RoundRecord, Trace } from '../../spec/model/index.js';
import { runRounds, takeFrom, type ExactRun, type RoundSetting, type RoundStart } from './run-state.js';

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
  return runRounds(field, 'nothing', run, sgdRound);
}

/** One round of {@link runSgd}. */
export function sgdRound<S>(
  field: Field<S>,
  setting: RoundSetting<S>,
  before: RoundStart<S>,
): RoundRecord<S> {
  const { draws, x } = before;
  const { subtract, scale } = createVectorSpace(field);
  const { stepSize } = setting.parameters;
  const take = takeFrom(setting.oracle);
  const targetAtSnapshot = take('f', 'snapshot', draws.snapshot, x);
  const point = subtract(x, scale(stepSize, targetAtSnapshot.value));
  const step = { gradients: { targetAtSnapshot }, direction: targetAtSnapshot.value, point };
  return { gradients: {}, steps: [step], iterate: point };
}
