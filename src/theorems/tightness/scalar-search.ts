/** The search for tight cases: differential evolution over scalar cases, in doubles. */
import {
  isTuned,
  rateTheorems,
  tunedWeight,
  type RateInput,
  type RateTheorem,
  type RateTheoremId,
  type TunedTheorem,
} from '../../../spec/theorems/index.js';
import { algorithms } from '../../../spec/algorithms/index.js';
import { drawInteger, type RandomGenerator } from '../../problems/draws.js';
import { doubleArithmetic, doubleField } from '../scenarios/double-field.js';
import { decodeFamily, familyGenes, familyReach, type FamilyNumbers } from './family-search.js';
import { sumSquaredGradients, type ScalarRun } from '../rates/scalar-recursion.js';

/** A scalar run in doubles, with η = 1. */
export type ScalarNumbers = ScalarRun<number>;

/** What to search for. */
export interface SearchGoal {
  readonly theorem: RateTheoremId;
  /** The condition that the case has to satisfy. */
  readonly condition: 'simple' | 'exact';
}

/** Greatest K and T. */
const [mostSteps, mostRounds] = [12, 40];

/** A genome: numbers in [0, 1], decoded by {@link decode}. */
export type Genome = readonly number[];

/** Length of a genome, without what a theorem has besides. */
const ownGenes = 9;
const lengthOf = ({ theorem }: SearchGoal): number => ownGenes + familyGenes(theorem);

/** A scalar case from a genome; η = 1, and the case satisfies the condition or is close to it. */
export function decode(goal: SearchGoal, genome: Genome): ScalarNumbers {
  const theorem = rateTheorems[goal.theorem];
  const numbers = decodeFree(goal, genome);
  return isTuned(theorem) ? tune(theorem, numbers, genome) : numbers;
}

/** Whether nothing of 1/η is left for a free number: V/s is 0 without noise, and 1/r is not. */
export const isExhausted = (
  { tuning }: TunedTheorem,
  { snapshotDeviation, localDeviation }: ScalarNumbers,
): boolean => tuning.freeNumber?.latex !== 'r' && snapshotDeviation === 0 && localDeviation === 0;

/** L₂ of a -target variant, which has A7; every other theorem has Δ = δ here. */
export const meanSquareOf = <S>({ assumptions }: RateTheorem, smoothness: S) =>
  assumptions.includes('A7') ? { meanSquareSimilarity: smoothness } : {};

/** 1/η without V/s or K/r. */
const inverseWithout = (
  { tuning }: TunedTheorem,
  localStepCount: number,
  smoothness: number,
  hessianSimilarity: number,
): number => {
  const silent = { suboptimality: 1, snapshotVariance: 0, localVariance: 0, freeNumber: 1e15 };
  const input = { ...silent, localStepCount, smoothness, hessianSimilarity };
  const { numerator, denominator } = tuning.inverseStepSize(doubleArithmetic, input);
  return numerator / denominator;
};

/** The case with A, Δ and a such that η = 1 belongs to the theorem's parameters. */
function tune(theorem: TunedTheorem, numbers: ScalarNumbers, genome: Genome): ScalarNumbers {
  const [, , , side = 0, height = 0] = genome;
  const has = (assumption: string): boolean => theorem.assumptions.includes(assumption);
  const isSilent = has('no noise');
  const quiet = {
    ...numbers,
    ...(isSilent ? { snapshotDeviation: 0 } : {}),
    ...(isSilent || has('no local noise') ? { localDeviation: 0 } : {}),
  };
  // its η belongs to r alone, and its condition bounds δr, not δηK
  if (theorem.page !== undefined)
    return { ...quiet, difference: quiet.difference * (1 - 2 * quiet.curvature) };
  const { localStepCount } = quiet;
  const most = 1 / inverseWithout(theorem, localStepCount, 1, 0);
  const curvature = most * Math.max(0.01, Math.min(0.999, height));
  const room = (1 - curvature / most) / inverseWithout(theorem, localStepCount, 0, 1);
  const share = isExhausted(theorem, quiet) ? 1 : Math.max(0.001, Math.min(0.999, 2 * Math.abs(side - 0.5)));
  const difference = (side < 0.5 ? -1 : 1) * share * room;
  const weight = tunedWeight(doubleField, theorem.tuning, {
    ...{ suboptimality: 1, snapshotVariance: 0, localVariance: 0, freeNumber: 1, stepSize: 1 },
    ...{ localStepCount, smoothness: curvature, hessianSimilarity: room * share },
    ...meanSquareOf(theorem, curvature),
  });
  return { ...quiet, curvature, difference, momentumWeight: weight };
}

