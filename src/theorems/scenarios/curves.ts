/** Curves of expected suboptimality, rounded for pictures. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import type { ExpectationResult } from '../../expectation/index.js';

/** A point of a picture. */
export interface CurvePoint {
  /** Target gradients spent. */
  readonly x: number;
  readonly y: number;
}

/** E f(xᵗ) − inf f for t = 0 … T. */
export function gapsOf(result: ExpectationResult, least: Ratio): readonly Ratio[] {
  const values = [
    result.initialTargetValue,
    ...result.rounds.map(({ steps }) => steps.at(-1)?.targetValue ?? result.initialTargetValue),
  ];
  // Not in lowest terms: a gcd a round would cost more than the run.
  return values.map((value) => ratioField.subtract(value, least));
}

/** Values of rounds first, first + 1, … against the target gradients that they have cost. */
export function curveOf(
  variant: VariantName,
  values: readonly Ratio[],
  first: number,
): readonly CurvePoint[] {
  let spent = 0;
  return values.map((value, index) => {
    const round = index + first;
    if (round > 0) spent += algorithms[variant].targetGradientsInRound(round);
    return { x: spent, y: nearestDouble(value) };
  });
}
