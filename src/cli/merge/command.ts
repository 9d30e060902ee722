/** `auxopt merge`: the report of a campaign from the folders of its shards. */
import { join } from 'node:path';
import { Command } from 'commander';
import {
  checkCampaign,
  journalName,
  mergeShards,
  openShards,
  verifyCampaign,
  type ShardSet,
} from '../../campaigns/index.js';
import { InputError } from '../../errors.js';
import { presentCheck } from '../check/present-check.js';
import { reportViolations } from '../check/violations.js';
import { createReportOptions, type PresentOptions } from '../verify/present.js';
import { presentMergedVerify } from '../verify/campaign.js';
import { version } from '../package.js';
import { printError } from '../text.js';
import { OutputFolderOption, OutputOption } from '../output-option.js';
import { assertNoOutput } from '../write-file.js';

interface MergeOptions extends PresentOptions {
  readonly saveFailures?: string;
}

/** Prints the report of a complete campaign; returns the exit code. */
type Present = (shards: ShardSet, options: MergeOptions) => number | Promise<number>;

/** Every kind of campaign; the report is the one that its own command prints without shards. */
const kinds: ReadonlyMap<string, Present> = new Map<string, Present>([
  [checkCampaign.name, presentMergedCheck],
  [verifyCampaign.name, presentMergedVerify],
]);

async function presentMergedCheck(shards: ShardSet, merging: MergeOptions): Promise<number> {
  const { json, junit, markdown, expectations, certificate, badge, saveFailures } = merging;
  const others = {
    '--junit': junit,
    '--expectations': expectations,
    '--certificate': certificate,
    '--badge': badge,
    '--save-failures': saveFailures,
  };
  for (const [option, value] of Object.entries(others)) {
    if (value === undefined) continue;
    throw new InputError({
      problem: 'a campaign of auxopt check does not have it',
      where: option,
      expected: 'shards of auxopt verify',
      fix: `Leave out ${option}.`,
    });
  }
  const { options, records } = mergeShards(checkCampaign, shards);
  const exitCode = await presentCheck({ options, records, json: json === true, markdown });
  // The shards have saved them already.
  for (const message of reportViolations(options, records, undefined)) printError(`${message}\n`);
  return exitCode;
}

/** The command. */
export function createMergeCommand(): Command {
  const command = new Command('merge')
    .description('combine the shards of a campaign and print its report')
    .argument('<folders...>', 'the folders that the shards were run with (--out), in any order')
    .option('--json', 'print one JSON document, as the command of the campaign does')
    .addOption(
      new OutputOption('--certificate <out.json>', 'for verify: also write the outcome as a dated document'),
    )
    .addOption(
      new OutputOption('--badge <out.svg>', 'for verify: also draw the outcome as a badge for a README'),
    )
    .option('--expectations <file>', 'for verify: known failures with reasons (docs/formats/expectations.md)')
    .addOption(
      new OutputFolderOption(
        '--save-failures <dir>',
        'for verify: keep the smallest failing problems as problem files',
      ),
    )
    .action(async (folders: readonly string[], options: MergeOptions) => {
      process.exitCode = await merge(folders, options);
    });
  for (const option of createReportOptions()) command.addOption(option);
  return command;
}

async function merge(folders: readonly string[], options: MergeOptions): Promise<number> {
  for (const folder of folders) assertNoOutput(join(folder, journalName));
  const shards = openShards(folders);
  if (shards.header.version !== version) {
    throw new InputError({
      problem: `it was run by auxopt ${shards.header.version}, and this is ${version}`,
      where: folders[0] ?? 'merge',
      expected: 'a campaign of this version',
      fix: 'Merge it with the version of auxopt that ran it.',
    });
  }
  const present = kinds.get(shards.header.kind);
  if (present === undefined) {
    throw new InputError({
      problem: `a campaign of the kind ${JSON.stringify(shards.header.kind)} is unknown`,
      where: folders[0] ?? 'merge',
      expected: `one of ${[...kinds.keys()].join(', ')}`,
      fix: 'Use the version of auxopt that ran it.',
    });
  }
  return present(shards, options);
}
