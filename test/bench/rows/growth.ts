/** How the cost grows: exponents fitted to times of different sizes. */
import type { AffineGradient } from '../../../spec/model/index.js';
import { baseOfRun, createRadixField, createRatio, runExact, type Ratio } from '../../../src/exact/index.js';
import { expectRun } from '../../../src/expectation/index.js';
import { instantiate, type TestCase } from '../../support/cases.js';
import { ourContender } from '../fast/ours.js';
import { createFastWorkload } from '../fast/workload.js';
import { threeAtomCase } from '../expectation/moment-plan.js';
import { inProcess, type Contender } from '../harness/contender.js';
import type { Growth } from '../harness/growth.js';
import { exactCase } from './exact.js';

const timed = (run: () => unknown): Contender<unknown> =>
  inProcess('auxopt', true, () => ({ run, result: run }));

/** Time of a fast run against d, for a kernel. */
export function fastGrowth(kernel: 'plain' | 'auto', sizes: readonly number[]): Growth {
  return {
    name: `growth/${kernel}`,
    of: `a fast run, kernel ${kernel}`,
    variable: 'd',
    points: sizes.map((size) => ({
      size,
      contender: ourContender({ name: 'auxopt', kernel }, createFastWorkload(size)),
    })),
  };
}

/** Time of an exact run against T·K: its numbers get longer with every step. */
export function exactGrowth(sizes: readonly number[]): Growth {
  return {
    name: 'growth/exact',
    of: 'an exact run, d = 3',
    variable: 'T·K',
    points: sizes.map((size) => {
      const testCase = exactCase(size);
      const field = createRadixField(baseOfRun(testCase));
      const request = instantiate(field, testCase);
      return { size, contender: timed(() => runExact(field, 'aux-mom', request)) };
    }),
  };
}

/** Time of an expectation against the number of atoms of each oracle. */
export function atomGrowth(sizes: readonly number[]): Growth {
  return {
    name: 'growth/atoms',
    of: 'an exact expectation, state of 7 entries, 50 steps',
    variable: 'atoms',
    points: sizes.map((size) => {
      const testCase = withAtoms(threeAtomCase(3, 5, 10), size);
      return { size, contender: timed(() => expectRun(testCase, { rounds: false })) };
    }),
  };
}

/** The case with an even number of equally likely atoms, the mean ± j/16 of the first atom's deviation. */
function withAtoms(testCase: TestCase, count: number): TestCase {
  const { problem } = testCase;
  const probability = createRatio(1n, BigInt(count));
  const numbers = Array.from({ length: count }, (_, j) => BigInt(j % 2 === 0 ? j / 2 + 1 : -(j + 1) / 2));
  const along = (mean: Ratio, atom: Ratio, factor: bigint): Ratio =>
    createRatio(
      mean.numerator * atom.denominator * (16n - factor) + factor * atom.numerator * mean.denominator,
      16n * mean.denominator * atom.denominator,
    );
  const affine = (mean: AffineGradient<Ratio>, atom: AffineGradient<Ratio>, factor: bigint) => ({
    matrix: mean.matrix.map((row, i) =>
      row.map((value, j) => along(value, atom.matrix[i]?.[j] as Ratio, factor)),
    ),
    vector: mean.vector.map((value, i) => along(value, atom.vector[i] as Ratio, factor)),
  });
  const [snapshot] = problem.snapshotAtoms;
  const [local] = problem.localAtoms;
  if (snapshot === undefined || local === undefined) throw new RangeError('the case has no atoms');
  const { target, auxiliary } = problem;
  return {
    ...testCase,
    problem: {
      ...problem,
      snapshotAtoms: numbers.map((factor) => ({
        probability,
        target: affine(target, snapshot.target, factor),
        auxiliary: affine(auxiliary, snapshot.auxiliary, factor),
      })),
      localAtoms: numbers.map((factor) => ({
        probability,
        auxiliary: affine(auxiliary, local.auxiliary, factor),
      })),
    },
  };
}
