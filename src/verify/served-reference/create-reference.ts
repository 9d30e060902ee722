/** The reference itself as an implementation to verify: right, or wrong on purpose. */
import { fromInteger, type Field } from '../../../spec/algebra/index.js';
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import {
  initializationKinds,
  checkParameters,
  parametersAt,
  type Initialization,
  type ParametersOfRound,
  type RunParameters,
  type VariantName,
  valueAt,
  evaluateGradient,
} from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { recordRound, recordStart } from '../../exact/record-run.js';
import type { Implementation, Prepare, PreparedRun, Task, NumberFormat } from '../adapters/implementation.js';
import { drawLimit } from '../../problems/problem-size.js';
import type { Mutant, Mutation } from '../mutants/index.js';
import { samplingKinds, scheduleKinds, type ArithmeticName } from '../protocol/message-parts.js';
import { createDraws } from './draws.js';
import { createDecimalField, createRationalField } from '../../exact/index.js';
import { doubleFormat } from '../adapters/create-task.js';
import { createFloatField } from '../../exact/float-field.js';
import { resultOf, wrongRun, type RunOf } from './wrong-run.js';

/** What the reference computes in, and what it does wrong. */
export interface ReferenceOptions {
  /** `binary64` where it is left out. */
  readonly arithmetic?: ArithmeticName;
  /** All variants that the mutant allows where it is left out. */
  readonly variants?: readonly VariantName[];
  /** The version that it names in its answer to `hello`; `0` where it is left out. */
  readonly version?: string;
  /** A mistake; without one the reference is right. */
  readonly mutant?: Mutant;
}

/** An implementation whose numbers are nobody else's business. */
export type OpaqueImplementation = Implementation<unknown>;

/**
 * The reference over an arithmetic, as an implementation like any other.
 *
 * Without a mutant it runs the recursions of the exact engine, round by round, over the field of the arithmetic: in
 * floating point each operation rounds. With a mutant it runs the mutant's page, for its variant alone.
 *
 * @example
 * ```ts no-run: an implementation for verifyImplementation or serveImplementation
 * createReference({ arithmetic: 'binary32' });
 * ```
 */
export function createReference(options: ReferenceOptions = {}): OpaqueImplementation {
  const { arithmetic = 'binary64', mutant } = options;
  const variants = options.variants ?? (mutant === undefined ? variantNames : [mutant.variant]);
  return withArithmetic(arithmetic, ({ field, numbers }) => {
    const implementation = {
      name: mutant === undefined ? 'auxopt' : `auxopt with ${mutant.id}`,
      ...(options.version === undefined ? {} : { version: options.version }),
      arithmetic,
      snapshotDraws: 'joint',
      initializations: initializationKinds,
      schedules: scheduleKinds,
      minibatches: samplingKinds,
      variants: Object.fromEntries(
        variants.map((variant) => [variant, prepareVariant(field, variant, mutant?.mutation)]),
      ),
      numbers,
    } as const satisfies Implementation<typeof field.zero>;
    // Values enter by `read` and leave by `write` of the same field, so nobody outside ever holds one.
    return implementation as unknown as OpaqueImplementation;
  });
}

/** Accepts or refuses a task, and runs it: rightly, or as a mutant does. */
function prepareVariant<S>(field: Field<S>, variant: VariantName, mutation?: Mutation): Prepare<S> {
  const runOf = mutation === undefined ? rightRun(field, variant) : wrongRun(field, variant, mutation);
  return (task): PreparedRun<S> => {
    const { parameters: accepted, initialization } = acceptTask(field, variant, task, mutation);
    const parameters = task.choosesSchedule ? ownSchedule(field, accepted) : accepted;
    const draws = createDraws(field, task, mutation?.sampler);
    const { start, round } = runOf({ task, draws, parameters, initialization });
    return {
      start,
      round: (input) => ({
        ...round(input),
        ...(task.choosesSchedule ? usedIn(parameters, input.round) : {}),
      }),
    };
  };
}

/**
 * The exact engine's recursion. It is driven round by round and not as a whole run, because a state must be told before
 * the next round's first gradient is asked, and because a single round may start anywhere.
 */
const rightRun =
  <S>(field: Field<S>, variant: VariantName): RunOf<S> =>
  ({ task, draws, parameters, initialization }) => {
    const { dimension, startingPoint } = task;
    const oracle = { dimension, gradient: draws.gradient };
    const tape = { initial: draws.initial };
    return {
      start: () => resultOf(recordStart(field, variant, { initialization, startingPoint, tape, oracle })),
      round: ({ round: roundNumber, x, xPrevious: xOld, m }) => {
        const before = { roundNumber, draws: draws.ofRound(roundNumber), x, xOld };
        const run = { parameters, oracle };
        const record = recordRound(field, variant, run, { ...before, ...(m === undefined ? {} : { m }) });
        for (const { point } of record.steps) task.reportStep(point);
        return resultOf(record);
      },
    };
  };

