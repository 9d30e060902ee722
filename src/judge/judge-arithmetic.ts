/** The arithmetic of one judgement: an exact ring that holds all data, errors carried on top, bounds from both. */
import {
  mapInitialization,
  mapParameters,
  createQuadraticOracle,
  mapProblem,
} from '../../spec/model/index.js';
import type { ExactField } from '../exact/exact-field.js';
import { countTwos, type Ratio } from '../exact/exact-number.js';
import { createRadixField, type RadixNumber } from '../exact/radix-field.js';
import { baseOfRun } from '../exact/radix-field.js';
import type { CompletionRequest } from './complete-trace.js';
import { createBoundCalculator, type Arithmetic, type BoundCalculator } from './error-bound.js';
import { createErrorField, type ErrorField, type ErrorNumber } from './error-field.js';
import { isRepresentable } from '../exact/float-format.js';
import { createMinibatchOracle } from './minibatch-oracle.js';
import type { JudgeRequest } from './reported-trace.js';

/** A number of the judge. */
export type JudgeNumber = ErrorNumber<RadixNumber>;

/** Everything a judgement computes with. */
export interface JudgeArithmetic {
  readonly base: ExactField<RadixNumber>;
  readonly field: ErrorField<RadixNumber>;
  readonly bounds: BoundCalculator;
}

/**
 * The arithmetic of one request. Its ring ℤ[1/q] holds all data, every finite double, and what follows from them.
 *
 * @param divisors - counts by which somebody means to divide.
 */
export function createJudgeArithmetic(
  request: JudgeRequest,
  divisors: readonly bigint[] = [],
): JudgeArithmetic {
  const { arithmetic } = request;
  const least = arithmetic === 'exact' ? 10n : 2n; // what floating point reports is dyadic, and so are most data
  const { snapshot, local } = request.minibatches ?? { snapshot: [], local: [] };
  const sizes = [...snapshot, ...local].map(({ length }) => BigInt(length));
  const radix = baseOfRun(request, [...divisors, ...sizes], least);
  const base = createRadixField(radix);
  const flushes = arithmetic !== 'exact' && arithmetic.subnormals === 'flushed';
  return {
    base,
    field: createErrorField(base, flushes, createGrid(radix)),
    bounds: createBoundCalculator(base, radix, arithmetic),
  };
}

/** q of a binary number over powers of `radix`: the greatest with a whole multiple of 2^q. */
export function createGrid(radix: bigint): (value: RadixNumber) => number {
  const twosOfRadix = countTwos(radix);
  return ({ coefficient, places }) =>
    coefficient === 0n ? Infinity : countTwos(coefficient) - places * twosOfRadix;
}

/** From this dimension on, a 0 in the data is taken to be exact wherever it goes. */
const leastSparse = 9;

/** The request over the judge's numbers: data that the format cannot hold carries the error of its conversion. */
export function liftRequest(judge: JudgeArithmetic, request: JudgeRequest): CompletionRequest<JudgeNumber> {
  const { base, field } = judge;
  const { arithmetic, initialization, parameters, problem, minibatches, tape } = request;
  const isHeld = (value: Ratio): boolean =>
    arithmetic === 'exact' || isRepresentable(arithmetic.format, value);
  // a problem of many coordinates has few different numbers, most of them 0; the bounds of small ones are published with their zeros
  const isSparse = request.startingPoint.length >= leastSparse;
  const known = new Map<Ratio, JudgeNumber>();
  const lift = (value: Ratio): JudgeNumber => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const lifted =
      isSparse && value.numerator === 0n ? field.absent : field.datum(base.fromRatio(value), isHeld(value));
    known.set(value, lifted);
    return lifted;
  };
  const reciprocal: Ratio = {
    numerator: 1n,
    denominator: initialization.kind === 'batch' ? BigInt(initialization.size) : 1n,
  };
  return {
    // Σg and km are rounded where they are as large as their terms; their sum and its product with η where terms have cancelled
    askedPoint: (point, way) =>
      point.map(({ value }, i) => {
        const { value: moved, magnitude } = way[i] ?? field.zero;
        return field.displaced(value, [magnitude, moved, moved], base.one);
      }),
    parameters: mapParameters(parameters, lift),
    initialization: mapInitialization(initialization, lift),
    startingPoint: request.startingPoint.map(lift),
    tape,
    reciprocalBatchSize: lift(reciprocal),
    ...(problem === undefined
      ? {}
      : {
          oracle: createMinibatchOracle(
            createQuadraticOracle(field, mapProblem(problem, lift)),
            minibatches,
            (values) => meanOf(judge, arithmetic, values),
          ),
        }),
  };
}

/** The mean of numbers of an implementation, with the error of making it. */
export function meanOf(
  { base, field }: JudgeArithmetic,
  arithmetic: Arithmetic,
  values: readonly JudgeNumber[],
): JudgeNumber {
  const reciprocal: Ratio = { numerator: 1n, denominator: BigInt(values.length) };
  return field.mean(values, {
    value: base.fromRatio(reciprocal),
    isHeldExactly: arithmetic === 'exact' || isRepresentable(arithmetic.format, reciprocal),
  });
}
