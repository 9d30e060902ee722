/** A plan against SGD at the same budget, for every value that the constants may have. */
import { rateTheorems } from '../../spec/theorems/index.js';
import { ContractError } from '../errors.js';
import type { Ratio } from '../exact/index.js';
import { findBestPlan, type SearchSpace } from './best-plan.js';
import type { Budget } from './budget.js';
import { isCertain, namesOf, type AdviceConstants, type Constant, type ConstantName } from './constant.js';
import { boundOf, rateConstants, toDoubles, toExactPlan, type ConstantEnd, type Plan } from './plan.js';
import { compareRatios, divideRatios, zeroRatio } from './ratio-arithmetic.js';

/** A gain: the least bound of SGD over the bound of a plan; above 1 the plan is better. */
export interface GainRange {
  /** At the values of the constants. */
  readonly predicted: Ratio;
  /** The plan gains at least this, whatever the constants are within their bounds; 0 where nothing is promised. */
  readonly atLeast: Ratio;
  /** No plan of any variant gains more than this; absent where nothing limits it. */
  readonly atMost?: Ratio;
}

/** The variants and theorems that the constants allow. */
export function searchSpaces(
  constants: AdviceConstants,
  budget: Budget,
  maximumLocalSteps: number,
): readonly SearchSpace[] {
  const common = { budget, maximumLocalSteps, knowsZeroStart: constants.correctionError !== undefined };
  return [
    { ...common, variant: 'aux-mom', theorem: 'MOM-1' },
    ...(constants.affineDifference ? [{ ...common, variant: 'aux-mom', theorem: 'MOM-2' } as const] : []),
    { ...common, variant: 'aux-mom', theorem: 'MOM-3' },
    ...(constants.meanSquareSimilarity === undefined
      ? []
      : [{ ...common, variant: 'aux-mvr', theorem: 'MVR-1' } as const]),
  ];
}

/** The best exact plan of a space at one end of the constants. */
export function bestExactPlan(
  space: SearchSpace,
  constants: AdviceConstants,
  end: ConstantEnd,
): Plan<Ratio> | undefined {
  const ratios = rateConstants(space.theorem, constants, end);
  const found = findBestPlan(space, toDoubles(ratios));
  return found === undefined ? undefined : toExactPlan(found.plan, ratios);
}

/** The best run of SGD at one end of the constants. */
export function bestSgd(
  constants: AdviceConstants,
  budget: Budget,
  end: ConstantEnd,
): Plan<Ratio> | undefined {
  const space = {
    theorem: 'SGD-1',
    variant: 'sgd',
    budget,
    maximumLocalSteps: 1,
    knowsZeroStart: false,
  } as const;
  return bestExactPlan(space, constants, end);
}

/** The bound of a plan at one end of the constants. */
export function boundAt(plan: Plan<Ratio>, constants: AdviceConstants, end: ConstantEnd): Ratio {
  return boundOf(plan, rateConstants(plan.theorem, constants, end));
}

/** The constants that the bound of a plan increases with. */
function constantsOf({ theorem, start }: Plan<unknown>): readonly ConstantName[] {
  return [
    'smoothness',
    theorem === 'MVR-1' ? 'meanSquareSimilarity' : 'hessianSimilarity',
    'suboptimality',
    ...(start.kind === 'zero' ? (['correctionError'] as const) : []),
    'snapshotVariance',
    'localVariance',
  ];
}

/** The constants that the bound of SGD increases with. */
const sgdConstants: readonly ConstantName[] = ['smoothness', 'suboptimality', 'targetVariance'];

/**
 * The least gain of a plan that was made for the upper ends.
 *
 * For a given plan the bound is affine in L and in F₀, and the least bound of SGD is concave in each, so their ratio is least
 * at one of the four pairs of ends; it decreases in every other constant of the plan and increases in σ_f².
 */
export function leastGain(plan: Plan<Ratio>, constants: AdviceConstants, budget: Budget): Ratio {
  const isOpen = constantsOf(plan).some((name) => constants[name]?.upper === undefined);
  if (isOpen || mayVanish(constants)) return zeroRatio;
  const gains = (['lower', 'upper'] as const).flatMap((smoothness) =>
    (['lower', 'upper'] as const).map((suboptimality) => {
      const corner: AdviceConstants = {
        ...constants,
        smoothness: atEnd(constants.smoothness, smoothness),
        suboptimality: atEnd(constants.suboptimality, suboptimality),
      };
      return gainOf(plan, boundAt(plan, corner, 'upper'), corner, budget, 'lower');
    }),
  );
  return gains.reduce((least, gain) => (compareRatios(gain, least) < 0 ? gain : least));
}

/** The greatest gain that any plan could have: SGD at the upper ends over the best plan at the lower ones. */
export function greatestGain(
  constants: AdviceConstants,
  budget: Budget,
  spaces: readonly SearchSpace[],
): Ratio | undefined {
  if (sgdConstants.some((name) => constants[name]?.upper === undefined)) return undefined;
  if (mayVanish(constants)) return undefined;
  const gains = spaces.flatMap((space) => {
    const plan = bestExactPlan(space, constants, 'lower');
    return plan === undefined
      ? []
      : [gainOf(plan, boundAt(plan, constants, 'lower'), constants, budget, 'upper')];
  });
  return gains.reduce((most, gain) => (compareRatios(gain, most) > 0 ? gain : most));
}

/** Whether L or F₀ may be 0: then a bound may be 0 too, and no ratio is limited. */
function mayVanish({ smoothness, suboptimality }: AdviceConstants): boolean {
  return smoothness.lower.numerator === 0n || suboptimality.lower.numerator === 0n;
}

/** The least bound of SGD at one end over a given bound. */
export function gainOf(
  plan: Plan<Ratio>,
  bound: Ratio,
  constants: AdviceConstants,
  budget: Budget,
  end: ConstantEnd,
): Ratio {
  const sgd = bestSgd(constants, budget, end);
  if (sgd === undefined)
    throw new ContractError(`${rateTheorems[plan.theorem].id}: the budget pays for no step of SGD`);
  return divideRatios(boundAt(sgd, constants, end), bound);
}

/** The uncertain constants that alone, with all others at their values, leave the verdict open. */
export function openConstants(
  constants: AdviceConstants,
  isOpenWith: (constants: AdviceConstants) => boolean,
): readonly ConstantName[] {
  const uncertain = namesOf(constants).filter((name) => !isCertain(constants[name] as Constant));
  const alone = uncertain.filter((name) => isOpenWith(onlyUncertain(constants, name)));
  return alone.length > 0 ? alone : uncertain;
}

function onlyUncertain(constants: AdviceConstants, uncertain: ConstantName): AdviceConstants {
  const fixed = namesOf(constants)
    .filter((name) => name !== uncertain)
    .map((name) => [name, atEnd(constants[name] as Constant, 'value')]);
  return { ...constants, ...Object.fromEntries(fixed) } as AdviceConstants;
}

/** The constant with one of its ends as both. */
function atEnd(constant: Constant, end: ConstantEnd): Constant {
  const value = end === 'upper' ? (constant.upper ?? constant.value) : constant[end];
  return { ...constant, value, lower: value, upper: value };
}