function decodeFree(goal: SearchGoal, genome: Genome): ScalarNumbers {
  const [g0 = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0, g5 = 0, g6 = 0, g7 = 0, g8 = 0] = genome;
  const isSgd = goal.theorem === 'SGD-1';
  const isRate = isTuned(rateTheorems[goal.theorem]);
  const largest = isRate ? 0.49 : goal.condition === 'simple' && !isSgd ? 0.5 : 1;
  const count = (share: number, most: number): number => Math.max(1, Math.round(most ** share));
  const localStepCount = isSgd ? 1 : count(g0, mostSteps);
  const momentumWeight = isSgd ? 1 : Math.max(0.02, Math.min(1, 1.02 * g1));
  const ofFamily = decodeFamily(goal.theorem, momentumWeight, genome.slice(ownGenes));
  const reach = reachOf(goal, momentumWeight, ofFamily.family) / localStepCount;
  const sign = g3 < 0.5 ? -1 : 1;
  const share = Math.min(1, 2.1 * Math.abs(g3 - 0.5));
  // x⁰ and the deviations on a common scale; values near the ends of a gene's range mean 0.
  return {
    curvature: largest * Math.max(0.01, Math.min(1, 1.02 * g4)),
    difference: isSgd ? 0 : sign * share * reach,
    stepSize: 1,
    momentumWeight,
    localStepCount,
    roundCount: count(g2, mostRounds),
    startingPoint: g5 < 0.1 ? 0 : 4 * (g5 - 0.1),
    correction: isSgd ? 0 : 4 * (g6 - 0.5),
    snapshotDeviation: g7 > 0.3 ? 10 ** (3 * g7 - 2.5) : 0,
    localDeviation: g8 > 0.3 ? 10 ** (3 * g8 - 2.5) : 0,
    ...ofFamily,
  };
}

/** The largest δηK that a weight allows, at most about 1.5 times it for the exact condition. */
function reachOf({ theorem, condition }: SearchGoal, a: number, family?: FamilyNumbers<number>): number {
  const factor = condition === 'simple' ? 1 : 1.5;
  if (family !== undefined) return (theorem === 'RATE-FAM' ? 1 : factor) * familyReach(theorem, a, family);
  const reaches: Partial<Record<RateTheoremId, number>> = {
    'MOM-1': a / Math.sqrt(8),
    'MOM-1H': a / Math.sqrt(12),
    'MOM-2': a / 2,
    'MOM-3': a / 4,
    'MVR-1': Math.sqrt(a / 8),
    'MVR-2': Math.sqrt(a / 5),
    'TGT-MOM': 1 / 4,
    'TGT-MVR': 1 / 4,
  };
  return factor * (reaches[theorem] ?? 0);
}

