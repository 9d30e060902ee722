/** Least squares as a quadratic problem: f on all rows, h on a cached batch, minibatches as atoms. */
import { mapProblem, type QuadraticProblem } from '../../spec/model/index.js';
import { createRatio, type Ratio } from '../exact/index.js';
import { radixFieldFor } from './arithmetic.js';
import { problemError } from './json-path.js';
import { readDataRows, selectRows, type DataRow, type ReadText } from './least-squares-data.js';
import { countMinibatches, listMinibatches, type Minibatch } from './minibatches.js';
import type { LeastSquaresProblemFile, LocalSampling, SnapshotSampling } from './problem-file.js';
import { checkProblemSize, checkSharedBase } from './problem-size.js';
import { createNumberReader } from './read-number.js';
import { createRowModel } from './row-model.js';

/** More atoms than this would make every exact expectation slow; sample rows one at a time instead. */
const atomLimit = 2000;

/** Rows of the largest batch: all rows of a large table, or one row many times. */
const largestBatch = 10_000;

/**
 * The problem of a least-squares file.
 *
 * With rows (z_i, r_i), f(x) = ½·mean (z_iᵀx − r_i)² + ½λ‖x‖² over all rows and h the same over the cached batch.
 *
 * @throws InputError for what the table does not have, a negative ridge, and more than {@link atomLimit} minibatches.
 */
export function readLeastSquaresProblem(
  file: LeastSquaresProblemFile,
  readText: ReadText,
  source: string,
): QuadraticProblem<Ratio> {
  const { leastSquares } = file;
  const dimension = leastSquares.features.length + (leastSquares.intercept === true ? 1 : 0);
  checkProblemSize({ dimension, snapshotAtoms: 1, localAtoms: 1 }, source);
  const rows = readDataRows(leastSquares, readText, source);
  const cached = selectRows(leastSquares.auxiliaryRows, rows.length, source);
  const all = rows.map((_, index) => index);
  const ridge = readRidge(leastSquares.ridge ?? '0', source);
  const snapshot = batchesOf(all, leastSquares.snapshot, 'snapshot', source);
  const local = batchesOf(cached, leastSquares.local, 'local', source);
  const shared = leastSquares.snapshot.kind === 'minibatch' && leastSquares.snapshot.sharedRows === true;
  const counts = { dimension, snapshotAtoms: snapshot.length, localAtoms: local.length };
  checkProblemSize(counts, source, !shared);

  const numbers = [...numbersIn(rows, ridge, [rows.length, cached.length], [...snapshot, ...local])];
  checkSharedBase(numbers, source);
  const field = radixFieldFor(numbers);
  const model = createRowModel(field, rows, ridge);
  const target = model.mean(all);
  const auxiliary = model.mean(cached);
  const cachedSet = new Set(cached);
  // Weight n/m of a cached row and 0 of any other makes the mean over all rows the mean over the cached batch.
  const sharedWeight = createRatio(BigInt(rows.length), BigInt(cached.length));
  const problem = {
    dimension,
    target,
    auxiliary,
    snapshotAtoms: snapshot.map((batch) => ({
      probability: field.fromRatio(batch.probability),
      target: model.gradient(batch.rows, batch.rows.length),
      auxiliary: shared
        ? model.gradient(
            batch.rows.filter((row) => cachedSet.has(row)),
            batch.rows.length,
            sharedWeight,
          )
        : auxiliary,
    })),
    localAtoms: local.map((batch) => ({
      probability: field.fromRatio(batch.probability),
      auxiliary: model.gradient(batch.rows, batch.rows.length),
    })),
  };
  return mapProblem(problem, field.toRatio);
}

function readRidge(text: string, source: string): Ratio {
  const path = ['leastSquares', 'ridge'];
  const ridge = createNumberReader(source).number(text, path);
  if (ridge.numerator >= 0n) return ridge;
  throw problemError(source, path, {
    problem: `the ridge ${text} is negative`,
    expected: 'λ ≥ 0',
    fix: 'Give a ridge from 0 on, or leave it out.',
  });
}

/** The minibatches of one oracle; `full` is the one batch of all its rows. */
function batchesOf(
  rows: readonly number[],
  sampling: SnapshotSampling | LocalSampling,
  key: 'snapshot' | 'local',
  source: string,
): readonly Minibatch[] {
  if (sampling.kind === 'full') return [{ probability: createRatio(1n, 1n), rows }];
  const { size, replacement = false } = sampling;
  const path = ['leastSquares', key, 'size'];
  const refuse = (problem: string, expected: string, fix: string): never => {
    throw problemError(source, path, { problem, expected, fix });
  };
  const asked = `batches of ${size} rows are asked for`;
  if (!replacement && size > rows.length) {
    const most = `at most ${rows.length}, the number of rows to draw from`;
    refuse(asked, most, 'Choose smaller batches, or draw with replacement.');
  }
  if (size > largestBatch) refuse(asked, `at most ${largestBatch}`, 'Choose smaller batches.');
  const count = countMinibatches(rows.length, size, replacement);
  if (count > BigInt(atomLimit)) {
    const problem = `there are ${count} batches of ${size} out of ${rows.length} rows`;
    refuse(
      problem,
      `at most ${atomLimit} atoms`,
      'Choose smaller batches, for example size 1, or fewer rows.',
    );
  }
  return listMinibatches(rows, size, replacement);
}

function* numbersIn(
  rows: readonly DataRow[],
  ridge: Ratio,
  counts: readonly number[],
  batches: readonly Minibatch[],
): Generator<Ratio> {
  for (const { features, response } of rows) yield* [...features, response];
  yield ridge;
  for (const count of counts) yield createRatio(1n, BigInt(count));
  for (const batch of batches) {
    yield batch.probability;
    yield createRatio(1n, BigInt(batch.rows.length));
  }
}
