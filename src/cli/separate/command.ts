/** `auxopt separate`: whether AuxMOM provably beats SGD for these constants, and which theorem says so. */
import { Command, Option } from 'commander';
import { separate, type Separation, type SeparationQuestion } from '../../advise/index.js';
import { InputError } from '../../errors.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import { onlyBeside } from '../command-line.js';
import { holds } from '../exit-codes.js';
import { parseCount, parseNonNegative, parseNumber, parsePositiveNumber } from '../options.js';
import { print, printJson } from '../text.js';
import { describeSeparation } from './describe-separation.js';

interface SeparateOptions {
  readonly smoothness: Ratio;
  readonly similarity: Ratio;
  readonly localSteps: number;
  readonly rounds: number;
  readonly suboptimality?: Ratio;
  readonly varianceTarget?: Ratio;
  readonly varianceDifference?: Ratio;
  readonly varianceLocal?: Ratio;
  readonly correlation?: Ratio;
  readonly startError?: Ratio;
  readonly anyDifference?: true;
  readonly json?: true;
}

const zero = ratioField.zero;

/** The command. */
export function createSeparateCommand(): Command {
  const command = new Command('separate')
    .description(
      'say whether AuxMOM provably beats SGD with its best constant step size, and which theorem says so',
    )
    .requiredOption('--smoothness <L>', 'L of the target', parsePositiveNumber)
    .requiredOption('--similarity <δ>', 'δ: the gradient of f − h is δ-Lipschitz', parseNonNegative)
    .requiredOption('--local-steps <K>', 'K', parseCount)
    .requiredOption('--rounds <T>', 'T, and as many target gradients for SGD', parseCount)
    .option('--suboptimality <F₀>', 'F₀ = f(x⁰) − inf f; needed where there is noise', parsePositiveNumber)
    .option('--variance-target <σ_f²>', 'of g_f, what SGD sees (default: 0)', parseNonNegative)
    .option('--variance-difference <σ_D²>', 'of g_f − g_h in a snapshot draw (default: 0)', parseNonNegative)
    .option('--variance-local <σ_h²>', 'of g_h in a local draw (default: 0)', parseNonNegative)
    .addOption(
      new Option('--correlation <ρ>', 'instead of σ_D²: 2(1 − ρ)σ_f², for noises of the same variance')
        .argParser(parseNumber)
        .conflicts('varianceDifference'),
    )
    .option('--start-error <e₀>', 'E‖m⁰ − ∇f(x⁰) + ∇h(x⁰)‖² (default: 0, the exact start)', parseNonNegative)
    .option('--any-difference', 'the gradient of f − h need not be affine, as it is for quadratics')
    .option('--json', 'print one JSON document (format auxopt-separate/1)')
    .action((options: SeparateOptions) => {
      const question = questionOf(options);
      const found = separate(question);
      if (options.json === true) printJson(separationDocument(question, found));
      else print(describeSeparation(found));
      process.exitCode = holds;
    });
  return onlyBeside(command, ['correlation'], ['varianceTarget']);
}

function questionOf(options: SeparateOptions): SeparationQuestion {
  const { varianceTarget = zero, varianceLocal = zero, correlation } = options;
  const snapshotVariance =
    correlation === undefined
      ? (options.varianceDifference ?? zero)
      : decorrelated(correlation, varianceTarget);
  const isNoisy = [varianceTarget, snapshotVariance, varianceLocal].some(({ numerator }) => numerator > 0n);
  if (isNoisy && options.suboptimality === undefined) {
    throw new InputError({
      problem: 'there is noise, and F₀ is not given',
      where: 'the command line',
      expected: '--suboptimality: noise is compared with it',
      fix: 'Give --suboptimality, in the unit of f.',
    });
  }
  return {
    smoothness: options.smoothness,
    hessianSimilarity: options.similarity,
    localStepCount: options.localSteps,
    roundCount: options.rounds,
    suboptimality: options.suboptimality ?? ratioField.one,
    targetVariance: varianceTarget,
    snapshotVariance,
    localVariance: varianceLocal,
    startError: options.startError ?? zero,
    affineDifference: options.anyDifference !== true,
  };
}

/** 2(1 − ρ)σ_f². */
function decorrelated(correlation: Ratio, targetVariance: Ratio): Ratio {
  const rest = ratioField.subtract(ratioField.one, correlation);
  if (rest.numerator < 0n || ratioField.compare(rest, createRatio(2n, 1n)) > 0) {
    throw new InputError({
      problem: `${ratioField.format(correlation)} is no correlation`,
      where: '--correlation',
      expected: 'a number between -1 and 1',
      fix: 'Give E⟨noise_f, noise_h⟩/σ_f².',
    });
  }
  return ratioField.toRatio(
    ratioField.multiply(createRatio(2n, 1n), ratioField.multiply(rest, targetVariance)),
  );
}

/** The document; its keys are described in docs/formats/separate.md. */
function separationDocument(question: SeparationQuestion, found: Separation): object {
  const { verdict, theorems, factor, everyIterateFactor = null, atMost } = found;
  return {
    format: 'auxopt-separate/1',
    verdict,
    theorems,
    factor,
    everyIterateFactor,
    atMost,
    sentence: describeSeparation(found),
    question,
  };
}
