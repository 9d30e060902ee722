import { createVectorSpace, isZero, type Field } from '../../spec/algebra/index.js';
import type { RoundGradients, RoundRecord, StepRecord, Trace } from '../../spec/model/index.js';
import { drawsOfRound, localAtom, startState, takeFrom, type ExactRun } from './run-state.js';

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
  const { add, subtract, scale } = createVectorSpace(field);
  const { stepSize, momentumWeight, localStepCount, roundCount } = run.parameters;
  const rest = field.subtract(field.one, momentumWeight); // 1 − a
  const take = takeFrom(run.oracle);

  const start = startState(field, 'target', run);
  let x = start.iterate;
  let xOld = x;
  let u = start.correction;
  const rounds: RoundRecord<S>[] = [];
  for (let t = 1; t <= roundCount; t += 1) {
    const draws = drawsOfRound(run, t);
    const targetAtSnapshot = take('f', 'snapshot', draws.snapshot, x);
    let gradients: RoundGradients<S> = { targetAtSnapshot };
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
    xOld = x;
    x = y;
    rounds.push({ gradients, correction: u, steps, iterate: x });
  }
  return { start, rounds };
}
