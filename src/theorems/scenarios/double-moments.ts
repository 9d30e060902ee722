/** The second-moment recursion in doubles: quick enough to try every point of a grid. */
import type { Matrix } from '../../../spec/algebra/index.js';
import {
  mapProblem,
  snapshotVarianceAt,
  subtractGradients,
  type AffineGradient,
  type QuadraticProblem,
} from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { nearestDouble } from '../../exact/index.js';
import { createVariantMaps, type StateLayout } from '../../exact/linear-maps.js';
import type { ResolvedProblem } from '../../problems/index.js';
import { doubleField } from './double-field.js';

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
 * @throws ContractError for another start.
 */
export function measureInDoubles(resolved: ResolvedProblem): DoubleMeasurement {
  const { variant, parameters, initialization } = resolved;
  if (initialization.kind !== 'first-snapshot' && initialization.kind !== 'none') {
    throw new ContractError(`the search starts by first-snapshot or none, not by ${initialization.kind}`);
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
  const variances = createVariances(problem, layout);

  let moments = Float64Array.from(state.flatMap((left) => state.map((right) => left * right)));
  let next = new Float64Array(moments.length);
  const take = (step: DoubleStep): void => {
    step(moments, next);
    [moments, next] = [next, moments];
  };
  const greatest = { snapshotVariance: 0, localVariance: 0, targetVariance: 0 };
  const note = (name: keyof typeof greatest): void => {
    greatest[name] = Math.max(greatest[name], variances[name](moments));
  };
  for (let t = 1; t <= parameters.roundCount; t += 1) {
    note('snapshotVariance');
    note('targetVariance');
    if (maps.stepsInSnapshot === 1) note('localVariance');
    take(t === 1 ? firstMap : snapshotMap);
    for (let k = maps.stepsInSnapshot + 1; k <= parameters.localStepCount; k += 1) {
      note('localVariance');
      take(localMap);
    }
  }
  return {
    ...greatest,
    firstSnapshotVariance: snapshotVarianceAt(doubleField, problem, start),
    lastValue: expectedValue(problem, pointBlock(moments, layout)),
  };
}

/** E‖g(y) − E g(y)‖² of each oracle, as a function of the moments: ⟨Σ_j p_j Rᵀ R, S⟩ with R = (M, −v) on (y, 1). */
function createVariances(problem: QuadraticProblem<number>, layout: StateLayout) {
  const minus = (left: AffineGradient<number>, right: AffineGradient<number>): AffineGradient<number> =>
    subtractGradients(doubleField, left, right);
  const { target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const difference = minus(target, auxiliary);
  const variance = (deviations: readonly { weight: number; of: AffineGradient<number> }[]) => {
    const rows = deviations.flatMap(({ weight, of: { matrix, vector } }) =>
      matrix.map((row, i) => ({ weight, row: [...row, -(vector[i] ?? 0)] })),
    );
    const form = indicesOf(layout).map((_left, i) =>
      indicesOf(layout).map((_right, j) =>
        rows.reduce((sum, { weight, row }) => sum + weight * (row[i] ?? 0) * (row[j] ?? 0), 0),
      ),
    );
    return (moments: Float64Array): number => innerProduct(form, pointBlock(moments, layout));
  };
  return {
    snapshotVariance: variance(
      snapshotAtoms.map((atom) => ({
        weight: atom.probability,
        of: minus(minus(atom.target, atom.auxiliary), difference),
      })),
    ),
    targetVariance: variance(
      snapshotAtoms.map((atom) => ({ weight: atom.probability, of: minus(atom.target, target) })),
    ),
    localVariance: variance(
      localAtoms.map((atom) => ({ weight: atom.probability, of: minus(atom.auxiliary, auxiliary) })),
    ),
  };
}

/** The places of (y, 1) in the state. */
function indicesOf({ dimension, constant }: StateLayout): readonly number[] {
  return [...Array(dimension).keys(), constant];
}

/** E (y, 1)(y, 1)ᵀ. */
function pointBlock(moments: Float64Array, layout: StateLayout): Matrix<number> {
  const at = indicesOf(layout);
  return at.map((i) => at.map((j) => moments[i * layout.size + j] ?? NaN));
}

function innerProduct(left: Matrix<number>, right: Matrix<number>): number {
  return left.reduce(
    (sum, row, i) => row.reduce((inner, value, j) => inner + value * (right[i]?.[j] ?? NaN), sum),
    0,
  );
}

/** E f(y) = ⟨½ A, E y yᵀ⟩ − ⟨b, E y⟩ + c. */
function expectedValue({ target }: QuadraticProblem<number>, block: Matrix<number>): number {
  const { matrix, vector, constant } = target;
  const form = [
    ...matrix.map((row, i) => [...row.map((value) => value / 2), -(vector[i] ?? 0) / 2]),
    [...vector.map((value) => -value / 2), constant],
  ];
  return innerProduct(form, block);
}

/** to ← the step of `from`, both n×n in one array, row by row. */
type DoubleStep = (from: Float64Array, to: Float64Array) => void;

/**
 * S ↦ Σ_j p_j M_j S M_jᵀ as a function of S, the atoms folded into one matrix beforehand.
 *
 * Only entries (i, j) with i ≤ j are computed, each as a sum over the entries of S that it reads.
 *
 * @param matrices - M_j, n×n.
 * @param weights - p_j.
 */
function createDoubleStep(matrices: readonly Matrix<number>[], weights: readonly number[]): DoubleStep {
  const size = matrices[0]?.length ?? 0;
  const upper = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size - i }, (_unused, offset) => [i, i + offset] as const),
  ).flat();
  const forms = upper.map(([i, j]) => {
    const sums = new Float64Array(size * size);
    matrices.forEach((matrix, atom) => {
      const [left, right, weight] = [matrix[i] ?? [], matrix[j] ?? [], weights[atom] ?? 0];
      left.forEach((a, k) => {
        if (a === 0) return;
        right.forEach((b, l) => {
          const position = Math.min(k, l) * size + Math.max(k, l);
          if (b !== 0) sums[position] = (sums[position] ?? 0) + weight * a * b;
        });
      });
    });
    const at = [...sums.keys()].filter((position) => sums[position] !== 0);
    return { i, j, at: Int32Array.from(at), by: Float64Array.from(at, (position) => sums[position] ?? 0) };
  });
  return (from, to) => {
    for (const { i, j, at, by } of forms) {
      let sum = 0;
      for (let c = 0; c < at.length; c += 1) sum += (by[c] as number) * (from[at[c] as number] as number);
      to[i * size + j] = sum;
      to[j * size + i] = sum;
    }
  };
}