/** Everything that conditions and bound depend on, in doubles. */
function inputOf(theorem: RateTheoremId, numbers: ScalarNumbers): RateInput<number> {
  const { variants } = rateTheorems[theorem];
  const isTarget = algorithms[variants[0] ?? 'sgd'].estimates === 'target';
  const estimated = isTarget ? numbers.curvature : numbers.difference;
  const error = numbers.correction - estimated * numbers.startingPoint;
  return {
    ...meanSquareOf(rateTheorems[theorem], numbers.curvature),
    ...numbers.family,
    smoothness: numbers.curvature,
    hessianSimilarity: Math.abs(numbers.difference),
    suboptimality: (numbers.curvature * numbers.startingPoint ** 2) / 2,
    snapshotVariance: numbers.snapshotDeviation ** 2,
    localVariance: numbers.localDeviation ** 2,
    targetVariance: numbers.snapshotDeviation ** 2,
    stepSize: 1,
    momentumWeight: numbers.momentumWeight,
    localStepCount: numbers.localStepCount,
    roundCount: numbers.roundCount,
    initialError: {
      numerator:
        theorem === 'SGD-1'
          ? 0
          : (isTuned(rateTheorems[theorem]) && numbers.family === undefined
              ? 1
              : (1 - numbers.momentumWeight) ** 2) *
            error ** 2,
      denominator: 1,
    },
    freeNumber: 1,
  };
}

/** G/bound in doubles; −1 outside the condition and where the bound is too small to trust a quotient. */
function scoreOf(goal: SearchGoal, numbers: ScalarNumbers): number {
  const theorem = rateTheorems[goal.theorem];
  let input = inputOf(goal.theorem, numbers);
  if (isTuned(theorem)) {
    const small = 1e-9 * input.smoothness * input.suboptimality;
    const freeNumber = isExhausted(theorem, numbers)
      ? small
      : theorem.tuning.freeNumberOf?.(doubleField, input);
    if (freeNumber === undefined) return -1;
    input = { ...input, freeNumber };
  } else {
    const condition = goal.condition === 'simple' ? theorem.simpleCondition : theorem.exactCondition;
    if (condition.slacks(doubleArithmetic, input).some((slack) => slack < 0)) return -1;
  }
  let limit = 0;
  for (const { value } of theorem.terms) {
    const { numerator, denominator } = value(doubleArithmetic, input);
    limit += numerator / denominator;
  }
  const steps = numbers.localStepCount * numbers.roundCount;
  return limit > 1e-9 ? sumSquaredGradients(doubleField, goal.theorem, numbers) / (steps * limit) : -1;
}

/** A population under differential evolution. */
export interface Population {
  readonly members: Genome[];
  readonly scores: number[];
}

const populationSize = 36;

/** A fresh population. */
export function createPopulation(goal: SearchGoal, stream: RandomGenerator): Population {
  const members = Array.from({ length: populationSize }, () =>
    Array.from({ length: lengthOf(goal) }, () => drawShare(stream)),
  );
  return { members, scores: members.map((genome) => scoreOf(goal, decode(goal, genome))) };
}

/** One generation: each member against best + F·(difference) or rand + F·(difference), binomial crossover. */
export function evolve(goal: SearchGoal, population: Population, stream: RandomGenerator): void {
  const { members, scores } = population;
  const pick = (): Genome => members[drawInteger(stream, 0, populationSize - 1)] as Genome;
  const best = members[scores.indexOf(Math.max(...scores))] as Genome;
  members.forEach((member, i) => {
    const [base, left, right] = [drawShare(stream) < 0.4 ? best : pick(), pick(), pick()];
    const weight = 0.3 + 0.6 * drawShare(stream);
    const kept = drawInteger(stream, 0, lengthOf(goal) - 1);
    const trial = member.map((value, j) => {
      if (j !== kept && drawShare(stream) < 0.2) return value;
      const moved = (base[j] as number) + weight * ((left[j] as number) - (right[j] as number));
      return moved < 0 || moved > 1 ? drawShare(stream) : moved;
    });
    const score = scoreOf(goal, decode(goal, trial));
    if (score < (scores[i] as number)) return;
    members[i] = trial;
    scores[i] = score;
  });
}

/** The best member of a population. */
export function bestOf({ members, scores }: Population): { readonly genome: Genome; readonly score: number } {
  const score = Math.max(...scores);
  return { genome: members[scores.indexOf(score)] as Genome, score };
}

function drawShare(stream: RandomGenerator): number {
  return drawInteger(stream, 0, 2 ** 30) / 2 ** 30;
}
