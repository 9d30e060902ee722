/** A scale that many whole numbers share: one base q, one power of it for a whole state. */
import type { Initialization, Parameters, QuadraticProblem } from '../../spec/model/index.js';
import { mapProblem } from '../../spec/model/index.js';
import type { Vector } from '../../spec/algebra/index.js';
import type { ExactField } from './exact-field.js';
import type { Ratio } from './exact-number.js';
import { createPowerReduction } from './factored-scale.js';
import { createPowerTable } from './power-table.js';
import { baseForDenominators, createRadixField, type RadixNumber } from './radix-field.js';

/** The base q with what is needed to put numbers over its powers. */
export interface SharedScale {
  /** q ≥ 10; its prime factors are the ones that denominators may have. */
  readonly base: bigint;
  /** The ring ℤ[1/q], in which maps and starts are prepared. */
  readonly field: ExactField<RadixNumber>;
  /** q^exponent, kept once asked for. */
  readonly power: (exponent: number) => bigint;
  /** The least p for which value·qᵖ is whole. */
  readonly placesOf: (value: RadixNumber) => number;
  /** value·q^places, a whole number where places ≥ placesOf(value). */
  readonly over: (value: RadixNumber, places: number) => bigint;
  /** numerator/q^places in lowest terms. */
  readonly toRatio: (numerator: bigint, places: number) => Ratio;
}

/** The numbers numerators[i]/q^places: one denominator for all of them. */
export interface SharedVector {
  readonly numerators: readonly bigint[];
  /** q. */
  readonly base: bigint;
  readonly places: number;
}

/** The inputs whose denominators decide the base. */
export interface SharedScaleInputs {
  readonly problem: QuadraticProblem<Ratio>;
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly startingPoint: Vector<Ratio>;
}

/** The shared scale of base q. */
export function createSharedScale(base: bigint): SharedScale {
  const field = createRadixField(base);
  const power = createPowerTable(base);
  return {
    base,
    field,
    power,
    // The field never reduces: value·qᵖ is whole iff q^(places − p) divides the coefficient.
    placesOf: ({ coefficient, places }) => {
      if (coefficient === 0n) return 0;
      let [rest, least] = [coefficient, places];
      while (least > 0 && rest % base === 0n) [rest, least] = [rest / base, least - 1];
      return least;
    },
    over: ({ coefficient, places }, wanted) =>
      wanted >= places ? coefficient * power(wanted - places) : coefficient / power(places - wanted),
    toRatio: createPowerReduction(base),
  };
}

/**
 * The base of a run: every prime factor of a denominator in it, and 2 and 5.
 *
 * A run adds and multiplies its inputs, halves values of f and divides by the size of an initial batch; nothing else
 * enters a denominator.
 *
 * @param inputs - the run; without a problem where the problem is not known.
 * @param divisors - counts by which somebody means to divide besides.
 */
export function baseOfRun(
  inputs: Omit<SharedScaleInputs, 'problem'> & Partial<Pick<SharedScaleInputs, 'problem'>>,
  divisors: readonly bigint[] = [],
): bigint {
  const { problem, parameters, initialization, startingPoint } = inputs;
  const denominators = new Set(divisors);
  const note = (value: Ratio): Ratio => {
    denominators.add(value.denominator);
    return value;
  };
  if (problem !== undefined) mapProblem(problem, note);
  [parameters.stepSize, parameters.momentumWeight, ...startingPoint].forEach(note);
  if (initialization.kind === 'given') initialization.correction.forEach(note);
  if (initialization.kind === 'batch') denominators.add(BigInt(initialization.size));
  return baseForDenominators(denominators);
}

/**
 * The entries of a shared vector as ratios in lowest terms.
 *
 * @example
 * ```ts
 * import { sharedRatios } from 'auxopt/exact';
 *
 * sharedRatios({ numerators: [25n], base: 10n, places: 2 }); // [{ numerator: 1n, denominator: 4n }]
 * ```
 */
export function sharedRatios({ numerators, base, places }: SharedVector): Ratio[] {
  const reduce = createPowerReduction(base);
  return numerators.map((numerator) => reduce(numerator, places));
}
