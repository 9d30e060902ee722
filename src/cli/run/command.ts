/** `auxopt run`: one problem file, one variant, one engine. */
import { Command, Option } from 'commander';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { caseOfProblem } from '../../verify/cases/verification-case.js';
import { formatTapeCase } from '../../verify/trace-files/tape-case.js';
import { enumerateRun, expectRun } from '../../expectation/index.js';
import { formatViolation } from '../../judge/index.js';
import { InputError, refuseInput } from '../../errors.js';
import { describeProblem, type ResolvedRun, withVariant } from '../../problems/index.js';
import { assertDoubleParameters } from '../../problems/arithmetic.js';
import { checkRunCost, defaultTimeBudget } from '../../problems/run-cost.js';
import {
  describeHuberProblem,
  type HuberDescription,
  type HuberProblem,
} from '../../problems/huber-problem.js';
import { requireConstants } from '../../problems/problem-case.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { loadAnyProblem } from '../read-file.js';
import { writeAndPrint, writeTextFile } from '../write-file.js';
import {
  enumerationDocument,
  expectationDocument,
  printEnumeration,
  printExpectation,
} from './present-expectation.js';
import { printRun, runDocument } from './present-run.js';
import { print, printJson, printJsonText } from '../text.js';
import type * as RunFigures from './run-figures.js';
import { type EngineName, runExactly, runHuberExactly, runInDoubles, type RunResult } from './run-case.js';
import { parseMinutes, parseWholeNumber } from '../options.js';
import { OutputOption } from '../output-option.js';

interface RunOptions {
  readonly variant?: VariantName;
  readonly engine: EngineName | 'expectation' | 'enumeration';
  readonly seed?: number;
  readonly json?: true;
  readonly plot?: string;
  readonly tape?: true;
  readonly timeBudget: number;
}

/** The command. */
export function createRunCommand(): Command {
  const command = new Command('run');
  command
    .description('run a problem file, exactly or in doubles')
    .argument('<problem.json>', 'a problem file (docs/formats/problem-file.md)')
    .addOption(
      new Option('--variant <name>', 'run this variant instead of the one in the file').choices(variantNames),
    )
    .addOption(
      new Option(
        '--engine <name>',
        'exact: decimals or fractions, never rounded; fast: doubles, judged as they run; expectation: the exact mean ' +
          'over all draws; enumeration: the same from one run per sequence of draws, for tiny cases',
      )
        .choices(['exact', 'fast', 'expectation', 'enumeration'])
        .default('exact'),
    )
    .option('--seed <number>', 'seed of the random draws (default: that of the file)', parseWholeNumber)
    .addOption(
      new Option(
        '--tape',
        'run nothing; print the case for auxopt verify --trace (docs/formats/protocol.md, "Offline")',
      ).conflicts(['engine', 'plot', 'timeBudget', 'json']),
    )
    .addOption(
      new Option('--time-budget <minutes>', 'refuse a run that is estimated to take longer')
        .argParser(parseMinutes)
        .default(defaultTimeBudget),
    )
    .option('--json', 'print one JSON document (docs/formats/run.md) instead of a table')
    .addOption(
      new OutputOption('--plot <out.svg>', 'also plot f(xᵗ) − inf f, or its expectation, beside SGD on f'),
    )
    .action(async (path: string, options: RunOptions) => {
      refuseIdle(options, (key) => command.getOptionValueSource(key) === 'cli');
      const loaded = loadAnyProblem(path);
      if ('quadratic' in loaded) {
        checkRunCost(loaded.quadratic, 'exact', path, options.timeBudget);
        process.exitCode = await runHuber(loaded, options);
        return;
      }
      const resolved = prepare(loaded, options);
      if (options.tape === true) printJsonText(formatTapeCase(caseOfProblem(resolved)));
      else if (options.engine === 'enumeration') process.exitCode = enumerate(resolved, options);
      else {
        if (options.engine === 'fast') assertDoubleParameters(resolved, path);
        checkRunCost(resolved, options.engine, path, options.timeBudget);
        process.exitCode = await (options.engine === 'expectation' ? expect : run)(resolved, options);
      }
    });
  return command;
}

/** What an engine does not read: draws are of a run, and an enumeration is never long. */
const idle: Readonly<Partial<Record<string, readonly (keyof RunOptions)[]>>> = {
  expectation: ['seed'],
  enumeration: ['seed', 'plot', 'timeBudget'],
};

