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
 * The authors' earlier code, exactly: momentum on the target gradient alone.
 *
 * $$u^t = (1-a)\,u^{t-1} + a\,g_f(x^{t-1},\xi^t),\qquad
 *   d^{t,k} = g_h(y^{t,k-1},\zeta^{t,k}) - g_h(x^{t-1},\zeta^{t,k}) + u^t$$
 *
 * Agrees with AuxMOM when a = 1 and h has no noise, and where h = 0; differs in general.
 *
 * @equation AUX-MOM-TARGET.1 to AUX-MOM-TARGET.6
 * @param field - the arithmetic; the trace is as exact as it is.
 * @param run - x⁰ and u⁰ in Sᵈ, η > 0 (point²/value), a ∈ (0, 1], K ≥ 1, T ≥ 1, oracle and draws.
 * @returns the whole run: every state and every gradient; the state called `correction` is u.
 * @throws InexactError where the field would have to round; InputError where the tape ends early.
 */
export function runAuxMomTarget<S>(field: Field<S>, run: ExactRun<S>): Trace<S> {
  return runRounds(field, 'target', run, auxMomTargetRound);
}

/** One round of {@link runAuxMomTarget}. */
export function auxMomTargetRound<S>(
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
  // Without a u⁰ (first-snapshot) round 1 takes its own sample in full.
  const u =
    before.m === undefined
      ? targetAtSnapshot.value
      : add(scale(rest, before.m), scale(momentumWeight, targetAtSnapshot.value));

  let y = x;
  const steps: StepRecord<S>[] = [];
  for (let k = 1; k <= localStepCount; k += 1) {
    const auxiliaryAtPoint = take('h', 'local', localAtom(draws, k), y);
    const auxiliaryAtSnapshot = take('h', 'local', localAtom(draws, k), x);
    const direction = add(subtract(auxiliaryAtPoint.value, auxiliaryAtSnapshot.value), u);
    y = subtract(y, scale(stepSize, direction));
    steps.push({ gradients: { auxiliaryAtPoint, auxiliaryAtSnapshot }, direction, point: y });
  }
  return { gradients: { targetAtSnapshot }, correction: u, steps, iterate: y };
}
