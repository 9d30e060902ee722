/** `auxopt check`: every rate, lower bound and comparison against exact expectations of stored and random cases. */
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CheckedTheoremId } from '../../../spec/theorems/index.js';
import { checkCampaign, type CheckOptions, checkedTheoremIds } from '../../campaigns/index.js';
import {
  assertShardIsKept,
  type CampaignOptions,
  createCampaignOptions,
  judgeCampaign,
  presentShard,
} from '../campaign.js';
import { presentCheck } from './present-check.js';
import { reportViolations } from './violations.js';
import { parseWholeNumber } from '../options.js';
import { printError } from '../text.js';
import { markdownOption } from '../output-option.js';

interface CheckCommandOptions extends CampaignOptions {
  readonly cases: number;
  readonly seed: number;
  readonly theorem?: CheckedTheoremId;
  readonly json?: true;
  readonly markdown?: string;
}

/** The command. */
export function createCheckCommand(): Command {
  const command = new Command('check')
    .description('check the theorems on stored and random cases, by exact expectation')
    .option('--cases <number>', 'random cases a theorem', parseCaseCount, 200)
    .option('--seed <number>', 'seed of the random cases', parseWholeNumber, 1)
    .addOption(new Option('--theorem <id>', 'check this one alone').choices(checkedTheoremIds))
    .option('--json', 'print one JSON document (format auxopt-check/1, or auxopt-shard/1 for a shard)')
    .action(async (options: CheckCommandOptions) => {
      process.exitCode = await check(options);
    });
  for (const option of createCampaignOptions()) command.addOption(option);
  // violations are written, too
  command.option('--force', 'replace files that are there');
  return command.addOption(markdownOption());
}

function parseCaseCount(text: string): number {
  const count = parseWholeNumber(text);
  if (count < 1) throw new InvalidArgumentError('expected at least one case');
  return count;
}

async function check(request: CheckCommandOptions): Promise<number> {
  assertShardIsKept(request, { '--markdown': request.markdown });
  const { cases, seed, theorem, shard, out, markdown } = request;
  const json = request.json === true;
  const kind = checkCampaign;
  const options: CheckOptions = {
    cases,
    seed,
    theorems: theorem === undefined ? checkedTheoremIds : [theorem],
  };
  const records = await judgeCampaign('cases', kind, options, request);
  // Saved before anything is printed: what cannot be saved is an error, not a verdict.
  const messages = reportViolations(options, records, out ?? '.');
  let exitCode: number;
  if (shard === undefined) {
    exitCode = await presentCheck({ options, records, json, markdown });
  } else {
    exitCode = presentShard({ kind, options, shard, records }, json);
  }
  for (const message of messages) printError(`${message}\n`);
  return exitCode;
}
