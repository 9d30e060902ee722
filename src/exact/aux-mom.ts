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
 * AuxMOM, exactly: momentum on the difference of target and auxiliary gradients.
 *
 * $$m^t = (1-a)\,m^{t-1} + a\,[g_f(x^{t-1},\xi^t) - g_h(x^{t-1},\xi^t)],\qquad
 *   y^{t,k} = y^{t,k-1} - \eta\,[g_h(y^{t,k-1},\zeta^{t,k}) + m^t]$$
 *
 * @equation AUX-MOM.1 to AUX-MOM.6
 * @param field - the arithmetic; the trace is as exact as it is.
 * @param run - x⁰ and m⁰ in Sᵈ, η > 0 (point²/value), a ∈ (0, 1], K ≥ 1, T ≥ 1, oracle and draws.
 * @returns the whole run: every state and every gradient.
 * @throws InexactError where the field would have to round; InputError where the tape ends early.
 */
export function runAuxMom<S>(field: Field<S>, run: ExactRun<S>): Trace<S> {
  return runRounds(field, 'difference', run, auxMomRound);
}

/** One round of {@link runAuxMom}. */
export function auxMomRound<S>(
  field: Field<S>,
  setting: RoundSetting<S>,
  before: RoundStart<S>,
): RoundRecord<S> {
  const { draws, x } = before;
  const { add, subtract, scale } = createVectorSpace(field);
  const { stepSize, momentumWeight, localStepCount } = setting.parameters;
  const rest = field.subtract(field.one, momentumWeight); // 1 − a
  const take = takeFrom(setting.oracle);
  const targetAtSnapshot = take('f', 'snapshot', draws.snapshot, x);
  const auxiliaryAtSnapshot = take('h', 'snapshot', draws.snapshot, x);
  const sample = subtract(targetAtSnapshot.value, auxiliaryAtSnapshot.value);
  // Without an m⁰ (first-snapshot) round 1 takes its own sample in full.
  const m = before.m === undefined ? sample : add(scale(rest, before.m), scale(momentumWeight, sample));

  let y = x;
  const steps: StepRecord<S>[] = [];
  for (let k = 1; k <= localStepCount; k += 1) {
    const auxiliaryAtPoint = take('h', 'local', localAtom(draws, k), y);
    const direction = add(auxiliaryAtPoint.value, m);
    y = subtract(y, scale(stepSize, direction));
    steps.push({ gradients: { auxiliaryAtPoint }, direction, point: y });
  }
  return {
    gradients: { targetAtSnapshot, auxiliaryAtSnapshot },
    correction: m,
    steps,
    iterate: y,
  };
}
