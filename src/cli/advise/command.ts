/** `auxopt advise`: is the auxiliary worth it, and what to run. */
import { Argument, Command } from 'commander';
import {
  adviseOnProblem,
  adviseRun,
  type Budget,
  completeConstants,
  constantsFileSchema,
  type ConstantTexts,
  exactly,
  explainVerdict,
  parseConstants,
  type ParsedConstants,
  pairsToSettle,
  separatePlan,
  settleVerdict,
} from '../../advise/index.js';
import { InputError } from '../../errors.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { onlyBeside } from '../command-line.js';
import { holds } from '../exit-codes.js';
import { loadProblem, readTextFile } from '../read-file.js';
import {
  parseCount,
  parseNonNegative,
  parseNumber,
  parsePositiveNumber,
  parseSeconds,
  parseWholeNumber,
  parseWithin,
} from '../options.js';
import { advisePilot, type PilotOptions } from './pilot.js';
import { type AdviceReport, adviceDocument, printAdvice } from './present-advice.js';
import { formatSignificant, printJson } from '../text.js';

/** The constants that have an option; `--help` says of each what the schema says. */
const { shape: constantShape } = constantsFileSchema.shape.constants;
const constantNames = Object.keys(constantShape) as (keyof ConstantTexts)[];

type AdviseOptions = {
  readonly [Name in keyof ConstantTexts]?: Ratio;
} & {
  readonly problem?: string;
  readonly constants?: string;
  readonly affineDifference?: true;
  readonly targetGradients?: number;
  readonly totalCost?: Ratio;
  readonly targetCost?: Ratio;
  readonly auxiliaryCost?: Ratio;
  readonly maximumLocalSteps: number;
  readonly pilot?: number;
  readonly seed: number;
  readonly startLimit: number;
  readonly requestLimit: number;
  readonly json?: true;
};

/** Each gradient is a question and an answer: this many take minutes to hours. */
const largestPilot = 1_000_000;
/** Stability is decided exactly, in a time that grows with the square of K: seconds for this one. */
const mostLocalSteps = 10_000;

/** The command. */
export function createAdviseCommand(): Command {
  const command = new Command('advise')
    .description(
      'say whether an auxiliary is worth it, and with which parameters, from the theorems or a pilot',
    )
    .addArgument(new Argument('[command...]', 'for --pilot: a source of gradients, after --').default([]))
    .option(
      '--pilot <number>',
      `spend so many target gradients, at most ${largestPilot}, on short runs of the command`,
      parseWithin(1, largestPilot),
    )
    .option('--problem <file>', 'a problem file: every constant is computed exactly')
    .option('--constants <file>', 'a file of constants (auxopt-constants/1); options replace single ones');
  for (const name of constantNames) {
    const isSigned = name === 'noiseCovariance' || name === 'noiseCorrelation';
    const parse = isSigned ? parseNumber : parseNonNegative;
    command.option(`--${kebab(name)} <number>`, constantShape[name].unwrap().description ?? '', parse);
  }
  onlyBeside(command, ['seed', 'startLimit', 'requestLimit'], ['pilot']);
  return command
    .option('--affine-difference', '∇f − ∇h is affine, as for all quadratics (allows MOM-2)')
    .option(
      '--target-gradients <number>',
      'the budget: so many target gradients, or their cost with --auxiliary-cost (default: 100; with --pilot N: 5N)',
      parseCount,
    )
    .option('--total-cost <number>', 'the budget as a cost', parsePositiveNumber)
    .option(
      '--target-cost <number>',
      'c_f, the cost of one target gradient (default: 1)',
      parsePositiveNumber,
    )
    .option(
      '--auxiliary-cost <number>',
      'c_h, the cost of one auxiliary gradient (default: free; with --pilot by the rows that the command tells)',
      parseNonNegative,
    )
    .option(
      '--maximum-local-steps <number>',
      `greatest K to consider, at most ${mostLocalSteps}`,
      parseWithin(1, mostLocalSteps),
      100,
    )
    .option('--seed <n>', 'seed of the draws of a pilot', parseWholeNumber, 1)
    .option('--start-limit <s>', 'longest wait for the first answer of the command', parseSeconds, 60)
    .option('--request-limit <s>', 'longest wait for a gradient', parseSeconds, 30)
    .option('--json', 'print one JSON document (docs/formats/advise.md) instead of tables')
    .action(async (command: readonly string[], options: AdviseOptions) => {
      process.exitCode = await (options.pilot === undefined
        ? adviseFromConstants(command, options)
        : fromPilot(command, { ...options, pilot: options.pilot }));
    });
}

/** The options that a pilot has no use for. */
const withoutPilot = ['problem', 'constants', 'affineDifference', 'totalCost', 'targetCost'] as const;

async function fromPilot(command: readonly string[], options: AdviseOptions & PilotOptions): Promise<number> {
  const extra = [...withoutPilot, ...constantNames.filter((name) => name !== 'suboptimality')].find(
    (key) => options[key] !== undefined,
  );
  if (extra === undefined) return advisePilot(command, options);
  throw usage(
    `--${kebab(extra)} beside --pilot`,
    'what a pilot does not find out itself',
    'Leave one of the two out; costs are in gradients of f.',
  );
}

