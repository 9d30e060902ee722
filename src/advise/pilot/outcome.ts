/** What a pilot says in the end: the plan for the rest, the gain with its spread, and what the theorems add. */
import { InputError } from '../../errors.js';
import { liftDouble, type Ratio } from '../../exact/index.js';
import { roundDown } from '../../problems/simple-number.js';
import { adviseRun, type Advice } from '../advise.js';
import type { Budget } from '../budget.js';
import type { AdviceConstants, Constant } from '../constant.js';
import { fallingSteps, weightAt } from './methods.js';
import type { PathConstants } from './path-constants.js';
import type { PilotPlan } from './plan.js';
import type { PilotReport } from './run-pilot.js';

/** The gain of the corrected method over the best of the others at the end of the pilot; above 1 it is ahead. */
export interface PilotGain {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** The number in the middle; of two the lower. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[(values.length - 1) >> 1] ?? NaN;
}

/**
 * The gain at the end of the pilot, one a repetition: with values the progress from the common start over that of the best other method, else
 * its ‖∇f‖² over the own one.
 *
 * @returns undefined where it is no ratio of positive numbers in some repetition, as where a run ended no lower than it began.
 */
export function pilotGain({ score, startScore, corrected, rival }: PilotReport): PilotGain | undefined {
  const pairs = corrected.scores.map((own, i) => {
    const other = rival.scores[i] as number;
    return score === 'value' ? ([startScore - own, startScore - other] as const) : ([other, own] as const);
  });
  if (!pairs.flat().every((part) => part > 0 && Number.isFinite(part))) return undefined;
  const gains = pairs.map(([above, below]) => above / below);
  return { least: Math.min(...gains), median: medianOf(gains), most: Math.max(...gains) };
}

/** The plan that is advised. For training that follows a pilot. */
export function advisedPlan({ verdict, corrected, rival }: PilotReport): PilotPlan {
  return verdict === 'ahead' ? corrected : rival;
}

/**
 * η and a of every round of a plan: steps that fall as in the pilot, and a tied to them.
 *
 * For training that follows a pilot.
 */
export function pilotSchedule({ stepSize, roundCount, weight }: PilotPlan): {
  readonly stepSize: readonly number[];
  readonly momentumWeight: readonly number[];
} {
  const sizes = fallingSteps(stepSize, roundCount);
  return { stepSize: sizes, momentumWeight: sizes.map((size) => weightAt(weight, size)) };
}

/**
 * What the theorems say if the constants are what was seen along the path.
 *
 * @param suboptimality - F₀; without it the progress of the best run stands for it, which is no more than F₀.
 * @returns undefined where F₀ is not known at all.
 */
export function promiseOf(
  report: PilotReport,
  budget: Budget,
  maximumLocalSteps: number,
  suboptimality?: Ratio,
): Advice | undefined {
  const progress = report.startScore - Math.min(...report.plans.flatMap(({ scores }) => scores));
  const known = suboptimality ?? (report.score === 'value' && progress > 0 ? short(progress) : undefined);
  if (known === undefined) return undefined;
  try {
    return adviseRun({ constants: asConstants(report.constants, known), budget, maximumLocalSteps });
  } catch (error) {
    if (error instanceof InputError) return undefined; // too small a budget, or beyond what a search in doubles can do
    throw error;
  }
}

function asConstants(seen: PathConstants, suboptimality: Ratio): AdviceConstants {
  const estimate = (value: number): Constant => {
    const ratio = short(value);
    return { value: ratio, lower: { numerator: 0n, denominator: 1n }, kind: 'estimate' };
  };
  return {
    smoothness: estimate(seen.smoothness),
    hessianSimilarity: estimate(seen.hessianSimilarity),
    suboptimality: { value: suboptimality, lower: suboptimality, kind: 'lower-bound' },
    correctionError: estimate(seen.correctionError),
    targetVariance: estimate(seen.targetVariance),
    snapshotVariance: estimate(seen.snapshotVariance),
    localVariance: estimate(seen.localVariance),
    affineDifference: false,
  };
}

/** An estimate has no more than four digits that mean anything. */
function short(value: number): Ratio {
  return value === 0 ? liftDouble(0) : roundDown(liftDouble(value), 4);
}
