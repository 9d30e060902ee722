/** The states of a case, exactly, with the rounding bound of each from the state before it. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { createQuadraticOracle, mapProblem, type RoundRecord } from '../../../spec/model/index.js';
import {
  createDecimalField,
  exactRounds,
  floatFormats,
  isRepresentable,
  runExact,
  startState,
  type ExactField,
  type Ratio,
} from '../../exact/index.js';
import {
  createJudgeArithmetic,
  liftRequest,
  type JudgeArithmetic,
  type JudgeNumber,
  type JudgeRequest,
} from '../../judge/index.js';
import type { VerificationCase } from '../cases/verification-case.js';
import { formatUpward } from './format-upward.js';
import type { BoundedFormat, ExpectedState, StateText } from './vector.js';

/** x and m of one round. */
interface State<S> {
  readonly iterate: readonly S[];
  readonly correction?: readonly S[];
}

/** The states of round 0 to T. */
export function expectedStates(given: VerificationCase): readonly ExpectedState[] {
  const field = createDecimalField();
  const states = exactStates(field, given).map((state) => mapState(state, field.toRatio));
  const bounds = {
    binary64: stateBounds(given, states, 'binary64'),
    binary32: stateBounds(given, states, 'binary32'),
  };
  return states.map((state, round) => ({
    round,
    ...textOf(mapState(state, (value) => field.format(field.fromRatio(value)))),
    bounds: { binary64: at(bounds.binary64, round), binary32: at(bounds.binary32, round) },
  }));
}

function exactStates<S>(field: ExactField<S>, given: VerificationCase): readonly State<S>[] {
  const { parameters, initialization, startingPoint, tape, problem, variant } = given;
  const { start, rounds } = runExact(field, variant, {
    parameters: {
      ...parameters,
      stepSize: field.fromRatio(parameters.stepSize),
      momentumWeight: field.fromRatio(parameters.momentumWeight),
    },
    initialization:
      initialization.kind === 'given'
        ? { kind: 'given', correction: initialization.correction.map(field.fromRatio) }
        : initialization,
    startingPoint: startingPoint.map(field.fromRatio),
    tape,
    oracle: createQuadraticOracle(field, mapProblem(problem, field.fromRatio)),
  });
  return [start, ...rounds];
}

/**
 * The bound of every state: what a program may differ by that rounds the states *before* the round to its format, and
 * then makes the round in that format, in any order of its sums. Nothing accumulates over rounds.
 */
function stateBounds(
  given: VerificationCase,
  states: readonly State<Ratio>[],
  format: BoundedFormat,
): readonly StateText[] {
  const { variant, tape } = given;
  const request: JudgeRequest = {
    ...given,
    arithmetic: { format: floatFormats[format], subnormals: 'gradual' },
  };
  const arithmetic = createJudgeArithmetic(request);
  const { base, bounds } = arithmetic;
  const { oracle, ...lifted } = liftRequest(arithmetic, request);
  if (oracle === undefined) throw new Error(`the case ${given.id} has no problem`);
  const field = withQuotients(arithmetic);
  const rounded = states.map((state) =>
    mapState(state, (value) =>
      field.datum(base.fromRatio(value), isRepresentable(floatFormats[format], value)),
    ),
  );
  const start = startState(field, algorithms[variant].estimates, { ...lifted, oracle });
  const made = rounded.slice(1).map((_, index): RoundRecord<JudgeNumber> => {
    const before = at(rounded, index);
    return exactRounds[variant](
      field,
      { parameters: lifted.parameters, oracle },
      {
        roundNumber: index + 1,
        draws: at(tape.rounds, index),
        x: before.iterate,
        xOld: at(rounded, Math.max(index - 1, 0)).iterate,
        ...(before.correction === undefined ? {} : { m: before.correction }),
      },
    );
  });
  return [start, ...made].map((state) =>
    textOf(mapState(state, (value) => formatUpward(base.toRatio(bounds.bound(value, 1))))),
  );
}

/** The error field with a quotient by a whole number: a product with its reciprocal, which is rounded too. */
function withQuotients({ base, field }: JudgeArithmetic): JudgeArithmetic['field'] {
  return {
    ...field,
    divide: (left, right) => field.multiply(left, field.datum(base.divide(base.one, right.value), false)),
  };
}

function mapState<S, R>({ iterate, correction }: State<S>, map: (value: S) => R): State<R> {
  return {
    iterate: iterate.map(map),
    ...(correction === undefined ? {} : { correction: correction.map(map) }),
  };
}

function textOf({ iterate, correction }: State<string>): StateText {
  return { x: iterate, ...(correction === undefined ? {} : { m: correction }) };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no item ${index}`);
  return item;
}
