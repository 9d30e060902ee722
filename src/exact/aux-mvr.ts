import { createVectorSpace, isZero, type Field, type Vector } from '../../spec/algebra/index.js';
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
 * AuxMVR, exactly: the estimate is carried from the old snapshot to the new one by the same atom at both.
 *
 * $$m^t = g_D(x^{t-1},\xi^t) + (1-a)\,[m^{t-1} - g_D(x^{t-2},\xi^t)],\qquad x^{-1} = x^0$$
 *
 * which is the form AUX-MVR.2 with its terms regrouped; the local steps are those of AuxMOM. The gradients at the old
 * snapshot are not taken where they cannot matter: in round 1, where both brackets of AUX-MVR.2 vanish, and at a = 1.
 *
 * @equation AUX-MVR.1 to AUX-MVR.6
 * @param field - the arithmetic; the trace is as exact as it is.
 * @param run - x⁰ and m⁰ in Sᵈ, η > 0 (point²/value), a ∈ (0, 1], K ≥ 1, T ≥ 1, oracle and draws.
 * @returns the whole run: every state and every gradient.
 * @throws InexactError where the field would have to round; InputError where the tape ends early.
 */
export function runAuxMvr<S>(field: Field<S>, run: ExactRun<S>): Trace<S> {
  return runRounds(field, 'difference', run, auxMvrRound);
}

/** One round of {@link runAuxMvr}. */
export function auxMvrRound<S>(
  field: Field<S>,
  setting: RoundSetting<S>,
  before: RoundStart<S>,
): RoundRecord<S> {
  const { draws, x, xOld, roundNumber: t } = before;
  const { add, subtract, scale } = createVectorSpace(field);
  const { stepSize, momentumWeight, localStepCount } = setting.parameters;
  const rest = field.subtract(field.one, momentumWeight); // 1 − a
  const take = takeFrom(setting.oracle);

  /** g_D(at, ξ) with the two gradients it came from. */
  const takeDifference = (atom: number, at: Vector<S>) => {
    const target = take('f', 'snapshot', atom, at);
    const auxiliary = take('h', 'snapshot', atom, at);
    return { target, auxiliary, value: subtract(target.value, auxiliary.value) };
  };
  const current = takeDifference(draws.snapshot, x);
  let gradients: RoundGradients<S> = {
    targetAtSnapshot: current.target,
    auxiliaryAtSnapshot: current.auxiliary,
  };
  let { m } = before;
  if (m === undefined || isZero(field, rest)) {
    m = current.value; // first-snapshot in round 1, or a = 1: nothing of the old estimate remains
  } else if (t === 1) {
    m = add(current.value, scale(rest, subtract(m, current.value)));
  } else {
    const previous = takeDifference(draws.snapshot, xOld);
    gradients = {
      ...gradients,
      targetAtPrevious: previous.target,
      auxiliaryAtPrevious: previous.auxiliary,
    };
    m = add(current.value, scale(rest, subtract(m, previous.value)));
  }

  let y = x;
  const steps: StepRecord<S>[] = [];
  for (let k = 1; k <= localStepCount; k += 1) {
    const auxiliaryAtPoint = take('h', 'local', localAtom(draws, k), y);
    const direction = add(auxiliaryAtPoint.value, m);
    y = subtract(y, scale(stepSize, direction));
    steps.push({ gradients: { auxiliaryAtPoint }, direction, point: y });
  }
  return { gradients, correction: m, steps, iterate: y };
}
