/** Advice on a problem that is known exactly: variances that depend on the point are followed along the very runs. */
import type { ExpectationResult } from '../expectation/index.js';
import { expectRun } from '../expectation/index.js';
import { estimateWork, withVariant, type ResolvedProblem } from '../problems/index.js';
import { roundUp } from '../problems/simple-number.js';
import type { Ratio } from '../exact/index.js';
import { adviseRun, type Advice, type AdviceRequest } from './advise.js';
import { bestSgd } from './comparison.js';
import type { AdviceConstants, ConstantName } from './constant.js';
import { constantsOfProblem } from './constants-of-problem.js';
import type { Plan } from './plan.js';
import { compareRatios, largerRatio, multiplyRatios } from './ratio-arithmetic.js';

/** Advice with the constants that it rests on. */
export interface ProblemAdvice {
  readonly constants: AdviceConstants;
  readonly advice: Advice;
}

/** What is asked about a problem; the constants come from it. */
export type ProblemAdviceRequest = Omit<AdviceRequest, 'constants'>;

/** The greatest work, as of `estimateWork`, of one exact expectation on the way: some 15 s. */
export const advisedWorkLimit = 500_000_000;

/** Plans and variances depend on each other; a few rounds settle them or show that they do not settle. */
const attempts = 6;

/** A little room, so that the next plan, which differs a little, fits. */
const room: Ratio = { numerator: 21n, denominator: 20n };

type VarianceName = Extract<ConstantName, 'targetVariance' | 'snapshotVariance' | 'localVariance'>;
type Variances = Readonly<Record<VarianceName, Ratio>>;

/**
 * {@link adviseRun} with the constants of a problem.
 *
 * Where the noise depends on the point, the theorems need its greatest expected variance along the run. The advice is made
 * for assumed variances, the advised run and the run of SGD are expected exactly, and the assumption is raised until it covers
 * what they meet. So the bound holds for the advised run itself. Where an exact expectation would be too long, the variances
 * stay lower bounds.
 *
 * @param resolved - a checked case; its own variant and parameters are not used.
 * @param workLimit - greatest `estimateWork` of an expectation.
 * @throws InputError as `adviseRun`, and where f is not bounded below.
 */
export function adviseOnProblem(
  resolved: ResolvedProblem,
  request: ProblemAdviceRequest,
  workLimit: number = advisedWorkLimit,
): ProblemAdvice {
  const constants = constantsOfProblem(resolved);
  const isOpen = varianceNames.some((name) => constants[name].upper === undefined);
  if (!isOpen) return { constants, advice: adviseRun({ ...request, constants }) };
  let assumed = mapVariances((name) => constants[name].value);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const limited = limit(constants, assumed);
    const advice = adviseRun({ ...request, constants: limited });
    const met = meetVariances(resolved, advice, bestSgd(limited, request.budget, 'upper'), workLimit);
    if (met === undefined) break;
    if (varianceNames.every((name) => compareRatios(met[name], assumed[name]) <= 0)) {
      return { constants: limited, advice };
    }
    const before = assumed;
    assumed = mapVariances((name) =>
      compareRatios(met[name], before[name]) <= 0
        ? before[name]
        : raise(largerRatio(met[name], before[name])),
    );
  }
  return { constants, advice: adviseRun({ ...request, constants }) };
}

const varianceNames: readonly VarianceName[] = ['targetVariance', 'snapshotVariance', 'localVariance'];

function mapVariances(of: (name: VarianceName) => Ratio): Variances {
  return {
    targetVariance: of('targetVariance'),
    snapshotVariance: of('snapshotVariance'),
    localVariance: of('localVariance'),
  };
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
  resolved: ResolvedProblem,
  advice: Advice,
  sgd: Plan<Ratio> | undefined,
  workLimit: number,
): Variances | undefined {
  if (sgd === undefined) return undefined;
  const runs = [advice.advised.plan, sgd].map((plan) => applyPlan(resolved, plan));
  if (runs.some((run) => estimateWork(run) > workLimit)) return undefined;
  const [advised, yardstick] = runs.map((run) => expectRun(run, { rounds: false })) as [
    ExpectationResult,
    ExpectationResult,
  ];
  return {
    targetVariance: yardstick.targetVariance.maximum,
    snapshotVariance: advised.snapshotVariance.maximum,
    localVariance: advised.localVariance.maximum,
  };
}

/** The problem with the run that a plan says. */
export function applyPlan(resolved: ResolvedProblem, plan: Plan<Ratio>): ResolvedProblem {
  const { variant, start, parameters } = plan;
  return {
    ...withVariant({ ...resolved, variant: 'sgd', initialization: { kind: 'none' } }, variant, start),
    parameters,
  };
}
