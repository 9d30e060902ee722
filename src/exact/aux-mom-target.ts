import { createVectorSpace, type Field } from '../../spec/algebra/index.js';
import type { RoundRecord, StepRecord, Trace } from '../../spec/model/index.js';
import { drawsOfRound, localAtom, startState, takeFrom, type ExactRun } from './run-state.js';

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
  const { add, subtract, scale } = createVectorSpace(field);
  const { stepSize, momentumWeight, localStepCount, roundCount } = run.parameters;
  const rest = field.subtract(field.one, momentumWeight); // 1 − a
  const take = takeFrom(run.oracle);

  const start = startState(field, 'target', run);
  let x = start.iterate;
  let u = start.correction;
  const rounds: RoundRecord<S>[] = [];
  for (let t = 1; t <= roundCount; t += 1) {
    const draws = drawsOfRound(run, t);
    const targetAtSnapshot = take('f', 'snapshot', draws.snapshot, x);
    // Without a u⁰ (first-snapshot) round 1 takes its own sample in full.
    u =
      u === undefined
        ? targetAtSnapshot.value
        : add(scale(rest, u), scale(momentumWeight, targetAtSnapshot.value));

    let y = x;
    const steps: StepRecord<S>[] = [];
    for (let k = 1; k <= localStepCount; k += 1) {
      const auxiliaryAtPoint = take('h', 'local', localAtom(draws, k), y);
      const auxiliaryAtSnapshot = take('h', 'local', localAtom(draws, k), x);
      const direction = add(subtract(auxiliaryAtPoint.value, auxiliaryAtSnapshot.value), u);
      y = subtract(y, scale(stepSize, direction));
      steps.push({ gradients: { auxiliaryAtPoint, auxiliaryAtSnapshot }, direction, point: y });
    }
    x = y;
    rounds.push({ gradients: { targetAtSnapshot }, correction: u, steps, iterate: x });
  }
  return { start, rounds };
}
