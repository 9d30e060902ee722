/** A step size for each method: short runs from large ones to small ones, then one fork of the best. */
import { InputError } from '../../errors.js';
import type { CountedSource } from '../measure/gradient-source.js';
import { continueRun, startPilotRun, type PilotRound, type PilotRun } from './continue-run.js';
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
  readonly startingPoint: readonly number[];
  readonly startScore: number;
  /** What one unit of rounds costs, in gradients of f. */
  readonly unit: number;
  readonly constants: PathConstants;
}

/** How far a run goes. */
export interface Leg {
  /** In units. */
  readonly units: number;
  /** Names its samples. */
  readonly repetition: number;
  /** Whether its steps fall: who is ahead shows when the noise is gone; how far a step size leads shows before. */
  readonly isFalling: boolean;
}

/** Units of the stages. */
export const units = { first: 2, fork: 1 } as const;

/** Step sizes of the first stage, each a fourth of the one before; the first is four times the limit near the start. */
const [firstArms, firstRatio] = [4, 4];
const forks = [2, 1, 1 / 2] as const;

/** Runs of {@link searchStepSize}, and their units. */
export const searchCost = {
  runs: firstArms + forks.length,
  units: firstArms * units.first + forks.length * units.fork,
};

/** The arm that goes nowhere yet. */
export function startArm({ startScore }: Stages, run: PilotRun, cost = 0): Arm {
  return { stepSize: 0, run, score: startScore, path: [[cost, startScore]] };
}

/**
 * Successive halving over step sizes from four times `limit` down, then one fork of the best into its neighbours: above the limit
 * near the start too, for f may curve less where the runs come to.
 */
export async function searchStepSize(stages: Stages, method: Method, limit: number): Promise<Arm> {
  const start = startArm(stages, startPilotRun(method.variant, stages.startingPoint));
  const grid = Array.from({ length: firstArms }, (_, i) => limit * firstRatio ** (1 - i));
  const best =
    (await tryStepSizes(stages, method, start, grid, units.first)) ?? refuseLost(method, limit * firstRatio);
  const found = await tryStepSizes(stages, method, best, forks.map((part) => best.stepSize * part), units.fork); // prettier-ignore
  return found ?? refuseLost(method, best.stepSize * forks[0]);
}

/** The best of runs that go on from one arm with these step sizes, where one has a finite score. */
export async function tryStepSizes(
  stages: Stages,
  method: Method,
  from: Arm,
  stepSizes: readonly number[],
  length: number,
): Promise<Arm | undefined> {
  const ends: Arm[] = [];
  const leg = { units: length, repetition: 0, isFalling: false };
  for (const stepSize of stepSizes) ends.push(await advance(stages, method, { ...from, stepSize }, leg));
  const found = furthest(ends);
  return found.score < Infinity ? found : undefined;
}

/** Refuses a source whose runs are nowhere finite. */
function refuseLost(method: Method, largest: number): never {
  throw new InputError({
    problem: `no step size of ${method.name} from ${largest.toPrecision(4)} down leads to finite numbers`,
    where: 'the pilot',
    expected: 'gradients and values of f that are numbers near the starting point',
    fix: 'Check the program that answers, or start elsewhere.',
  });
}

/** The arm with the least score; of equal ones that with the larger step size, which comes first. */
export function furthest<Tried extends Pick<Arm, 'score'>>(arms: readonly Tried[]): Tried {
  return arms.reduce((best, arm) => (arm.score < best.score ? arm : best));
}

/** Rounds that so many units buy. */
export function roundsOf({ unit }: Pick<Stages, 'unit'>, { roundPrice }: Method, length: number): number {
  return Math.floor((unit * length) / roundPrice);
}

/** The arm after so many units, with its score. */
export async function advance(stages: Stages, method: Method, arm: Arm, leg: Leg): Promise<Arm> {
  const { ledger, constants } = stages;
  const { stepSize, run } = arm;
  const { localStepCount, roundPrice } = method;
  const count = roundsOf(stages, method, leg.units);
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

/** Runs of {@link startOnAuxiliary}, and their units at most. */
export const auxiliaryCost = { runs: auxiliaryParts.length, units: auxiliaryParts.length };

/**
 * Where steps on h alone lead to from x⁰: what fine-tuning starts from.
 *
 * @param steps - how many at most; a unit buys as many as their price says.
 * @returns undefined where f is nowhere lower than at x⁰.
 */
export async function startOnAuxiliary(stages: Stages, steps: number): Promise<Arm | undefined> {
  const { ledger, startingPoint, startScore, unit, constants } = stages;
  const price = ledger.prices.auxiliary;
  const count = Math.min(steps, price === 0 ? steps : Math.floor(unit / price));
  const { source } = ledger;
  const onAuxiliary: CountedSource = {
    ...source,
    gradient: (_of, point, draw) => source.gradient('auxiliary', point, draw && { ...draw, oracle: 'local' }),
  };
  let best: Arm | undefined;
  for (const part of auxiliaryParts) {
    const largest = part / (constants.smoothness + constants.hessianSimilarity);
    function* rounds(): Generator<PilotRound> {
      for (let t = 0; t < count; t += 1) {
        const stepSize = fallingStep(largest, count, t);
        yield {
          parameters: { stepSize, momentumWeight: 1, localStepCount: 1, roundCount: count },
          draws: { snapshot: ledger.draw('first', t), local: [] },
        };
      }
    }
    const { point, isLost } = await continueRun(onAuxiliary, startPilotRun('sgd', startingPoint), rounds());
    const score = isLost ? Infinity : await ledger.scoreAt(point);
    if (score < (best?.score ?? startScore)) {
      const arm = startArm(stages, startPilotRun('sgd', point));
      best = { ...arm, score, path: [...arm.path, [count * price, score]] };
    }
  }
  return best;
}
