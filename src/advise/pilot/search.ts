/** A step size for each method: short runs from large ones to small ones, then one fork of the best. */
import { InputError } from '../../errors.js';
import type { CountedSource } from '../measure/gradient-source.js';
import {
  continueRun,
  startPilotRun,
  type PilotRound,
  type PilotRun,
  type PilotVariant,
} from './continue-run.js';
import type { Ledger } from './ledger.js';
import { fallingStep, fallingSteps, tiedWeight, weightAt, type Method } from './methods.js';
import type { PathConstants } from './path-constants.js';

/** A run where it has come to; what it cost so far in gradients of f, with its score there, from the start on. */
export interface Arm {
  readonly stepSize: number;
  readonly run: PilotRun;
  readonly score: number;
  readonly path: readonly (readonly [cost: number, score: number])[];
}

/** What the stages of a pilot share. */
export interface Stages {
  readonly ledger: Ledger;
  /** x⁰, and the score there: a run that is above is hurt. */
  readonly origin: readonly number[];
  readonly originScore: number;
  /** Where all runs begin: x⁰, or where steps on h alone led to. */
  readonly startingPoint: readonly number[];
  readonly startScore: number;
  /** What led there cost, in gradients of f. */
  readonly startCost: number;
  readonly constants: PathConstants;
}

/** How far a run goes. */
export interface Leg {
  /** In gradients of f. */
  readonly cost: number;
  /** Names its samples. */
  readonly repetition: number;
  /** Whether its steps fall: who is ahead shows when the noise is gone; how far a step size leads shows before. */
  readonly isFalling: boolean;
}

/** Units of the stages. */
export const units = { first: 2, fork: 1 } as const;

/** Runs of the first stage that are paid for in full, and the ratio of their step sizes. */
const [firstArms, firstRatio] = [4, 4];
const forks = [2, 1, 1 / 2] as const;

/** Runs of {@link searchStepSize}, and their units. */
export const searchCost = {
  runs: firstArms + forks.length,
  units: firstArms * units.first + forks.length * units.fork,
};

/** The arm that goes nowhere yet. */
export function startArm({ startScore, startCost, startingPoint }: Stages, variant: PilotVariant): Arm {
  const run = startPilotRun(variant, startingPoint);
  return { stepSize: 0, run, score: startScore, path: [[startCost, startScore]] };
}

/**
 * Runs from four times `limit` down, each with a fourth of the step size, until one gets less far than the one before; where the first
 * is the best of them, upwards in the same way. What is lost early costs little, so that many may be. Then one fork of the best into its
 * neighbours: above the limit near the start too, for f may curve less where the runs come to.
 *
 * @param unit - what one unit of rounds costs, in gradients of f.
 */
export async function searchStepSize(
  stages: Stages,
  method: Method,
  limit: number,
  unit: number,
): Promise<Arm> {
  const { ledger } = stages;
  const start = startArm(stages, method.variant);
  const leg = { cost: unit * units.first, repetition: 0, isFalling: true };
  const share = ledger.spent() + firstArms * leg.cost;
  /** From large step sizes to small ones. */
  const arms: Arm[] = [];
  let stepSize = limit * firstRatio;
  while (arms.length === 0 || ledger.spent() + leg.cost <= share) {
    const arm = await advance(stages, method, { ...start, stepSize }, leg);
    if (stepSize > (arms[0]?.stepSize ?? 0)) arms.unshift(arm);
    else arms.push(arm);
    const [best, largest, smallest] = [furthest(arms), arms[0], arms.at(-1)];
    const isLost = best.score === Infinity;
    if (isLost || best === smallest) stepSize = (smallest?.stepSize ?? 0) / firstRatio;
    else if (best === largest) stepSize = largest.stepSize * firstRatio;
    else break;
  }
  const best = furthest(arms);
  if (best.score === Infinity) refuseLost(method, limit * firstRatio);
  const sizes = forks.map((part) => best.stepSize * part);
  return (await tryStepSizes(stages, method, best, sizes, unit * units.fork)) ?? best;
}

/** The best of runs that go on from one arm with these step sizes, where one has a finite score. */
export async function tryStepSizes(
  stages: Stages,
  method: Method,
  from: Arm,
  stepSizes: readonly number[],
  cost: number,
): Promise<Arm | undefined> {
  const ends: Arm[] = [];
  const leg = { cost, repetition: 0, isFalling: true };
  for (const stepSize of stepSizes) ends.push(await advance(stages, method, { ...from, stepSize }, leg));
  const found = furthest(ends);
  return found.score < Infinity ? found : undefined;
}

