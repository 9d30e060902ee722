/** `auxopt check`: every rate, lower bound and comparison against exact expectations of stored and random cases. */
import { join } from 'node:path';
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
import { reportViolations } from './violations.js';
import { onlyBeside } from '../command-line.js';
import { refuseInput, InputError } from '../../errors.js';
import { parseCount, parseSearchSeconds, parseWholeNumber } from '../options.js';
import { printError, print, printJson, table } from '../text.js';
import { markdownOption } from '../output-option.js';
import { formatProblemFile, toProblemFile } from '../../problems/index.js';
import { createScalarProblem, type ScalarCase } from '../../theorems/rates/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { checkOutputs, makeFolder, writeTextFile } from '../write-file.js';
import { createProgress, type Progress } from '../progress.js';
import { findTightestCase, type TightnessResult } from '../../theorems/tightness/tightest-case.js';

interface CheckCommandOptions extends CampaignOptions {
  readonly cases: number;
  readonly seed: number;
  readonly theorem?: CheckedTheoremId;
  readonly json?: true;
  readonly markdown?: string;
  readonly search?: (typeof searchConditions)[number];
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
  command.option('--force', 'replace existing files');
  command.addOption(markdownOption());
  onlyBeside(command, ['seconds'], ['search']);
  return command;
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

/** The conditions of a theorem that a case can satisfy. */
const searchConditions = ['simple', 'exact'] as const;

/** Searches, writes the case, and prints it; returns the exit code. */
function search({
  theorem,
  search: condition = 'simple',
  out: folder = '.',
  ...options
}: CheckCommandOptions) {
  if (theorem === undefined || !isRate(theorem)) {
    const rates = Object.keys(rateTheorems).join(', ');
    refuseInput('--search', 'there is no bound to search', `--theorem with one of ${rates}`, 'Add it.');
  }
  const { seconds, seed, json, force } = options;
  makeFolder(folder);
  const out = join(folder, `tightness-${theorem.toLowerCase()}.json`);
  checkOutputs(new Map([['--out', out]]), force === true);
  const progress = createProgress(`tightness of ${theorem}`, Math.ceil(seconds));
  const found = findTightestCase({ theorem, condition, seed, hasTime: createClock(seconds, progress) });
  progress.finish();
  if (found === undefined) {
    throw new InputError({
      problem: 'no case was found that satisfies the condition exactly',
      where: '--seconds',
      expected: 'time for at least a few generations',
      fix: 'Search longer, or with another seed.',
    });
  }
  const { family } = found.scalarCase;
  const ofPage = family && ` Of the page aux-fam with γ = ${family.carry}.`;
  const description = `G/bound = ${found.verdict.ratio} for ${theorem} under its ${condition} condition.${ofPage ?? ''}`;
  writeTextFile(
    out,
    formatProblemFile(toProblemFile(createScalarProblem(theorem, found.scalarCase), { description })),
  );
  if (json === true) {
    const { ratio, isViolation } = found.verdict;
    const asked = { format: 'auxopt-tightness/1', theorem, condition, seed };
    printJson({ ...asked, ratio, isViolation, case: found.scalarCase });
  } else {
    printFound(theorem, condition, found, out);
  }
  return found.verdict.isViolation ? doesNotHold : holds;
}

/** Whether seconds are left; moves the bar on. */
function createClock(seconds: number, progress: Progress): () => boolean {
  const begin = performance.now();
  let shown = 0;
  return () => {
    const elapsed = (performance.now() - begin) / 1000;
    for (; shown < Math.floor(elapsed); shown += 1) progress.advance();
    return elapsed < seconds;
  };
}

const rows: readonly (readonly [Exclude<keyof ScalarCase, 'family'>, string])[] = [
  ['curvature', 'A, f = ½Ax²'],
  ['difference', 'Δ, D = ½Δx²'],
  ['stepSize', 'η'],
  ['momentumWeight', 'a'],
  ['localStepCount', 'K'],
  ['roundCount', 'T'],
  ['startingPoint', 'x⁰'],
  ['correction', 'm⁰'],
  ['snapshotDeviation', 'σ_D (σ_f)'],
  ['localDeviation', 'σ_h'],
];

function printFound(
  theorem: RateTheoremId,
  condition: string,
  { scalarCase, verdict, restarts }: TightnessResult,
  out: string,
): void {
  print(
    `${theorem}: G/bound = ${verdict.ratio} (exact, rounded down) under the ${condition} condition, ${restarts} restarts.`,
  );
  print(
    table(
      ['symbol', 'value'],
      [
        ...rows.map(([key, symbol]) => [symbol, String(scalarCase[key])]),
        ...(scalarCase.family
          ? [
              ['γ', scalarCase.family.carry],
              ['φ', scalarCase.family.share],
            ]
          : []),
      ],
    ),
  );
  print(`Written to ${out}${scalarCase.family === undefined ? `; run it with: auxopt run ${out}` : ''}`);
  if (verdict.isViolation) print('The bound is violated.');
}