/**
 * The schedule that the reference chooses where it may: a falls by an eighth of its first value a round, eight rounds long, and η likewise
 * in every local step.
 */
function ownSchedule<S>(field: Field<S>, parameters: RunParameters<S>): RunParameters<S> {
  const { localStepCount: K, roundCount: T } = parameters;
  const eighth = field.divide(field.one, fromInteger(field, 8));
  const fall = (value: S, index: number): S =>
    field.multiply(field.multiply(value, fromInteger(field, 8 - (index % 8))), eighth);
  const { stepSize, momentumWeight } = parametersAt(parameters, 1);
  const eta = valueAt(stepSize, 1);
  return {
    ...parameters,
    stepSize: Array.from({ length: T }, (_, t) => Array.from({ length: K }, (_, k) => fall(eta, t * K + k))),
    momentumWeight: Array.from({ length: T }, (_, t) => fall(momentumWeight, t)),
  };
}

/** η and a of round t, as a round reports them. */
function usedIn<S>(
  parameters: RunParameters<S>,
  round: number,
): Pick<ParametersOfRound<S>, 'stepSize' | 'momentumWeight'> {
  const { stepSize, momentumWeight } = parametersAt(parameters, round);
  return { stepSize, momentumWeight };
}

/** What the algorithm is given, checked. */
interface Accepted<S> {
  readonly parameters: RunParameters<S>;
  readonly initialization: Initialization<S>;
}

/** Refuses a task outside the domains: a RangeError is what the protocol calls `rejected`. */
function acceptTask<S>(
  field: Field<S>,
  variant: VariantName,
  task: Task<S>,
  mutation: Mutation = {},
): Accepted<S> {
  const { parameters, localStepCount, roundCount, dimension, startingPoint } = task;
  const honest = checkParameters(field, variant, parameters);
  const [violation] = mutation.domain?.(honest, parameters, field) ?? honest;
  if (violation !== undefined)
    throw new ContractError(`${violation.parameter}: expected ${violation.expected}`);
  // every draw is made before it is used
  if (Math.max(roundCount * localStepCount, task.initialization.size ?? 0) > drawLimit)
    throw new ContractError(`parameters: expected at most ${drawLimit} draws`);
  if (startingPoint.length !== dimension) throw new ContractError(`x0: expected length ${dimension}`);
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  const { kind, size } = task.initialization;
  if ((kind !== 'none') !== keepsEstimate) {
    throw new ContractError(
      `initialization: ${variant} ${keepsEstimate ? 'needs' : 'takes'} ${keepsEstimate ? 'a start of its estimate' : 'none'}`,
    );
  }
  switch (kind) {
    case 'given': {
      const correction = task.givenCorrection;
      if (correction?.length !== dimension) throw new ContractError(`m0: expected length ${dimension}`);
      return { parameters, initialization: { kind, correction } };
    }
    case 'batch':
      if (size === undefined || !(size >= 1)) throw new ContractError('initialization.size: expected B ≥ 1');
      return { parameters, initialization: { kind, size } };
    default:
      return { parameters, initialization: { kind } };
  }
}

/** An arithmetic with its numbers on the wire. */
interface FieldNumbers<S> {
  readonly field: Field<S>;
  readonly numbers: NumberFormat<S>;
}

/** Uses the field of an arithmetic; what its numbers are stays inside. */
function withArithmetic<Result>(
  arithmetic: ArithmeticName,
  use: <S>(numbers: FieldNumbers<S>) => Result,
): Result {
  switch (arithmetic) {
    case 'decimal':
      return use(exactly(createDecimalField()));
    case 'rational':
      return use(exactly(createRationalField()));
    default: {
      const field = createFloatField(arithmetic);
      return use({ field, numbers: { ...doubleFormat, affine: affineOver(field) } });
    }
  }
}

function exactly<S>(field: Field<S>): FieldNumbers<S> {
  return {
    field,
    numbers: { read: field.fromString, write: field.format, affine: affineOver(field) },
  };
}

/** matrix·at − vector, rounded as the field rounds. */
function affineOver<S>(field: Field<S>): NumberFormat<S>['affine'] {
  return (matrix, vector, at) => evaluateGradient(field, { matrix, vector }, at);
}
