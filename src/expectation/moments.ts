/** The second moments of a run while they move, and what is read off them. */
import type { Vector } from '../../spec/algebra/index.js';
import { createRatio, type RadixNumber, type Ratio } from '../exact/index.js';
import { type StateLayout } from '../exact/linear-maps.js';
import type { Moments } from './expectation-result.js';
import { applyForm } from './forms.js';
import {
  addExponents,
  greaterExponents,
  type Exponents,
  type LeastScale,
  type ScaledNumber,
  type ScaledNumbers,
} from './least-scale.js';
import type { Measures } from './measures.js';
import type { MomentStep } from './moment-step.js';

/** The steps of a round: its snapshot draw, and local step k. */
export interface MomentSteps {
  readonly snapshot: MomentStep;
  readonly local: (step: number) => MomentStep;
}

/** What is summarised over a run. */
export type SummaryName = 'squaredGradient' | 'snapshotVariance' | 'targetVariance' | 'localVariance';

/** What second moments are made of. */
export interface MomentProblem {
  readonly scale: LeastScale;
  readonly layout: StateLayout;
  /** The last entry of z is 1/κ; the exponents of κ. */
  readonly unit: Exponents;
  /** Those of round t = 1, 2, … */
  readonly stepsAt: (round: number) => MomentSteps;
  readonly measures: Measures;
  /** S before round 1, n×n in one list. */
  readonly start: Vector<RadixNumber>;
}

/** S = E z zᵀ, from the start on. */
export interface SecondMoments {
  /** Takes a step: S ← Σ_j p_j M_j S M_jᵀ. */
  readonly apply: (step: MomentStep) => void;
  /** The value of a form now; 0 for one that is absent. */
  readonly measure: (name: keyof Measures) => Ratio;
  /** Notes the value of a form in its summary, and gives it where it is wanted. */
  readonly note: (name: SummaryName, isWanted: boolean) => Ratio | undefined;
  /** The mean and the greatest of what was noted; 0 where nothing was. */
  readonly summaries: Readonly<Record<SummaryName, Summary>>;
  /** Mean and, where wanted, covariance of the d entries of z from `from` on, and the trace of that. */
  readonly moments: (from: number, withCovariance: boolean) => Moments;
}

/** S as whole numbers over one denominator. */
export function createMoments(problem: MomentProblem): SecondMoments {
  const { scale, layout, unit, measures } = problem;
  const start = scale.overLeast(problem.start);
  const values = [...start.numerators];
  let { exponents } = start;
  const valueOf = (name: keyof Measures): ScaledNumber => {
    const form = measures[name];
    return form === undefined
      ? { numerator: 0n, exponents: scale.whole }
      : { numerator: applyForm(form, values), exponents: addExponents(exponents, form.exponents) };
  };
  const summaries = {
    squaredGradient: createSummary(scale),
    snapshotVariance: createSummary(scale),
    targetVariance: createSummary(scale),
    localVariance: createSummary(scale),
  };
  return {
    apply: (step) => {
      step.apply(values);
      exponents = addExponents(exponents, step.exponents);
    },
    measure: (name) => scale.toRatio(valueOf(name)),
    note: (name, isWanted) => {
      const value = valueOf(name);
      summaries[name].add(value);
      return isWanted ? scale.toRatio(value) : undefined;
    },
    summaries,
    moments: (from, withCovariance) =>
      readMoments(scale, layout, unit, { numerators: values, exponents }, from, withCovariance),
  };
}

/**
 * The moments of the d entries of z from `from` on: E v/κ is in the column of the constant 1/κ, and
 * Cov v = E vvᵀ − (E v)(E v)ᵀ.
 */
export function readMoments(
  scale: LeastScale,
  { size, dimension, constant }: StateLayout,
  unit: Exponents,
  { numerators, exponents }: ScaledNumbers,
  from: number,
  withCovariance: boolean,
): Moments {
  const entry = (i: number, j: number): bigint => numerators[i * size + j] as bigint;
  const one = entry(constant, constant); // 1/κ²
  const means = Array.from({ length: dimension }, (_, i) => entry(from + i, constant));
  const ofMean = addExponents(exponents, unit, -1);
  const squared = addExponents(addExponents(exponents, exponents), addExponents(unit, unit), -1);
  const numerator = (i: number, j: number): bigint =>
    entry(from + i, from + j) * one - (means[i] as bigint) * (means[j] as bigint);
  const covariance: Ratio[][] = means.map(() => []);
  let trace = 0n;
  for (let i = 0; i < dimension; i += 1) {
    for (let j = i; j < (withCovariance ? dimension : i + 1); j += 1) {
      const value = numerator(i, j);
      if (i === j) trace += value;
      if (!withCovariance) continue;
      const ratio = scale.toRatio({ numerator: value, exponents: squared });
      (covariance[i] as Ratio[])[j] = ratio;
      (covariance[j] as Ratio[])[i] = ratio;
    }
  }
  return {
    mean: means.map((value) => scale.toRatio({ numerator: value, exponents: ofMean })),
    ...(withCovariance && { covariance }),
    totalVariance: scale.toRatio({ numerator: trace, exponents: squared }),
  };
}

/** The sum, the number and the greatest of values ≥ 0. */
export interface Summary {
  readonly add: (value: ScaledNumber) => void;
  readonly average: () => Ratio;
  readonly maximum: () => Ratio;
}

/** A summary of no values yet. Sum and greatest share a denominator, that of the longest value so far. */
export function createSummary({ whole, power, toRatio }: LeastScale): Summary {
  let [sum, greatest, count] = [0n, 0n, 0];
  let exponents = whole;
  return {
    add: (value) => {
      const common = greaterExponents(exponents, value.exponents);
      const raise = power(addExponents(common, exponents, -1));
      const numerator = value.numerator * power(addExponents(common, value.exponents, -1));
      greatest *= raise;
      if (numerator > greatest) greatest = numerator;
      sum = sum * raise + numerator;
      exponents = common;
      count += 1;
    },
    average: () => divideByCount(toRatio({ numerator: sum, exponents }), Math.max(count, 1)),
    maximum: () => toRatio({ numerator: greatest, exponents }),
  };
}

/** ratio/count in lowest terms; no gcd but one with the short count. */
export function divideByCount({ numerator, denominator }: Ratio, count: number): Ratio {
  const divisor = BigInt(count);
  const rest = createRatio(numerator % divisor, divisor).denominator; // divisor / gcd(numerator, divisor)
  return { numerator: numerator / (divisor / rest), denominator: denominator * rest };
}
