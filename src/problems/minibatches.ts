/** Every minibatch of given rows, as the atoms of an oracle. */
import { createRatio, type Ratio } from '../exact/index.js';

/** A batch of rows with its probability. */
export interface Minibatch {
  readonly probability: Ratio;
  /** Row indices in ascending order; with replacement a row may repeat. */
  readonly rows: readonly number[];
}

/** How many atoms {@link listMinibatches} would list: C(n, s), or C(n + s − 1, s) with replacement. */
export function countMinibatches(rowCount: number, size: number, replacement: boolean): bigint {
  const from = BigInt(replacement ? rowCount + size - 1 : rowCount);
  let count = 1n;
  for (let k = 1n; k <= BigInt(size); k += 1n) count = (count * (from - k + 1n)) / k;
  return count;
}

/**
 * The batches of `size` rows in lexicographic order.
 *
 * Without replacement all are equally likely. With replacement the s draws are independent, so a batch in which row i
 * occurs kᵢ times has probability s!/(Π kᵢ!)·n⁻ˢ.
 *
 * @param rows - distinct row indices in ascending order.
 * @param size - 1 ≤ size, and size ≤ rows.length without replacement.
 */
export function listMinibatches(
  rows: readonly number[],
  size: number,
  replacement: boolean,
): readonly Minibatch[] {
  const batches: Minibatch[] = [];
  const count = countMinibatches(rows.length, size, replacement);
  const probabilityOf = (batch: readonly number[]): Ratio =>
    replacement
      ? createRatio(arrangements(batch), BigInt(rows.length) ** BigInt(size))
      : createRatio(1n, count);
  const extend = (batch: readonly number[], from: number): void => {
    if (batch.length === size) {
      batches.push({ probability: probabilityOf(batch), rows: batch });
      return;
    }
    for (let i = from; i < rows.length; i += 1) {
      extend([...batch, rows[i] ?? 0], replacement ? i : i + 1);
    }
  };
  extend([], 0);
  return batches;
}

/** s!/(Π kᵢ!): the orders in which an ascending batch can be drawn. */
function arrangements(batch: readonly number[]): bigint {
  let result = 1n;
  let run = 0n;
  batch.forEach((row, index) => {
    run = index > 0 && batch[index - 1] === row ? run + 1n : 1n;
    result = (result * BigInt(index + 1)) / run;
  });
  return result;
}
