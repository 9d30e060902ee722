/** The four constructors against what is known of them by other means. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { createRatio, formatRatio, parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import {
  createBatchReuse,
  createCompressedModel,
  createFederated,
  createTransfer,
  dealRows,
  describeProblem,
  readProblem,
  type ResolvedProblem,
} from '../../../src/problems/index.js';
import { rowsOf, table } from './rows.js';

const times = (left: Ratio, right: string): Ratio => {
  const { numerator, denominator } = parseExactNumber(right);
  return createRatio(left.numerator * numerator, left.denominator * denominator);
};
const singles = dealRows(rowsOf(), 8);

describe('batch re-use', () => {
  /** The same problem as a problem file says it, made by code of its own. */
  const asFile = (auxiliaryRows: readonly number[], local: object): ResolvedProblem =>
    readProblem(
      JSON.stringify({
        format: 'auxopt-problem/1',
        name: 'file',
        leastSquares: {
          file: 'table.csv',
          features: [{ column: 'u' }, { column: 'v', scale: '2' }],
          response: { column: 'r' },
          intercept: true,
          auxiliaryRows,
          snapshot: { kind: 'minibatch', size: 1 },
          local,
        },
        variant: 'aux-mom',
        parameters: { stepSize: '0.1', momentumWeight: '0.1', localStepCount: 10, roundCount: 60 },
        initialization: { kind: 'first-snapshot' },
        startingPoint: ['0', '0', '0'],
        seed: 1,
      }),
      'file.json',
      () => table,
    );
  const cachedRows = rowsOf().slice(0, 4);

  it('with single rows is what a least-squares file means', () => {
    const made = createBatchReuse({ batches: singles, cachedRows, name: 'file' });
    expect(made).toEqual(asFile([1, 2, 3, 4], { kind: 'full' }));
  });

  it('is so with one row a local step, too, and not for other rows', () => {
    const made = createBatchReuse({ batches: singles, cachedRows, localPartCount: 4, name: 'file' });
    expect(made).toEqual(asFile([1, 2, 3, 4], { kind: 'minibatch', size: 1 }));
    expect(made).not.toEqual(asFile([1, 2, 3, 5], { kind: 'minibatch', size: 1 }));
  });

  it('refuses batches of different sizes, whose mean is another loss', () => {
    const batches = [rowsOf().slice(0, 5), rowsOf().slice(5)];
    expect(() => createBatchReuse({ batches, cachedRows })).toThrow('groups have 5, 3 rows');
  });
});

describe('transfer', () => {
  const target = dealRows(rowsOf('a'), 2);

  it('has the δ of the features, whatever the responses', () => {
    const shifted = rowsOf('b').map((row) => ({ ...row, response: times(row.response, '-7') }));
    const [one, other] = [rowsOf('b'), shifted].map((sourceRows) =>
      createTransfer({ targetBatches: target, sourceRows }),
    );
    if (one === undefined || other === undefined) throw new Error('no case');
    expect(one.problem.auxiliary.vector).not.toEqual(other.problem.auxiliary.vector);
    expect(describeProblem(one).hessianSimilarity).toEqual(describeProblem(other).hessianSimilarity);
  });

  it('between a task and itself has δ = 0, and no noise in g_D where rows are paired', () => {
    const make = (snapshotSource: 'all' | 'paired') =>
      describeProblem(createTransfer({ targetBatches: target, sourceRows: rowsOf('a'), snapshotSource }));
    expect(formatRatio(make('paired').hessianSimilarity.upper)).toBe('0');
    expect(formatRatio(make('paired').snapshotVariance)).toBe('0');
    // the negative control: unpaired, all noise of g_f is in g_D
    expect(make('all').snapshotVariance).toEqual(make('all').targetVariance);
    expect(make('all').snapshotVariance.numerator).toBeGreaterThan(0n);
  });
});

describe('federated', () => {
  const clients = singles;
  const varianceOf = (sampledClientCount: number): Ratio =>
    describeProblem(createFederated({ clients, sampledClientCount, auxiliary: { clients: [0] } }))
      .targetVariance;

  it('samples without replacement: the variance is (n − s)/(s(n − 1)) of that of one client', () => {
    const one = varianceOf(1);
    for (const s of [2, 3, 8]) expect(varianceOf(s)).toEqual(times(one, `${8 - s}/${s * 7}`));
  });

  it('takes h from clients or from rows of the server: the same rows give the same case', () => {
    const fromClients = createFederated({ clients, auxiliary: { clients: [1, 5] } });
    const serverRows = [1, 5].flatMap((index) => clients[index] ?? []);
    expect(createFederated({ clients, auxiliary: { serverRows } })).toEqual(fromClients);
  });
});

describe('a compressed model', () => {
  const model = createCompressedModel({ batches: singles, keepProbability: '2/3' });

  it('has δ = (1/p − 1)·max A_ii, exactly', () => {
    const { hessianSimilarity } = describeProblem(model);
    const diagonal = model.problem.target.matrix.map((row, i) => row[i] ?? parseExactNumber('0'));
    const largest = diagonal.reduce((a, b) =>
      a.numerator * b.denominator > b.numerator * a.denominator ? a : b,
    );
    expect(hessianSimilarity).toEqual({
      lower: times(largest, '1/2'),
      upper: times(largest, '1/2'),
      exact: true,
    });
  });

  it('has one atom for each mask, and its noise at the origin is (1/p − 1)·‖b‖²', () => {
    expect(model.problem.localAtoms).toHaveLength(8);
    const square = model.problem.target.vector
      .map((value) => createRatio(value.numerator ** 2n, value.denominator ** 2n))
      .reduce((a, b) =>
        createRatio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
      );
    expect(describeProblem(model).localVariance).toEqual(times(square, '1/2'));
  });
});

describe('what does not fit', () => {
  const batches = singles;
  it.each<[string, () => unknown]>([
    ['outside its domain', () => createCompressedModel({ batches, keepProbability: '1' })],
    ['outside its domain', () => createCompressedModel({ batches, keepProbability: '0' })],
    ['a sample of 9 out of 8', () => createFederated({ clients: singles, sampledClientCount: 9, auxiliary: { clients: [0] } })], // prettier-ignore
    ['client 8 is asked for', () => createFederated({ clients: singles, auxiliary: { clients: [8] } })],
    ['do not have one dimension', () => createFederated({ clients: singles, auxiliary: { clients: [] } })],
    ['a group has no rows', () => createBatchReuse({ batches, cachedRows: [] })],
    ['cannot be dealt out', () => createTransfer({ targetBatches: batches, sourceRows: rowsOf(), localPartCount: 3 })], // prettier-ignore
    ['outside its domain', () => createBatchReuse({ batches, cachedRows: rowsOf(), stepSize: '-0.1' })],
    ['there are no groups', () => createBatchReuse({ batches: [], cachedRows: rowsOf() })],
  ])('is one clear error: %s', (message, make) => {
    expect(make).toThrow(InputError);
    expect(make).toThrow(message);
  });
});
