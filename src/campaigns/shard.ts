/** Shards: how the cases of a campaign are dealt out to machines. */
import { InputError } from '../errors.js';

/** Shard `index` of `count`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** All cases on one machine. */
export const wholeCampaign: Shard = { index: 1, count: 1 };

/** `1/3`. */
export function formatShard({ index, count }: Shard): string {
  return `${index}/${count}`;
}

/** Reads `i/n` with 1 ≤ i ≤ n; `undefined` for everything else. */
export function parseShard(text: string): Shard | undefined {
  const [, first = '', second = ''] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  const [index, count] = [Number(first), Number(second)];
  return index >= 1 && index <= count ? { index, count } : undefined;
}

/** Whether a case belongs to a shard: cases are dealt out in turn, case 0 to shard 1. */
export function isInShard({ index, count }: Shard, caseNumber: number): boolean {
  return caseNumber % count === index - 1;
}

/**
 * The cases of a shard in their order.
 *
 * @throws InputError where there are more shards than cases.
 */
export function casesOfShard(shard: Shard, caseCount: number): readonly number[] {
  if (shard.count > caseCount) {
    throw new InputError({
      problem: `there are ${shard.count} shards for ${caseCount} cases`,
      where: `shard ${formatShard(shard)}`,
      expected: 'at least one case a shard',
      mend: `Use at most ${caseCount} shards, or more cases.`,
    });
  }
  const length = Math.ceil((caseCount - shard.index + 1) / shard.count);
  return Array.from({ length }, (_, turn) => turn * shard.count + shard.index - 1);
}
