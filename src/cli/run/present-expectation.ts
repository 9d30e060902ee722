/** `auxopt run --engine expectation` and `--engine enumeration`: the documents and the tables of exact expectations. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { nearestDouble, type Ratio } from '../../exact/index.js';
import type { EnumerationResult, ExpectationResult, ExpectedRound } from '../../expectation/index.js';
import type { ResolvedRun } from '../../problems/index.js';
import { heading, print, table } from '../text.js';
import { formatSignificant } from '../../exact/short-number.js';
import { selectRounds } from './present-run.js';

/** E f(xᵗ): after the last local step of round t; f(x⁰) for t = 0. */
export function targetValueAfter(result: ExpectationResult, round: number): Ratio {
  return result.rounds[round - 1]?.steps.at(-1)?.targetValue ?? result.initialTargetValue;
}

/** The document `auxopt-expectation/1`; every number is exact. */
export function expectationDocument({ name }: ResolvedRun, result: ExpectationResult): object {
  const { variant, initialTargetValue, initialError, averageSquaredGradient } = result;
  return {
    format: 'auxopt-expectation/1',
    name,
    variant,
    initialTargetValue,
    initialError,
    rounds: result.rounds.map(({ round, steps, correctionError = null, iterate }) => ({
      round,
      steps: steps.map(({ squaredGradient, targetValue }) => ({ squaredGradient, targetValue })),
      correctionError,
      iterateMean: iterate?.mean,
      iterateVariance: iterate?.totalVariance,
    })),
    averageSquaredGradient,
    snapshotVariance: result.snapshotVariance.maximum,
    targetVariance: result.targetVariance.maximum,
    localVariance: result.localVariance.maximum,
  };
}

/** Prints the expectation round by round, with the standard deviation of xᵗ over the noise. */
export function printExpectation(resolved: ResolvedRun, result: ExpectationResult): void {
  print(heading(`${resolved.name}: exact expectation of ${algorithms[result.variant].title}`));
  print(
    table(
      ['round', 'E f(x)', 'E‖∇f(y)‖², mean over steps', 'E‖m − ∇D‖²', 'standard deviation of x'],
      selectRounds(result.rounds.length + 1).map((round) => {
        const expected = result.rounds[round - 1];
        const error = round === 0 ? result.initialError : expected?.correctionError;
        return [
          String(round),
          formatSignificant(targetValueAfter(result, round), 6),
          expected === undefined ? '' : meanGradient(expected).toPrecision(6),
          error === undefined ? '' : formatSignificant(error, 6),
          expected?.iterate === undefined
            ? ''
            : Math.sqrt(nearestDouble(expected.iterate.totalVariance)).toPrecision(4),
        ];
      }),
      [0, 1, 2, 3, 4],
    ),
    `G = ${formatSignificant(result.averageSquaredGradient, 6)} (average over all local points); ` +
      `σ_D² = ${formatSignificant(result.snapshotVariance.maximum, 6)}, ` +
      `σ_f² = ${formatSignificant(result.targetVariance.maximum, 6)}, ` +
      `σ_h² = ${formatSignificant(result.localVariance.maximum, 6)} (maxima along the run).`,
    'All of it is exact; --json has every digit. The standard deviation is √E‖x − E x‖², over the noise.',
  );
}

function meanGradient({ steps }: ExpectedRound): number {
  return steps.reduce((sum, { squaredGradient }) => sum + nearestDouble(squaredGradient), 0) / steps.length;
}

/** The document `auxopt-enumeration/1`; every number is exact. */
export function enumerationDocument({ name }: ResolvedRun, result: EnumerationResult): object {
  const { variant, sequenceCount, rounds, averageSquaredGradient } = result;
  return {
    format: 'auxopt-enumeration/1',
    name,
    variant,
    sequences: String(sequenceCount),
    rounds: rounds.map(({ round, steps, correctionError = null }) => ({
      round,
      steps: steps.map(({ step: _step, ...expected }) => expected),
      correctionError,
    })),
    averageSquaredGradient,
  };
}

/** Prints the expectation step by step, with the standard deviation of f over the noise. */
export function printEnumeration(resolved: ResolvedRun, result: EnumerationResult): void {
  print(
    heading(
      `${resolved.name}: ${algorithms[result.variant].title}, ${result.sequenceCount} sequences of draws`,
    ),
  );
  print(
    table(
      ['round', 'step', 'E‖∇f(y)‖² before', 'E f(y) after', 'standard deviation of f(y)'],
      result.rounds.flatMap(({ round, steps }) =>
        steps.map(({ step, squaredGradient, targetValue, targetValueVariance }) => [
          String(round),
          String(step),
          formatSignificant(squaredGradient, 6),
          formatSignificant(targetValue, 6),
          Math.sqrt(nearestDouble(targetValueVariance)).toPrecision(4),
        ]),
      ),
      [0, 1, 2, 3, 4],
    ),
  );
  print(`G = ${formatSignificant(result.averageSquaredGradient, 6)} (average over all local points).`);
}
