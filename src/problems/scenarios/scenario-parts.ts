/** What the four scenarios have in common: least-squares functions of groups of rows, equally likely atoms, and a run. */
import type {
  AffineGradient,
  Initialization,
  QuadraticFunction,
  QuadraticProblem,
  VariantName,
} from '../../../spec/model/index.js';
import { refuseInput } from '../../errors.js';
import { createRatio, parseExactNumber, ratioField, type Ratio } from '../../exact/index.js';
import { radixFieldFor } from '../arithmetic.js';
import type { DataRow } from '../least-squares-data.js';
import type { ResolvedProblem } from '../problem-case.js';
import { toProblemFile } from '../problem-file-text.js';
import { resolveProblemFile } from '../resolve-problem.js';
import { createRowModel } from '../row-model.js';

/** f_rows(x) = ½·mean over the rows of (zᵀx − r)², with its gradient. */
export type RowFunction = QuadraticFunction<Ratio>;

/**
 * ½·mean (z_iᵀx − r_i)² over a group of rows, exactly.
 *
 * @throws InputError where there are no rows, or rows of different lengths.
 */
export function leastSquares(rows: readonly DataRow[]): RowFunction {
  const dimension = rows[0]?.features.length ?? 0;
  if (dimension === 0 || rows.some(({ features }) => features.length !== dimension)) {
    refuseInput(
      'the rows',
      dimension === 0 ? 'a group has no rows' : 'rows have different numbers of features',
      'at least one row, and as many features in each',
      'Read all rows with the same features.',
    );
  }
  const numbers = rows.flatMap(({ features, response }) => [...features, response]);
  const field = radixFieldFor([...numbers, createRatio(1n, 2n * BigInt(rows.length))]);
  const mean = createRowModel(field, rows, ratioField.zero).mean(rows.map((_, i) => i));
  return {
    matrix: mean.matrix.map((row) => row.map(field.toRatio)),
    vector: mean.vector.map(field.toRatio),
    constant: field.toRatio(mean.constant),
  };
}

/**
 * The mean of functions of the same dimension.
 *
 * @throws InputError where they differ in dimension.
 */
export function meanFunction(functions: readonly RowFunction[]): RowFunction {
  const [first] = functions;
  const dimension = first?.vector.length;
  if (first === undefined || functions.some(({ vector }) => vector.length !== dimension)) {
    return refuseInput(
      'the rows',
      'the functions do not have one dimension',
      'at least one group of rows, and as many features in each',
      'Read all rows with the same features.',
    );
  }
  const { add, multiply, toRatio, zero } = ratioField;
  const share = createRatio(1n, BigInt(functions.length));
  const average = (pick: (of: RowFunction) => Ratio | undefined): Ratio =>
    toRatio(
      multiply(
        share,
        functions.map((of) => pick(of) ?? zero).reduce((sum, value) => toRatio(add(sum, value))),
      ),
    );
  return {
    matrix: first.matrix.map((row, i) => row.map((_, j) => average(({ matrix }) => matrix[i]?.[j]))),
    vector: first.vector.map((_, i) => average(({ vector }) => vector[i])),
    constant: average(({ constant }) => constant),
  };
}

/**
 * The mean over equally likely groups is the mean over all rows only where groups have one size.
 *
 * @throws InputError where they have not.
 */
export function assertEqualSizes(groups: readonly (readonly DataRow[])[], where: string): void {
  const sizes = new Set(groups.map(({ length }) => length));
  if (sizes.size === 1) return;
  refuseInput(
    where,
    sizes.size === 0 ? 'there are no groups of rows' : `groups have ${[...sizes].join(', ')} rows`,
    'groups of one size, so that the mean of their losses is the loss of all rows',
    'Deal the rows out evenly (dealRows), or leave some out.',
  );
}

/** The run to make on a scenario; every field may be left out. */
export interface ScenarioRun {
  /** A short name for reports. */
  readonly name?: string;
  /** `aux-mom` where it is left out. */
  readonly variant?: VariantName;
  /** η > 0, in point²/value; an exact number as text, `0.1` where it is left out. */
  readonly stepSize?: string;
  /** a ∈ (0, 1]; an exact number as text, `0.1` where it is left out. */
  readonly momentumWeight?: string;
  /** K ≥ 1; 10 where it is left out. */
  readonly localStepCount?: number;
  /** T ≥ 1; 60 where it is left out. */
  readonly roundCount?: number;
  /** `first-snapshot` where it is left out: it costs no target gradient. */
  readonly initialization?: Initialization<Ratio>;
  /** x⁰; the origin where it is left out. */
  readonly startingPoint?: readonly Ratio[];
  /** 1 where it is left out. */
  readonly seed?: number;
}

/**
 * The case of a problem and a run, checked as a problem file is.
 *
 * @throws InputError as `resolveProblemFile`, for atoms that do not average to the means and parameters outside their domains.
 */
export function createScenarioCase(problem: QuadraticProblem<Ratio>, run: ScenarioRun): ResolvedProblem {
  const {
    name = 'a scenario',
    variant = 'aux-mom',
    stepSize = '0.1',
    momentumWeight = '0.1',
    localStepCount = 10,
    roundCount = 60,
    initialization = { kind: 'first-snapshot' },
    startingPoint = problem.target.vector.map(() => ratioField.zero),
    seed = 1,
  } = run;
  const [eta, a] = [parseExactNumber(stepSize), parseExactNumber(momentumWeight)];
  const parameters = { stepSize: eta, momentumWeight: a, localStepCount, roundCount };
  const given = { name, variant, problem, parameters, initialization, startingPoint, seed };
  return resolveProblemFile(toProblemFile(given), () => '', name);
}

/** Snapshot atoms, one a target gradient, all equally likely. */
export function snapshotAtomsOf(
  targets: readonly RowFunction[],
  auxiliaryOf: (index: number) => AffineGradient<Ratio>,
): QuadraticProblem<Ratio>['snapshotAtoms'] {
  const probability = createRatio(1n, BigInt(targets.length));
  return targets.map((target, index) => ({ probability, target, auxiliary: auxiliaryOf(index) }));
}

/** Local atoms, all equally likely. */
export function localAtomsOf(functions: readonly RowFunction[]): QuadraticProblem<Ratio>['localAtoms'] {
  const probability = createRatio(1n, BigInt(functions.length));
  return functions.map((auxiliary) => ({ probability, auxiliary }));
}
