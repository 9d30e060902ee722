/** How much more is to be measured before the verdict is no longer open. */
import { liftDouble, nearestDouble } from '../exact/index.js';
import { isOpen, type AdviceRequest } from './advise.js';
import type { GradientCounts } from './budget.js';
import type { AdviceConstants, Constant, ConstantName } from './constant.js';
import { intervalsPerPoint } from './measure/noise.js';

/** What a measurement assumes where nothing else is said. */
const kurtosis = 6;
const confidence = 0.95;

/** Beyond this no measurement is worth naming. */
const mostPairs = 2 ** 24;

const measurable: readonly ConstantName[] = ['targetVariance', 'snapshotVariance', 'localVariance'];

/**
 * Pairs of draws after which the intervals of the decisive variances, around the values that they have, leave the verdict open no
 * longer: of p pairs the ends are v/(1 ± t) with t = √(2κ ln(2/risk)/p), as `meanInterval` has the upper one.
 * For whoever can draw more.
 *
 * @param decisive - what leaves the verdict open.
 * @returns a power of two, undefined where more than the variances decides, or too many pairs would be needed.
 */
export function pairsToSettle(request: AdviceRequest, decisive: readonly ConstantName[]): number | undefined {
  if (!decisive.every((name) => measurable.includes(name))) return undefined;
  const risk = (1 - confidence) / intervalsPerPoint;
  for (let pairs = 64; pairs <= mostPairs; pairs *= 2) {
    const reach = Math.sqrt((2 * kurtosis * Math.log(2 / risk)) / pairs);
    if (reach < 1 && !isOpen({ ...request, constants: within(request.constants, decisive, reach) }))
      return pairs;
  }
  return undefined;
}

/** What so many pairs take, at one point: two joint draws each, and two of h alone. */
export function gradientsOfPairs(pairs: number): GradientCounts {
  return { target: 2 * pairs, auxiliary: 4 * pairs };
}

function within(constants: AdviceConstants, names: readonly ConstantName[], reach: number): AdviceConstants {
  const entries = names.map((name) => {
    const { value, ...rest } = constants[name] as Constant;
    const middle = nearestDouble(value);
    const [lower, upper] = [middle / (1 + reach), middle / (1 - reach)].map(liftDouble);
    return [name, { ...rest, value, lower, upper, kind: 'estimate' }];
  });
  return { ...constants, ...Object.fromEntries(entries) } as AdviceConstants;
}
