/** What a comparison of algorithms needs: the constants of the problem, and the best parameters of one grid for each. */
import type { VariantName } from '../../../spec/model/index.js';
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { ContractError } from '../../errors.js';
import { liftDouble, nearestDouble, parseExactNumber, ratioField, type Ratio } from '../../exact/index.js';
import { describeProblem, type ProblemDescription, type ResolvedProblem } from '../../problems/index.js';
import { withinBudget } from '../../problems/with-variant.js';
import { isConditionMet, judgeRate, type ProblemConstants } from '../rates/index.js';
import { measureInDoubles } from './double-moments.js';

/** A problem whose target is bounded below. */
export type BoundedDescription = ProblemDescription & Required<Pick<ProblemDescription, 'optimum'>>;

/**
 * What is known of a scenario before any run.
 *
 * @throws ContractError where f is unbounded below, which least squares never is.
 */
export function describeScenario(resolved: ResolvedProblem): BoundedDescription {
  const { optimum, ...description } = describeProblem(resolved);
  if (optimum === undefined) throw new ContractError('f is unbounded below');
  return { ...description, optimum };
}

/** L, δ and F₀ for a theorem: the upper ends of their certificates; δ is A5's for MVR-1, A2's else. */
export function constantsFor(id: RateTheoremId, description: BoundedDescription): ProblemConstants {
  const similarity = id === 'MVR-1' ? description.meanSquareSimilarity : description.hessianSimilarity;
  return {
    smoothness: description.smoothness.upper,
    hessianSimilarity: similarity.upper,
    suboptimality: description.optimum.suboptimality,
  };
}

/** η and a as texts; the number of local steps is the scenario's own. */
export interface GridPoint {
  readonly stepSize: string;
  readonly momentumWeight: string;
}

/** The step sizes of the grid, in point²/value. */
const gridStepSizes: readonly string[] = ['0.005', '0.01', '0.02', '0.05', '0.1', '0.2', '0.4', '0.8'];

/** The momentum weights of the grid. */
const gridMomentumWeights: readonly string[] = ['0.05', '0.1', '0.2', '0.3', '0.5', '1'];

/** Every point of the grid; `sgd` and `naive` have no momentum weight, so theirs is 1. */
export function gridFor(variant: VariantName): readonly GridPoint[] {
  const weights = variant === 'sgd' || variant === 'naive' ? ['1'] : gridMomentumWeights;
  return gridStepSizes.flatMap((stepSize) => weights.map((momentumWeight) => ({ stepSize, momentumWeight })));
}

/** The case of a variant at a grid point, with the rounds that the budget pays. */
export function caseAt(
  resolved: ResolvedProblem,
  variant: VariantName,
  point: GridPoint,
  budget: number,
): ResolvedProblem {
  const within = withinBudget(resolved, variant, budget);
  return {
    ...within,
    parameters: {
      ...within.parameters,
      stepSize: parseExactNumber(point.stepSize),
      momentumWeight: parseExactNumber(point.momentumWeight),
    },
  };
}

/**
 * The grid point with the least E f(x^T) for a budget of target gradients, tried in doubles.
 *
 * @throws ContractError where every point diverges.
 */
export function tuneByValue(resolved: ResolvedProblem, variant: VariantName, budget: number): GridPoint {
  return least(casesOnGrid(resolved, variant, budget), (tried) => measureInDoubles(tried).lastValue);
}

/**
 * The grid point that satisfies a theorem's exact condition and has the least bound, tried in doubles.
 *
 * @returns undefined where no point of the grid satisfies the condition.
 */
export function tuneByBound(
  resolved: ResolvedProblem,
  id: RateTheoremId,
  variant: VariantName,
  budget: number,
  description: BoundedDescription,
): GridPoint | undefined {
  const theorem = rateTheorems[id];
  const known = constantsFor(id, description);
  const lift = (value: number): Ratio => liftDouble(Number.isFinite(value) ? value : Number.MAX_VALUE);
  const possible = casesOnGrid(resolved, variant, budget).filter(([, tried]) =>
    isConditionMet(theorem.exactCondition, known, tried.parameters),
  );
  if (possible.length === 0) return undefined;
  return least(possible, (tried) => {
    const measured = measureInDoubles(tried);
    const measurement = {
      averageSquaredGradient: ratioField.zero, // G does not enter its own bound
      correctionError: ratioField.zero, // nor does e₀ under first-snapshot
      snapshotVariance: lift(measured.snapshotVariance),
      firstSnapshotVariance: lift(measured.firstSnapshotVariance),
      localVariance: lift(measured.localVariance),
      targetVariance: lift(measured.targetVariance),
    };
    return nearestDouble(judgeRate(theorem, { ...tried, constants: known, measurement }).bound);
  });
}

type GridCase = readonly [point: GridPoint, tried: ResolvedProblem];

function casesOnGrid(resolved: ResolvedProblem, variant: VariantName, budget: number): readonly GridCase[] {
  return gridFor(variant).map((point) => [point, caseAt(resolved, variant, point, budget)]);
}

function least(cases: readonly GridCase[], valueOf: (tried: ResolvedProblem) => number): GridPoint {
  const measured = cases
    .map(([point, tried]) => ({ point, value: valueOf(tried) }))
    .filter(({ value }) => Number.isFinite(value));
  const [first, ...others] = measured;
  if (first === undefined) throw new ContractError('every point of the grid diverges');
  return others.reduce((best, one) => (one.value < best.value ? one : best), first).point;
}
