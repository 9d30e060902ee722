/** What a pilot advises, run to its end. */
import { createStream, drawInteger } from '../../problems/draws.js';
import { countGradientsOf, type GradientSource } from '../measure/gradient-source.js';
import { continueRun, type PilotRound, type PilotRun } from './continue-run.js';
import { pilotSchedule } from './outcome.js';
import type { PilotPlan } from './plan.js';

/**
 * Runs the rounds of a plan from where the pilot left off. For training that follows a pilot.
 *
 * @param seed - names the samples, of which equal seeds make equal ones.
 * @returns the run after T rounds; `isLost` where it left what doubles can hold.
 */
export function followPlan(source: GradientSource, plan: PilotPlan, seed: number): Promise<PilotRun> {
  const { localStepCount, roundCount, state } = plan;
  const { stepSize: sizes, momentumWeight: weights } = pilotSchedule(plan);
  const draw = (...place: readonly number[]): number =>
    drawInteger(createStream(seed, ...place), 0, 2 ** 31 - 1);
  function* rounds(): Generator<PilotRound> {
    for (const [t, stepSize] of sizes.entries()) {
      yield {
        parameters: { stepSize, momentumWeight: weights[t] ?? 1, localStepCount, roundCount },
        draws: {
          snapshot: draw(0, t),
          local: Array.from({ length: localStepCount }, (_, k) => draw(1, t, k)),
        },
      };
    }
  }
  return continueRun(countGradientsOf(source), state, rounds());
}
