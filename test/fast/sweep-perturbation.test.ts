/** The bound on what the rotation of a sweep changes, in exact arithmetic. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuadraticProblem } from '../../spec/model/index.js';
import { liftDouble } from '../../src/exact/index.js';
import { prepareSweep, toFastProblem, type FastSweep } from '../../src/fast/index.js';
import { deterministicRunOf, shape, withDeterministicLocal } from './deterministic-runs.js';
import { present } from './present.js';
import { smallRun } from './requests.js';

/** Exact arithmetic on doubles: whole multiples of 2^−places. */
const places = 1074n;
const scaled = (value: number): bigint => {
  const { numerator, denominator } = liftDouble(value);
  return (numerator << places) / denominator;
};
type Exact = readonly (readonly bigint[])[];
const exactly = (rows: readonly (readonly number[])[]): Exact => rows.map((row) => row.map(scaled));
const times = (left: Exact, right: Exact): Exact =>
  left.map((row) =>
    (right[0] ?? []).map((_, j) => row.reduce((sum, entry, k) => sum + entry * (right[k]?.[j] ?? 0n), 0n)),
  );
const transposed = (rows: Exact): Exact => (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0n));
const squaredNorm = (rows: Exact): bigint => rows.flat().reduce((sum, entry) => sum + entry * entry, 0n);
const minus = (left: Exact, right: Exact): Exact =>
  left.map((row, i) => row.map((entry, j) => entry - (right[i]?.[j] ?? 0n)));
const shifted = (rows: Exact, by: bigint): Exact => rows.map((row) => row.map((entry) => entry << by));

/** Whether ‖Q̂ᵀMQ̂ − M̂‖ ≤ perturbation·‖M‖ and ‖Q̂ᵀQ̂ − I‖ ≤ perturbation, exactly. */
function isWithinPerturbation(
  sweep: FastSweep,
  problem: QuadraticProblem<number>,
  perturbation: number,
): boolean {
  const { dimension } = problem;
  const unit = (i: number) => Float64Array.from({ length: dimension }, (_, j) => Number(i === j));
  // the columns of Q̂: sums with zeros do not round
  const columns = exactly(Array.from({ length: dimension }, (_, i) => Array.from(sweep.toOriginal(unit(i)))));
  const basis = transposed(columns);
  const bound = scaled(perturbation) ** 2n;
  const identity = exactly(Array.from({ length: dimension }, (_, i) => Array.from(unit(i))));
  const offOrthogonal = squaredNorm(minus(times(columns, basis), shifted(identity, places)));
  const pairs = [
    [problem.target, sweep.problem.target],
    [problem.auxiliary, sweep.problem.auxiliary],
    ...problem.snapshotAtoms.map((atom, j) => [atom.target, sweep.problem.snapshotAtoms[j]?.target] as const),
  ] as const;
  return (
    offOrthogonal <= bound << (2n * places) &&
    pairs.every(([given, rotated]) => {
      const matrix = exactly(given.matrix);
      const image = times(times(columns, matrix), basis);
      const computed = exactly(present(rotated, 'the rotated matrix').matrix.to2DArray());
      const error = squaredNorm(minus(image, shifted(computed, 2n * places)));
      return error <= (bound * squaredNorm(matrix)) << (2n * places);
    })
  );
}

describe('the perturbation of a sweep', () => {
  const problems = deterministicRunOf('aux-mom', { ...shape, maximumDimension: 6 });

  it('bounds what the rotation has changed, exactly', () => {
    fc.assert(
      fc.property(problems, ({ problem }) => {
        const sweep = prepareSweep(toFastProblem(problem));
        expect(isWithinPerturbation(sweep, problem, sweep.perturbation)).toBe(true);
        expect(sweep.perturbation).toBeLessThan(2 ** -40); // it says something
      }),
      { numRuns: 25 },
    );
  });

  it('would not pass as another: a rotation of another problem is beyond it', () => {
    const problem = {
      ...smallRun.problem,
      auxiliary: {
        ...smallRun.problem.auxiliary,
        matrix: [
          [1, 0.5],
          [0.5, 4],
        ],
      },
    };
    const sweep = prepareSweep(toFastProblem(withDeterministicLocal({ ...smallRun, problem }).problem));
    expect(isWithinPerturbation(sweep, problem, sweep.perturbation)).toBe(true);
    const other = {
      ...problem,
      target: {
        ...problem.target,
        matrix: [
          [2, 1],
          [1, 3 * (1 + 2 ** -40)],
        ],
      },
    };
    expect(isWithinPerturbation(sweep, other, sweep.perturbation)).toBe(false);
    expect(isWithinPerturbation(sweep, problem, 2 ** -70)).toBe(false);
  });
});
