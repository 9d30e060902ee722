/** A pilot: short runs of SGD and AuxMOM on the user's own gradients, halved, then compared; for a stated budget. */
import { InputError } from '../../errors.js';
import type { GradientSource } from '../measure/gradient-source.js';
import {
  continueRun,
  startPilotRun,
  type PilotRound,
  type PilotRun,
  type PilotVariant,
} from './continue-run.js';
import {
  openLedger,
  tooFewGradients,
  type Ledger,
  type PilotCounts,
  type PilotPrices,
  type Score,
} from './ledger.js';
import { auxMomMethod, sgdMethod, weightAt, type Method, type TiedWeight } from './methods.js';
import { constantsCost, estimateConstants, greatestOf, type PathConstants } from './path-constants.js';

/** What is asked. */
export interface PilotRequest {
  readonly source: GradientSource;
  /** x⁰. */
  readonly startingPoint: readonly number[];
  /** N: what the pilot may spend, in gradients of f. */
  readonly pilot: number;
  /** The whole budget, N included, in gradients of f. */
  readonly budget: number;
  readonly prices: PilotPrices;
  /** Greatest K to consider. */
  readonly maximumLocalSteps: number;
  readonly seed: number;
}

/** What the pilot advises for one method. */
export interface PilotPlan {
  readonly variant: PilotVariant;
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
  /** Where the median repetition ended: the rest of the budget goes on from there. */
  readonly state: PilotRun;
}

/** What a pilot found. */
export interface PilotReport {
  readonly verdict: 'use' | 'stop';
  readonly score: Score;
  readonly startScore: number;
  readonly auxMom: PilotPlan;
  readonly sgd: PilotPlan;
  /** Largest seen along the path; estimates. */
  readonly constants: PathConstants;
  readonly counts: PilotCounts;
  readonly spent: number;
}

/** Step sizes of the first rung, each a fourth of the one before. */
const firstArms = 4;
const firstRatio = 4;
/** Repetitions of the comparison at the end. */
export const repetitions = 5;

/** What a stage costs a method: runs, and rounds of each in units. */
const stages = { first: [firstArms, 1], second: [2, 2], fork: [3, 2], comparison: [repetitions, 2] } as const;
type StageName = keyof typeof stages;

/** One run with its step size. */
interface Arm {
  readonly stepSize: number;
  readonly run: PilotRun;
  readonly score: number;
}

/** Runs the pilot. */
export async function runPilot(request: PilotRequest): Promise<PilotReport> {
  const { source, startingPoint, pilot, budget, prices, maximumLocalSteps, seed } = request;
  const ledger = openLedger(source, prices, seed);
  const startScore = await ledger.scoreAt(Float64Array.from(startingPoint), 0);
  const first = await estimateConstants(ledger, startingPoint, 0);
  if (startScore === Infinity) {
    throw new InputError({
      problem: 'f has no finite value there',
      where: 'the starting point',
      expected: 'a number',
      fix: 'Check the program that answers, or start elsewhere.',
    });
  }
  if (first.smoothness === 0) {
    throw new InputError({
      problem: 'the gradient of f is the same at all points that were tried',
      where: 'the starting point',
      expected: 'a target that curves',
      fix: 'Check the program, or start elsewhere.',
    });
  }
  const methods = [sgdMethod(first), auxMomMethod(first, prices.auxiliary, maximumLocalSteps)];
  const reserve = constantsCost.target + prices.auxiliary * constantsCost.auxiliary;
  const runs = Object.values(stages).reduce((sum, [count]) => sum + count, 0);
  const units = Object.values(stages).reduce((sum, [count, rounds]) => sum + count * rounds, 0);
  const fixed = ledger.spent() + reserve + 2 * runs * ledger.scorePrice;
  const unit = (pilot - fixed) / (2 * units);
  const dearest = Math.max(...methods.map(({ roundPrice }) => roundPrice));
  if (unit < dearest) throw tooFewGradients(Math.ceil(fixed + 2 * units * dearest));

  const finalists: Arm[] = [];
  for (const method of methods) finalists.push(await halve(ledger, method, startingPoint, unit));
  const second = await estimateConstants(ledger, [...(finalists.at(-1) as Arm).run.point], 1);
  const constants = greatestOf([first, second]);

  const plans: PilotPlan[] = [];
  for (const [i, method] of methods.entries()) {
    const arm = finalists[i] as Arm;
    const ends: Arm[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition += 1) {
      ends.push(await advance(ledger, method, arm, 'comparison', unit, repetition));
    }
    plans.push(planOf(method, ends, budget - pilot));
  }
  const [sgd, auxMom] = plans as [PilotPlan, PilotPlan];
  return {
    verdict: auxMom.scores.every((score, i) => score < (sgd.scores[i] as number)) ? 'use' : 'stop',
    score: ledger.score,
    startScore,
    auxMom,
    sgd,
    constants,
    counts: ledger.counts(),
    spent: ledger.spent(),
  };
}

