/** Which arithmetic a problem needs, and the problem in it. */
import {
  baseForDenominators,
  baseOfRun,
  createRadixField,
  type ExactField,
  type RadixNumber,
  type Ratio,
} from '../exact/index.js';
import { mapCase, type ProblemCase, type ResolvedProblem } from './problem-case.js';

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
export function chooseArithmetic(resolved: ResolvedProblem): ExactField<RadixNumber> {
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
): R {
  const field = chooseArithmetic(resolved);
  return use(field, instantiate(field, resolved));
}

/**
 * The case with its numbers in `field`.
 *
 * @throws InexactError where a number is no element of the field.
 */
export function instantiate<S>(field: ExactField<S>, resolved: ResolvedProblem): ProblemCase<S> {
  return mapCase(resolved, field.fromRatio);
}

/** The ring ℤ[1/q] that contains the given numbers and every finite decimal. */
export function radixFieldFor(numbers: Iterable<Ratio>): ExactField<RadixNumber> {
  return createRadixField(baseForNumbers(numbers));
}

/** The base q of that ring. */
export function baseForNumbers(numbers: Iterable<Ratio>): bigint {
  return baseForDenominators(new Set(denominators(numbers)));
}

function* denominators(numbers: Iterable<Ratio>): Generator<bigint> {
  for (const { denominator } of numbers) yield denominator;
}