/** Refuses a source whose runs are nowhere finite. */
function refuseLost(method: Method, largest: number): never {
  throw new InputError({
    problem: `no step size of ${method.variant} from ${largest.toPrecision(4)} down leads to finite numbers`,
    where: 'the pilot',
    expected: 'gradients and values of f that are numbers near the starting point',
    fix: 'Check the program that answers, or start elsewhere.',
  });
}

/** The arm with the least score; of equal ones that with the larger step size, which comes first. */
export function furthest<Tried extends Pick<Arm, 'score'>>(arms: readonly Tried[]): Tried {
  return arms.reduce((best, arm) => (arm.score < best.score ? arm : best));
}

/** Rounds that so many gradients of f buy. */
function roundsOf(cost: number, { roundPrice }: Method): number {
  return Math.floor(cost / roundPrice);
}

/** The arm after so many gradients, with its score. */
export async function advance(stages: Stages, method: Method, arm: Arm, leg: Leg): Promise<Arm> {
  const { ledger, constants } = stages;
  const { stepSize, run } = arm;
  const { localStepCount, roundPrice } = method;
  const count = roundsOf(leg.cost, method);
  const roundCount = run.rounds + count;
  const weight = tiedWeight(method, constants, roundCount, stepSize);
  const sizes = leg.isFalling ? fallingSteps(stepSize, count) : new Array<number>(count).fill(stepSize);
  /** One by one: there may be many, with many draws. */
  function* rounds(): Generator<PilotRound> {
    for (const [i, size] of sizes.entries()) {
      // the same names for methods whose rounds are dearer, which have come less far
      const t = leg.repetition === 0 ? run.rounds + i : i;
      yield {
        parameters: { stepSize: size, momentumWeight: weightAt(weight, size), localStepCount, roundCount },
        draws: {
          snapshot: ledger.draw('snapshot', leg.repetition, t),
          local: Array.from({ length: localStepCount }, (_, k) => ledger.draw('local', leg.repetition, t, k)),
        },
      };
    }
  }
  const after = await continueRun(ledger.source, run, rounds());
  const score = after.isLost ? Infinity : await ledger.scoreAt(after.point);
  const cost = (arm.path.at(-1)?.[0] ?? 0) + count * roundPrice;
  return { stepSize, run: after, score, path: [...arm.path, [cost, score]] };
}

/** Step sizes of steps on h, in parts of 1/(L + δ). */
const auxiliaryParts = [1, 1 / 4, 1 / 16] as const;

/** Runs of {@link followAuxiliary} at most. */
export const auxiliaryRuns = 10;

/**
 * Where steps on h alone lead to from x⁰, which is where fine-tuning begins: the best of a few step sizes goes on, each time twice as
 * long, while f falls.
 *
 * @param steps - at most, all runs together; the first takes a sixteenth of them.
 * @returns x⁰ where f is nowhere lower.
 */
export async function followAuxiliary(stages: Stages, steps: number): Promise<Stages> {
  const { ledger, constants } = stages;
  const { source } = ledger;
  const onAuxiliary: CountedSource = {
    ...source,
    gradient: (_of, point, draw) => source.gradient('auxiliary', point, draw && { ...draw, oracle: 'local' }),
  };
  let [left, made, runs] = [steps, 0, 0];
  const walk = async (from: Stages, largest: number, count: number): Promise<Stages> => {
    function* rounds(): Generator<PilotRound> {
      for (let t = 0; t < count; t += 1) {
        const stepSize = fallingStep(largest, count, t);
        yield {
          parameters: { stepSize, momentumWeight: 1, localStepCount: 1, roundCount: count },
          draws: { snapshot: ledger.draw('first', made + t), local: [] },
        };
      }
    }
    [left, runs] = [left - count, runs + 1];
    const { point, isLost } = await continueRun(onAuxiliary, startPilotRun('sgd', from.startingPoint), rounds()); // prettier-ignore
    const score = isLost ? Infinity : await ledger.scoreAt(point);
    const startCost = from.startCost + count * ledger.prices.auxiliary;
    return score < from.startScore
      ? { ...from, startingPoint: [...point], startScore: score, startCost }
      : from;
  };
  let best = stages;
  let [count, stepSize] = [Math.floor(steps / 16), 0];
  for (const part of auxiliaryParts) {
    const largest = part / (constants.smoothness + constants.hessianSimilarity);
    const end = await walk(stages, largest, count);
    if (end.startScore < best.startScore) [best, stepSize] = [end, largest];
  }
  for (let from = stages; best !== from && 2 * count <= left && runs < auxiliaryRuns;) {
    made += count;
    count *= 2;
    [from, best] = [best, await walk(best, stepSize, count)];
  }
  return best;
}
