/** `auxopt measure`: the constants of a problem that can only be asked for gradients. */
import { Argument, Command } from 'commander';
import {
  constantSymbols,
  measureConstants,
  type ConstantsFile,
  type ConstantText,
  type ConstantTexts,
} from '../../advise/index.js';
import { InputError } from '../../errors.js';
import { PeerFault } from '../../verify/peer/peer.js';
import { startProcessPeer } from '../../verify/peer/process-peer.js';
import { openGradientProcess } from '../../verify/peer/gradient-program.js';
import { couldNotStart, holds } from '../exit-codes.js';
import { parsePositive, parseSeconds, parseWholeNumber } from '../options.js';
import { createProgress } from '../progress.js';
import { print, printError, printJson, table } from '../text.js';

interface MeasureCommandOptions {
  readonly json?: true;
  readonly pairs: number;
  readonly points: number;
  readonly seed: number;
  readonly confidence: number;
  readonly suboptimality?: string;
  readonly startLimit: number;
  readonly requestLimit: number;
}

/** The command. */
export function createMeasureCommand(): Command {
  return new Command('measure')
    .description('measure L, δ, variances and their correlation of gradients that a program answers for')
    .addArgument(new Argument('[command...]', 'the program, after -- (docs/formats/protocol.md)').default([]))
    .option('--pairs <n>', 'pairs of draws at each point; 0 measures no noise', parseWholeNumber, 500)
    .option('--points <n>', 'further points of a descent where the noise is measured', parseWholeNumber, 0)
    .option('--seed <n>', 'seed of directions and points', parseWholeNumber, 1)
    .option('--confidence <p>', 'the probability with which all intervals hold together', parsePositive, 0.95)
    .option('--suboptimality <number>', 'f(x⁰) − inf f, where it is known and f is not quadratic')
    .option('--start-limit <s>', 'longest wait for the first answer', parseSeconds, 60)
    .option('--request-limit <s>', 'longest wait for a gradient', parseSeconds, 30)
    .option('--json', 'print a file of constants for auxopt advise (docs/formats/constants.md)')
    .action(async (command: readonly string[], options: MeasureCommandOptions) => {
      process.exitCode = await measure(command, options);
    });
}

async function measure([file, ...args]: readonly string[], options: MeasureCommandOptions): Promise<number> {
  if (file === undefined) {
    throw new InputError({
      problem: 'there is nothing to measure',
      where: 'the command line',
      expected: 'the command of a program that answers for gradients, after --',
      fix: 'For example: auxopt measure -- python3 federated.py.',
    });
  }
  const { startLimit, requestLimit } = options;
  const peer = startProcessPeer([file, ...args], {
    limits: { startSeconds: startLimit, requestSeconds: requestLimit },
  });
  const progress = createProgress('gradients', estimateGradients(options));
  try {
    const constants = await askConstants(peer, options, progress.advance);
    progress.finish();
    if (options.json === true) printJson(constants);
    else printConstants(constants);
    return holds;
  } catch (error) {
    progress.finish();
    if (!(error instanceof PeerFault)) throw error;
    printError(`auxopt: ${error.message}\n`);
    return couldNotStart;
  } finally {
    await peer.stop();
  }
}

async function askConstants(
  peer: ReturnType<typeof startProcessPeer>,
  { pairs, points, seed, confidence, suboptimality, requestLimit }: MeasureCommandOptions,
  onGradient: () => void,
): Promise<ConstantsFile> {
  const { name, startingPoint, source } = await openGradientProcess(peer, requestLimit);
  const counted = {
    dimension: source.dimension,
    gradient: async (...question: Parameters<typeof source.gradient>) => {
      const answer = await source.gradient(...question);
      onGradient();
      return answer;
    },
  };
  return measureConstants(counted, {
    name,
    startingPoint,
    seed,
    pairs,
    furtherNoisePoints: points,
    confidence,
    ...(suboptimality === undefined ? {} : { suboptimality }),
  });
}

/** Two draws a pair, of f and h together and of h alone, at every point. Only the bar depends on it. */
function estimateGradients({ pairs, points }: MeasureCommandOptions): number {
  return 6 * pairs * (points + 1);
}

/** Prints the constants, and what the measurement took. */
export function printConstants({ name, affineDifference, constants, measurement }: ConstantsFile): void {
  print(
    `${name}${affineDifference === true ? ', with affine gradients' : ''}`,
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
