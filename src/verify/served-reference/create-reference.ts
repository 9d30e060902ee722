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
import { createFloatField } from './float-field.js';
import { createWrongRun } from './wrong-run.js';

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
    const prepare = (variant: VariantName) =>
      mutant === undefined ? prepareHonest(field, variant) : prepareWrong(field, mutant);
    const implementation = {
      name: mutant === undefined ? 'auxopt' : `auxopt with ${mutant.id}`,
      ...(options.version === undefined ? {} : { version: options.version }),
      arithmetic,
      snapshotDraws: 'joint',
      initializations: initializationKinds,
      schedules: scheduleKinds,
      minibatches: samplingKinds,
      variants: Object.fromEntries(variants.map((variant) => [variant, prepare(variant)])),
      numbers,
    } as const satisfies Implementation<typeof field.zero>;
    // Values enter by `read` and leave by `write` of the same field, so nobody outside ever holds one.
    return implementation as unknown as OpaqueImplementation;
  });
}

/**
 * The exact engine's recursion. It is driven round by round and not as a whole run, because a state must be told before
 * the next round's first gradient is asked, and because a single round may start anywhere.
 */
function prepareHonest<S>(field: Field<S>, variant: VariantName): Prepare<S> {
  return (task): PreparedRun<S> => {
    const { parameters: accepted, initialization } = acceptTask(field, variant, task);
    const parameters = task.choosesSchedule ? ownSchedule(field, accepted) : accepted;
    const draws = createDraws(field, task);
    const oracle = { dimension: task.dimension, gradient: draws.gradient };
    return {
      start: () => {
        const tape = { initial: draws.initial };
        const { startingPoint } = task;
        const start = recordStart(field, variant, {
          initialization,
          startingPoint,
          tape,
          oracle,
        });
        return { x: start.iterate, ...(start.correction === undefined ? {} : { m: start.correction }) };
      },
      round: ({ round, x, xPrevious, m }) => {
        const record = recordRound(
          field,
          variant,
          { parameters, oracle },
          {
            roundNumber: round,
            draws: draws.ofRound(round),
            x,
            xOld: xPrevious,
            ...(m === undefined ? {} : { m }),
          },
        );
        for (const { point } of record.steps) task.reportStep(point);
        return {
          x: record.iterate,
          ...(record.correction === undefined ? {} : { m: record.correction }),
          ...(task.choosesSchedule ? usedIn(parameters, round) : {}),
        };
      },
    };
  };
}

/** The page of a mutant. */
function prepareWrong<S>(field: Field<S>, { variant, mutation }: Mutant): Prepare<S> {
  return (task): PreparedRun<S> => {
    const { parameters: accepted, initialization } = acceptTask(field, variant, task, mutation);
    const parameters = task.choosesSchedule ? ownSchedule(field, accepted) : accepted;
    const draws = createDraws(field, task, mutation.sampler);
    const setting = { task, draws, parameters, initialization };
    const { start, round } = createWrongRun(field, variant, mutation, setting);
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
