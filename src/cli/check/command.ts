/** `auxopt check`: every rate, lower bound and comparison against exact expectations of stored and random cases. */
import { Command, Option } from 'commander';
import { type CheckedTheoremId, rateTheorems, type RateTheoremId } from '../../../spec/theorems/index.js';
import { checkCampaign, type CheckOptions, checkedTheoremIds } from '../../campaigns/index.js';
import {
  assertShardIsKept,
  type CampaignOptions,
  createCampaignOptions,
  judgeCampaign,
  presentShard,
} from '../campaign.js';
import { presentCheck } from './present-check.js';
import { searchCase, searchConditions, type SearchOptions } from './search.js';
import { reportViolations } from './violations.js';
import { onlyBeside } from '../command-line.js';
import { refuseInput } from '../../errors.js';
import { parseCount, parseSearchSeconds, parseWholeNumber } from '../options.js';
import { printError } from '../text.js';
import { markdownOption } from '../output-option.js';

interface CheckCommandOptions extends CampaignOptions {
  readonly cases: number;
  readonly seed: number;
  readonly theorem?: CheckedTheoremId;
  readonly json?: true;
  readonly markdown?: string;
  readonly search?: SearchOptions['condition'];
  readonly seconds: number;
  readonly force?: true;
}

/** The command. */
export function createCheckCommand(): Command {
  const command = new Command('check')
    .description('check the theorems on stored and random cases, by exact expectation')
    .option('--cases <number>', 'random cases per theorem', parseCount, 200)
    .option('--seed <number>', 'seed of the random cases', parseWholeNumber, 1)
    .addOption(new Option('--theorem <id>', 'check only this theorem').choices(checkedTheoremIds))
    .addOption(
      new Option('--search <condition>', 'instead, search for the case nearest to the bound of --theorem')
        .choices(searchConditions)
        .conflicts(['cases', 'shard', 'workers', 'markdown']),
    )
    .option('--seconds <number>', 'how long to search', parseSearchSeconds, 10)
    .option('--json', 'print one JSON document (docs/formats/check.md)')
    .action(async (options: CheckCommandOptions) => {
      process.exitCode = options.search === undefined ? await check(options) : search(options);
    });
  for (const option of createCampaignOptions()) command.addOption(option);
  // violations are written, too
  command.option('--force', 'replace files that are there');
  command.addOption(markdownOption());
  onlyBeside(command, ['seconds'], ['search']);
  return command;
}

function search({
  theorem,
  search: condition = 'simple',
  out = '.',
  ...options
}: CheckCommandOptions): number {
  if (theorem === undefined || !isRate(theorem)) {
    const rates = Object.keys(rateTheorems).join(', ');
    refuseInput('--search', 'there is no bound to search', `--theorem with one of ${rates}`, 'Add it.');
  }
  const { seconds, seed, json, force } = options;
  return searchCase({ theorem, condition, seconds, seed, out, json: json === true, force: force === true });
}

function isRate(theorem: CheckedTheoremId): theorem is RateTheoremId {
  return Object.hasOwn(rateTheorems, theorem);
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
