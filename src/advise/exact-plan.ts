/** A plan found in doubles as one of short decimals that satisfies its condition exactly. */
import type { RateConstants } from '../../spec/theorems/index.js';
import { liftDouble, type Ratio } from '../exact/index.js';
import { roundDown, roundUp } from '../problems/simple-number.js';
import { isCovered, type Plan } from './plan.js';
import { compareRatios } from './ratio-arithmetic.js';

/** Digits of η and a: they move each by less than a thousandth, and a bound by less than that. */
const planDigits = 4;

/** Digits of the yardstick's η: its bound is the least one up to 10⁻¹¹. */
const yardstickDigits = 12;

const one: Ratio = { numerator: 1n, denominator: 1n };

/**
 * The plan with a rounded up and η rounded down, then η lowered by units of its last digit until the exact condition of
 * the theorem holds; each decision is made over ratios.
 *
 * Rounding in these directions keeps a condition: where one holds, it holds for every larger a ≤ 1 and every smaller η.
 */
export function toExactPlan(found: Plan<number>, constants: RateConstants<Ratio>): Plan<Ratio> {
  const { stepSize, momentumWeight, localStepCount, roundCount } = found.parameters;
  const digits = found.variant === 'sgd' ? yardstickDigits : planDigits;
  const weight = roundUp(liftDouble(momentumWeight), digits);
  const a = compareRatios(weight, one) > 0 ? one : weight;
  let size = roundDown(liftDouble(stepSize), digits);
  for (;;) {
    const parameters = { stepSize: size, momentumWeight: a, localStepCount, roundCount };
    const plan: Plan<Ratio> = { ...found, parameters };
    if (isCovered(plan, constants)) return plan;
    size = roundDown({ numerator: size.numerator * 9999n, denominator: size.denominator * 10_000n }, digits);
  }
}
