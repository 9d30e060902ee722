/** What a pilot advises, run to its end. */
import { createStream, drawInteger } from '../../problems/draws.js';
import type { GradientSource } from '../measure/gradient-source.js';
import { continueRun, type PilotRun } from './continue-run.js';
import { openLedger } from './ledger.js';
import { pilotSchedule } from './outcome.js';
import type { PilotPlan } from './plan.js';

/** Rounds after which a point is checked, and kept to go back to; at first, and after each return, after 1, 2, 4, … rounds. */
const every = 100;

/** A followed plan. */
export interface FollowedPlan extends PilotRun {
  /** How often the step size was halved because a point was above x⁰, or no number. */
  readonly halvings: number;
}

/**
 * Runs the rounds of a plan from where the pilot left off. For training that follows a pilot. A point above x⁰, or where
 * a gradient or f is no number, is not kept: the run goes on from the point that was kept last, with half of the step size, and the rounds
 * between are lost. An end with a value above that of the start is not taken. The loops of `--write-training` do the same.
 *
 * @param seed - names the samples, of which equal seeds make equal ones.
 * @returns the run after T rounds.
 */
export async function followPlan(
  source: GradientSource,
  plan: PilotPlan,
  seed: number,
): Promise<FollowedPlan> {
  const { localStepCount, roundCount, state, origin } = plan;
  const { stepSize: sizes, momentumWeight: weights } = pilotSchedule(plan);
  const ledger = openLedger(source, { auxiliary: 0 }, seed);
  const ceiling = await ledger.scoreAt(Float64Array.from(origin));
  const draw = (...place: readonly number[]): number =>
    drawInteger(createStream(seed, ...place), 0, 2 ** 31 - 1);
  let [kept, halvings, since] = [state, 0, 1];
  for (let first = 0; first < roundCount;) {
    const factor = 2 ** -halvings;
    const rounds = sizes.slice(first, first + Math.min(since, every)).map((size, i) => ({
      parameters: {
        stepSize: size * factor,
        momentumWeight: weights[first + i] ?? 1,
        localStepCount,
        roundCount,
      },
      draws: {
        snapshot: draw(0, first + i),
        local: Array.from({ length: localStepCount }, (_, k) => draw(1, first + i, k)),
      },
    }));
    const next = await continueRun(ledger.source, kept, rounds);
    const isKept = !next.isLost && (await ledger.scoreAt(next.point)) <= ceiling;
    if (isKept) kept = next;
    else halvings += 1;
    since = isKept ? 2 * since : 1;
    first += rounds.length;
  }
  // an estimate of ‖∇f‖² is no reason to throw an end away
  const isLower =
    ledger.value === undefined || (await ledger.scoreAt(kept.point)) <= (await ledger.scoreAt(state.point));
  return { ...(isLower ? kept : state), halvings };
}
