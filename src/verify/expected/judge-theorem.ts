/** The theorems of a variant against the average of what an implementation did. */
import { theoremsOf } from '../../../spec/theorems/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { subtractRatios } from '../../exact/exact-number.js';
import type { KnownConstants, ResolvedProblem } from '../../problems/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { constantsOfTheorem, judgeRate, measureQuadratic } from '../../theorems/index.js';
import { report, type AveragedNumber } from './average.js';

/** What the theorems said. */
export interface TheoremJudgement {
  /** The theorems whose conditions the case satisfies. */
  readonly asked: readonly string[];
  readonly violation?: ComponentReport;
}

/** Judges G against every theorem of the variant whose conditions hold; where rounding explains an excess, it is none. */
export function judgeTheorems(
  resolved: ResolvedProblem,
  constants: KnownConstants,
  { value, radius }: AveragedNumber,
): TheoremJudgement {
  const { variant, parameters, initialization } = resolved;
  const measurement = measureQuadratic(resolved);
  const asked: string[] = [];
  let violation: ComponentReport | undefined;
  for (const theorem of theoremsOf(variant)) {
    const verdict = judgeRate(theorem, {
      parameters,
      initialization,
      constants: constantsOfTheorem(theorem, constants),
      measurement: { ...measurement, averageSquaredGradient: atLeastZero(subtractRatios(value, radius)) },
    });
    if (!verdict.isSimpleConditionMet && !verdict.isExactConditionMet && !verdict.isQuietConditionMet)
      continue;
    asked.push(theorem.id);
    if (!verdict.isViolation || violation !== undefined) continue;
    const bound = createRatio(verdict.bound.numerator, verdict.bound.denominator);
    violation = report({
      equation: 'EXPECT.2',
      round: parameters.roundCount,
      quantity: `G of ${theorem.id}`,
      expected: bound,
      actual: value,
      error: subtractRatios(value, bound),
      bound: radius,
    });
  }
  return { asked, ...(violation === undefined ? {} : { violation }) };
}

function atLeastZero(value: Ratio): Ratio {
  return value.numerator < 0n ? { numerator: 0n, denominator: 1n } : value;
}
