/** A pilot: short runs of the methods on the user's own gradients, halved, then compared; for a stated budget. */
import { InputError } from '../../errors.js';
import type { GradientSource } from '../measure/gradient-source.js';
import { checkSource } from './check-source.js';
import {
  compare,
  isShown,
  mostReplays,
  repetitions,
  repetitionsNeeded,
  repetitionUnits,
  type Contender,
  type Contest,
} from './contest.js';
import { heavyBall, startPilotRun } from './continue-run.js';
import { openLedger, tooFewGradients, type PilotCounts, type PilotPrices, type Score } from './ledger.js';
import { createMethods, isCorrected, stepSizeLimit, type Method } from './methods.js';
import { planOf, type PilotPlan } from './plan.js';
import { constantsCost, estimateConstants, greatestOf, type PathConstants } from './path-constants.js';
import {
  auxiliaryCost,
  roundsOf,
  searchCost,
  searchStepSize,
  startArm,
  startOnAuxiliary,
  tryStepSizes,
  units,
  type Arm,
  type Stages,
} from './search.js';

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
  /** Whether a sample of f is known to be a part of its rows, so that other samples are other gradients. */
  readonly hasNoise?: boolean;
}

/**
 * Why: it was ahead by more than chance; h curves unlike f, so that a round of K steps does no more, by the rates, than a larger η of SGD;
 * it was behind; it was ahead, but not by more than chance; nothing ended below its start.
 */
export type PilotReason = 'ahead' | 'unlike' | 'behind' | 'within-noise' | 'no-progress';

/** What a pilot found. */
export interface PilotReport {
  /** `ahead`: the corrected method was, at the end of the pilot; what a training that is tuned by hand comes to is not known. */
  readonly verdict: 'ahead' | 'stop';
  readonly reason: PilotReason;
  /** Repetitions in which the corrected method was below all others. */
  readonly wins: number;
  /** For `within-noise`: gradients of f after which as large a part of wins would be more than chance. */
  readonly moreGradients?: number;
  readonly score: Score;
  readonly startScore: number;
  /** The best method with a correction. */
  readonly corrected: PilotPlan;
  /** The best of the others. */
  readonly rival: PilotPlan;
  /** All methods; those that were out after two repetitions have two scores. */
  readonly plans: readonly PilotPlan[];
  /** Largest seen along the path; estimates. */
  readonly constants: PathConstants;
  readonly counts: PilotCounts;
  readonly spent: number;
}

/** η of `momentum` over that of SGD: 1, 4 and 16 times as long in the long run. */
const momentumParts = [16, 4, 1].map((part) => part * (1 - heavyBall));
/** η of fine-tuning over that of SGD. */
const tuningParts = [1, 1 / 4] as const;
/** Units of the runs of methods that take their step sizes from another one. */
const followingUnits = units.first + units.fork;
const followingRuns = momentumParts.length + tuningParts.length + 1;

/** Runs and units at most: three methods are tuned or follow, five are compared. */
const cost = {
  runs:
    2 * searchCost.runs + followingRuns + auxiliaryCost.runs + 5 * 2 + 2 * (repetitions - 1) + mostReplays,
  units:
    2 * searchCost.units +
    followingUnits * followingRuns +
    auxiliaryCost.units +
    repetitionUnits * (5 * 2 + 2 * (repetitions - 1) + mostReplays),
};

