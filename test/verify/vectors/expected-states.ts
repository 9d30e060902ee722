/** The states of a case, exactly, each with the rounding bound that follows from the states before it. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  mapInitialization,
  mapParameters,
  createQuadraticOracle,
  mapProblem,
} from '../../../spec/model/index.js';
import { ContractError } from '../../../src/errors.js';
import {
  createDecimalField,
  floatFormats,
  isRepresentable,
  nearestDouble,
  runExact,
  type ExactField,
  type Ratio,
} from '../../../src/exact/index.js';
import { type JudgeRequest } from '../../../src/judge/index.js';
import { createJudgeArithmetic, liftRequest } from '../../../src/judge/judge-arithmetic.js';
import { roundUp } from '../../../src/problems/simple-number.js';
import type { VerificationCase } from '../../../src/verify/cases/verification-case.js';
import { mapStates, remakeStates, statesOfTrace, type RoundState } from './remake-states.js';
import type { BoundedFormat, ExpectedState } from '../../../src/verify/vectors/vector-schema.js';

/** The states of round 0 to T, from the exact engine. */
export function expectedStates(given: VerificationCase): readonly ExpectedState[] {
  const field = createDecimalField();
  const exact = exactStates(field, given);
  const ratios = mapStates(exact, field.toRatio);
  const bounds = {
    binary64: boundsOf(given, ratios, 'binary64'),
    binary32: boundsOf(given, ratios, 'binary32'),
  };
  return mapStates(exact, field.format).map((state, round) => ({
    round,
    ...state,
    bounds: { binary64: at(bounds.binary64, round), binary32: at(bounds.binary32, round) },
  }));
}

function exactStates<S>(field: ExactField<S>, given: VerificationCase): readonly RoundState<S>[] {
  const { parameters, initialization, startingPoint, tape, problem, variant } = given;
  const trace = runExact(field, variant, {
    parameters: mapParameters(parameters, field.fromRatio),
    initialization: mapInitialization(initialization, field.fromRatio),
    startingPoint: startingPoint.map(field.fromRatio),
    tape,
    oracle: createQuadraticOracle(field, mapProblem(problem, field.fromRatio)),
  });
  return statesOfTrace(trace);
}

/**
 * The bound of every state: what a program may differ by that rounds the states before it to its format, and then makes
 * this one in that format. The states are data that the format need not hold, so their rounding is in the bound.
 */
function boundsOf(
  given: VerificationCase,
  states: readonly RoundState<Ratio>[],
  name: BoundedFormat,
): readonly RoundState<string>[] {
  const format = floatFormats[name];
  const request: JudgeRequest = { ...given, arithmetic: { format, subnormals: 'gradual' } };
  const arithmetic = createJudgeArithmetic(request);
  const { base, bounds, field } = arithmetic;
  const known = mapStates(states, (value) =>
    field.datum(base.fromRatio(value), isRepresentable(format, value)),
  );
  const made = remakeStates(field, algorithms[given.variant], liftRequest(arithmetic, request), known);
  assertSame(
    given,
    mapStates(made, ({ value }) => base.format(value)),
    mapStates(known, ({ value }) => base.format(value)),
  );
  // x⁰ is given, not made: it is the caller's datum, and rounds only where the format does not hold it
  return mapStates(made, (value) => formatUpward(base.toRatio(bounds.bound(value, 1))));
}

/** The equations and the exact engine are written apart: where they disagree, one of them is wrong. */
function assertSame(
  { id }: VerificationCase,
  made: readonly RoundState<string>[],
  expected: readonly RoundState<string>[],
): void {
  if (JSON.stringify(made) !== JSON.stringify(expected)) {
    throw new ContractError(`${id}: the equations do not make the states of the exact engine`);
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new ContractError(`there is no item ${index}`);
  return item;
}

/** How many digits a bound keeps. */
const digits = 3;

/** The least decimal with three digits that is at least `value` ≥ 0, such as `1.24e-16`; `0` for 0. */
export function formatUpward(value: Ratio): string {
  if (value.numerator === 0n) return '0';
  // three digits survive in a double, which shows no others
  const text = nearestDouble(roundUp(value, digits)).toExponential();
  return text.replace('e+0', '').replace('e+', 'e');
}
