/** Numbers n/qᵉ over one fixed base q: exact sums and products without a single gcd. */
import type { Vector } from '../../spec/algebra/index.js';
import {
  mapParameters,
  mapProblem,
  type Initialization,
  type QuadraticProblem,
  type RunParameters,
} from '../../spec/model/index.js';
import { InexactError } from '../errors.js';
import type { ExactField } from './exact-field.js';
import { createPlaces, createPowerReduction } from './factored-scale.js';
import {
  createRatio,
  formatDecimal,
  formatRatio,
  greatestCommonDivisor,
  parseExactNumber,
  removeFactor,
  type Ratio,
} from './exact-number.js';

/** coefficient / qᵖ with p = `places` ≥ 0; not necessarily in lowest terms. */
export interface RadixNumber {
  readonly coefficient: bigint;
  readonly places: number;
}

/**
 * The ring ℤ[1/q] as whole numbers over powers of q, with division where the quotient is in the ring.
 *
 * Sums and products never reduce, so they cost one multiplication of whole numbers; fractions over fraction.js cost a
 * gcd each. With q a multiple of 10 it contains every finite decimal and every double.
 *
 * @param base - q ≥ 2; its prime factors are the ones a denominator may have.
 * @example
 * ```ts
 * import { createRadixField } from 'auxopt/exact';
 *
 * const field = createRadixField(30n);
 * field.format(field.add(field.fromString('1/3'), field.fromString('0.5'))); // '5/6'
 * ```
 */
export function createRadixField(base: bigint): ExactField<RadixNumber> {
  const power = createPowerTable(base);
  const raise = ({ coefficient, places }: RadixNumber, to: number): bigint =>
    places === to ? coefficient : coefficient * power(to - places);
  const add = (left: RadixNumber, right: RadixNumber): RadixNumber => {
    const places = Math.max(left.places, right.places);
    return { coefficient: raise(left, places) + raise(right, places), places };
  };
  const subtract = (left: RadixNumber, right: RadixNumber): RadixNumber => {
    const places = Math.max(left.places, right.places);
    return { coefficient: raise(left, places) - raise(right, places), places };
  };
  let findPlaces: ReturnType<typeof createPlaces> | undefined;
  const placesFor = (denominator: bigint): number => {
    const { places, foreign } = (findPlaces ??= createPlaces(base))(denominator);
    if (foreign === 1n) return places;
    throw new InexactError({
      problem: `a denominator has the factor ${foreign}`,
      where: `the ring of numbers over powers of ${base}`,
      expected: `denominators that divide a power of ${base}`,
      fix: 'Choose a base with that factor, or use createRationalField.',
    });
  };
  const fromRatio = ({ numerator, denominator }: Ratio): RadixNumber => {
    const places = placesFor(denominator);
    return { coefficient: numerator * (power(places) / denominator), places };
  };
  const toUnreducedRatio = ({ coefficient, places }: RadixNumber): Ratio => ({
    numerator: coefficient,
    denominator: power(places),
  });
  let reduction: ReturnType<typeof createPowerReduction> | undefined;
  const toRatio = ({ coefficient, places }: RadixNumber): Ratio =>
    (reduction ??= createPowerReduction(base))(coefficient, places);
  return {
    name: base === 10n ? 'decimal' : `radix ${base}`,
    zero: { coefficient: 0n, places: 0 },
    one: { coefficient: 1n, places: 0 },
    add,
    subtract,
    multiply: (left, right) => ({
      coefficient: left.coefficient * right.coefficient,
      places: left.places + right.places,
    }),
    negate: (value) => ({ coefficient: -value.coefficient, places: value.places }),
    divide: (left, right) =>
      fromRatio(createRatio(left.coefficient * power(right.places), right.coefficient * power(left.places))),
    compare: (left, right) => {
      const { coefficient } = subtract(left, right);
      return coefficient < 0n ? -1 : coefficient > 0n ? 1 : 0;
    },
    fromString: (text) => fromRatio(parseExactNumber(text)),
    format: (value) =>
      base === 10n ? formatDecimal(value.coefficient, value.places) : formatRatio(toRatio(value)),
    fromRatio,
    toRatio,
    toUnreducedRatio,
  };
}

/**
 * A base for {@link createRadixField} that has every prime factor of the given denominators.
 *
 * @param least - factors that it has in any case: 2 and 5, for decimals; 2 alone does where every number is a binary one.
 */
export function baseForDenominators(denominators: Iterable<bigint>, least: 2n | 10n = 10n): bigint {
  let base: bigint = least;
  for (const denominator of denominators) {
    // Only new factors enter, so that powers of the base stay small. The long denominators are those of decimals: of their powers of 5, 5 does.
    const [, odd] = removeFactor(denominator, 2n);
    let [, rest] = removeFactor(odd, 5n);
    if (rest !== odd && base % 5n !== 0n) base *= 5n;
    for (let common = greatestCommonDivisor(rest, base); common !== 1n;) {
      rest /= common;
      common = greatestCommonDivisor(rest, base);
    }
    base *= rest;
  }
  return base;
}

/** The numbers of a run: their denominators decide the base. */
export interface RunNumbers {
  readonly problem: QuadraticProblem<Ratio>;
  readonly parameters: RunParameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly startingPoint: Vector<Ratio>;
}

/**
 * The base of a run: every prime factor of a denominator in it, and those of `least`. For `createRadixField`.
 *
 * A run adds and multiplies its inputs, halves values of f and divides by the size of an initial batch; nothing else
 * enters a denominator.
 *
 * @param inputs - the run; without a problem where the problem is not known.
 * @param divisors - counts by which somebody means to divide besides.
 * @param least - 2 where 5 need not be in it: every number that is not one of the inputs is a binary one.
 */
export function baseOfRun(
  inputs: Omit<RunNumbers, 'problem'> & Partial<Pick<RunNumbers, 'problem'>>,
  divisors: readonly bigint[] = [],
  least: 2n | 10n = 10n,
): bigint {
  const { problem, parameters, initialization, startingPoint } = inputs;
  const denominators = new Set([...divisors, ...(problem === undefined ? [] : denominatorsOf(problem))]);
  const note = (value: Ratio): Ratio => {
    denominators.add(value.denominator);
    return value;
  };
  mapParameters(parameters, note);
  startingPoint.forEach(note);
  if (initialization.kind === 'given') initialization.correction.forEach(note);
  if (initialization.kind === 'batch') denominators.add(BigInt(initialization.size));
  return baseForDenominators(denominators, least);
}

/** A problem is run and judged again and again, and may have a million numbers. */
const knownDenominators = new WeakMap<QuadraticProblem<Ratio>, ReadonlySet<bigint>>();

function denominatorsOf(problem: QuadraticProblem<Ratio>): ReadonlySet<bigint> {
  const known = knownDenominators.get(problem);
  if (known !== undefined) return known;
  const denominators = new Set<bigint>();
  mapProblem(problem, ({ denominator }) => denominators.add(denominator));
  knownDenominators.set(problem, denominators);
  return denominators;
}

/**
 * A function that gives baseᵉ, and remembers it.
 *
 * It keeps what it was asked for and nothing between: all powers of 10 up to the 64,000th would fill a gigabyte.
 */
export function createPowerTable(base: bigint): (exponent: number) => bigint {
  const powers = new Map<number, bigint>();
  return (exponent) => {
    const power = powers.get(exponent) ?? base ** BigInt(exponent);
    powers.set(exponent, power);
    return power;
  };
}
