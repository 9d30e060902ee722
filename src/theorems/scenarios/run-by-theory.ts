/** Runs with the parameters that the theorems give, and what is proved about these very runs. */
import type { Parameters, VariantName } from '../../../spec/model/index.js';
import {
  tunedWeight,
  rateDet,
  rateMom,
  rateMvr,
  rateTheorems,
  tuneParameters,
  type RateTheoremId,
  momentumGuarantee,
  type SeparationInput,
  type TunedTheorem,
} from '../../../spec/theorems/index.js';
import { liftDouble, nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import { expectRun } from '../../expectation/index.js';
import type { ResolvedProblem } from '../../problems/index.js';
import { decimalRatio, reduced } from '../../problems/constructed/decimal-ratio.js';
import { withinBudget } from '../../problems/with-variant.js';
import { roundDown, roundUp } from '../../problems/simple-number.js';
import { judgeRate, type ProblemConstants, type RateMeasurement } from '../rates/judge-rate.js';
import { measureQuadratic } from '../rates/measure-quadratic.js';
import { gapsOf } from './curves.js';
import { constantsFor, type BoundedDescription } from './tune.js';

/** A run, measured by exact expectation. */
export interface TheoryRun {
  readonly variant: VariantName;
  readonly parameters: Parameters<Ratio>;
  /** E f(x^T) − inf f, exactly, not in lowest terms. */
  readonly gap: Ratio;
  /** G, e₀ and the greatest variances along this run. */
  readonly measurement: RateMeasurement;
  /** G ≤ bound, by the theorem; absent for `naive`, about which there is none. */
  readonly proof?: { readonly theorem: RateTheoremId; readonly bound: Ratio; readonly isViolation: boolean };
}

const { one, subtract, multiply, divide, compare } = reduced;
const whole = (value: number): Ratio => decimalRatio(value, 0);

/**
 * The run of a variant with K of the case, at a budget of target gradients.
 *
 * η and a are those of RATE-DET or RATE-MOM (AuxMOM without and with noise), RATE-MVR and SGD-1, at the best free number for the
 * variances at x⁰, η rounded down and a rounded up to four digits; `naive` takes η of AuxMOM. What is proved uses the greatest
 * variances along the run itself: RATE-DET without noise (a smaller η belongs to a larger δ, which is a δ too), else MOM-2, MVR-1
 * and SGD-1.
 *
 * @param resolved - a checked quadratic, f bounded below, L > 0, δ > 0 and F₀ > 0.
 * @param description - of this case.
 */
export function runByTheory(
  resolved: ResolvedProblem,
  variant: VariantName,
  budget: number,
  description: BoundedDescription,
): TheoryRun {
  const within = withinBudget(resolved, variant, budget);
  const tuned = variant === 'naive' ? withinBudget(resolved, 'aux-mom', budget) : within;
  const parameters = { ...within.parameters, ...tune(tuned, description) };
  const run = { ...within, parameters };
  const expected = expectRun(run, { moments: false, localSteps: false });
  const gaps = gapsOf(expected, description.optimum.value);
  const measurement = measureQuadratic(run, expected);
  const proof = prove(run, measurement, description);
  return {
    variant,
    parameters,
    gap: gaps.at(-1) ?? description.optimum.suboptimality,
    measurement,
    ...(proof === undefined ? {} : { proof }),
  };
}

/** The step size with the least bound of SGD-1 for T steps, min(1/L, √(2F₀/(LTσ_f²))) with σ_f² at x⁰, rounded down to four digits. */
export function sgdStepSize(description: BoundedDescription, stepCount: number): Ratio {
  const { smoothness, suboptimality } = constantsFor('SGD-1', description);
  const [F, L, variance] = [suboptimality, smoothness, description.targetVariance].map(nearestDouble);
  const noisy = Math.sqrt((2 * (F as number)) / ((L as number) * stepCount * (variance as number)));
  const largest = divide(one, smoothness);
  const wished = Number.isFinite(noisy) ? liftDouble(noisy) : largest;
  return roundDown(compare(wished, largest) < 0 ? wished : largest, 4);
}

/** η and a. */
function tune(
  run: ResolvedProblem,
  description: BoundedDescription,
): Pick<Parameters<Ratio>, 'stepSize' | 'momentumWeight'> {
  const { variant, parameters } = run;
  const [K, T] = [whole(parameters.localStepCount), whole(parameters.roundCount)];
  const { snapshotVariance, localVariance, targetVariance } = description;
  if (variant === 'sgd') {
    return { stepSize: sgdStepSize(description, parameters.roundCount), momentumWeight: one };
  }
  const isNoisy = snapshotVariance.numerator > 0n || localVariance.numerator > 0n;
  const theorem = variant === 'aux-mvr' ? rateMvr : isNoisy ? rateMom : rateDet;
  const constants = constantsFor(variant === 'aux-mvr' ? 'MVR-1' : 'MOM-2', description);
  const input = { ...constants, snapshotVariance, localVariance, localStepCount: K };
  const start = measureQuadratic({ ...run, parameters: { ...parameters, roundCount: 1 } });
  const known = { ...input, targetVariance, roundCount: T };
  const startError = theorem.initialError(reduced, parameters, run.initialization, { ...start, ...known });
  const freeNumber = bestFreeNumber(theorem, {
    ...known,
    startError: divide(startError.numerator, startError.denominator),
  });
  const { stepSize } = tuneParameters(reduced, theorem, { ...input, freeNumber });
  const shorter = roundDown(stepSize, 4);
  const weight = roundUp(tunedWeight(reduced, theorem.tuning, { ...input, stepSize: shorter }), 4);
  return { stepSize: shorter, momentumWeight: compare(weight, one) > 0 ? one : weight };
}

/** What is proved about a run that was measured. */
function prove(
  { variant, parameters, initialization }: ResolvedProblem,
  measurement: RateMeasurement,
  description: BoundedDescription,
): TheoryRun['proof'] {
  if (variant !== 'aux-mom' && variant !== 'aux-mvr' && variant !== 'sgd') return undefined;
  const isSilent =
    measurement.snapshotVariance.numerator === 0n && measurement.localVariance.numerator === 0n;
  const theorem: RateTheoremId =
    variant === 'sgd' ? 'SGD-1' : variant === 'aux-mvr' ? 'MVR-1' : isSilent ? 'RATE-DET' : 'MOM-2';
  const known = constantsFor(theorem, description);
  const constants = theorem === 'RATE-DET' ? widenSimilarity(known, parameters) : known;
  const { bound, isViolation, isExactConditionMet } = judgeRate(rateTheorems[theorem], {
    parameters,
    initialization,
    constants,
    measurement,
  });
  return isExactConditionMet ? { theorem, bound: ratioField.toRatio(bound), isViolation } : undefined;
}

/** The δ for which η is the one of RATE-DET: at least the δ of the problem where η is at most its own. */
function widenSimilarity(
  constants: ProblemConstants,
  { stepSize, localStepCount }: Parameters<Ratio>,
): ProblemConstants {
  const rest = subtract(divide(one, stepSize), constants.smoothness);
  const wider = divide(multiply(whole(7), rest), whole(5 * localStepCount));
  return compare(wider, constants.hessianSimilarity) < 0
    ? constants
    : { ...constants, hessianSimilarity: wider };
}

/**
 * s = √(2PV/(KT)) of RATE-MOM and RATE-MOM-G, r = (F₀/(16δ²σ_D²T))^{1/3} of RATE-MVR, each the nearest double.
 *
 * Without noise s is 0 where it may be as small as one likes, so this is for runs with noise; and r is so large that 1/r does not
 * count. RATE-DET has none: 1.
 */
function bestFreeNumber(theorem: TunedTheorem, input: SeparationInput<Ratio>): Ratio {
  switch (theorem.id) {
    case 'RATE-DET':
      return reduced.one;
    case 'RATE-MVR': {
      const { hessianSimilarity, suboptimality, snapshotVariance, roundCount } = input;
      const numbers = [hessianSimilarity, suboptimality, snapshotVariance, roundCount].map(nearestDouble);
      const [delta, F, variance, T] = numbers as [number, number, number, number];
      const reach = Math.cbrt(F / (16 * delta * delta * variance * T));
      return liftDouble(Number.isFinite(reach) ? reach : 2 ** 60 / delta);
    }
    default:
      // the guarantee is linear + 2s
      return liftDouble(Math.sqrt(nearestDouble(momentumGuarantee(reduced, theorem, input).square)) / 2);
  }
}
