/** The parameters that a comparison uses: the best of one grid for every algorithm. */
import type { VariantName } from '../../../spec/model/index.js';
import { rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { ContractError } from '../../errors.js';
import { liftDouble, nearestDouble, parseExactNumber, ratioField } from '../../exact/index.js';
import { withinBudget, type ResolvedProblem } from '../../problems/index.js';
import { isConditionMet, judgeRate } from '../rates/index.js';
import { measureInDoubles } from './double-moments.js';
import { constantsFor, type SettingConstants } from './setting-constants.js';

/** η and a as texts; the number of local steps is the setting's own. */
export interface GridPoint {
  readonly stepSize: string;
  readonly momentumWeight: string;
}

/** The step sizes of the grid, in point²/value. */
export const gridStepSizes: readonly string[] = ['0.005', '0.01', '0.02', '0.05', '0.1', '0.2', '0.4', '0.8'];

/** The momentum weights of the grid. */
export const gridMomentumWeights: readonly string[] = ['0.05', '0.1', '0.2', '0.3', '0.5', '1'];

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
 * @throws RangeError where every point diverges.
 */
export function tuneByValue(resolved: ResolvedProblem, variant: VariantName, budget: number): GridPoint {
  return least(
    gridFor(variant),
    (point) => measureInDoubles(caseAt(resolved, variant, point, budget)).lastValue,
  );
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
  constants: SettingConstants,
): GridPoint | undefined {
  const theorem = rateTheorems[id];
  const known = constantsFor(id, constants);
  const possible = gridFor(variant)
    .map((point) => ({ point, tried: caseAt(resolved, variant, point, budget) }))
    .filter(({ tried }) => isConditionMet(theorem.exactCondition, known, tried.parameters));
  if (possible.length === 0) return undefined;
  return least(
    possible.map(({ point }) => point),
    (point) => {
      const tried = caseAt(resolved, variant, point, budget);
      const measured = measureInDoubles(tried);
      const lift = (value: number) => liftDouble(Number.isFinite(value) ? value : Number.MAX_VALUE);
      const measurement = {
        averageSquaredGradient: ratioField.zero, // G does not enter its own bound
        correctionError: ratioField.zero, // nor does e₀ under first-snapshot
        snapshotVariance: lift(measured.snapshotVariance),
        firstSnapshotVariance: lift(measured.firstSnapshotVariance),
        localVariance: lift(measured.localVariance),
        targetVariance: lift(measured.targetVariance),
      };
      return nearestDouble(judgeRate(theorem, { ...tried, constants: known, measurement }).bound);
    },
  );
}

function least(points: readonly GridPoint[], valueOf: (point: GridPoint) => number): GridPoint {
  const tried = points
    .map((point) => ({ point, value: valueOf(point) }))
    .filter(({ value }) => Number.isFinite(value));
  const [first, ...others] = tried;
  if (first === undefined) throw new ContractError('every point of the grid diverges');
  return others.reduce((best, one) => (one.value < best.value ? one : best), first).point;
}
