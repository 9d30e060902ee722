/** A pilot: short runs of the methods on the user's own gradients, halved, then compared; for a stated budget. */
import { InputError } from '../../errors.js';
import { NotFiniteError, type GradientSource } from '../measure/gradient-source.js';
import { checkSource } from './check-source.js';
import {
  compare,
  contestCost,
  isShown,
  repetitions,
  repetitionsNeeded,
  type Contender,
  type Contest,
} from './contest.js';
import { heavyBall } from './continue-run.js';
import { openLedger, tooFewGradients, type PilotCounts, type PilotPrices, type Score } from './ledger.js';
import { createMethods, stepSizeLimit, type Method } from './methods.js';
import { planOf, type PilotPlan } from './plan.js';
import { constantsCost, estimateConstants, greatestOf, type PathConstants } from './path-constants.js';
import {
  auxiliaryRuns,
  followAuxiliary,
  searchCost,
  searchStepSize,
  startArm,
  tryStepSizes,
  units,
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
 * Why: it was ahead by more than chance; at most points of the path h curves unlike f, so that a round of K steps does no more, by the
 * rates, than a larger η of SGD; it was behind; it was ahead, but not by more than chance; most of its runs, or of those of all methods,
 * ended above where they began.
 */
export type PilotReason = 'ahead' | 'unlike' | 'behind' | 'within-noise' | 'no-progress' | 'no-descent';

/** What a pilot found. */
export interface PilotReport {
  /** `ahead`: the corrected method was, at the end of the pilot; what a training that is tuned by hand comes to is not known. */
  readonly verdict: 'ahead' | 'stop';
  readonly reason: PilotReason;
  /** Repetitions in which the corrected method was below all others. */
  readonly wins: number;
  /** For `within-noise` with fewer wins: gradients of f after which as large a part of wins would be more than chance. */
  readonly moreGradients?: number;
  readonly score: Score;
  /** At x⁰. */
  readonly originScore: number;
  /** Where all runs began: at x⁰, or where steps on h alone led to. */
  readonly startScore: number;
  /** Whether steps on h led there. */
  readonly isLed: boolean;
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
/** Units of the runs of methods that take their step sizes from another one. */
const followingUnits = units.first + units.fork;
const followingRuns = momentumParts.length + 1;
const { runs: contestRuns, units: contestUnits } = contestCost(4);

/** Runs and units at most, after those on h: two methods are tuned, two follow, four are compared. */
const cost = {
  runs: 2 * searchCost.runs + followingRuns + contestRuns,
  units: 2 * searchCost.units + followingUnits * followingRuns + contestUnits,
};
/** What steps on h alone may cost of the pilot. */
const auxiliaryShare = 1 / 16;

/** Runs the pilot. For models that no theorem covers. */
export async function runPilot(request: PilotRequest): Promise<PilotReport> {
  const { source, startingPoint, pilot, budget, prices, maximumLocalSteps, seed, hasNoise = false } = request;
  const ledger = openLedger(source, prices, seed);
  await checkSource(ledger, startingPoint, hasNoise);
  const originScore = await ledger.scoreAt(Float64Array.from(startingPoint));
  if (originScore === Infinity) refuseStart('f has no finite value there', 'a number');
  const first = await estimateConstants(ledger, startingPoint, 0);
  if (first.smoothness === 0) refuseStart('the gradient of f is the same at all points that were tried', 'a target with curvature'); // prettier-ignore
  const seen = [first];
  /** What is no number there tells no constants. */
  const see = async (point: readonly number[]): Promise<PathConstants | undefined> => {
    try {
      seen.push(await estimateConstants(ledger, point, seen.length, seen.at(-1)?.direction));
      return seen.at(-1);
    } catch (error) {
      if (error instanceof NotFiniteError) return undefined;
      throw error;
    }
  };
  const given: Stages = {
    ledger,
    origin: startingPoint,
    originScore,
    startingPoint,
    startScore: originScore,
    startCost: 0,
    constants: first,
  };
  const { auxiliary } = prices;
  const most = Math.min(pilot * maximumLocalSteps, auxiliary === 0 ? Infinity : (pilot * auxiliaryShare) / auxiliary); // prettier-ignore
  const before = ledger.spent();
  const led = await followAuxiliary(given, most);
  const onAuxiliary = ledger.spent() - before;
  const there = led === given ? undefined : await see(led.startingPoint);
  // where h leads off what f is told at, it does not lead
  const stages = there === undefined ? given : { ...led, constants: there };
  const methods = createMethods(stages.constants, auxiliary, maximumLocalSteps);
  const oneEstimate = constantsCost.target + auxiliary * constantsCost.auxiliary;
  const reserve = 4 * oneEstimate;
  const fixed = ledger.spent() + reserve + cost.runs * ledger.scorePrice;
  const unit = (pilot - fixed) / cost.units;
  // every stage of every method has a round
  const dearestOf = (of: typeof methods): number =>
    Math.max(of['aux-mom'].roundPrice / units.fork, of['aux-mvr'].roundPrice / followingUnits);
  if (unit < dearestOf(methods)) {
    // a larger pilot may get further on h, for a part of what it costs, and K may be that of either point
    const ofGiven = createMethods(first, auxiliary, maximumLocalSteps);
    const dearest = Math.max(dearestOf(methods), dearestOf(ofGiven));
    const further = auxiliaryRuns * ledger.scorePrice + (there === undefined ? oneEstimate : 0);
    const least = fixed - onAuxiliary + further + cost.units * dearest;
    throw tooFewGradients(Math.ceil(least / (auxiliary > 0 ? 1 - auxiliaryShare : 1)), auxiliary, budget);
  }

  const tune = async (method: Method): Promise<Contender> => {
    const arm = await searchStepSize(stages, method, stepSizeLimit(method, stages.constants), unit);
    const found = await see([...arm.run.point]);
    if (found === undefined) return enter(method, greatestOf(seen), { ...arm, stepSize: arm.stepSize / 2 });
    const { smoothness, curvatureNoise } = found;
    return enter(method, { ...greatestOf(seen), smoothness, curvatureNoise }, arm);
  };
  const follow = async (
    method: Method,
    { constants, stepSize }: Contender,
    parts: readonly number[],
  ): Promise<readonly Contender[]> => {
    const grid = parts.map((part) => part * stepSize);
    const start = startArm(stages, method.variant);
    const arm = await tryStepSizes(stages, method, start, grid, unit * followingUnits);
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
  const share = pilot - ledger.spent() - reserve / 2 - contestRuns * ledger.scorePrice;
  const contest = await compare(stages, contenders, see, share);
  const constants = greatestOf(seen);
  const rest = budget - Math.ceil(ledger.spent());
  const plans = contest.all.map((contender) => planOf(contender, rest, stages));
  const planFor = ({ method }: Contender): PilotPlan => plans.find((plan) => plan.method === method.variant) as PilotPlan; // prettier-ignore
  const corrected = planFor(contest.corrected);
  const reason = reasonOf(contest, seen);
  const isOpen = reason === 'within-noise' && !isShown(contest.wins, repetitions);
  const needed = isOpen ? repetitionsNeeded(contest.wins, repetitions) : undefined;
  return {
    verdict: reason === 'ahead' ? 'ahead' : 'stop',
    reason,
    wins: contest.wins,
    ...(needed !== undefined && {
      moreGradients: Math.ceil(((needed - repetitions) * 2 * share) / contestRuns),
    }),
    score: ledger.score,
    originScore,
    startScore: stages.startScore,
    isLed: there !== undefined,
    corrected,
    rival: planFor(contest.rival),
    plans,
    constants,
    counts: ledger.counts(),
    spent: ledger.spent(),
  };
}

/** Where a run has come to f may curve otherwise: a step size is within the limit there, whatever it was near the start. */
function enter(method: Method, constants: PathConstants, from: Contender['from']): Contender {
  const stepSize = Math.min(from.stepSize, stepSizeLimit(method, constants));
  return { method, constants, from, stepSize, ends: [], isSafe: true };
}

function reasonOf({ corrected, all, wins, isApart }: Contest, seen: readonly PathConstants[]): PilotReason {
  const { localStepCount } = corrected.method;
  if (all.every(({ isSafe }) => !isSafe)) return 'no-descent';
  if (!corrected.isSafe) return 'no-progress';
  const isUnlike = ({ smoothness, hessianSimilarity }: PathConstants): boolean =>
    smoothness / localStepCount + hessianSimilarity >= smoothness;
  if (2 * seen.filter(isUnlike).length > seen.length) return 'unlike';
  if (isApart && isShown(wins, repetitions)) return 'ahead';
  return 2 * wins > repetitions ? 'within-noise' : 'behind';
}

function refuseStart(problem: string, expected: string): never {
  const fix = 'Check the program that answers, or start elsewhere.';
  throw new InputError({ problem, where: 'the starting point', expected, fix });
}
