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
import {
  auxMomMethod,
  fallingSteps,
  largestStepSize,
  sgdMethod,
  tiedWeight,
  weightAt,
  type Method,
  type TiedWeight,
} from './methods.js';
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
  /** Whether L/K + δ < L: else a round of K steps does no more, by the rates, than a larger η of SGD. */
  readonly isAlike: boolean;
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
const repetitions = 5;

/** What a stage costs a method: runs, and rounds of each in units. */
const stages = { first: [firstArms, 2], fork: [3, 2], comparison: [repetitions, 2] } as const;
/** Where a run goes on. */
interface Stage {
  readonly name: keyof typeof stages;
  /** What one unit of rounds costs, in gradients of f. */
  readonly unit: number;
  readonly repetition: number;
  readonly constants: PathConstants;
}

/** One run with its step size. */
interface Arm {
  readonly stepSize: number;
  readonly run: PilotRun;
  readonly score: number;
}

/** Runs the pilot. For models that no theorem covers. */
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
      expected: 'a target with curvature',
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
  if (unit < dearest) {
    throw tooFewGradients(Math.ceil(fixed + 2 * units * dearest), prices.auxiliary);
  }

  const finalists: Arm[] = [];
  for (const method of methods) {
    finalists.push(await halve(ledger, method, { startingPoint, startScore, unit, constants: first }));
  }
  const second = await estimateConstants(ledger, [...(finalists.at(-1) as Arm).run.point], 1);
  const constants = greatestOf([first, second]);

  const plans: PilotPlan[] = [];
  for (const [i, method] of methods.entries()) {
    const found = finalists[i] as Arm;
    // f may curve more where the run has come to
    const stepSize = Math.min(found.stepSize, largestStepSize(constants, method.localStepCount));
    const arm = { ...found, stepSize };
    const ends: Arm[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition += 1) {
      const stage = { name: 'comparison', unit, repetition, constants } as const;
      ends.push(await advance(ledger, method, arm, stage));
    }
    plans.push(planOf(method, constants, ends, budget - pilot));
  }
  const [sgd, auxMom] = plans as [PilotPlan, PilotPlan];
  const { smoothness, hessianSimilarity } = constants;
  const isAlike = smoothness / auxMom.localStepCount + hessianSimilarity < smoothness;
  return {
    verdict: isAlike && isAhead(auxMom.scores, sgd.scores) ? 'use' : 'stop',
    isAlike,
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
  {
    startingPoint,
    startScore,
    ...shared
  }: Pick<Stage, 'unit' | 'constants'> &
    Pick<PilotRequest, 'startingPoint'> & { readonly startScore: number },
): Promise<Arm> {
  const go = async (arms: readonly Arm[], name: Stage['name']): Promise<Arm> => {
    const ends: Arm[] = [];
    for (const arm of arms) ends.push(await advance(ledger, method, arm, { ...shared, name, repetition: 0 }));
    return furthest(ends, startScore);
  };
  const run = startPilotRun(method.variant, startingPoint);
  const grid = Array.from({ length: firstArms }, (_, i) => ({
    stepSize: method.largestStepSize / firstRatio ** i,
    run,
    score: Infinity,
  }));
  const best = await go(grid, 'first');
  const top = Math.min(2 * best.stepSize, method.largestStepSize);
  const found = await go([1, 2, 4].map((part) => ({ ...best, stepSize: top / part })), 'fork'); // prettier-ignore
  if (found.score === Infinity) {
    throw new InputError({
      problem: `no step size of ${method.variant} from ${method.largestStepSize.toPrecision(4)} down leads to finite numbers`,
      where: 'the pilot',
      expected: 'gradients and values of f that are numbers near the starting point',
      fix: 'Check the program that answers, or start elsewhere.',
    });
  }
  return found;
}

/**
 * The largest step size that makes at least half of the most progress: a large one pays after the few rounds of a stage, when the
 * small steps at the end of a long run take away its noise.
 */
export function furthest<Tried extends Pick<Arm, 'stepSize' | 'score'>>(
  arms: readonly Tried[],
  startScore: number,
): Tried {
  const least = Math.min(...arms.map(({ score }) => score));
  const bar = Math.max(least, (startScore + least) / 2);
  return arms.filter(({ score }) => score <= bar).reduce((one, other) => (other.stepSize > one.stepSize ? other : one)); // prettier-ignore
}

/** The arm after the rounds of a stage, with its score. */
async function advance(
  ledger: Ledger,
  method: Method,
  { stepSize, run }: Arm,
  { name, unit, repetition, constants }: Stage,
): Promise<Arm> {
  const { localStepCount, roundPrice } = method;
  const count = Math.floor((unit * stages[name][1]) / roundPrice);
  const roundCount = run.rounds + count;
  const weight = tiedWeight(method, constants, roundCount, stepSize);
  // who is ahead shows when the noise is gone; how far a step size leads shows before
  const sizes =
    name === 'comparison' ? fallingSteps(stepSize, count) : new Array<number>(count).fill(stepSize);
  /** One by one: there may be many, with many draws. */
  function* rounds(): Generator<PilotRound> {
    for (const [i, size] of sizes.entries()) {
      const t = run.rounds + i;
      yield {
        parameters: { stepSize: size, momentumWeight: weightAt(weight, size), localStepCount, roundCount },
        draws: {
          snapshot: ledger.draw('snapshot', repetition, t),
          local: Array.from({ length: localStepCount }, (_, k) => ledger.draw('local', repetition, t, k)),
        },
      };
    }
  }
  const after = await continueRun(ledger.source, run, rounds());
  const score = after.isLost ? Infinity : await ledger.scoreAt(after.point, after.rounds);
  return { stepSize, run: after, score };
}

/** Student's t with 4 degrees of freedom: what chance exceeds once in 40 times. */
const significantT = 2.776;

/** Whether the first scores are below the others by more than chance: the one-sided t-test on the pairs, at 1 in 40. */
function isAhead(own: readonly number[], others: readonly number[]): boolean {
  if (!own.every(Number.isFinite)) return false;
  const leads = own.map((score, i) => (others[i] as number) - score);
  const mean = leads.reduce((sum, lead) => sum + lead, 0) / leads.length;
  if (mean === Infinity) return true; // SGD was lost
  const variance = leads.reduce((sum, lead) => sum + (lead - mean) ** 2, 0) / (leads.length - 1);
  return mean > 0 && mean > significantT * Math.sqrt(variance / leads.length);
}

function planOf(method: Method, constants: PathConstants, ends: readonly Arm[], rest: number): PilotPlan {
  const { variant, localStepCount, roundPrice } = method;
  const roundCount = Math.max(Math.floor(rest / roundPrice), 1);
  const sorted = [...ends].sort((left, right) => left.score - right.score);
  const middle = sorted[sorted.length >> 1] as Arm;
  // one step size further up: a long run that falls to 0 bears more than a short one
  const stepSize = Math.min(2 * middle.stepSize, largestStepSize(constants, localStepCount));
  return {
    variant,
    stepSize,
    weight: tiedWeight(method, constants, roundCount, stepSize),
    localStepCount,
    roundCount,
    roundPrice,
    scores: ends.map(({ score }) => score),
    state: middle.run,
  };
}
