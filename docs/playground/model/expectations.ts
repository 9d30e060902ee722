/** Exact expectations as the charts want them. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  rateTheorems,
  boundTerms,
  type RateTheorem,
  type RateTheoremId,
} from '../../../spec/theorems/index.js';
import {
  formatRatio,
  nearestDouble,
  parseExactNumber,
  ratioField,
  type Ratio,
} from '../../../src/exact/index.js';
import { subtractRatios } from '../../../src/exact/exact-number.js';
import { expectRun, type ExpectationResult } from '../../../src/expectation/index.js';
import { withVariant, type ProblemDescription, type ResolvedProblem } from '../../../src/problems/index.js';
import { judgeRate, rateInputOf } from '../../../src/theorems/rates/judge-rate.js';
import type { BoundVerdict, Constants, CurvePoint, Expected } from './answer.js';

/** A run with its expectation. */
export interface ExpectedRun {
  readonly problem: ResolvedProblem;
  readonly result: ExpectationResult;
  readonly summary: Expected;
}

/** inf f where f is bounded below; else 0, and the charts show E f itself. */
const leastOf = (description: ProblemDescription): Ratio =>
  description.optimum?.value ?? { numerator: 0n, denominator: 1n };

/** The exact expectation of a run. */
export function expectProblem(problem: ResolvedProblem, description: ProblemDescription): ExpectedRun {
  const result = expectRun(problem, { moments: false, localSteps: false });
  const { targetGradientsInRound } = algorithms[problem.variant];
  const least = leastOf(description);
  const gapOf = (value: Ratio): number => nearestDouble(subtractRatios(value, least));
  let cost = 0;
  const curve: CurvePoint[] = [{ cost, gap: gapOf(result.initialTargetValue) }];
  let last = result.initialTargetValue;
  for (const { round, steps } of result.rounds) {
    cost += targetGradientsInRound(round);
    last = steps.at(-1)?.targetValue ?? last;
    curve.push({ cost, gap: gapOf(last) });
  }
  return {
    problem,
    result,
    summary: {
      variant: problem.variant,
      curve,
      averageSquaredGradient: formatRatio(result.averageSquaredGradient),
      lastTargetValue: formatRatio(last),
      finalGap: gapOf(last),
    },
  };
}

/** Step sizes that methods are tuned over: the five largest below 2/L. */
const stepSizes = ['2', '1', '0.5', '0.2', '0.1', '0.05', '0.02'] as const;

/** A run at a step size. */
export interface AtStepSize extends ExpectedRun {
  readonly stepSize: string;
}

/** The step sizes for a problem. */
export function stepSizesFor(description: ProblemDescription): readonly string[] {
  const smoothness = nearestDouble(description.smoothness.upper);
  const usable = stepSizes.filter((stepSize) => Number(stepSize) * smoothness < 2).slice(0, 5);
  return usable.length === 0 ? stepSizes.slice(-1) : usable;
}

/** The run at one of them. */
export const expectAtStepSize = (
  problem: ResolvedProblem,
  description: ProblemDescription,
  stepSize: string,
): AtStepSize => ({
  stepSize,
  ...expectProblem(
    { ...problem, parameters: { ...problem.parameters, stepSize: parseExactNumber(stepSize) } },
    description,
  ),
});

/** The run that ends with the least E f, exactly computed. */
export const bestOf = (runs: readonly AtStepSize[]): AtStepSize =>
  runs.reduce((best, one) => (one.summary.finalGap < best.summary.finalGap ? one : best));

/** SGD at its best step size for as many target gradients as the run has, by E f at the end, exactly. */
export function expectTunedSgd(
  problem: ResolvedProblem,
  description: ProblemDescription,
  targetGradients: number,
): AtStepSize {
  const base = withVariant(problem, 'sgd');
  const parameters = { ...base.parameters, roundCount: targetGradients };
  return bestOf(
    stepSizesFor(description).map((stepSize) =>
      expectAtStepSize({ ...base, parameters }, description, stepSize),
    ),
  );
}

/** The constants as texts. */
export function constantsOf(description: ProblemDescription): Constants {
  const { smoothness, hessianSimilarity, meanSquareSimilarity, optimum } = description;
  return {
    smoothness: formatRatio(smoothness.upper),
    hessianSimilarity: formatRatio(hessianSimilarity.upper),
    meanSquareSimilarity: formatRatio(meanSquareSimilarity.upper),
    suboptimality: optimum === undefined ? 'none: f is unbounded below' : formatRatio(optimum.suboptimality),
    snapshotVariance: formatRatio(description.snapshotVariance),
    targetVariance: formatRatio(description.targetVariance),
    localVariance: formatRatio(description.localVariance),
    isAuxiliaryConvex: description.isAuxiliaryConvex,
  };
}

const theoremsFor: Readonly<Partial<Record<string, readonly RateTheoremId[]>>> = {
  'aux-mom': ['MOM-2', 'MOM-3', 'MOM-1'],
  'aux-mvr': ['MVR-1'],
  sgd: ['SGD-1'],
};

/** The best bound whose condition holds; where none does, the first theorem, which then promises nothing. */
export function judgeBounds(
  { problem, result }: ExpectedRun,
  description: ProblemDescription,
): BoundVerdict | undefined {
  const { optimum } = description;
  const ids = theoremsFor[problem.variant];
  if (ids === undefined || optimum === undefined) return undefined;
  const verdicts = ids.map((id) => judge(rateTheorems[id]));
  const holding = verdicts.filter(
    ({ isSimpleConditionMet, isExactConditionMet }) => isSimpleConditionMet || isExactConditionMet,
  );
  return holding.length === 0
    ? verdicts[0]
    : holding.reduce((best, one) => (one.bound < best.bound ? one : best));

  function judge(theorem: RateTheorem): BoundVerdict {
    const similarity =
      theorem.id === 'MVR-1' ? description.meanSquareSimilarity : description.hessianSimilarity;
    const rateCase = {
      parameters: problem.parameters,
      initialization: problem.initialization,
      constants: {
        smoothness: description.smoothness.upper,
        hessianSimilarity: similarity.upper,
        suboptimality: optimum?.suboptimality ?? { numerator: 0n, denominator: 1n },
      },
      measurement: {
        averageSquaredGradient: result.averageSquaredGradient,
        // not used under `first-snapshot`, which is the only start here
        correctionError: { numerator: 0n, denominator: 1n },
        snapshotVariance: result.snapshotVariance.maximum,
        firstSnapshotVariance: description.snapshotVariance,
        localVariance: result.localVariance.maximum,
        targetVariance: result.targetVariance.maximum,
      },
    };
    const verdict = judgeRate(theorem, rateCase);
    return {
      theorem: theorem.id,
      isSimpleConditionMet: verdict.isSimpleConditionMet,
      isExactConditionMet: verdict.isExactConditionMet,
      measured: nearestDouble(verdict.measured),
      bound: nearestDouble(verdict.bound),
      ratio: verdict.ratio,
      terms: boundTerms(ratioField, theorem, rateInputOf(theorem, rateCase)).map(({ id, value }) => ({
        id,
        value: nearestDouble(value.numerator) / nearestDouble(value.denominator),
      })),
    };
  }
}
