/** The verdict in the end, the sentence that says it, and where it is open how much more to measure. */
import { algorithms } from '../../spec/algorithms/index.js';
import { type Ratio, liftDouble, nearestDouble } from '../exact/index.js';
import { type Advice, type Verdict, isOpen, type AdviceRequest } from './advise.js';
import type { ProblemAdvice } from './advise-on-problem.js';
import {
  constantSymbols,
  varianceNames,
  type AdviceConstants,
  type ConstantName,
  type Constant,
} from './constant.js';
import { describeGain, type FormatNumber } from './describe-gain.js';
import type { Plan } from './plan.js';
import { compareRatios, oneRatio, divideRatios } from './ratio-arithmetic.js';
import type { GradientCounts } from './budget.js';
import { intervalsPerPoint } from './measure/noise.js';

/** A verdict with what it rests on. */
export interface SettledVerdict {
  readonly verdict: Verdict;
  /** `expectation`: these very runs were expected exactly, which outranks bounds on any problem like it. */
  readonly basis: 'bounds' | 'expectation';
  /** The gain by exact expectation: that of SGD over that of the advised run. */
  readonly expectedGain?: Ratio;
}

/** The verdict by exact expectation where there is one, else by the bounds. For `adviseOnProblem`. */
export function settleVerdict({
  advice,
  expected,
}: Pick<ProblemAdvice, 'advice' | 'expected'>): SettledVerdict {
  if (expected === undefined || expected.advised.numerator === 0n) {
    return { verdict: advice.verdict, basis: 'bounds' };
  }
  const expectedGain = divideRatios(expected.sgd, expected.advised);
  const verdict = compareRatios(expectedGain, oneRatio) > 0 ? 'use' : 'do-not-use';
  return { verdict, basis: 'expectation', expectedGain };
}

/**
 * One or two plain sentences: what to do, and why.
 *
 * @param pairs - for `measure-more`: what {@link pairsToSettle} says.
 */
export function explainVerdict(
  { constants, advice, localStepLimit }: Pick<ProblemAdvice, 'constants' | 'advice' | 'localStepLimit'>,
  settled: SettledVerdict,
  format: FormatNumber,
  pairs?: number,
): string {
  const { verdict, basis, expectedGain } = settled;
  if (basis === 'expectation' && expectedGain !== undefined) {
    const bounds = `${explainBounds(advice, format)}${leftOut(localStepLimit)}`;
    return verdict === 'use'
      ? `Worth it: use ${describePlan(advice.advised.plan, format)}. By exact expectation its mean squared gradient is ${describeGain(expectedGain, format)} that of SGD for the same budget. ${bounds}`
      : `Not worth it: use SGD. By exact expectation the mean squared gradient of the best plan is ${describeGain(expectedGain, format)} that of SGD for the same budget. ${bounds}`;
  }
  switch (verdict) {
    case 'use':
      return `Worth it: use ${describePlan(advice.advised.plan, format)}. Its bound on the mean squared gradient is ${describeGain(advice.gain.predicted, format)} the smallest bound for SGD with the same budget${atLeast(advice, format)}.`;
    case 'do-not-use':
      return `Not worth it: use SGD. The smallest bound of AuxMOM and AuxMVR is ${describeGain(advice.gain.predicted, format)} that of SGD for the same budget.`;
    case 'measure-more':
      return `Measure more: ${describeDecisive(constants, advice.decisive)}. ${describeMeasurement(pairs)} If every constant had its value, it would ${advice.provisional === 'use' ? '' : 'not '}be worth it (a bound ${describeGain(advice.gain.predicted, format)} that of SGD), but that is no promise.`;
  }
}

/** A plan in words. */
function describePlan({ variant, start, parameters }: Plan<Ratio>, format: FormatNumber): string {
  const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
  const from = start.kind === 'batch' ? `an initial batch of ${start.size}` : `the start ${start.kind}`;
  return `${algorithms[variant].title} with η = ${format(stepSize)}, a = ${format(momentumWeight)}, K = ${localStepCount}, T = ${roundCount} and ${from}`;
}

function explainBounds({ gain }: Advice, format: FormatNumber): string {
  return `The bounds, which cover the worst problem with these constants, make it ${describeGain(gain.predicted, format)} that of SGD.`;
}

function leftOut(localStepLimit: number | undefined): string {
  if (localStepLimit === undefined) return '';
  return ` Plans with K > ${localStepLimit} take too long to expect and were left out; they may gain more.`;
}

function atLeast({ gain }: Advice, format: FormatNumber): string {
  if (compareRatios(gain.atLeast, gain.predicted) === 0) return '';
  return `, and at least ${format(gain.atLeast)} times wherever the constants are within their ends`;
}

/** Which constants decide, and what is missing of each. */
function describeDecisive(constants: AdviceConstants, decisive: readonly ConstantName[]): string {
  const parts = decisive.map((name) => {
    const constant = constants[name];
    const symbol = constantSymbols[name];
    if (constant?.upper !== undefined) return `${symbol} is not known closely enough`;
    if (constant?.kind !== 'lower-bound') return `nothing limits ${symbol} from above`;
    const how = constant.method === undefined ? '' : ` (${constant.method})`;
    return `of ${symbol} only a lower bound is known${how}`;
  });
  return parts.length === 0 ? 'the constants are not known closely enough together' : parts.join('; ');
}

/** What to measure, and what it takes. */
function describeMeasurement(pairs: number | undefined): string {
  if (pairs === undefined) {
    return 'No number of gradients limits that from above: give a bound that you know, or let short runs decide (auxopt advise --pilot 200 -- CMD takes 200 gradients of f).';
  }
  const { target, auxiliary } = gradientsOfPairs(pairs);
  return `If the values stay as they are, auxopt advise --pairs ${pairs} -- CMD settles it, with ${target} gradients of f and ${auxiliary} of h.`;
}

/** What a measurement assumes where nothing else is said. */
const kurtosis = 6;
const confidence = 0.95;

/** Beyond this no measurement is worth naming. */
const mostPairs = 2 ** 24;

const measurable: readonly ConstantName[] = varianceNames;

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
