/** Shards: how the cases of a campaign are dealt out to machines. */
import { InputError } from '../errors.js';

/** Shard `index` of `count`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** More cases would not fit into the memory that their report is made in. */
export const largestCampaign = 10_000_000;

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

/**
 * Whether a case belongs to a shard. Cases are dealt out in turns of `count`, and every turn begins one shard later: kinds of
 * cases that return with a period, hard ones perhaps, do not all fall to one shard.
 */
export function isInShard({ index, count }: Shard, caseNumber: number): boolean {
  return (caseNumber + Math.floor(caseNumber / count)) % count === index - 1;
}

/**
 * The cases of a shard in their order.
 *
 * @throws InputError where there are more shards than cases, or more cases than a campaign may have.
 */
export function casesOfShard(shard: Shard, caseCount: number): readonly number[] {
  const { index, count } = shard;
  if (caseCount > largestCampaign) {
    throw new InputError({
      problem: `there are ${caseCount} cases`,
      where: 'the campaign',
      expected: `at most ${largestCampaign}`,
      fix: 'Use fewer cases, or several campaigns with different seeds.',
    });
  }
  if (count > caseCount) {
    throw new InputError({
      problem: `there are ${count} shards for ${caseCount} cases`,
      where: `shard ${formatShard(shard)}`,
      expected: 'at least one case per shard',
      fix: `Use at most ${caseCount} shards, or more cases.`,
    });
  }
  const turns = Array.from({ length: Math.ceil(caseCount / count) }, (_, turn) => turn);
  return turns
    .map((turn) => turn * count + ((((index - 1 - turn) % count) + count) % count))
    .filter((caseNumber) => caseNumber < caseCount);
}
