import { createVectorSpace, isZero, type Field } from '../../spec/algebra/index.js';
import type { RoundGradients, RoundRecord, StepRecord, Trace } from '../../spec/model/index.js';
import {
  localAtom,
  runRounds,
  takeFrom,
  type ExactRun,
  type RoundSetting,
  type RoundStart,
} from './run-state.js';

/**
 * The authors' code, exactly: variance reduction on the target gradient alone.
 *
 * $$u^t = (1-a)\,u^{t-1} + g_f(x^{t-1},\xi^t) - (1-a)\,g_f(x^{t-2},\xi^t),\qquad x^{-1} = x^0$$
 *
 * with the local direction of the other -target variant. The gradient at the old snapshot is not taken where it cannot
 * matter: in round 1, where it equals the new one, and at a = 1.
 *
 * @equation AUX-MVR-TARGET.1 to AUX-MVR-TARGET.6
 * @param field - the arithmetic; the trace is as exact as it is.
 * @param run - x⁰ and u⁰ in Sᵈ, η > 0 (point²/value), a ∈ (0, 1], K ≥ 1, T ≥ 1, oracle and draws.
 * @returns the whole run: every state and every gradient; the state called `correction` is u.
 * @throws InexactError where the field would have to round; InputError where the tape ends early.
 */
export function runAuxMvrTarget<S>(field: Field<S>, run: ExactRun<S>): Trace<S> {
  return runRounds(field, 'target', run, auxMvrTargetRound);
}

/** One round of {@link runAuxMvrTarget}. */
export function auxMvrTargetRound<S>(
  field: Field<S>,
  setting: RoundSetting<S>,
  before: RoundStart<S>,
): RoundRecord<S> {
  const { draws, x, xOld, roundNumber: t } = before;
  const { add, subtract, scale } = createVectorSpace(field);
  const { stepSize, momentumWeight, localStepCount } = setting.parameters;
  const rest = field.subtract(field.one, momentumWeight); // 1 − a
  const take = takeFrom(setting.oracle);
  const targetAtSnapshot = take('f', 'snapshot', draws.snapshot, x);
  let gradients: RoundGradients<S> = { targetAtSnapshot };
  let u = before.m;
  if (u === undefined || isZero(field, rest)) {
    u = targetAtSnapshot.value; // first-snapshot in round 1, or a = 1: nothing of the old estimate remains
  } else {
    let old = targetAtSnapshot.value; // round 1: x⁻¹ = x⁰
    if (t > 1) {
      const targetAtPrevious = take('f', 'snapshot', draws.snapshot, xOld);
      gradients = { ...gradients, targetAtPrevious };
      old = targetAtPrevious.value;
    }
    u = subtract(add(scale(rest, u), targetAtSnapshot.value), scale(rest, old));
  }

  let y = x;
  const steps: StepRecord<S>[] = [];
  for (let k = 1; k <= localStepCount; k += 1) {
    const auxiliaryAtPoint = take('h', 'local', localAtom(draws, k), y);
    const auxiliaryAtSnapshot = take('h', 'local', localAtom(draws, k), x);
    const direction = add(subtract(auxiliaryAtPoint.value, auxiliaryAtSnapshot.value), u);
    y = subtract(y, scale(stepSize, direction));
    steps.push({ gradients: { auxiliaryAtPoint, auxiliaryAtSnapshot }, direction, point: y });
  }
  return { gradients, correction: u, steps, iterate: y };
}
