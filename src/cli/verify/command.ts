/** `auxopt verify`: any implementation, in any language, against the equations. */
import { join } from 'node:path';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { variantNames } from '../../../spec/algorithms/index.js';
import { createFullCases } from '../../verify/cases/create-cases.js';
import { defaultLevel, highestLevel, StartError, type VerifyProcessOptions } from '../../verify/index.js';
import { parseCases, verifyTrace } from '../../verify/trace-files/judge-trace-file.js';
import type { VerifyReport } from '../../verify/report/verify-report.js';
import { InputError } from '../../errors.js';
import { askCommand, parseCommand, drawSeed } from './ask.js';
import { gatherEvidence } from './evidence.js';
import {
  recheck,
  createReportOptions,
  type Judged,
  presentVerification,
  readExpectations,
} from './present.js';
import { createCampaignOptions } from '../campaign.js';
import { couldNotStart } from '../exit-codes.js';
import { readTextLines } from '../read-file.js';
import { writeTextFile } from '../write-file.js';
import { limitsOption } from '../limits.js';
import { parseWholeNumber, parseWithin } from '../options.js';
import { recordTranscript } from './record-transcript.js';
import { type GivenOptions, isCampaign, toCampaign, verifyInCampaign } from './campaign.js';
import { printProgramFault } from '../text.js';
import { OutputFolderOption, OutputOption } from '../output-option.js';

/** What a certificate decides, or what is of its first run. */
const notRechecked = [
  ...['level', 'variant', 'only', 'method', 'problem', 'seed', 'path', 'saveFailures'],
  ...['trace', 'cases', 'expectations', 'json', 'all', 'snippet', 'certificate', 'badge'],
  ...['allowUnsupported', 'transcript'],
  ...['junit', 'markdown', 'shard', 'out', 'workers', 'limits'],
];

const levelMeanings =
  '0 handshake, 1 single rounds, 2 runs, 3 rejection of bad parameters, 4 every draw of small runs, 5 random problems';

/** The command. */
export function createVerifyCommand(): Command {
  const command = new Command('verify')
    .description('check an implementation against its equations: auxopt verify -- python3 mine.py')
    .addArgument(new Argument('[command...]', 'the implementation, after --'))
    .addOption(new Option('--level <n>', levelMeanings).argParser(parseLevel).default(defaultLevel))
    .addOption(
      new Option(
        '--variant <name...>',
        'verify only these of the algorithms that the program declares',
      ).choices(variantNames),
    )
    .option('--only <id...>', 'only cases whose id matches; * matches anything')
    .addOption(
      new Option(
        '--method <name|page.md>',
        'judge by this method (docs/guide/methods.md), or by a page of equations (docs/formats/method.md)',
      ),
    )
    .addOption(
      new Option('--problem <file...>', 'run these problem files instead of the cases of level 2').conflicts(
        'method',
      ),
    )
    .addOption(
      new Option(
        '--seed <n>',
        'seed of the data of all cases; the same seed gives the same cases (default: a new one each time)',
      ).argParser(parseSeed),
    )
    .addOption(
      new Option(
        '--path <path>',
        'level 5: the path from a failure message; its --seed, and its id as --only, are needed too',
      ).argParser(parsePath),
    )
    .addOption(
      new OutputFolderOption(
        '--save-failures <dir>',
        'level 5: keep the smallest failing problems as problem files',
      ),
    )
    .addOption(
      new Option(
        '--trace <results.jsonl>',
        'judge the states in this file, instead of starting a program',
      ).conflicts([
        ...['transcript', 'level', 'method', 'only', 'problem', 'variant'],
        ...['seed', 'path', 'saveFailures', 'shard', 'out', 'workers', 'limits'],
      ]),
    )
    .option(
      '--cases <n>',
      'level 5 as a campaign (docs/guide/campaigns.md): this many random problems for each variant and oracle mode; ' +
        'with --trace, the file of cases that auxopt run --tape printed',
    )
    .option('--expectations <file>', 'known failures with reasons (docs/formats/expectations.md)')
    .option('--json', 'print one JSON document (docs/formats/verify.md)')
    .option('--all', 'print every case, every cause of failure, and what was covered')
    .option('--snippet', 'print a program that makes the first wrong round again without auxopt')
    .addOption(
      new OutputOption(
        '--certificate <out.json>',
        'also write the outcome as a dated document (docs/formats/certificate.md)',
      ).conflicts(['only', 'trace', 'path']),
    )
    .addOption(
      new OutputOption('--badge <out.svg>', 'also draw the outcome as a badge for a README').conflicts([
        'only',
        'trace',
        'path',
      ]),
    )
    .addOption(
      new Option(
        '--recheck <certificate.json>',
        'repeat the run of a certificate and compare; without a command, start the one that it names',
      ).conflicts(notRechecked),
    )
    .option(
      '--allow-unsupported',
      'do not fail because the program answers "unsupported" to cases that it declares',
    )
    .addOption(new OutputOption('--transcript <out.jsonl>', 'also keep every message, as evidence'))
    .addOption(limitsOption('start', 'request', 'total'))
    .action(async (words: readonly string[], options: GivenOptions) => {
      process.exitCode = await verify(words, options, command);
    });
  for (const option of [...createReportOptions(), ...createCampaignOptions()]) command.addOption(option);
  return command;
}