/** Successive halving over step sizes, then one fork of the best into its neighbours. */
async function halve(
  ledger: Ledger,
  method: Method,
  startingPoint: readonly number[],
  unit: number,
): Promise<Arm> {
  const go = async (arms: readonly Arm[], stage: StageName): Promise<readonly Arm[]> => {
    const ends: Arm[] = [];
    for (const arm of arms) ends.push(await advance(ledger, method, arm, stage, unit, 0));
    return ends.sort((left, right) => left.score - right.score);
  };
  const run = startPilotRun(method.variant, startingPoint);
  const grid = Array.from({ length: firstArms }, (_, i) => ({
    stepSize: method.largestStepSize / firstRatio ** i,
    run,
    score: Infinity,
  }));
  const afterFirst = await go(grid, 'first');
  const [best] = await go(afterFirst.slice(0, 2), 'second');
  const { stepSize } = best as Arm;
  const forks = [2, 1, 0.5].map((factor) => ({ ...(best as Arm), stepSize: stepSize * factor }));
  const [found] = await go(forks, 'fork');
  if (found === undefined || found.score === Infinity) {
    throw new InputError({
      problem: `no step size of ${method.variant} from ${String(method.largestStepSize)} down leads to finite numbers`,
      where: 'the pilot',
      expected: 'gradients that are numbers near the starting point',
      fix: 'Check the program that answers, or start elsewhere.',
    });
  }
  return found;
}

/** The arm after the rounds of a stage, with its score. */
async function advance(
  ledger: Ledger,
  { localStepCount, roundPrice, weightIn }: Method,
  { stepSize, run }: Arm,
  stage: StageName,
  unit: number,
  repetition: number,
): Promise<Arm> {
  const count = Math.floor((unit * stages[stage][1]) / roundPrice);
  const parameters = {
    stepSize,
    momentumWeight: weightAt(weightIn(run.rounds + count), stepSize),
    localStepCount,
    roundCount: run.rounds + count,
  };
  const rounds = Array.from({ length: count }, (_, i): PilotRound => {
    const t = run.rounds + i;
    return {
      parameters,
      draws: {
        snapshot: ledger.draw('snapshot', repetition, t),
        local: Array.from({ length: localStepCount }, (__, k) => ledger.draw('local', repetition, t, k)),
      },
    };
  });
  const after = await continueRun(ledger.source, run, rounds);
  const score = after.isLost ? Infinity : await ledger.scoreAt(after.point, after.rounds);
  return { stepSize, run: after, score };
}

function planOf(
  { variant, localStepCount, roundPrice, weightIn }: Method,
  ends: readonly Arm[],
  rest: number,
): PilotPlan {
  const roundCount = Math.max(Math.floor(rest / roundPrice), 1);
  const sorted = [...ends].sort((left, right) => left.score - right.score);
  const middle = sorted[sorted.length >> 1] as Arm;
  return {
    variant,
    stepSize: middle.stepSize,
    weight: weightIn(roundCount),
    localStepCount,
    roundCount,
    roundPrice,
    scores: ends.map(({ score }) => score),
    state: middle.run,
  };
}
