/** What a pilot hands out for a method. */
import { middleOf, repetitions, type Contender } from './contest.js';
import { startPilotRun, type PilotRun, type PilotVariant } from './continue-run.js';
import { isStable, tiedWeight, type TiedWeight } from './methods.js';
import type { Arm, Stages } from './search.js';

/** What the pilot advises for one method. */
export interface PilotPlan {
  readonly method: PilotVariant;
  /** η that the comparison was run with. */
  readonly stepSize: number;
  /** How a follows η. */
  readonly weight: TiedWeight;
  readonly localStepCount: number;
  /** T that the rest of the budget pays for. */
  readonly roundCount: number;
  /** What a round costs, in gradients of f. */
  readonly roundPrice: number;
  /** The scores after the pilot, one a repetition. */
  readonly scores: readonly number[];
  /** Whether most repetitions with this η ended below their start, and none above x⁰. */
  readonly isSafe: boolean;
  /** Where the median repetition ended: the rest of the budget goes on from there. */
  readonly state: PilotRun;
  /** x⁰: what comes to lie above it is set back. */
  readonly origin: readonly number[];
  /** What that run cost in gradients of f, with its score there, from where all runs began. */
  readonly path: Arm['path'];
}

/** The plan of a method; its η is the one that it was compared with. */
export function planOf(
  { method, constants, ends, isSafe }: Contender,
  rest: number,
  start: Pick<Stages, 'origin' | 'startingPoint' | 'startScore'>,
): PilotPlan {
  const { variant, localStepCount, roundPrice } = method;
  const { stepSize } = ends.at(-1) as Arm;
  const roundCount = Math.max(Math.floor(rest / roundPrice), 1);
  const middle = middleOf(ends);
  const weightFor = (horizon: number): TiedWeight => tiedWeight(method, constants, horizon, stepSize);
  const long = weightFor(roundCount);
  return {
    method: variant,
    stepSize,
    // a long run asks for a smaller a than that of the comparison, where that is stable
    weight: isStable(method, constants, stepSize, long) ? long : weightFor(middle.run.rounds),
    localStepCount,
    roundCount,
    roundPrice,
    scores: ends.slice(0, repetitions).map(({ score }) => score),
    isSafe,
    // what ended above its start is not gone on from
    state: middle.score <= start.startScore ? middle.run : startPilotRun(variant, start.startingPoint),
    origin: start.origin,
    path: middle.path,
  };
}
