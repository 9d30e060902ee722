/** The options that every campaign has: its shard, its folder, its workers. */
import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import { parseShard, type Shard } from '../campaigns/index.js';
import { InputError } from '../errors.js';
import { parseWholeNumber } from './options.js';

/** What they give. */
export interface CampaignOptions {
  readonly shard?: Shard;
  readonly out?: string;
  readonly workers?: number;
}

/** What else one shard has not, each with the name of its option. */
export type WholeOutputs = Readonly<Record<string, string | undefined>>;

/** More threads than this help on no machine, and may not start. */
const mostWorkers = 1024;

/** The options, to be added to a command. */
export function createCampaignOptions(): readonly Option[] {
  return [
    new Option(
      '--shard <i/n>',
      'judge only every n-th case, beginning with the i-th (needs --out)',
    ).argParser(parseShardOption),
    new Option(
      '--out <folder>',
      'keep every result there as it comes; the same command goes on after a kill',
    ),
    new Option('--workers <number>', 'worker threads')
      .default(undefined, 'one a core')
      .argParser(parseWorkerCount),
  ];
}

/** How many worker threads are wanted. */
export function workerCountOf({ workers = availableParallelism() }: CampaignOptions): number {
  return workers;
}

function parseShardOption(text: string): Shard {
  const shard = parseShard(text);
  if (shard === undefined) {
    throw new InvalidArgumentError('expected i/n with 1 ≤ i ≤ n, such as 1/3, 2/3 or 3/3');
  }
  return shard;
}

function parseWorkerCount(text: string): number {
  const count = parseWholeNumber(text);
  if (count < 1 || count > mostWorkers) throw new InvalidArgumentError(`expected 1 to ${mostWorkers}`);
  return count;
}

/**
 * Refuses options that contradict one another.
 *
 * @param whole - options that are about the report of all shards.
 * @throws InputError
 */
export function assertShardIsKept({ shard, out }: CampaignOptions, whole: WholeOutputs): void {
  if (shard === undefined) return;
  if (out === undefined) {
    throw new InputError({
      problem: 'a shard has no folder',
      where: '--shard',
      expected: '--out <folder> with it, for auxopt merge',
      fix: 'Add --out, or leave --shard out.',
    });
  }
  for (const [option, value] of Object.entries(whole)) {
    if (value === undefined) continue;
    throw new InputError({
      problem: 'one shard has no report of its own',
      where: option,
      expected: 'the report of all shards',
      fix: `Give ${option} to auxopt merge.`,
    });
  }
}
