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
  const from = replacement ? rowCount + size - 1 : rowCount;
  // the binomials are symmetric: the shorter product has at most half the factors, and one where there is one row
  const factors = Math.min(size, from - size);
  let count = 1n;
  for (let k = 1; k <= factors; k += 1) count = (count * BigInt(from - k + 1)) / BigInt(k);
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
  const last = rows.length - 1;
  const count = countMinibatches(rows.length, size, replacement);
  const probabilityOf = (batch: readonly number[]): Ratio =>
    replacement
      ? createRatio(arrangements(batch), BigInt(rows.length) ** BigInt(size))
      : createRatio(1n, count);
  // positions in `rows`: the least batch first, then each time the last position that can still move moves on
  const least = Array.from({ length: size }, (_, k) => (replacement ? 0 : k));
  for (let positions: readonly number[] | undefined = least; positions !== undefined;) {
    const batch = positions.map((position) => rows[position] ?? 0);
    batches.push({ probability: probabilityOf(batch), rows: batch });
    const here: readonly number[] = positions;
    const most = (k: number): number => (replacement ? last : last - (size - 1 - k));
    const moving = here.findLastIndex((position, k) => position < most(k));
    const next = (here[moving] ?? 0) + 1;
    positions =
      moving < 0
        ? undefined
        : here.map((position, k) => (k < moving ? position : next + (replacement ? 0 : k - moving)));
  }
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
