/** `auxopt advise`: is the auxiliary worth it, and what to run. */
import { Argument, Command } from 'commander';
import {
  adviseOnProblem,
  adviseRun,
  type Budget,
  completeConstants,
  type ConstantsFile,
  exactly,
  parseConstants,
  type ParsedConstants,
  pairsToSettle,
  settleVerdict,
} from '../../advise/index.js';
import { constantsOfClass } from '../../advise/constant.js';
import { constantsFileSchema, readConstants } from '../../advise/constants-file.js';
import { explainVerdict } from '../../advise/settle.js';
import { filterVerdict } from '../../advise/gradient-filter.js';
import { separatePlan } from '../../advise/separate.js';
import { refuseInput } from '../../errors.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { holds } from '../exit-codes.js';
import { limitsOption, type Limits } from '../limits.js';
import { createProgress } from '../progress.js';
import { loadProblem, readTextFile } from '../read-file.js';
import { readPage } from '../read-page.js';
import { parseCount, parseNonNegative, parseProbability, parseWholeNumber, parseWithin } from '../options.js';
import { OutputOption } from '../output-option.js';
import { adviseFromProgram } from './measured.js';
import { advisePilot } from './pilot.js';
import { type AdviceReport, adviceDocument, printAdvice } from './present-advice.js';
import { printJson } from '../text.js';
import { formatSignificant } from '../../exact/short-number.js';

/** The constants that no advice does without have an option; the others widen the choice, and are given in a file. */
type GivenName = (typeof constantsOfClass)[number];
/** `--help` says of each what the schema says. */
const { shape: constantShape } = constantsFileSchema.shape.constants;

type AdviseOptions = {
  readonly [Name in GivenName]?: Ratio;
} & {
  readonly problem?: string;
  readonly constants?: string;
  readonly targetGradients?: number;
  readonly auxiliaryCost?: Ratio;
  readonly maximumLocalSteps: number;
  readonly against?: string;
  readonly pilot?: number;
  readonly writeTraining?: string;
  readonly plot?: string;
  readonly pairs: number;
  readonly confidence: number;
  readonly save?: string;
  readonly seed: number;
  readonly limits?: Partial<Limits>;
  readonly json?: true;
};

/** Each gradient is a question and an answer: this many, or six times as many for pairs, take minutes to hours. */
const [largestPilot, mostPairs] = [1_000_000, 1_000_000];
/** Stability is decided exactly, in a time that grows with the square of K: seconds for this one. */
const mostLocalSteps = 10_000;

/** The command. */
export function createAdviseCommand(): Command {
  const command = new Command('advise')
    .description(
      'say whether an auxiliary is worth it, and with which parameters, from constants, a problem file or a program',
    )
    .addArgument(new Argument('[command...]', 'a program that returns gradients, after --'))
    .option(
      '--pilot <number>',
      `instead of measuring, make short runs that use this many target gradients of the command, at most ${largestPilot}`,
      parseWithin(1, largestPilot),
    )
    .addOption(
      new OutputOption(
        '--write-training <file>',
        'with --pilot: also write the plan as a training loop, .py (PyTorch) or .mjs',
      ),
    )
    .addOption(new OutputOption('--plot <file>', 'with --pilot: also draw its runs as SVG'))
    .option('--problem <file>', 'a problem file: every constant is computed exactly')
    .option('--constants <file>', 'a file of constants (auxopt-constants/1); options override single ones');
  for (const name of constantsOfClass) {
    const meaning = constantShape[name].unwrap().description ?? '';
    command.option(`--${kebab(name)} <number>`, meaning, parseNonNegative);
  }
  return command
    .option(
      '--against <page>',
      'a page of a method: whether what is proved against momentum holds against it too (a file, or a name of auxopt print)',
    )
    .option(
      '--target-gradients <number>',
      'the budget in target gradients; with --auxiliary-cost, gradients of h count too (default: 100; with --pilot N: 5N)',
      parseCount,
    )
    .option(
      '--auxiliary-cost <number>',
      'the price of a gradient of h in gradients of f (default: free; with --pilot, from the rows that the command reports)',
      parseNonNegative,
    )
    .option(
      '--maximum-local-steps <number>',
      `the largest K to consider, at most ${mostLocalSteps}`,
      parseWithin(1, mostLocalSteps),
      100,
    )
    .option(
      '--pairs <n>',
      `pairs of draws of the command at each point, at most ${mostPairs}; 0 measures no noise`,
      parseWithin(0, mostPairs),
      500,
    )
    .option(
      '--confidence <p>',
      'probability that all measured intervals hold together',
      parseProbability,
      0.95,
    )
    .addOption(
      new OutputOption('--save <file>', 'also write the measured constants to this file, for --constants'),
    )
    .option('--seed <n>', 'seed of the draws of the command', parseWholeNumber, 1)
    .addOption(limitsOption('start', 'request'))
    .option('--json', 'print one JSON document (docs/formats/advise.md) instead of tables')
    .action(async (words: readonly string[], options: AdviseOptions) => {
      const { pilot } = options;
      refuseIdle(words, options, (key) => command.getOptionValueSource(key) === 'cli');
      if (pilot !== undefined) process.exitCode = await advisePilot(words, { ...options, pilot });
      else if (words.length === 0) process.exitCode = adviseFromConstants(options);
      else
        process.exitCode = await adviseFromProgram(words, options, (constants) => {
          adviseFromConstants(options, constants);
        });
    });
}

