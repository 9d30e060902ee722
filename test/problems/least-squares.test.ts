import { describe, expect, it } from 'vitest';
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import {
  createQuadraticOracle,
  evaluateQuadratic,
  type AffineGradient,
  mapProblem,
  type QuadraticFunction,
  type QuadraticProblem,
} from '../../spec/model/index.js';
import { createRationalField } from '../../src/exact/index.js';
import { leastSquaresFile, resolved, type Json } from './fixtures.js';

const field = createRationalField();
const number = field.fromString;
type Q = typeof field.zero;
const { dot, scale, add, zero } = createVectorSpace(field);

/** The fixture's rows written out by hand: ((a − 0.5)·2, b, 1) and y − 0.25. */
const rows: readonly { readonly z: Vector<Q>; readonly r: Q }[] = [
  { z: ['1', '0.5', '1'], r: '0.75' },
  { z: ['3', '-0.5', '1'], r: '0' },
  { z: ['-1', '1.5', '1'], r: '-1.25' },
  { z: ['-3', '2', '1'], r: '0.25' },
].map(({ z, r }) => ({ z: z.map(number), r: number(r) }));
const ridge = number('0.1');
const points = [['0', '0', '0'], ['1', '-2', '0.5'], ['1/3', '0.25', '-7']].map((point) => point.map(number)); // prettier-ignore

const residual = (index: number, at: Vector<Q>): Q => {
  const { z = [], r = field.zero } = rows[index] ?? {};
  return field.subtract(dot(z, at), r);
};

/** ½·mean of squared residuals + ½λ‖x‖², from the definition. */
const loss = (indices: readonly number[], at: Vector<Q>): Q => {
  const squares = indices.map((index) => field.multiply(residual(index, at), residual(index, at)));
  const mean = field.divide(squares.reduce(field.add), number(String(indices.length)));
  return field.multiply(number('1/2'), field.add(mean, field.multiply(ridge, dot(at, at))));
};

/** (weight/size)·Σ z(zᵀx − r) + λx, from the definition. */
const gradient = (indices: readonly number[], size: number, at: Vector<Q>, weight = '1'): string[] => {
  const sum = indices.map((index) => scale(residual(index, at), rows[index]?.z ?? [])).reduce(add, zero(3));
  const factor = field.divide(number(weight), number(String(size)));
  return add(scale(factor, sum), scale(ridge, at)).map(field.format);
};

const read = (file: Json): QuadraticProblem<Q> => mapProblem(resolved(file).problem, field.fromRatio);
const table = leastSquaresFile['leastSquares'] as Json;
const change = (changes: Json): QuadraticProblem<Q> =>
  read({ ...leastSquaresFile, leastSquares: { ...table, ...changes } });
const format = field.format;
/** Whether a function is the loss of these rows. */
const expectLoss = (found: QuadraticFunction<Q>, indices: readonly number[]): void => {
  for (const at of points)
    expect(format(evaluateQuadratic(field, found, at))).toBe(format(loss(indices, at)));
};

describe('a least-squares problem', () => {
  it('is ½·mean of squared residuals over all rows, and over the cached batch', () => {
    const problem = read(leastSquaresFile);
    expectLoss(problem.target, [0, 1, 2, 3]);
    expectLoss(problem.auxiliary, [0, 2]);
  });

  it.each([
    [[2, 1], [0, 1]],
    [{ first: 3 }, [0, 1, 2]],
    [{ every: 3 }, [0, 3]],
    [{ every: 2, from: 2 }, [1, 3]],
    [{ every: 9, from: 4 }, [3]],
  ])('takes the cached batch %j', (auxiliaryRows, indices) => {
    expectLoss(change({ auxiliaryRows, local: { kind: 'full' } }).auxiliary, indices);
  }); // prettier-ignore

  it('draws single rows for f, leaves h exact in the snapshot, and draws cached rows in local steps', () => {
    const problem = read(leastSquaresFile);
    const oracle = createQuadraticOracle(field, problem);
    expect(problem.snapshotAtoms.map(({ probability }) => format(probability))).toEqual(
      Array(4).fill('0.25'),
    );
    expect(problem.localAtoms.map(({ probability }) => format(probability))).toEqual(['0.5', '0.5']);
    for (const at of points) {
      rows.forEach((_, atom) => {
        const f = oracle.gradient({ function: 'f', draw: 'snapshot', atom, at });
        const h = oracle.gradient({ function: 'h', draw: 'snapshot', atom, at });
        expect(f.map(format)).toEqual(gradient([atom], 1, at));
        expect(h.map(format)).toEqual(gradient([0, 2], 2, at));
      });
      [0, 2].forEach((row, atom) => {
        const h = oracle.gradient({ function: 'h', draw: 'local', atom, at });
        expect(h.map(format)).toEqual(gradient([row], 1, at));
      });
    }
  });

  it('weighs shared rows so that g_h stays unbiased: n/m inside the cached batch, 0 outside', () => {
    const problem = change({ snapshot: { kind: 'minibatch', size: 2, sharedRows: true } });
    const oracle = createQuadraticOracle(field, problem);
    const batches = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]; // prettier-ignore
    expect(problem.snapshotAtoms).toHaveLength(batches.length);
    for (const at of points)
      batches.forEach((batch, atom) => {
        const f = oracle.gradient({ function: 'f', draw: 'snapshot', atom, at });
        const h = oracle.gradient({ function: 'h', draw: 'snapshot', atom, at });
        const cached = batch.filter((row) => row === 0 || row === 2);
        expect(f.map(format)).toEqual(gradient(batch, 2, at));
        expect(h.map(format)).toEqual(gradient(cached, 2, at, '2'));
      });
  });

  it('draws with replacement where the file says so', () => {
    const { snapshotAtoms } = change({ snapshot: { kind: 'minibatch', size: 2, replacement: true } });
    const weights = snapshotAtoms.map(({ probability }) => format(field.multiply(probability, number('16'))));
    expect(weights.join(' ')).toBe('1 2 2 2 1 2 2 1 2 1');
  });

  it('has one atom equal to the mean without sampling', () => {
    const { target, snapshotAtoms } = change({ snapshot: { kind: 'full' }, local: { kind: 'full' } });
    const texts = ({ matrix, vector }: AffineGradient<Q>) => [...matrix.flat(), ...vector].map(format);
    expect(snapshotAtoms.map((atom) => texts(atom.target))).toEqual([texts(target)]);
  });

  it('leaves offset, scale, intercept and ridge out where the file does', () => {
    const { intercept: _intercept, ridge: _ridge, ...rest } = table;
    const bare = { ...rest, features: [{ column: 'b' }], response: { column: 'y' } };
    const { target } = read({ ...leastSquaresFile, leastSquares: bare, startingPoint: ['0'] });
    // ½·mean (b·x − y)²: b² = ¼, ¼, 9/4, 4; by = ½, −⅛, −3/2, 1; y² = 1, 1/16, 1, ¼.
    const numbers = [...target.matrix.flat(), ...target.vector, target.constant];
    expect(numbers.map(format)).toEqual(['1.6875', '-0.03125', '0.2890625']);
  });
});
