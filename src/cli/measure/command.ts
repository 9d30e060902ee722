/** `auxopt measure`: the constants of a problem that can only be asked for gradients. */
import { Argument, Command } from 'commander';
import {
  constantSymbols,
  measureConstants,
  type ConstantsFile,
  type ConstantText,
  type ConstantTexts,
} from '../../advise/index.js';
import { askGradientProgram, type ProgramLimits } from '../gradient-program.js';
import {
  parseNonNegativeText,
  parseProbability,
  parseSeconds,
  parseWholeNumber,
  parseWithin,
} from '../options.js';
import { descentSteps } from '../../advise/measure/measure-settings.js';
import { refuseInput } from '../../errors.js';
import { print, printJson, table } from '../text.js';
import { showLine } from '../../verify/report/foreign-text.js';

interface MeasureCommandOptions extends ProgramLimits {
  readonly json?: true;
  readonly pairs: number;
  readonly points: number;
  readonly seed: number;
  readonly confidence: number;
  readonly suboptimality?: string;
}

/** A pair takes six gradients, each a question and an answer: this many take minutes to hours. */
const mostPairs = 1_000_000;

/** The command. */
export function createMeasureCommand(): Command {
  return new Command('measure')
    .description('measure L, δ, variances and their correlation of gradients that a program answers for')
    .addArgument(new Argument('[command...]', 'the program, after -- (docs/formats/protocol.md)').default([]))
    .option(
      '--pairs <n>',
      `pairs of draws at each point, at most ${mostPairs}; 0 measures no noise`,
      parseWithin(0, mostPairs),
      500,
    )
    .option(
      '--points <n>',
      `further points of a descent where the noise is measured, at most ${descentSteps}`,
      parseWithin(0, descentSteps),
      0,
    )
    .option('--seed <n>', 'seed of directions and points', parseWholeNumber, 1)
    .option(
      '--confidence <p>',
      'the probability with which all intervals hold together',
      parseProbability,
      0.95,
    )
    .option(
      '--suboptimality <number>',
      'f(x⁰) − inf f, where it is known and f is not quadratic',
      parseNonNegativeText,
    )
    .option('--start-limit <s>', 'longest wait for the first answer', parseSeconds, 60)
    .option('--request-limit <s>', 'longest wait for a gradient', parseSeconds, 30)
    .option('--json', 'print a file of constants for auxopt advise (docs/formats/constants.md)')
    .action(async (command: readonly string[], options: MeasureCommandOptions, self: Command) => {
      if (options.pairs === 0 && self.getOptionValueSource('confidence') === 'cli')
        refuseBesideNoPairs('--confidence');
      process.exitCode = await measure(command, options);
    });
}

/** Intervals and further points are those of the noise. */
function refuseBesideNoPairs(option: string): never {
  return refuseInput(option, 'it has no effect with --pairs 0', 'pairs of draws', 'Leave one of them out.');
}

function measure(command: readonly string[], options: MeasureCommandOptions): Promise<number> {
  const { pairs, points, seed, confidence, suboptimality, json } = options;
  if (points > 0 && pairs === 0) refuseBesideNoPairs('--points');
  return askGradientProgram(command, options, {
    command: 'auxopt measure',
    progress: ['gradients', estimateGradients(options), () => true],
    ask: ({ name, startingPoint, source }) =>
      measureConstants(source, {
        name,
        startingPoint,
        seed,
        pairs,
        furtherNoisePoints: points,
        confidence,
        ...(suboptimality === undefined ? {} : { suboptimality }),
      }),
    present: (constants) => {
      if (json === true) printJson(constants);
      else printConstants(constants);
    },
  });
}

/** Two draws a pair, of f and h together and of h alone, at every point. Only the bar depends on it. */
function estimateGradients({ pairs, points }: MeasureCommandOptions): number {
  return 6 * pairs * (points + 1);
}

/** Prints the constants, and what the measurement took. */
export function printConstants({ name, affineDifference, constants, measurement }: ConstantsFile): void {
  print(
    `${showLine(name)}${affineDifference === true ? ', with affine gradients' : ''}`,
    table(
      ['constant', 'value', 'at least', 'at most', 'kind'],
      Object.entries<ConstantText>({ ...constants }).map(([key, { value, lower, upper, kind }]) => [
        constantSymbols[key as keyof ConstantTexts],
        ...[value, lower, upper].map(short),
        kind,
      ]),
      [1, 2, 3],
    ),
  );
  if (measurement === undefined) return;
  const { gradients, confidence, assumptions, warnings } = measurement;
  print(
    `It took ${gradients.target} gradients of f and ${gradients.auxiliary} of h. Confidence: ${confidence}.`,
    ...[...assumptions, ...warnings].map((line) => `- ${line}`),
  );
}

function short(text: string | undefined): string {
  if (text === undefined) return '';
  const value = Number(text);
  return Number.isFinite(value) && text.length > 8 ? value.toPrecision(6) : text;
}
