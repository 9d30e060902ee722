/** Advice on a problem that is known exactly: variances that depend on the point are followed along the very runs. */
import type { Ratio } from '../exact/index.js';
import { expectRun, type ExpectationResult } from '../expectation/index.js';
import { withVariant, type ResolvedProblem } from '../problems/index.js';
import { roundUp } from '../problems/simple-number.js';
import { adviseRun, type Advice, type AdviceRequest } from './advise.js';
import { affordableRounds, type Budget } from './budget.js';
import { bestSgd } from './comparison.js';
import { varianceNames, type AdviceConstants } from './constant.js';
import { constantsOfProblem } from './constants-of-problem.js';
import type { Plan } from './plan.js';
import { compareRatios, largerRatio, multiplyRatios } from './ratio-arithmetic.js';

/** The exact expectation of G for the advised run and for the run of SGD, in (value/point)². */
export interface ExpectedGradients {
  readonly advised: Ratio;
  readonly sgd: Ratio;
}

/** Advice with the constants that it rests on. */
export interface ProblemAdvice {
  readonly constants: AdviceConstants;
  readonly advice: Advice;
  /** Absent where the runs are too long for it. */
  readonly expected?: ExpectedGradients;
  /** Where runs of longer rounds were left out because they are too long to be expected: the greatest K considered. */
  readonly localStepLimit?: number;
}

/** What is asked about a problem; the constants come from it. */
export interface ProblemAdviceRequest extends Omit<AdviceRequest, 'constants'> {
  /** Called before each exact expectation, which takes up to ten seconds, with T of its run; what it returns is called as each round begins. */
  readonly onExpectation?: (roundCount: number) => () => void;
}

/** The exact expectations of plans; none where one of them is too long. */
type ExpectPlans = (plans: readonly Plan<Ratio>[]) => readonly ExpectationResult[];

/** Plans and variances depend on each other; a few rounds settle them or show that they do not settle. */
const attempts = 6;

/** A little room, so that the next plan, which differs a little, fits. */
const room: Ratio = { numerator: 21n, denominator: 20n };

type VarianceName = (typeof varianceNames)[number];
type Variances = Readonly<Record<VarianceName, Ratio>>;

/**
 * {@link adviseRun} with the constants of a problem. For problems whose every gradient is known.
 *
 * Where the noise depends on the point, the theorems need its greatest expected variance along the run. The advice is made
 * for assumed variances, the advised run and the run of SGD are expected exactly, and the assumption is raised until it covers
 * what they meet. So the bound holds for the advised run itself. Where an exact expectation would be too long, as it is where
 * auxiliary gradients are free and K is large, shorter rounds are tried: one plan that is better than SGD answers the question,
 * whatever the longer ones are. Else the variances stay lower bounds.
 *
 * @param resolved - a checked case; its own variant and parameters are not used.
 * @param workLimit - greatest (T(K + 1))²(d + 1)² of an expectation; 10⁸ where absent.
 * @throws InputError as `adviseRun`, and where f is not bounded below.
 */
export function adviseOnProblem(
  resolved: ResolvedProblem,
  request: ProblemAdviceRequest,
  workLimit: number = advisedWorkLimit,
): ProblemAdvice {
  const constants = constantsOfProblem(resolved);
  const expectPlans = createExpectation(resolved, request, workLimit);
  const isOpen = varianceNames.some((name) => constants[name].upper === undefined);
  if (!isOpen) return withExpectation(expectPlans, constants, adviseRun({ ...request, constants }));
  const settled = settleVariances(expectPlans, constants, request);
  if (settled !== undefined) return settled;
  const open = withExpectation(expectPlans, constants, adviseRun({ ...request, constants }));
  if (open.expected !== undefined || open.advice.verdict !== 'measure-more') return open;
  const localStepLimit = greatestShortCount(resolved.problem.dimension, request, workLimit);
  return useShorterRounds(expectPlans, constants, request, localStepLimit) ?? open;
}

/** The advice with variances that cover what its runs meet; undefined where they do not settle or the runs are too long. */
function settleVariances(
  expectPlans: ExpectPlans,
  constants: AdviceConstants,
  request: ProblemAdviceRequest,
): ProblemAdvice | undefined {
  let assumed = mapVariances((name) => constants[name].value);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const limited = limit(constants, assumed);
    const advice = adviseRun({ ...request, constants: limited });
    const met = meetVariances(expectPlans, advice, bestSgd(limited, request.budget, 'upper'));
    if (met === undefined) return undefined;
    if (varianceNames.every((name) => compareRatios(met[name], assumed[name]) <= 0)) {
      return withExpectation(expectPlans, limited, advice);
    }
    const before = assumed;
    assumed = mapVariances((name) =>
      compareRatios(met[name], before[name]) <= 0
        ? before[name]
        : raise(largerRatio(met[name], before[name])),
    );
  }
  return undefined;
}