/** @throws InputError for an option that the engine does not read. */
function refuseIdle({ engine }: RunOptions, isGiven: (key: string) => boolean): void {
  const key = idle[engine]?.find(isGiven);
  if (key === undefined) return;
  const option = key === 'timeBudget' ? '--time-budget' : `--${key}`;
  refuseInput(option, `it has no effect with --engine ${engine}`, 'one of the two', `Leave ${option} out.`);
}

/** The problem of the file, with the variant and the seed that were asked for. */
function prepare(loaded: ResolvedRun, { seed, variant }: RunOptions): ResolvedRun {
  const seeded = seed === undefined ? loaded : { ...loaded, seed };
  return variant === undefined ? seeded : withVariant(seeded, variant);
}

/** A problem with Huber terms: the exact engine runs it, and nothing else does. */
async function runHuber(problem: HuberProblem, options: RunOptions): Promise<number> {
  const other = options.engine === 'exact' ? undefined : `--engine ${options.engine}`;
  const asked = options.tape === true ? '--tape' : other;
  if (asked !== undefined) {
    throw new InputError({
      problem: `${problem.quadratic.name} has a Huber term, and ${asked} needs a quadratic problem`,
      where: asked,
      expected: 'a run on the exact engine',
      fix: `Leave ${asked} out.`,
    });
  }
  const quadratic = requireConstants(prepare(problem.quadratic, options), 'a Huber term');
  const chosen = { ...problem, quadratic };
  return present(chosen, runHuberExactly(chosen), () => describeHuberProblem(chosen), options);
}

/** Exact expectation instead of a run. */
async function expect(resolved: ResolvedRun, options: RunOptions): Promise<number> {
  const result = expectRun(resolved, { moments: 'totals' });
  const writes = plotWrites(options, ({ drawExpectation }, minutes) =>
    drawExpectation(resolved, result, minutes),
  );
  await writeAndPrint(writes, () => {
    if (options.json === true) printJson(expectationDocument(resolved, result));
    else printExpectation(resolved, result);
  });
  tellPlot(options);
  return holds;
}

/** Every sequence of draws, one exact run each. */
function enumerate(resolved: ResolvedRun, options: RunOptions): number {
  const result = enumerateRun(resolved);
  if (options.json === true) printJson(enumerationDocument(resolved, result));
  else printEnumeration(resolved, result);
  return holds;
}

function run(resolved: ResolvedRun, options: RunOptions): Promise<number> {
  const result = options.engine === 'exact' ? runExactly(resolved) : runInDoubles(resolved);
  return present(resolved, result, () => describeProblem(resolved), options);
}

/** Prints a run, and draws it where that is asked for. */
async function present(
  problem: ResolvedRun | HuberProblem,
  result: RunResult,
  describe: () => HuberDescription,
  options: RunOptions,
): Promise<number> {
  const { judgement } = result;
  const resolved = 'quadratic' in problem ? problem.quadratic : problem;
  const hasFailed = judgement?.verdict === 'fail';
  // certified constants take long where d is large: once for the plot and the table
  let known: HuberDescription | undefined;
  const description = (): HuberDescription => (known ??= describe());
  await writeAndPrint(
    plotWrites(options, ({ drawRun }, minutes) => drawRun(problem, result, description(), minutes)),
    () => {
      if (options.json === true) {
        printJson(runDocument(resolved, result));
        return;
      }
      printRun(resolved, result, description());
      if (hasFailed) print(...judgement.violations.map(formatViolation));
    },
  );
  tellPlot(options);
  return hasFailed ? doesNotHold : holds;
}

/** Says where the plot is, once it is there. */
function tellPlot({ plot, json }: RunOptions): void {
  if (plot !== undefined && json !== true) print(`Plot: ${plot}`);
}

/** Draws a plot into a file, if one is asked for; what draws is loaded where it is needed, because it takes longer to load than most runs. */
function plotWrites(
  { plot, timeBudget }: RunOptions,
  draw: (figures: typeof RunFigures, minutes: number) => string,
): readonly (() => Promise<void>)[] {
  if (plot === undefined) return [];
  return [
    async () => {
      writeTextFile(plot, draw(await import('./run-figures.js'), timeBudget));
    },
  ];
}
