/** What a pilot advises, run to its end. */
import { createStream, drawInteger } from '../../problems/draws.js';
import { countGradientsOf, type GradientSource } from '../measure/gradient-source.js';
import { continueRun, type PilotRound, type PilotRun } from './continue-run.js';
import { pilotSchedule } from './outcome.js';
import type { PilotPlan } from './plan.js';

/** Rounds after which a point is kept to go back to. */
const every = 100;

/** A followed plan. */
export interface FollowedPlan extends PilotRun {
  /** How often the step size was halved because a gradient or a point was no finite number. */
  readonly halvings: number;
}

/**
 * Runs the rounds of a plan from where the pilot left off. For training that follows a pilot. Where a gradient or a point is no finite
 * number, it goes back to the point that was kept last, of every hundredth round, with half of the step size, at most 20 times: as the
 * loops of `--write-training` do.
 *
 * @param seed - names the samples, of which equal seeds make equal ones.
 * @returns the run after T rounds; `isLost` where it left what doubles can hold all the same.
 */
export async function followPlan(
  source: GradientSource,
  plan: PilotPlan,
  seed: number,
): Promise<FollowedPlan> {
  const { localStepCount, roundCount, state } = plan;
  const { stepSize: sizes, momentumWeight: weights } = pilotSchedule(plan);
  const counted = countGradientsOf(source);
  const draw = (...place: readonly number[]): number =>
    drawInteger(createStream(seed, ...place), 0, 2 ** 31 - 1);
  const roundsFrom = (first: number, factor: number): readonly PilotRound[] =>
    sizes.slice(first, first + every).map((size, i) => ({
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
  let run = state;
  let halvings = 0;
  for (let first = 0; first < roundCount;) {
    const next = await continueRun(counted, run, roundsFrom(first, 2 ** -halvings));
    if (next.isLost && halvings === 20) return { ...next, halvings };
    if (next.isLost) halvings += 1;
    else {
      run = next;
      first += every;
    }
  }
  return { ...run, halvings };
}