/** The advice among plans that are short enough to be expected exactly; undefined where that does not say to use one. */
function useShorterRounds(
  expectPlans: ExpectPlans,
  constants: AdviceConstants,
  request: ProblemAdviceRequest,
  localStepLimit: number,
): ProblemAdvice | undefined {
  if (localStepLimit === 0 || localStepLimit === request.maximumLocalSteps) return undefined;
  const shorter = { ...request, maximumLocalSteps: localStepLimit };
  const found = settleVariances(expectPlans, constants, shorter);
  if (found?.expected === undefined) return undefined;
  const isBetter = compareRatios(found.expected.advised, found.expected.sgd) < 0;
  return isBetter ? { ...found, localStepLimit } : undefined;
}

/** The advice with the exact expectation of both of its runs, where that is affordable. */
function withExpectation(
  expectPlans: ExpectPlans,
  constants: AdviceConstants,
  advice: Advice,
): ProblemAdvice {
  const [advised, sgd] = expectPlans([advice.advised.plan, advice.sgd.plan]);
  if (advised === undefined || sgd === undefined) return { constants, advice };
  const expected = { advised: advised.averageSquaredGradient, sgd: sgd.averageSquaredGradient };
  return { constants, advice, expected };
}

/** Each plan is expected once: the one that settles the variances is the advised one, and SGD's is often that of the attempt before. */
function createExpectation(
  resolved: ResolvedProblem,
  { onExpectation }: ProblemAdviceRequest,
  workLimit: number,
): ExpectPlans {
  const known = new Map<string, ExpectationResult>();
  return (plans) => {
    const runs = plans.map((plan) => applyPlan(resolved, plan));
    if (runs.some((run) => expectationWork(run) > workLimit)) return [];
    return runs.map((run) => {
      const { variant, initialization, parameters } = run;
      const key = JSON.stringify([variant, initialization, parameters], (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      const before = known.get(key);
      if (before !== undefined) return before;
      const onRound = onExpectation?.(parameters.roundCount);
      const result = expectRun(run, { rounds: false, ...(onRound && { onRound }) });
      known.set(key, result);
      return result;
    });
  };
}

function mapVariances(of: (name: VarianceName) => Ratio): Variances {
  return Object.fromEntries(varianceNames.map((name) => [name, of(name)])) as Variances;
}

function raise(variance: Ratio): Ratio {
  return roundUp(multiplyRatios(variance, room), 4);
}

/** The constants with the open variances limited by what is assumed. */
function limit(constants: AdviceConstants, assumed: Variances): AdviceConstants {
  const limited = varianceNames
    .filter((name) => constants[name].upper === undefined)
    .map((name) => [
      name,
      {
        ...constants[name],
        upper: assumed[name],
        kind: 'estimate',
        method: 'at least that at x⁰, at most the greatest of the advised run, by exact expectation',
      },
    ]);
  return { ...constants, ...Object.fromEntries(limited) } as AdviceConstants;
}

/** The greatest variances that the advised run and the run of SGD meet; undefined where that would take too long. */
function meetVariances(
  expectPlans: ExpectPlans,
  advice: Advice,
  sgd: Plan<Ratio> | undefined,
): Variances | undefined {
  if (sgd === undefined) return undefined;
  const [advised, yardstick] = expectPlans([advice.advised.plan, sgd]);
  if (advised === undefined || yardstick === undefined) return undefined;
  return {
    targetVariance: yardstick.targetVariance.maximum,
    snapshotVariance: advised.snapshotVariance.maximum,
    localVariance: advised.localVariance.maximum,
  };
}

/** The problem with the run that a plan says. For a run of the advice. */
export function applyPlan(resolved: ResolvedProblem, plan: Plan<Ratio>): ResolvedProblem {
  const { variant, start, parameters } = plan;
  return {
    ...withVariant({ ...resolved, variant: 'sgd', initialization: { kind: 'none' } }, variant, start),
    parameters,
  };
}

/** The greatest {@link expectationWork} of one exact expectation for an advice: some ten seconds. */
const advisedWorkLimit = 100_000_000;

/** (T(K+1))²(d+1)²: steps, times digits that grow with the steps, times the moments of a state. Some 10⁻⁴ ms each. */
export function expectationWork({ problem, parameters }: ResolvedProblem): number {
  return workOf(problem.dimension, parameters.localStepCount, parameters.roundCount);
}

/**
 * The greatest K such that no plan with up to K local steps takes longer than the limit; 0 where one with K = 1 does.
 *
 * @param dimension - d of the problem.
 * @param request - the budget, and the greatest K that is asked for.
 */
export function greatestShortCount(
  dimension: number,
  { budget, maximumLocalSteps }: { readonly budget: Budget; readonly maximumLocalSteps: number },
  workLimit: number,
): number {
  const isShort = (localStepCount: number): boolean => {
    // of all plans with this K, AuxMOM without a batch has the most rounds
    const rounds = affordableRounds({ variant: 'aux-mom', localStepCount, batchSize: 0 }, budget);
    return workOf(dimension, localStepCount, Math.max(rounds, 1)) <= workLimit;
  };
  let count = 0;
  while (count < maximumLocalSteps && isShort(count + 1)) count += 1;
  return count;
}

function workOf(dimension: number, localStepCount: number, roundCount: number): number {
  return (roundCount * (localStepCount + 1) * (dimension + 1)) ** 2;
}
