/** The options that every campaign has: its shard, its folder, its workers. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import {
  beforePoliteEnd,
  formatShard,
  journalName,
  openWorkers,
  parseShard,
  runCampaign,
  type CampaignKind,
  type CaseRecord,
  type Shard,
} from '../campaigns/index.js';
import { InputError } from '../errors.js';
import { doesNotHold, holds } from './exit-codes.js';
import { parseWithin } from './options.js';
import { KeptFolderOption } from './output-option.js';
import { version } from './package.js';
import { createProgress, type Progress } from './progress.js';
import { print, printError, printJsonText } from './text.js';
import { assertNoOutput } from './write-file.js';

/** What they give. */
export interface CampaignOptions {
  readonly shard?: Shard;
  readonly out?: string;
  readonly workers?: number;
}

/** More threads than this help on no machine, and may not start. */
const mostWorkers = 1024;

/** The options, to be added to a command. */
export function createCampaignOptions(): readonly Option[] {
  return [
    new Option('--shard <i/n>', 'judge only every n-th case, starting with the i-th (needs --out)').argParser(
      parseShardOption,
    ),
    new KeptFolderOption(
      '--out <folder>',
      'keep every result in this folder; after an interruption the same command continues',
    ),
    new Option('--workers <number>', 'worker threads (default: one per core)').argParser(
      parseWithin(1, mostWorkers),
    ),
  ];
}

function parseShardOption(text: string): Shard {
  const shard = parseShard(text);
  if (shard === undefined) {
    throw new InvalidArgumentError('expected i/n with 1 ≤ i ≤ n < 10⁹, such as 1/3, 2/3 or 3/3');
  }
  return shard;
}

/**
 * Refuses options that contradict one another.
 *
 * @param whole - options that are about the report of all shards, by their names.
 * @throws InputError
 */
export function assertShardIsKept(
  { shard, out }: CampaignOptions,
  whole: Readonly<Record<string, string | undefined>>,
): void {
  if (shard === undefined) return;
  if (out === undefined) {
    throw new InputError({
      problem: 'a shard needs a folder',
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

/** Judges what is left of a campaign or of its shard; returns all results of it, in the order of the cases. */
export function judgeCampaign<Options, Result, Report>(
  label: string,
  kind: CampaignKind<Options, Result, Report>,
  options: Options,
  request: CampaignOptions,
): Promise<readonly CaseRecord<Result>[]> {
  if (request.out !== undefined) assertNoOutput(join(request.out, journalName));
  return trackCampaign(label, request.out, (progress) =>
    runCampaign({
      kind,
      options,
      version,
      shard: request.shard,
      folder: request.out,
      openRunner: openWorkers(request.workers ?? availableParallelism()),
      ...progress,
    }),
  );
}

/**
 * Runs a campaign under a bar, which begins where the campaign was stopped. A signal that ends it prints what is kept.
 *
 * @param folder - where every result is kept, if anywhere.
 */
async function trackCampaign<Result>(
  label: string,
  folder: string | undefined,
  run: (progress: Pick<Parameters<typeof runCampaign>[0], 'onStart' | 'onCase'>) => Promise<Result>,
): Promise<Result> {
  let progress: Progress | undefined;
  let forget: (() => void) | undefined;
  let [done, all] = [0, 0];
  try {
    return await run({
      onStart: (total, known) => {
        [done, all] = [known, total];
        progress = createProgress(label, total, known);
        forget = beforePoliteEnd((signal) => {
          progress?.finish();
          const kept =
            folder === undefined
              ? 'nothing is kept without --out'
              : `they are kept in ${folder}, and the same command goes on from there`;
          printError(`auxopt: ended by ${signal} after ${done} of ${all} cases; ${kept}.\n`);
        });
      },
      onCase: () => {
        done += 1;
        progress?.advance();
      },
    });
  } finally {
    forget?.();
    progress?.finish();
  }
}

/** A finished shard. */
export interface ShardStatus<Options, Result> {
  readonly kind: CampaignKind<Options, Result, unknown>;
  readonly options: Options;
  readonly shard: Shard;
  readonly records: readonly CaseRecord<Result>[];
}

/** Prints what a finished shard says; returns the exit code. */
export function presentShard<Options, Result>(status: ShardStatus<Options, Result>, json: boolean): number {
  if (json) printJsonText(shardToJson(status));
  else printShard(status);
  return listUnexpected(status).length === 0 ? holds : doesNotHold;
}

/** The numbers of the cases that did not give what they should. */
function listUnexpected<Options, Result>({ kind, records }: ShardStatus<Options, Result>): readonly number[] {
  return records.filter(({ result }) => !kind.isExpected(result)).map(({ caseNumber }) => caseNumber);
}

/** The document `auxopt-shard/1`; its keys are described in docs/formats/campaign.md. */
function shardToJson<Options, Result>(status: ShardStatus<Options, Result>): string {
  const { kind, options, shard, records } = status;
  const document = {
    format: 'auxopt-shard/1',
    kind: kind.name,
    options,
    shard,
    allCases: kind.countCases(options),
    cases: records.length,
    unexpected: listUnexpected(status),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** One line for people, and one for each case that is not as it should be. */
function printShard<Options, Result>(status: ShardStatus<Options, Result>): void {
  const { kind, options, shard, records } = status;
  const unexpected = listUnexpected(status);
  print(
    `Shard ${formatShard(shard)}: ${records.length} of ${kind.countCases(options)} cases judged, ` +
      `${unexpected.length} not as they should be. auxopt merge makes the report of all shards.`,
  );
  for (const caseNumber of unexpected) print(`  ${kind.describeCase(options, caseNumber)}`);
}