/** Runs the pilot. For models that no theorem covers. */
export async function runPilot(request: PilotRequest): Promise<PilotReport> {
  const { source, startingPoint, pilot, budget, prices, maximumLocalSteps, seed, hasNoise = false } = request;
  const ledger = openLedger(source, prices, seed);
  await checkSource(ledger, startingPoint, hasNoise);
  const startScore = await ledger.scoreAt(Float64Array.from(startingPoint));
  if (startScore === Infinity) refuseStart('f has no finite value there', 'a number');
  const first = await estimateConstants(ledger, startingPoint, 0);
  if (first.smoothness === 0) refuseStart('the gradient of f is the same at all points that were tried', 'a target with curvature'); // prettier-ignore
  const methods = createMethods(first, prices.auxiliary, maximumLocalSteps);
  const reserve = 4 * (constantsCost.target + prices.auxiliary * constantsCost.auxiliary);
  const fixed = ledger.spent() + reserve + cost.runs * ledger.scorePrice;
  const unit = (pilot - fixed) / cost.units;
  // every stage of every method has a round
  const dearest = Math.max(
    methods['aux-mom'].roundPrice / units.fork,
    methods['aux-mvr'].roundPrice / followingUnits,
  );
  if (unit < dearest)
    throw tooFewGradients(Math.ceil(fixed + cost.units * dearest), prices.auxiliary, budget);

  const stages: Stages = { ledger, startingPoint, startScore, unit, constants: first };
  const seen = [first];
  const see = async (point: readonly number[]): Promise<PathConstants> => {
    const there = await estimateConstants(ledger, point, seen.length, seen.at(-1)?.direction);
    seen.push(there);
    return there;
  };
  const tune = async (method: Method): Promise<Contender> => {
    const arm = await searchStepSize(stages, method, stepSizeLimit(method, first));
    const { smoothness, curvatureNoise } = await see([...arm.run.point]);
    return enter(method, { ...greatestOf(seen), smoothness, curvatureNoise }, arm);
  };
  const follow = async (
    method: Method,
    { constants, stepSize }: Contender,
    parts: readonly number[],
    from: Arm = startArm(stages, startPilotRun(method.variant, startingPoint)),
  ): Promise<readonly Contender[]> => {
    const grid = parts.map((part) => part * stepSize);
    const arm = await tryStepSizes(stages, method, from, grid, followingUnits);
    // what has no step size with finite numbers is left out
    return arm === undefined ? [] : [enter(method, constants, arm)];
  };
  const sgd = await tune(methods.sgd);
  const auxMom = await tune(methods['aux-mom']);
  const contenders = [
    sgd,
    auxMom,
    ...(await follow(methods.momentum, sgd, momentumParts)),
    ...(await follow(methods['aux-mvr'], auxMom, [1])),
  ];
  const { localStepCount } = auxMom.method;
  const rounds = roundsOf(stages, auxMom.method, followingUnits + repetitionUnits);
  const afterAuxiliary = await startOnAuxiliary(stages, localStepCount * rounds);
  if (afterAuxiliary !== undefined)
    contenders.push(...(await follow(methods['fine-tuning'], sgd, tuningParts, afterAuxiliary)));

  const contest = await compare(stages, contenders, ({ method }) => isCorrected(method), see);
  const constants = greatestOf(seen);
  const rest = budget - Math.ceil(ledger.spent());
  const plans = contest.all.map((contender) => planOf(contender, rest));
  const planFor = ({ method }: Contender): PilotPlan => plans.find((plan) => plan.method === method.name) as PilotPlan; // prettier-ignore
  const corrected = planFor(contest.corrected);
  const reason = reasonOf(contest, constants);
  const needed = reason === 'within-noise' ? repetitionsNeeded(contest.wins, repetitions) : undefined;
  return {
    verdict: reason === 'ahead' ? 'ahead' : 'stop',
    reason,
    wins: contest.wins,
    ...(needed !== undefined && {
      moreGradients: Math.ceil((needed - repetitions) * 2 * repetitionUnits * unit),
    }),
    score: ledger.score,
    startScore,
    corrected,
    rival: planFor(contest.rival),
    plans,
    constants,
    counts: ledger.counts(),
    spent: ledger.spent(),
  };
}

/** Where a run has come to f may curve otherwise: a step size is within the limit there, whatever it was near the start. */
function enter(method: Method, constants: PathConstants, from: Arm): Contender {
  const stepSize = Math.min(from.stepSize, stepSizeLimit(method, constants));
  return { method, constants, from, stepSize, ends: [], isSafe: true };
}

function reasonOf(
  { corrected, wins }: Contest,
  { smoothness, hessianSimilarity }: PathConstants,
): PilotReason {
  const { localStepCount } = corrected.method;
  if (!corrected.isSafe) return 'no-progress';
  if (smoothness / localStepCount + hessianSimilarity >= smoothness) return 'unlike';
  if (isShown(wins, repetitions)) return 'ahead';
  return 2 * wins > repetitions ? 'within-noise' : 'behind';
}

function refuseStart(problem: string, expected: string): never {
  const fix = 'Check the program that answers, or start elsewhere.';
  throw new InputError({ problem, where: 'the starting point', expected, fix });
}