function parseLevel(text: string): number {
  const level = parseWholeNumber(text);
  if (level >= 0 && level <= highestLevel) return level;
  throw new InputError({
    problem: `there is no level ${level}`,
    where: '--level',
    expected: `a level from 0 to ${highestLevel}`,
    fix: 'Every level includes those below it.',
  });
}

/** fast-check takes whole numbers of 32 bits. */
const parseSeed = parseWithin(-(2 ** 31), 2 ** 31 - 1);

function parsePath(text: string): string {
  // the search goes through all indices before it
  if (/^\d{1,6}(?::\d+)*$/.test(text)) return text;
  throw new InvalidArgumentError(
    'expected a path such as 0:1:3, from the message of a failure, whose first number is below 1000000',
  );
}

async function verify(
  command: readonly string[],
  given: GivenOptions,
  source: Pick<Command, 'getOptionValueSource'>,
): Promise<number> {
  try {
    if (isCampaign(given)) return await verifyInCampaign(toCampaign(command, given, source));
    // other data every time, so that a recorded conversation does not pass
    if (given.recheck !== undefined) return await recheck(given.recheck, command);
    assertSearch(given);
    const options = given.trace === undefined ? { ...given, seed: given.seed ?? drawSeed() } : given;
    // read first: a run of minutes must not end in an unreadable file
    const expectations = readExpectations(options);
    const { certificate, badge } = options;
    const evidence =
      options.seed === undefined || (certificate ?? badge) === undefined
        ? undefined
        : gatherEvidence(parseCommand(command), { ...options, seed: options.seed });
    const { report, writes } =
      options.trace === undefined
        ? await verifyByCommand(command, options)
        : { report: verifyByTrace(command, options), writes: [] };
    const { only, level, trace } = options;
    const isSelection = only !== undefined || level !== defaultLevel || trace !== undefined;
    return await presentVerification(
      { report, command, isSelection, expectations, evidence, writes },
      options,
    );
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    printProgramFault(error.message, error.log);
    return couldNotStart;
  }
}

/** Options of the search at level 5 mean nothing elsewhere, and a path nothing without the seed that it belongs to. */
function assertSearch({ level, path, seed, problem, saveFailures, trace }: GivenOptions): void {
  if (trace !== undefined) return;
  if (problem !== undefined && level < 2) {
    throw new InputError({
      problem: `level ${level} has no whole runs, so it cannot run a problem file`,
      where: '--problem',
      expected: '--level 2 or more with it',
      fix: 'Add --level 2, or leave --problem out.',
    });
  }
  const search = { '--path': path, '--save-failures': saveFailures };
  const [name] = Object.entries(search).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined && level < highestLevel) {
    throw new InputError({
      problem: `level ${level} has no random problems`,
      where: name,
      expected: `--level ${highestLevel} with it`,
      fix: `Add --level ${highestLevel}, or leave ${name} out.`,
    });
  }
  if (path === undefined || seed !== undefined) return;
  throw new InputError({
    problem: 'a path leads to a problem of one seed only',
    where: '--path',
    expected: '--seed with it, both from the message of a failure',
    fix: 'Add --seed, or leave --path out.',
  });
}

function verifyByTrace(command: readonly string[], { trace = '', cases }: GivenOptions): VerifyReport {
  if (command.length > 0) {
    throw new InputError({
      problem: 'both a command and a trace are given',
      where: '--trace',
      expected: 'one of them',
      fix: 'Leave out the command to judge the file, or --trace to start the program.',
    });
  }
  const known = cases === undefined ? createFullCases() : parseCases(readTextLines(cases), cases);
  return verifyTrace(readTextLines(trace), known, trace);
}

/** The report, and what is still to be written. */
async function verifyByCommand(
  command: readonly string[],
  options: GivenOptions,
): Promise<Pick<Judged, 'report' | 'writes'>> {
  const keeping = options.saveFailures === undefined ? {} : { keepFailure: keepIn(options.saveFailures) };
  const { transcript } = options;
  if (transcript === undefined) return { report: await askCommand(command, options, keeping) };
  const recording = recordTranscript(transcript, parseCommand(command), options);
  try {
    const report = await askCommand(command, options, { ...keeping, transcript: recording.sink });
    return { report, writes: [recording.write] };
  } catch (error) {
    recording.write(); // it says why there is no report
    throw error;
  }
}

/** Writes failing problems into a folder. */
function keepIn(folder: string): NonNullable<VerifyProcessOptions['keepFailure']> {
  return (name, text) => {
    const path = join(folder, `${name}.json`);
    writeTextFile(path, text);
    return path;
  };
}
