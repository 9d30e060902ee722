/** Step sizes and momentum weights that satisfy a condition: well inside, or at its edge. */
import type { Parameters } from '../../../spec/model/index.js';
import { satisfiesCondition, type Condition } from '../../../spec/theorems/index.js';
import { type Ratio, ratioField } from '../../exact/index.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';
import { stepSizeWithin } from '../../problems/simple-number.js';
import type { ProblemConstants } from './judge-rate.js';

/** Decimal places to which an edge is found, and the digits that are kept of it. */
const bisectionPlaces = 12;
const keptDigits = 8;

/** Whether a condition holds, exactly; conditions depend on η, a, K, L and δ alone. */
export function isConditionMet(
  condition: Condition,
  constants: ProblemConstants,
  parameters: Parameters<Ratio>,
): boolean {
  const nothing = ratioField.zero;
  return satisfiesCondition(ratioField, condition, {
    ...constants,
    snapshotVariance: nothing,
    localVariance: nothing,
    targetVariance: nothing,
    stepSize: parameters.stepSize,
    momentumWeight: parameters.momentumWeight,
    localStepCount: { numerator: BigInt(parameters.localStepCount), denominator: 1n },
    roundCount: { numerator: BigInt(parameters.roundCount), denominator: 1n },
    initialError: { numerator: nothing, denominator: ratioField.one },
    freeNumber: ratioField.one,
  });
}

/**
 * The least a that satisfies a condition, rounded up to eight significant digits: so its relative distance from the edge
 * is below 10⁻⁷. Found by bisection with exact decisions; a condition that holds for some a holds for every larger one.
 *
 * @returns a ∈ (0, 1]; undefined where not even a = 1 satisfies the condition.
 */
export function leastWeight(
  condition: Condition,
  constants: ProblemConstants,
  parameters: Parameters<Ratio>,
): Ratio | undefined {
  const weightOf = (count: number): Ratio => decimalRatio(count, bisectionPlaces);
  const holdsAt = (count: number): boolean =>
    isConditionMet(condition, constants, { ...parameters, momentumWeight: weightOf(count) });
  let [lower, upper] = [0, 10 ** bisectionPlaces];
  if (!holdsAt(upper)) return undefined;
  while (upper - lower > 1) {
    const middle = Math.floor((lower + upper) / 2);
    if (holdsAt(middle)) upper = middle;
    else lower = middle;
  }
  const unit = 10 ** Math.max(0, String(upper).length - keptDigits);
  return weightOf(Math.ceil(upper / unit) * unit);
}

/** η, halved and cut to one digit until the condition holds at a = 1. */
export function shrinkStepSize(
  condition: Condition,
  constants: ProblemConstants,
  parameters: Parameters<Ratio>,
): Ratio {
  let { stepSize } = parameters;
  const atOne = { ...parameters, momentumWeight: ratioField.one };
  while (!isConditionMet(condition, constants, { ...atOne, stepSize })) {
    // 1/(2·(1/η)) = η/2, rounded down to one digit.
    stepSize = stepSizeWithin({ numerator: stepSize.denominator, denominator: stepSize.numerator }, 10, 1);
  }
  return stepSize;
}
