/** Which arithmetic a problem needs, and the problem in it; or in doubles, for the fast engine. */
import {
  isSchedule,
  scheduledNames,
  type PerStep,
  type QuadraticProblem,
  type Schedule,
} from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import {
  baseOfRun,
  createRadixField,
  nearestDouble,
  type ExactField,
  type RadixNumber,
  type Ratio,
} from '../exact/index.js';
import { formatShort } from '../exact/short-number.js';
import { baseForDenominators } from '../exact/radix-field.js';
import { problemError, type JsonPath } from './json-path.js';
import {
  mapCase,
  mapProblem,
  type ProblemCase,
  type ResolvedProblem,
  type ResolvedRun,
  type ScheduledCase,
} from './problem-case.js';

/**
 * The simplest arithmetic in which every variant can run on this problem without rounding.
 *
 * A run only adds and multiplies the problem's numbers, halves values of f and h, and divides by the size of an
 * initial batch. So decimals suffice iff all of those have finite decimal expansions.
 *
 * @returns ℤ[1/q] for the least suitable q = 10·(other prime factors); for q = 10 these are the finite decimals.
 * @example
 * ```ts
 * import { chooseArithmetic } from 'auxopt/problems';
 * import { arbitraryProblemCase, drawAt } from 'auxopt/properties';
 *
 * const { problemCase } = drawAt(arbitraryProblemCase(), 1, 0).value;
 * chooseArithmetic(problemCase).name; // 'decimal'
 * ```
 */
export function chooseArithmetic(resolved: ResolvedRun): ExactField<RadixNumber> {
  return createRadixField(baseOfRun(resolved));
}

/**
 * Hands a case to a function in the arithmetic that {@link chooseArithmetic} picks.
 *
 * @param use - what it returns is returned.
 * @example
 * ```ts
 * import { runExact } from 'auxopt/exact';
 * import { drawTapeFor, withExactCase } from 'auxopt/problems';
 * import { arbitraryProblemCase, drawAt } from 'auxopt/properties';
 * import { createQuadraticOracle } from 'auxopt/spec';
 *
 * const { problemCase } = drawAt(arbitraryProblemCase(), 1, 0).value;
 * withExactCase(problemCase, (field, given) => {
 *   const oracle = createQuadraticOracle(field, given.problem);
 *   const tape = drawTapeFor(field, given);
 *   const trace = runExact(field, given.variant, { ...given, oracle, tape });
 *   return trace.rounds.length === given.parameters.roundCount; // true
 * });
 * ```
 */
export function withExactCase<R>(
  resolved: ResolvedProblem,
  use: (field: ExactField<RadixNumber>, problemCase: ProblemCase<RadixNumber>) => R,
): R;
export function withExactCase<R>(
  resolved: ResolvedRun,
  use: (field: ExactField<RadixNumber>, problemCase: ScheduledCase<RadixNumber>) => R,
): R;
export function withExactCase<R>(
  resolved: ResolvedRun,
  use: (field: ExactField<RadixNumber>, problemCase: never) => R,
): R {
  const field = chooseArithmetic(resolved);
  return use(field, instantiate(field, resolved) as never); // a schedule where the given case has one
}

/**
 * The case with its numbers in `field`.
 *
 * @throws InexactError where a number is no element of the field.
 */
export function instantiate<S>(field: ExactField<S>, resolved: ResolvedProblem): ProblemCase<S>;
export function instantiate<S>(field: ExactField<S>, resolved: ResolvedRun): ScheduledCase<S>;
export function instantiate<S>(field: ExactField<S>, resolved: ResolvedRun): ScheduledCase<S> {
  return mapCase(resolved, field.fromRatio);
}

/**
 * The case with every number replaced by the nearest double: the problem, the parameters, x⁰ and a given m⁰.
 *
 * Note that means of the rounded atoms need no longer equal the rounded means.
 *
 * @throws InputError where a number overflows.
 */
export function toNumberCase<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  problemCase: ProblemCase<S>,
): ProblemCase<number>;
export function toNumberCase<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  problemCase: ScheduledCase<S>,
): ScheduledCase<number>;
export function toNumberCase<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  problemCase: ScheduledCase<S>,
): ScheduledCase<number> {
  return mapCase(problemCase, (value: S) => finiteDouble(field.toRatio(value)));
}

/** @throws InputError for a parameter that no double is near: one that would be infinite, or 0 where it is not. */
export function assertDoubleParameters({ parameters }: ResolvedRun, source: string): void {
  for (const name of scheduledNames) {
    const check = (value: Schedule<Ratio>, path: JsonPath): void => {
      if (isSchedule<PerStep<Ratio>>(value)) {
        for (const [index, entry] of value.entries()) check(entry, [...path, index]);
        return;
      }
      const double = nearestDouble(value);
      if (Number.isFinite(double) && (double !== 0 || value.numerator === 0n)) return;
      throw problemError(source, path, {
        problem: `${formatShort(value, 40)} is too ${double === 0 ? 'small' : 'large'} for a double`,
        expected: double === 0 ? 'a magnitude above 2⁻¹⁰⁷⁵' : 'a magnitude below 2¹⁰²⁴',
        fix: 'Choose other units, or use the exact engine.',
      });
    };
    check(parameters[name], ['parameters', name]);
  }
}

/** {@link toNumberCase} for the problem alone. */
export function toNumberProblem<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  problem: QuadraticProblem<S>,
): QuadraticProblem<number> {
  return mapProblem(problem, (value) => finiteDouble(field.toRatio(value)));
}

function finiteDouble(ratio: Ratio): number {
  const value = nearestDouble(ratio);
  if (Number.isFinite(value)) return value;
  throw new InputError({
    problem: `${formatShort(ratio, 40)} is too large for a double`,
    where: 'the conversion of the problem to binary64',
    expected: 'numbers of magnitude below 2¹⁰²⁴',
    fix: 'Choose other units, or use the exact engine.',
  });
}

/** The ring ℤ[1/q] that contains the given numbers and every finite decimal. */
export function radixFieldFor(numbers: Iterable<Ratio>): ExactField<RadixNumber> {
  return createRadixField(baseForNumbers(numbers));
}

/** The base q of that ring. */
export function baseForNumbers(numbers: Iterable<Ratio>): bigint {
  return baseForDenominators(new Set(Array.from(numbers, ({ denominator }) => denominator)));
}
