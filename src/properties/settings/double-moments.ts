/** The second-moment recursion in doubles: quick enough to try every point of a grid. */
import {
  createVectorSpace,
  subtractMatrices,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import {
  evaluateQuadratic,
  mapProblem,
  snapshotVarianceAt,
  type AffineGradient,
  type QuadraticProblem,
} from '../../../spec/model/index.js';
import { createVariantMaps, nearestDouble } from '../../exact/index.js';
import type { ResolvedProblem } from '../../problems/index.js';
import { doubleField } from './double-field.js';
import { createDoubleStep } from './double-step.js';

/** What a search needs of a run; the greatest values along it where a bound needs those. */
export interface DoubleMeasurement {
  /** E f(x^T). */
  readonly lastValue: number;
  readonly snapshotVariance: number;
  readonly firstSnapshotVariance: number;
  readonly localVariance: number;
  readonly targetVariance: number;
}

/**
 * E f(x^T) and the variances along a run that starts by the first snapshot, or keeps no estimate.
 *
 * S ← Σ_j p_j M_j S M_jᵀ on the whole matrix, in doubles. Only for searches: what it proposes is measured again exactly.
 *
 * @returns doubles with the usual rounding; Infinity or NaN where the run overflows.
 * @throws RangeError for another start.
 */
export function measureInDoubles(resolved: ResolvedProblem): DoubleMeasurement {
  const { variant, parameters, initialization } = resolved;
  if (initialization.kind !== 'first-snapshot' && initialization.kind !== 'none') {
    throw new RangeError(`the search starts by first-snapshot or none, not by ${initialization.kind}`);
  }
  const problem = mapProblem(resolved.problem, nearestDouble);
  const start = resolved.startingPoint.map(nearestDouble);
  const maps = createVariantMaps(doubleField, variant, problem, {
    stepSize: nearestDouble(parameters.stepSize),
    momentumWeight: nearestDouble(parameters.momentumWeight),
  });
  const { layout } = maps;
  const state = new Array<number>(layout.size).fill(0);
  start.forEach((value, i) => {
    state[i] = value;
    if (layout.previous !== undefined) state[layout.previous + i] = value;
  });
  state[layout.constant] = 1;

  const snapshotWeights = problem.snapshotAtoms.map(({ probability }) => probability);
  const snapshotMap = createDoubleStep(maps.snapshot, snapshotWeights);
  const firstMap =
    initialization.kind === 'none' ? snapshotMap : createDoubleStep(maps.firstSnapshot(), snapshotWeights);
  const localWeights = problem.localAtoms.map(({ probability }) => probability);
  const localMap = createDoubleStep(maps.local, localWeights);
  const variances = createVariances(problem, layout.constant);

  let moments: Matrix<number> = state.map((left) => state.map((right) => left * right));
  const greatest = { snapshotVariance: 0, localVariance: 0, targetVariance: 0 };
  const note = (name: keyof typeof greatest): void => {
    greatest[name] = Math.max(greatest[name], variances[name](moments));
  };
  for (let t = 1; t <= parameters.roundCount; t += 1) {
    note('snapshotVariance');
    note('targetVariance');
    if (maps.stepsInSnapshot === 1) note('localVariance');
    moments = (t === 1 ? firstMap : snapshotMap)(moments);
    for (let k = maps.stepsInSnapshot + 1; k <= parameters.localStepCount; k += 1) {
      note('localVariance');
      moments = localMap(moments);
    }
  }
  return {
    ...greatest,
    firstSnapshotVariance: snapshotVarianceAt(doubleField, problem, start),
    lastValue: expectedValue(problem, moments, layout.constant),
  };
}

/** E‖g(y) − E g(y)‖² of each oracle, as a function of the moments. */
function createVariances(problem: QuadraticProblem<number>, constant: number) {
  const { subtract } = createVectorSpace(doubleField);
  const minus = (left: AffineGradient<number>, right: AffineGradient<number>): AffineGradient<number> => ({
    matrix: subtractMatrices(doubleField, left.matrix, right.matrix),
    vector: subtract(left.vector, right.vector),
  });
  const { target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const difference = minus(target, auxiliary);
  const squaredNorm = (deviations: readonly { weight: number; of: AffineGradient<number> }[]) => {
    // Σ_j p_j Rᵀ R with R = (M, −v) on (y, 1)
    const rows = deviations.flatMap(({ weight, of: { matrix, vector } }) =>
      matrix.map((row, i) => ({ weight, row: [...row, -(vector[i] ?? 0)] })),
    );
    return (moments: Matrix<number>): number => {
      const block = pointBlock(moments, target.vector.length, constant);
      return rows.reduce((sum, { weight, row }) => sum + weight * quadraticForm(block, row), 0);
    };
  };
  return {
    snapshotVariance: squaredNorm(
      snapshotAtoms.map((atom) => ({
        weight: atom.probability,
        of: minus(minus(atom.target, atom.auxiliary), difference),
      })),
    ),
    targetVariance: squaredNorm(
      snapshotAtoms.map((atom) => ({ weight: atom.probability, of: minus(atom.target, target) })),
    ),
    localVariance: squaredNorm(
      localAtoms.map((atom) => ({ weight: atom.probability, of: minus(atom.auxiliary, auxiliary) })),
    ),
  };
}

/** E (y, 1)(y, 1)ᵀ. */
function pointBlock(moments: Matrix<number>, dimension: number, constant: number): Matrix<number> {
  const at = [...Array(dimension).keys(), constant];
  return at.map((i) => at.map((j) => moments[i]?.[j] ?? NaN));
}

function quadraticForm(block: Matrix<number>, row: Vector<number>): number {
  return row.reduce(
    (sum, left, i) => sum + left * row.reduce((inner, right, j) => inner + right * (block[i]?.[j] ?? NaN), 0),
    0,
  );
}

/** E f(y). */
function expectedValue(
  { target }: QuadraticProblem<number>,
  moments: Matrix<number>,
  constant: number,
): number {
  const mean = target.vector.map((_value, i) => moments[i]?.[constant] ?? NaN);
  const atMean = evaluateQuadratic(doubleField, target, mean);
  // f is quadratic: E f(y) = f(E y) + ½ tr(A Cov y)
  return target.matrix.reduce(
    (sum, row, i) =>
      sum +
      row.reduce(
        (inner, value, j) =>
          inner + (value / 2) * ((moments[i]?.[j] ?? NaN) - (mean[i] ?? NaN) * (mean[j] ?? NaN)),
        0,
      ),
    atMean,
  );
}
