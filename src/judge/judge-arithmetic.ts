/** The arithmetic of one judgement: an exact ring that holds all data, errors carried on top, bounds from both. */
import {
  mapInitialization,
  mapParameters,
  createQuadraticOracle,
  mapProblem,
} from '../../spec/model/index.js';
import type { ExactField } from '../exact/exact-field.js';
import type { Ratio } from '../exact/exact-number.js';
import { createRadixField, type RadixNumber } from '../exact/radix-field.js';
import { baseOfRun } from '../exact/radix-field.js';
import type { CompletionRequest } from './complete-trace.js';
import { createBoundCalculator, type BoundCalculator } from './error-bound.js';
import { createErrorField, type ErrorField, type ErrorNumber } from './error-field.js';
import { isRepresentable } from '../exact/float-format.js';
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
  const radix = baseOfRun(request, divisors);
  const base = createRadixField(radix);
  const { arithmetic } = request;
  const flushes = arithmetic !== 'exact' && arithmetic.subnormals === 'flushed';
  return {
    base,
    field: createErrorField(base, flushes),
    bounds: createBoundCalculator(base, radix, arithmetic),
  };
}

/** The request over the judge's numbers: data that the format cannot hold carries the error of its conversion. */
export function liftRequest(
  { base, field }: JudgeArithmetic,
  request: JudgeRequest,
): CompletionRequest<JudgeNumber> {
  const { arithmetic, initialization, parameters, problem, tape } = request;
  const isHeld = (value: Ratio): boolean =>
    arithmetic === 'exact' || isRepresentable(arithmetic.format, value);
  const lift = (value: Ratio): JudgeNumber => field.datum(base.fromRatio(value), isHeld(value));
  const reciprocal: Ratio = {
    numerator: 1n,
    denominator: initialization.kind === 'batch' ? BigInt(initialization.size) : 1n,
  };
  return {
    parameters: mapParameters(parameters, lift),
    initialization: mapInitialization(initialization, lift),
    startingPoint: request.startingPoint.map(lift),
    tape,
    reciprocalBatchSize: lift(reciprocal),
    ...(problem === undefined ? {} : { oracle: createQuadraticOracle(field, mapProblem(problem, lift)) }),
  };
}