function adviseFromConstants(command: readonly string[], options: AdviseOptions): number {
  if (command.length > 0) {
    throw usage('a command without --pilot', '--pilot with a number of target gradients', 'Add --pilot.');
  }
  const { maximumLocalSteps } = options;
  const budget = readBudget(options);
  const { name, ...found } = adviseOn(options, { budget, maximumLocalSteps });
  const settled = settleVerdict(found);
  const { constants, advice } = found;
  const pairs =
    settled.verdict === 'measure-more'
      ? pairsToSettle({ constants, budget, maximumLocalSteps }, advice.decisive)
      : undefined;
  const sentence = explainVerdict(found, settled, (value) => formatSignificant(value, 4), pairs);
  const separation = separatePlan(found.constants, found.advice.advised.plan);
  const report: AdviceReport = {
    ...found,
    name,
    budget,
    maximumLocalSteps,
    settled,
    sentence,
    ...(separation && { separation }),
  };
  if (options.json === true) printJson(adviceDocument(report));
  else printAdvice(report);
  return holds;
}

function adviseOn(
  options: AdviseOptions,
  request: Pick<AdviceReport, 'budget' | 'maximumLocalSteps'>,
): Omit<AdviceReport, 'budget' | 'maximumLocalSteps' | 'settled' | 'sentence' | 'separation'> {
  if (options.problem !== undefined) {
    const extra = ['constants' as const, 'affineDifference' as const, ...constantNames].find(
      (key) => options[key] !== undefined,
    );
    if (extra !== undefined) {
      throw usage(
        `--${kebab(extra)} beside --problem`,
        'constants from one source: a problem file has them all',
        'Leave one of the two out.',
      );
    }
    const resolved = loadProblem(options.problem);
    return { name: resolved.name, ...adviseOnProblem(resolved, request) };
  }
  const parsed = readConstantOptions(options);
  const constants = completeConstants(parsed);
  return { name: parsed.name, constants, advice: adviseRun({ ...request, constants }) };
}

/** Whether σ_D² is computed from it, where it is not given. */
function isOfDifference(name: string): boolean {
  return /^(?:snapshotAux|noise)/.test(name);
}

/** The file of constants, if any, with the options in place of its own. */
function readConstantOptions(options: AdviseOptions): ParsedConstants {
  const given = constantNames.flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [[name, exactly(value, 'given')] as const];
  });
  const refined = given.find(([name]) => isOfDifference(name));
  if (options.snapshotVariance !== undefined && refined !== undefined) {
    throw usage(
      `--${kebab(refined[0])} beside --snapshot-variance`,
      'σ_D² itself, or what it is computed from',
      'Leave one of the two out.',
    );
  }
  if (options.noiseCorrelation !== undefined && options.noiseCovariance !== undefined) {
    throw usage(
      'both --noise-correlation and --noise-covariance',
      'one of them',
      'Leave one of the two out.',
    );
  }
  const file =
    options.constants === undefined
      ? undefined
      : parseConstants(readTextFile(options.constants), options.constants);
  if (file === undefined && given.length === 0) {
    throw usage(
      'no constants',
      '--problem, --constants, or the constants as options',
      'See auxopt advise --help.',
    );
  }
  const known = { ...file?.known, ...Object.fromEntries(given) };
  // σ_D² of the file does not belong to other variances that an option brings.
  if (refined !== undefined) delete known.snapshotVariance;
  return {
    name: file?.name ?? 'given constants',
    affineDifference: options.affineDifference ?? file?.affineDifference ?? false,
    known,
  };
}

function readBudget(options: AdviseOptions): Budget {
  const { totalCost, auxiliaryCost, targetGradients } = options;
  if (totalCost !== undefined && targetGradients !== undefined) {
    throw usage('both --total-cost and --target-gradients', 'one budget', 'Leave one of the two out.');
  }
  if (totalCost !== undefined && auxiliaryCost === undefined) {
    throw usage(
      '--total-cost without --auxiliary-cost',
      'the cost of an auxiliary gradient in the same unit',
      'Give --auxiliary-cost, 0 where it is free.',
    );
  }
  const count = targetGradients ?? 100;
  if (auxiliaryCost === undefined) {
    if (options.targetCost !== undefined) {
      throw usage(
        '--target-cost without --auxiliary-cost',
        'both costs in one unit',
        'Give --auxiliary-cost.',
      );
    }
    return { kind: 'target-gradients', count };
  }
  const targetCost = options.targetCost ?? { numerator: 1n, denominator: 1n };
  const total = totalCost ?? createRatio(targetCost.numerator * BigInt(count), targetCost.denominator);
  return { kind: 'cost', total, targetCost, auxiliaryCost };
}

function usage(problem: string, expected: string, fix: string): InputError {
  return new InputError({ problem, where: 'the command line', expected, fix });
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
