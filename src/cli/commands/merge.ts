/** `auxopt merge`: the report of a campaign from the folders of its shards. */
import { Command } from 'commander';
import { checkCampaign, mergeShards, openShards, type ShardSet } from '../../campaigns/index.js';
import { InputError } from '../../errors.js';
import { presentCheck } from '../check/check-outcome.js';
import { reportViolations } from '../check/violations.js';

interface MergeOptions {
  readonly json?: true;
  readonly report?: string;
}

/** Prints the report of a complete campaign; returns the exit code. */
type Present = (shards: ShardSet, options: MergeOptions) => Promise<number>;

/** Every kind of campaign; the report is the one that its own command prints without shards. */
const kinds: ReadonlyMap<string, Present> = new Map([[checkCampaign.name, presentMergedCheck]]);

async function presentMergedCheck(shards: ShardSet, { json, report }: MergeOptions): Promise<number> {
  const { options, records } = mergeShards(checkCampaign, shards);
  const exitCode = await presentCheck({ options, records, json: json === true, report });
  // The shards have saved them already.
  for (const message of reportViolations(options, records, undefined)) process.stderr.write(`${message}\n`);
  return exitCode;
}

/** The command. */
export function createMergeCommand(): Command {
  return new Command('merge')
    .description('put the shards of a campaign together and print its report')
    .argument('<folders...>', 'the folders that the shards were run with (--out), in any order')
    .option('--json', 'print one JSON document, as the command of the campaign does')
    .option('--report <file>', 'write the report as one HTML file as well')
    .action(async (folders: readonly string[], options: MergeOptions) => {
      process.exitCode = await merge(folders, options);
    });
}

async function merge(folders: readonly string[], options: MergeOptions): Promise<number> {
  const shards = openShards(folders);
  const present = kinds.get(shards.header.kind);
  if (present === undefined) {
    throw new InputError({
      problem: `a campaign of the kind ${JSON.stringify(shards.header.kind)} is unknown`,
      where: folders[0] ?? 'merge',
      expected: `one of ${[...kinds.keys()].join(', ')}`,
      mend: 'Use the version of auxopt that ran it.',
    });
  }
  return present(shards, options);
}
