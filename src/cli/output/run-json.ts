/** The JSON document of `auxopt run`, format auxopt-run/1. */
import { mapInitialization } from '../../../spec/model/index.js';
import { formatRatio } from '../../exact/index.js';
import type { ResolvedProblem } from '../../problems/index.js';
import type { RunResult } from '../run-case.js';

/** One document with a final newline; exact numbers as strings, no dates, no timings. */
export function runToJson(resolved: ResolvedProblem, result: RunResult): string {
  const { parameters, initialization } = resolved;
  const document = {
    format: 'auxopt-run/1',
    name: resolved.name,
    variant: resolved.variant,
    engine: result.engine,
    arithmetic: result.arithmetic,
    seed: resolved.seed,
    parameters: {
      stepSize: formatRatio(parameters.stepSize),
      momentumWeight: formatRatio(parameters.momentumWeight),
      localStepCount: parameters.localStepCount,
      roundCount: parameters.roundCount,
    },
    initialization: mapInitialization(initialization, formatRatio),
    rounds: result.rounds.map(
      ({ round, iterate, correction, targetValue, squaredGradient, targetGradients }) => ({
        round,
        x: iterate,
        ...(correction === undefined ? {} : { m: correction }),
        targetValue: targetValue?.text ?? null,
        squaredGradient: squaredGradient?.text ?? null,
        targetGradients,
      }),
    ),
    ...(result.judgement === undefined
      ? {}
      : {
          judgement: {
            verdict: result.judgement.verdict,
            compared: result.judgement.compared,
            violations: result.judgement.violations.map(({ error: _error, bound: _bound, ...rest }) => ({
              ...rest,
              fraction: String(rest.fraction),
              boundInUlps: String(rest.boundInUlps),
            })),
            worstFraction: String(result.judgement.worst?.fraction ?? 0),
          },
        }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
