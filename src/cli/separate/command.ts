/** `auxopt separate`: whether AuxMOM provably beats SGD for these constants, and which theorem says so. */
import { Command, Option } from 'commander';
import {
  separate,
  type Separation,
  type SeparationQuestion,
  type SeparationStart,
} from '../../advise/index.js';
import { InputError } from '../../errors.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import { onlyBeside } from '../command-line.js';
import { holds } from '../exit-codes.js';
import {
  parseCount,
  parseNonNegative,
  parseNumber,
  parsePositiveNumber,
  parseWholeNumber,
} from '../options.js';
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
  readonly start: SeparationStart['kind'];
  readonly startGradients?: number;
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
    .requiredOption(
      '--rounds <T>',
      'T; SGD takes as many target gradients, and those of the start',
      parseCount,
    )
    .option('--suboptimality <F₀>', 'F₀ = f(x⁰) − inf f; needed where there is noise', parsePositiveNumber)
    .option('--variance-target <σ_f²>', 'of g_f, what SGD sees (default: 0)', parseNonNegative)
    .option('--variance-difference <σ_D²>', 'of g_f − g_h in a snapshot draw (default: 0)', parseNonNegative)
    .option('--variance-local <σ_h²>', 'of g_h in a local draw (default: 0)', parseNonNegative)
    .addOption(
      new Option('--correlation <ρ>', 'instead of σ_D²: 2(1 − ρ)σ_f², for noises of the same variance')
        .argParser(parseNumber)
        .conflicts('varianceDifference'),
    )
    .addOption(
      new Option('--start <kind>', 'the start of AuxMOM')
        .choices(['zero', 'batch', 'exact', 'first-snapshot'])
        .default('first-snapshot'),
    )
    .option(
      '--start-gradients <N>',
      'target gradients that the batch or the exact start takes',
      parseWholeNumber,
    )
    .option(
      '--start-error <E₀>',
      'of the zero start: ‖∇f(x⁰) − ∇h(x⁰)‖²; needed where there is noise',
      parseNonNegative,
    )
    .option('--any-difference', 'the gradient of f − h need not be affine, as it is for quadratics')
    .option('--json', 'print one JSON document (format auxopt-separate/2)')
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
    start: startOf(options, isNoisy),
    affineDifference: options.anyDifference !== true,
  };
}

/** The start, with what it costs or leaves. */
function startOf({ start, startGradients, startError }: SeparateOptions, isNoisy: boolean): SeparationStart {
  const wants = { zero: 'start-error', batch: 'start-gradients', exact: 'start-gradients' } as const;
  const given = { 'start-error': startError, 'start-gradients': startGradients };
  const wanted = start === 'first-snapshot' ? undefined : wants[start];
  const unused = (['start-error', 'start-gradients'] as const).find(
    (name) => name !== wanted && given[name] !== undefined,
  );
  if (unused !== undefined) {
    throw new InputError({
      problem: `it says nothing of the start ${start}`,
      where: `--${unused}`,
      expected: unused === 'start-error' ? '--start zero' : '--start batch or --start exact',
      fix: `Leave it out, or give another --start.`,
    });
  }
  const isNeeded = wanted === 'start-gradients' || (wanted === 'start-error' && isNoisy);
  if (wanted !== undefined && isNeeded && given[wanted] === undefined) {
    throw new InputError({
      problem: `what the start ${start} ${wanted === 'start-error' ? 'leaves' : 'costs'} is not given`,
      where: 'the command line',
      expected: `--${wanted}`,
      fix:
        wanted === 'start-error'
          ? 'Give ‖∇f(x⁰) − ∇h(x⁰)‖².'
          : 'Give the number of target gradients: SGD takes them too.',
    });
  }
  if (start === 'batch' && startGradients === 0) {
    throw new InputError({
      problem: 'a batch of 0 gradients is none',
      where: '--start-gradients',
      expected: 'a whole number ≥ 1',
      fix: 'Give the size of the batch, or --start zero.',
    });
  }
  switch (start) {
    case 'zero':
      return { kind: start, correctionError: startError ?? zero };
    case 'batch':
      return { kind: start, size: startGradients ?? 1 };
    case 'exact':
      return { kind: start, targetGradientCount: startGradients ?? 0 };
    case 'first-snapshot':
      return { kind: start };
  }
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
  const { verdict, theorems, factor, everyIterateFactor = null, atMost, targetGradientCount } = found;
  return {
    format: 'auxopt-separate/2',
    verdict,
    theorems,
    everyIterateFactor,
    factor,
    atMost,
    targetGradientCount,
    sentence: describeSeparation(found),
    question,
  };
}
