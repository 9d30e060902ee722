/** `auxopt run --enumerate`: the document and the table. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { formatRatio, nearestDouble } from '../../exact/index.js';
import type { EnumerationResult } from '../../expectation/index.js';
import type { ResolvedProblem } from '../../problems/index.js';
import { formatSignificant, heading, print, table } from './text.js';

/** The document `auxopt-enumeration/1`; every number is exact. */
export function enumerationToJson(resolved: ResolvedProblem, result: EnumerationResult): string {
  const document = {
    format: 'auxopt-enumeration/1',
    name: resolved.name,
    variant: result.variant,
    sequences: String(result.sequenceCount),
    rounds: result.rounds.map(({ round, steps, correctionError }) => ({
      round,
      steps: steps.map(({ squaredGradient, targetValue, targetValueVariance }) => ({
        squaredGradient: formatRatio(squaredGradient),
        targetValue: formatRatio(targetValue),
        targetValueVariance: formatRatio(targetValueVariance),
      })),
      correctionError: correctionError === undefined ? null : formatRatio(correctionError),
    })),
    averageSquaredGradient: formatRatio(result.averageSquaredGradient),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Prints the expectation step by step, with the standard deviation of f over the noise. */
export function printEnumeration(resolved: ResolvedProblem, result: EnumerationResult): void {
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
