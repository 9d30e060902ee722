/** Which arithmetic a problem needs, and the problem in it. */
import type { Decimal } from 'decimal.js';
import {
  baseForDenominators,
  createDecimalField,
  createRadixField,
  decimalPlaces,
  type ExactField,
  type RadixNumber,
  type Ratio,
} from '../exact/index.js';
import { mapCase, numbersOf, type ProblemCase, type ResolvedProblem } from './problem-case.js';

/** The arithmetic of a problem: decimals where they suffice, else numbers over powers of a base. */
export type Arithmetic =
  | { readonly kind: 'decimal'; readonly field: ExactField<Decimal> }
  | { readonly kind: 'radix'; readonly field: ExactField<RadixNumber> };

/**
 * The simplest arithmetic in which every variant can run on this problem without rounding.
 *
 * A run only adds and multiplies the problem's numbers, halves values of f and h, and divides by the size of an
 * initial batch. So decimals suffice iff all of those have finite decimal expansions.
 *
 * @returns the field of decimals, or ℤ[1/q] for the least suitable q = 10·(other prime factors).
 * @example
 * ```ts
 * import { chooseArithmetic } from 'auxopt/problems';
 * import { arbitraryProblemCase, drawAt } from 'auxopt/properties';
 *
 * const { problemCase } = drawAt(arbitraryProblemCase(), 1, 0).value;
 * chooseArithmetic(problemCase).field.name; // 'decimal'
 * ```
 */
export function chooseArithmetic(resolved: ResolvedProblem): Arithmetic {
  const needed = [...neededNumbers(resolved)];
  return needed.every((value) => decimalPlaces(value) !== undefined)
    ? { kind: 'decimal', field: createDecimalField() }
    : { kind: 'radix', field: radixFieldFor(needed) };
}

/**
 * Hands a case to a generic function in the arithmetic that {@link chooseArithmetic} picks.
 *
 * @param use - works over any exact field; what it returns is returned.
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
  use: <S>(field: ExactField<S>, problemCase: ProblemCase<S>) => R,
): R {
  const arithmetic = chooseArithmetic(resolved);
  return arithmetic.kind === 'decimal'
    ? use(arithmetic.field, instantiate(arithmetic.field, resolved))
    : use(arithmetic.field, instantiate(arithmetic.field, resolved));
}

/**
 * {@link withExactCase} in ℤ[1/q] also where decimals suffice: several times as fast while numbers are short.
 *
 * @param use - works over any exact field; what it returns is returned.
 */
export function withShortCase<R>(
  resolved: ResolvedProblem,
  use: (field: ExactField<RadixNumber>, problemCase: ProblemCase<RadixNumber>) => R,
): R {
  const field = radixFieldFor(neededNumbers(resolved));
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

function* neededNumbers({
  problem,
  parameters,
  initialization,
  startingPoint,
}: ResolvedProblem): Generator<Ratio> {
  yield* numbersOf(problem);
  yield parameters.stepSize;
  yield parameters.momentumWeight;
  yield* startingPoint;
  if (initialization.kind === 'given') yield* initialization.correction;
  if (initialization.kind === 'batch') {
    yield { numerator: 1n, denominator: BigInt(initialization.size) };
  }
}