/** What is only asked of a program, what only a measurement or a pilot reads, and what says the constants. */
const ofPrograms = ['seed', 'limits'] as const;
const ofMeasurements = ['pairs', 'confidence', 'save'] as const;
const ofPilots = ['writeTraining', 'plot'] as const;
const ofConstants = ['constants', ...constantsOfClass] as const;

/** @throws InputError for an option that the chosen source of constants does not read. */
function refuseIdle(
  words: readonly string[],
  { pilot, pairs, problem }: AdviseOptions,
  isGiven: (key: keyof AdviseOptions) => boolean,
): void {
  const refuse = (keys: readonly (keyof AdviseOptions)[], reason: string, expected: string): void => {
    const idle = keys.find(isGiven);
    if (idle !== undefined) refuseInput(`--${kebab(idle)}`, reason, expected, 'Leave one of them out.');
  };
  if (pilot === undefined) refuse(ofPilots, 'it has no effect without --pilot', 'short runs of a program');
  if (pilot !== undefined) {
    const others = ofConstants.filter((name) => name !== 'suboptimality');
    refuse(
      [...ofMeasurements, 'problem', 'against', ...others],
      'it has no effect with --pilot',
      'short runs alone',
    );
  } else if (words.length === 0) {
    refuse([...ofPrograms, ...ofMeasurements], 'it has no effect without a program', 'a command after --');
    if (problem !== undefined)
      refuse(ofConstants, 'it has no effect with --problem', 'a problem file, which has all constants');
  } else {
    refuse(['problem', 'constants'], 'a program is measured beside it', 'constants from one source');
    if (pairs === 0) refuse(['confidence'], 'it has no effect with --pairs 0', 'pairs of draws');
  }
}

function adviseFromConstants(options: AdviseOptions, measured?: ConstantsFile): number {
  const { maximumLocalSteps } = options;
  const budget = readBudget(options);
  const { name, ...found } = adviseOn(options, { budget, maximumLocalSteps }, measured);
  const settled = settleVerdict(found);
  const { constants, advice } = found;
  const pairs =
    settled.verdict === 'measure-more'
      ? pairsToSettle({ constants, budget, maximumLocalSteps }, advice.decisive)
      : undefined;
  const sentence = explainVerdict(found, settled, (value) => formatSignificant(value, 4), pairs);
  const against = options.against === undefined ? undefined : readAgainst(options.against);
  const separation = separatePlan(found.constants, found.advice.advised.plan);
  const report: AdviceReport = {
    ...found,
    name,
    budget,
    maximumLocalSteps,
    settled,
    sentence,
    ...(separation && { separation }),
    ...(against && { against }),
  };
  if (options.json === true) printJson(adviceDocument(report));
  else printAdvice(report);
  return holds;
}

/** The page that the advised run is compared with. */
function readAgainst(page: string): AdviceReport['against'] {
  const { method } = readPage(page);
  return { page, ...filterVerdict(method) };
}

function adviseOn(
  options: AdviseOptions,
  request: Pick<AdviceReport, 'budget' | 'maximumLocalSteps'>,
  measured?: ConstantsFile,
): Omit<AdviceReport, 'budget' | 'maximumLocalSteps' | 'settled' | 'sentence' | 'separation' | 'against'> {
  if (options.problem !== undefined) {
    const resolved = loadProblem(options.problem);
    let finish = (): void => undefined;
    const onExpectation = (roundCount: number): (() => void) => {
      finish();
      const progress = createProgress('rounds of an exact expectation', roundCount);
      ({ finish } = progress);
      return progress.advance;
    };
    try {
      return { name: resolved.name, ...adviseOnProblem(resolved, { ...request, onExpectation }) };
    } finally {
      finish();
    }
  }
  const parsed = readConstantOptions(options, measured);
  const constants = completeConstants(parsed);
  return { name: parsed.name, constants, advice: adviseRun({ ...request, constants }) };
}

/** What was measured, or the file of constants, if any, with the options in place of its own. */
function readConstantOptions(options: AdviseOptions, measured?: ConstantsFile): ParsedConstants {
  const given = constantsOfClass.flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [[name, exactly(value, 'given')] as const];
  });
  const file =
    measured !== undefined
      ? readConstants(measured, 'what was measured')
      : options.constants === undefined
        ? undefined
        : parseConstants(readTextFile(options.constants), options.constants);
  if (file === undefined && given.length === 0) {
    refuseInput(
      'the command line',
      'no constants are given',
      '--problem, --constants, the constants as options, or a program after --',
      'See auxopt advise --help.',
    );
  }
  return {
    name: file?.name ?? 'given constants',
    affineDifference: file?.affineDifference ?? false,
    known: { ...file?.known, ...Object.fromEntries(given) },
  };
}

function readBudget(options: AdviseOptions): Budget {
  const { auxiliaryCost, targetGradients: count = 100 } = options;
  if (auxiliaryCost === undefined) return { kind: 'target-gradients', count };
  return {
    kind: 'cost',
    total: createRatio(BigInt(count), 1n),
    targetCost: createRatio(1n, 1n),
    auxiliaryCost,
  };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
