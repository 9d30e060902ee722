/** What a pilot hands out for a method. */
import { middleOf, repetitions, type Contender } from './contest.js';
import type { PilotRun, PilotVariant } from './continue-run.js';
import { isStable, tiedWeight, type MethodName, type TiedWeight } from './methods.js';
import type { Arm } from './search.js';

/** What the pilot advises for one method. */
export interface PilotPlan {
  readonly method: MethodName;
  /** What its rounds are: those of fine-tuning are `sgd`, from where h led to. */
  readonly variant: PilotVariant;
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
  /** What that run cost in gradients of f, with its score there, from x⁰ on. */
  readonly path: Arm['path'];
}

/** The plan of a method; its η is the one that it was compared with. */
export function planOf({ method, constants, ends, isSafe }: Contender, rest: number): PilotPlan {
  const { name, variant, localStepCount, roundPrice } = method;
  const { stepSize } = ends.at(-1) as Arm;
  const roundCount = Math.max(Math.floor(rest / roundPrice), 1);
  const middle = middleOf(ends);
  const weightFor = (horizon: number): TiedWeight => tiedWeight(method, constants, horizon, stepSize);
  const long = weightFor(roundCount);
  return {
    method: name,
    variant,
    stepSize,
    // a long run asks for a smaller a than that of the comparison, where that is stable
    weight: isStable(method, constants, stepSize, long) ? long : weightFor(middle.run.rounds),
    localStepCount,
    roundCount,
    roundPrice,
    scores: ends.slice(0, repetitions).map(({ score }) => score),
    isSafe,
    state: middle.run,
    path: middle.path,
  };
}
