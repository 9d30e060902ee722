import { createVectorSpace, type Field } from '../../spec/algebra/index.js';
import type { RoundRecord, StepRecord, Trace } from '../../spec/model/index.js';
import {
  localAtom,
  runRounds,
  takeFrom,
  type ExactRun,
  type RoundSetting,
  type RoundStart,
} from './run-state.js';

/**
 * The naive baseline, exactly: one target step, then auxiliary steps that nothing corrects.
 *
 * $$d^{t,1} = g_f(x^{t-1},\xi^t),\qquad d^{t,k} = g_h(y^{t,k-1},\zeta^{t,k})\quad(k \ge 2)$$
 *
 * @equation NAIVE.1 to NAIVE.4
 * @param field - the arithmetic; the trace is as exact as it is.
 * @param run - x⁰ in Sᵈ, η > 0 (point²/value), K ≥ 1, T ≥ 1, oracle and draws; a is not used.
 * @returns the whole run: every state and every gradient.
 * @throws InexactError where the field would have to round; InputError where the tape ends early.
 */
export function runNaive<S>(field: Field<S>, run: ExactRun<S>): Trace<S> {
  return runRounds(field, 'nothing', run, naiveRound);
}

/** One round of {@link runNaive}. */
export function naiveRound<S>(
  field: Field<S>,
  setting: RoundSetting<S>,
  before: RoundStart<S>,
): RoundRecord<S> {
  const { draws, x } = before;
  const { subtract, scale } = createVectorSpace(field);
  const { stepSize, localStepCount } = setting.parameters;
  const take = takeFrom(setting.oracle);
  let y = x;
  const steps: StepRecord<S>[] = [];
  for (let k = 1; k <= localStepCount; k += 1) {
    const record =
      k === 1 ? take('f', 'snapshot', draws.snapshot, x) : take('h', 'local', localAtom(draws, k), y);
    y = subtract(y, scale(stepSize, record.value));
    const gradients = k === 1 ? { targetAtSnapshot: record } : { auxiliaryAtPoint: record };
    steps.push({ gradients, direction: record.value, point: y });
  }
  return { gradients: {}, steps, iterate: y };
}
