import { Matrix } from 'ml-matrix';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/errors.js';
import {
  createFastQuadraticOracle,
  toFastProblem,
  type FastOracle,
  type FastQuadraticProblem,
} from '../../src/fast/index.js';
import { problemOf } from './arbitraries.js';
import { plainGradient } from './plain-recursion.js';
import { present } from './present.js';
import { allKernels, smallRun } from './requests.js';
import { forAll } from '../support/for-all.js';

const small = toFastProblem(smallRun.problem);
const { target, auxiliary } = small;

function errorOf(problem: FastQuadraticProblem): InputError {
  try {
    createFastQuadraticOracle(problem);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('createFastQuadraticOracle', () => {
  it.each(allKernels)('answers every question with its own matrix and vector on the kernel %s', (kernel) => {
    const element = fc.integer({ min: -9, max: 9 });
    const dimension = 5;
    const point = fc.array(element, { minLength: dimension, maxLength: dimension });
    forAll(50, [problemOf(dimension, element), point], (problem, at) => {
      const oracle = createFastQuadraticOracle(toFastProblem(problem), { kernel });
      const x = Float64Array.from(at);
      const answerOf = (write: FastOracle['writeTarget'], atom: number): number[] => {
        const out = new Float64Array(dimension);
        write(atom, x, out);
        return Array.from(out);
      };
      problem.snapshotAtoms.forEach((atom, j) => {
        expect(answerOf(oracle.writeTarget, j)).toEqual(plainGradient(atom.target, at));
        expect(answerOf(oracle.writeAuxiliary, j)).toEqual(plainGradient(atom.auxiliary, at));
      });
      problem.localAtoms.forEach((atom, i) => {
        expect(answerOf(oracle.writeLocalAuxiliary, i)).toEqual(plainGradient(atom.auxiliary, at));
      });
      const mean = new Float64Array(dimension);
      oracle.writeMeanTarget(x, mean);
      expect(Array.from(mean)).toEqual(plainGradient(problem.target, at));
      oracle.writeMeanAuxiliary(x, mean);
      expect(Array.from(mean)).toEqual(plainGradient(problem.auxiliary, at));
      expect(Array.from(x)).toEqual(at);
    });
  });

  it.each(allKernels)('knows the values of both functions on the kernel %s', (kernel) => {
    const shifted = { ...small, target: { ...target, constant: 7 } };
    const oracle = createFastQuadraticOracle(shifted, { kernel });
    // f = x² + xy + 3/2 y² − x + 7 and h = ½x² + 2y² − y
    expect(oracle.targetValue(Float64Array.of(2, -1))).toBe(4 - 2 + 1.5 - 2 + 7);
    expect(oracle.auxiliaryValue(Float64Array.of(2, -1))).toBe(2 + 2 + 1);
  });

  it.each(allKernels)(
    'reads a matrix object once, however many atoms share it, for the kernel %s',
    (kernel) => {
      const shared = toFastProblem(smallRun.problem);
      const readRow = vi.spyOn(shared.auxiliary.matrix, 'getRow');
      createFastQuadraticOracle(shared, { kernel });
      expect(readRow).toHaveBeenCalledTimes(2); // two rows, for the mean and both atoms
    },
  );

  it.each(allKernels)('does not see later changes of the matrices on the kernel %s', (kernel) => {
    const matrix = new Matrix([[1]]);
    const one = { matrix, vector: [0], constant: 0 };
    const problem = {
      dimension: 1,
      target: one,
      auxiliary: one,
      snapshotAtoms: [{ probability: 1, target: one, auxiliary: one }],
      localAtoms: [{ probability: 1, auxiliary: one }],
    };
    const oracle = createFastQuadraticOracle(problem, { kernel });
    matrix.set(0, 0, 5);
    const out = new Float64Array(1);
    oracle.writeTarget(0, Float64Array.of(3), out);
    expect(out[0]).toBe(3);
  });
});

describe('toFastProblem', () => {
  it('keeps one matrix object for atoms that share one', () => {
    const shared = toFastProblem(smallRun.problem);
    expect(shared.snapshotAtoms[0]?.target.matrix).toBe(shared.target.matrix);
    expect(shared.localAtoms[0]?.auxiliary.matrix).toBe(shared.auxiliary.matrix);
    expect(shared.auxiliary.matrix).not.toBe(shared.target.matrix);
  });

  it('reads decimal text, and a fraction with a conversion of the caller', () => {
    const quadratic = { matrix: [['1/4']], vector: ['0.1'], constant: '0' };
    const problem = {
      dimension: 1,
      target: quadratic,
      auxiliary: quadratic,
      snapshotAtoms: [{ probability: '1', target: quadratic, auxiliary: quadratic }],
      localAtoms: [{ probability: '1', auxiliary: quadratic }],
    };
    const ratio = (text: string): number => {
      const [numerator, denominator = '1'] = text.split('/');
      return Number(numerator) / Number(denominator);
    };
    expect(toFastProblem(problem, ratio).target.matrix.get(0, 0)).toBe(0.25);
    expect(toFastProblem(problem, ratio).target.vector[0]).toBe(0.1);
    expect(errorOf(toFastProblem(problem)).message).toContain('problem.target.matrix[0][0]');
  });

  it('refuses ragged and empty matrices', () => {
    const ragged = { ...smallRun.problem, target: { ...smallRun.problem.target, matrix: [[1, 2], [3]] } };
    const empty = { ...smallRun.problem, target: { ...smallRun.problem.target, matrix: [] } };
    expect(() => toFastProblem(ragged)).toThrow(/problem\.target\.matrix: row 1 does not have the length 2/);
    expect(() => toFastProblem(empty)).toThrow(/problem\.target\.matrix: the matrix is empty/);
  });
});

const wide = new Matrix([
  [1, 2, 3],
  [2, 1, 3],
]);
const skew = new Matrix([
  [1, 2],
  [3, 1],
]);
const atom = present(small.snapshotAtoms[0], 'the atom');
const localAtom = present(small.localAtoms[0], 'the atom');

type Quadratic = typeof target;
const ofF = (change: Partial<Quadratic>): FastQuadraticProblem => ({
  ...small,
  target: { ...target, ...change },
});
const ofH = (change: Partial<Quadratic>): FastQuadraticProblem => ({
  ...small,
  auxiliary: { ...auxiliary, ...change },
});
const snapshot = (...atoms: readonly Partial<typeof atom>[]): FastQuadraticProblem => ({
  ...small,
  snapshotAtoms: atoms.map((change) => ({ ...atom, ...change })),
});
const local = (change: Partial<Quadratic>, more: object = {}): FastQuadraticProblem => ({
  ...small,
  localAtoms: [{ ...localAtom, auxiliary: { ...auxiliary, ...change }, ...more }],
});
const other = { target: { ...target, matrix: Matrix.eye(3) } };
const long = { auxiliary: { ...auxiliary, vector: [1, 2, 3] } };
const finite = 'a finite number';

const refusals: readonly (readonly [string, FastQuadraticProblem, where: string, expected: string])[] = [
  ['d = 0', { ...small, dimension: 0 }, 'dimension', 'a whole number d ≥ 1'],
  ['d = 1.5', { ...small, dimension: 1.5 }, 'dimension', 'a whole number d ≥ 1'],
  ['a mean that is not square', ofF({ matrix: wide }), 'target.matrix', '2×2'],
  ['a mean that is not symmetric', ofH({ matrix: skew }), 'auxiliary.matrix', 'M = Mᵀ'],
  ['a short mean vector', ofH({ vector: [1] }), 'auxiliary.vector', '2 entries'],
  ['an infinite constant', ofF({ constant: Infinity }), 'target.constant', finite],
  ['a NaN in a vector', ofF({ vector: [0, NaN] }), 'target.vector[1]', finite],
  ['a NaN', local({ matrix: Matrix.eye(2, 2, NaN) }), 'localAtoms[0].auxiliary.matrix[0][0]', finite],
  ['a snapshot atom of another shape', snapshot({}, other), 'snapshotAtoms[1].target.matrix', '2×2'],
  ['a long vector', snapshot(long), 'snapshotAtoms[0].auxiliary.vector', '2 entries'],
  ['a local atom of another shape', local({ matrix: wide }), 'localAtoms[0].auxiliary.matrix', '2×2'],
  ['a probability 0', snapshot({ probability: 0 }), 'snapshotAtoms[0].probability', '0 < p ≤ 1'],
  ['a probability above 1', local({}, { probability: 2 }), 'localAtoms[0].probability', '0 < p ≤ 1'],
  ['no snapshot atom', snapshot(), 'snapshotAtoms', 'at least one atom'],
  ['no local atom', { ...small, localAtoms: [] }, 'localAtoms', 'at least one atom'],
];

describe('input validation of a problem', () => {
  it.each(refusals)('refuses %s', (_name, problem, where, expected) => {
    const error = errorOf(problem);
    expect([error.where, error.expected]).toEqual([`problem.${where}`, expect.stringContaining(expected)]);
    expect(error.message).toContain(`${error.where}: ${error.problem}; expected ${error.expected}`);
    expect(error.message).toContain(error.fix);
    expect(error.fix).not.toBe('');
  });

  it('lets an atom be unsymmetric', () => {
    const unsymmetric = { ...small, snapshotAtoms: [{ ...atom, target: { ...target, matrix: skew } }] };
    expect(() => createFastQuadraticOracle(unsymmetric)).not.toThrow();
  });
});
