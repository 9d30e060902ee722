/** What a run costs, and how many rounds a budget pays for. */
import type { VariantName } from '../../spec/model/index.js';
import { type Ratio } from '../exact/index.js';
import { subtractRatios } from '../exact/exact-number.js';
import { addRatios, divideRatios, multiplyRatios, wholeRatio } from './ratio-arithmetic.js';

/**
 * A budget: a total cost with the prices of gradients, or a number of target gradients with auxiliary ones for free.
 */
export type Budget =
  | {
      readonly kind: 'cost';
      /** What may be spent, in the unit of the prices. */
      readonly total: Ratio;
      /** c_f > 0, the price of one sample of g_f. */
      readonly targetCost: Ratio;
      /** c_h ≥ 0, the price of one sample of g_h. */
      readonly auxiliaryCost: Ratio;
    }
  | { readonly kind: 'target-gradients'; readonly count: number };

/** The variants that a theorem speaks of. */
export type AdvisedVariant = Extract<VariantName, 'aux-mom' | 'aux-mvr' | 'sgd'>;

/** Samples of both gradients. */
export interface GradientCounts {
  readonly target: number;
  readonly auxiliary: number;
}

/** What a run is made of, as far as its cost goes. */
export interface RunShape {
  readonly variant: AdvisedVariant;
  /** K. */
  readonly localStepCount: number;
  /** B of an initial batch; 0 for every other start. */
  readonly batchSize: number;
}

/**
 * The samples that T rounds take.
 *
 * A snapshot takes g_f and g_h at one point, for AuxMVR at two (at one in round 1); K local steps take K samples of g_h;
 * an initial batch takes g_f and g_h B times. SGD takes one g_f a round.
 */
export function countGradients(
  { variant, localStepCount, batchSize }: RunShape,
  rounds: number,
): GradientCounts {
  if (variant === 'sgd') return { target: rounds, auxiliary: 0 };
  const snapshots = batchSize + (variant === 'aux-mvr' ? 2 * rounds - 1 : rounds);
  return { target: snapshots, auxiliary: snapshots + rounds * localStepCount };
}

/** What samples cost; the number of target gradients where auxiliary ones are free. For comparisons at equal cost. */
export function costOf({ target, auxiliary }: GradientCounts, budget: Budget): Ratio {
  if (budget.kind === 'target-gradients') return wholeRatio(target);
  return addRatios(
    multiplyRatios(wholeRatio(target), budget.targetCost),
    multiplyRatios(wholeRatio(auxiliary), budget.auxiliaryCost),
  );
}

/** The greatest T that the budget pays for, exactly; 0 where it does not pay for one round. */
export function affordableRounds(shape: RunShape, budget: Budget): number {
  const total = budget.kind === 'cost' ? budget.total : wholeRatio(budget.count);
  const first = costOf(countGradients(shape, 1), budget);
  const each = subtractRatios(costOf(countGradients(shape, 2), budget), first);
  const { numerator, denominator } = divideRatios(subtractRatios(total, first), each);
  return numerator < 0n ? 0 : Number(numerator / denominator) + 1;
}
