/** From an `open` message to the task that an algorithm is given. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  type DrawKind,
  isSchedule,
  mapParameters,
  parametersAt,
  type PerStep,
  sampleFor,
  scheduledNames,
  valueAt,
  type VariantName,
} from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import type {
  MinibatchResult,
  OpenRequest,
  OracleResult,
  WireAffine,
  WireProblem,
} from '../protocol/requests.js';
import type { Minibatch, NumberFormat, Sample, Task } from './implementation.js';
import type { MinibatchQuestion, OracleQuestion, StateRecord } from '../protocol/replies.js';
import { formatDouble, parseDouble } from '../protocol/numbers.js';
import { mayBeOfNextRound } from '../protocol/next-sample.js';

/** Which round is being made; the counters of the draws of tape mode depend on it. */
export interface RoundCounter {
  /** t; 0 before round 1. */
  round: number;
  /** Local steps told in this round. */
  told: number;
  /** Draws made in this round. */
  snapshots: number;
  locals: number;
  /** Whether the sample of the next round has been drawn. */
  isAhead: boolean;
}

/** A fresh counter, before round 1. */
export function createRoundCounter(): RoundCounter {
  return { round: 0, told: 0, snapshots: 0, locals: 0, isAhead: false };
}

/** Begins round t. */
export function beginRound(counter: RoundCounter, round: number): void {
  const snapshots = counter.isAhead && round === counter.round + 1 ? 1 : 0;
  Object.assign(counter, { round, told: 0, snapshots, locals: 0, isAhead: false });
}

type Ask<V> = Task<V>['gradient'];

/** The task of a session. */
export function createTask<V>(
  open: OpenRequest,
  numbers: NumberFormat<V>,
  counter: RoundCounter,
  port: Port,
): Task<V> {
  const read = (number: WireNumber): V => numbers.read(String(number));
  const vector = (values: WireVector): Vector<V> => values.map(read);
  const write = (values: Vector<V>): WireVector => values.map(numbers.write);
  const { session, parameters } = open;
  checkLengths(open);
  const given = mapParameters(parameters, read);
  const first = parametersAt(given, 1);
  const gradient: Ask<V> =
    open.problem === undefined
      ? askPort(port, open, numbers)
      : answerFromTape(open.problem, open.variant, numbers, counter, vector);
  /** The next local sample of the tape, whether it is used or not; undefined in callback mode, and where the tape has no more. */
  const reserveLocal = (): number | undefined =>
    open.problem?.tape.rounds[counter.round - 1]?.local[counter.locals++];
  const sample = (draw: DrawKind, given?: number): Sample<V> => createSample(gradient, draw, given);
  const minibatch = (draw: 'snapshot' | 'local', rows?: readonly number[]): Minibatch<V> => {
    const { sampling } = open;
    // in a run of single draws a minibatch is one fresh sample, whatever row it was to be
    const single =
      sampling === undefined ? sample(draw, draw === 'local' ? reserveLocal() : undefined) : undefined;
    const size = draw === 'local' ? sampling?.localBatchSize : sampling?.batchSize;
    let atom: number | undefined;
    const take = (name: 'f' | 'h') => (at: Vector<V>) => {
      if (single !== undefined) return [single[name](at)];
      const what = atom !== undefined ? { atom } : rows !== undefined ? { rows } : { size: size ?? 1 };
      const question = { type: 'minibatch', session, function: name, draw, at: write(at), ...what } as const;
      const answer = port.askMinibatch(question);
      ({ atom } = answer);
      return answer.gradients.map(vector);
    };
    return { f: take('f'), h: take('h') };
  };
  return {
    variant: open.variant,
    ...first,
    stepSize: valueAt(first.stepSize, 1),
    parameters: given,
    choosesSchedule: open.schedule === 'reported',
    initialization: open.initialization,
    dimension: open.dimension,
    startingPoint: vector(open.x0),
    ...(open.m0 === undefined ? {} : { givenCorrection: vector(open.m0) }),
    drawSnapshot: () => sample('snapshot'),
    drawLocal: () => sample('local', reserveLocal()),
    mean: sample('mean'),
    ...(open.sampling === undefined ? {} : { sampling: open.sampling }),
    minibatch,
    reportStep: (point) => {
      counter.told += 1;
      port.tell({ type: 'state', session, round: counter.round, step: counter.told, y: write(point) });
    },
    gradient,
    ...(open.problem === undefined ? {} : { problem: open.problem }),
  };
}

/** One random sample: the first question draws it, unless it is given. */
export function createSample<V>(
  gradient: Ask<V>,
  draw: DrawKind,
  given?: number,
  member?: number,
): Sample<V> {
  let atom = given;
  const take = (name: 'f' | 'h') => (at: Vector<V>) => {
    const which = { ...(atom === undefined ? {} : { atom }), ...(member === undefined ? {} : { member }) };
    const answer = gradient({ function: name, draw, at, ...which });
    if (draw !== 'mean') ({ atom } = answer);
    return answer.gradient;
  };
  return { f: take('f'), h: take('h') };
}

/** Gradients that the kit is asked for. */
export const askPort =
  <V>(
    port: Port,
    { session, dimension }: Pick<OpenRequest, 'session' | 'dimension'>,
    { read, write }: NumberFormat<V>,
  ): Ask<V> =>
  (question) => {
    const { gradient, atom } = port.ask({ type: 'oracle', session, ...question, at: question.at.map(write) });
    if (gradient.length !== dimension)
      throw new ContractError(`a gradient has length ${gradient.length}, the dimension is ${dimension}`);
    return { gradient: gradient.map((number) => read(String(number))), atom };
  };

/** Lengths are the adapter's to check: they are a matter of the message, not of the algorithm. */
function checkLengths({ dimension, x0, m0, initialization, parameters }: OpenRequest): void {
  for (const name of scheduledNames) {
    const value = parameters[name];
    if (!isSchedule<PerStep<WireNumber>>(value)) continue;
    const check = (what: string, values: readonly unknown[], symbol: string, length: number): void => {
      if (values.length !== length)
        throw new ContractError(`${what} has ${values.length} values, ${symbol} is ${length}`);
    };
    check(name, value, 'T', parameters.roundCount);
    for (const [index, entry] of value.entries())
      if (isSchedule(entry)) check(`${name}[${index}]`, entry, 'K', parameters.localStepCount);
  }
  if (x0.length !== dimension)
    throw new ContractError(`x0 has length ${x0.length}, the dimension is ${dimension}`);
  if (initialization.kind !== 'given') return;
  if (m0?.length !== dimension) {
    throw new ContractError(
      `m0 ${m0 === undefined ? 'is missing' : `has length ${m0.length}`}, the dimension is ${dimension}`,
    );
  }
}

/** Gradients from the matrices and the tape of tape mode. */
function answerFromTape<V>(
  problem: WireProblem,
  variant: VariantName,
  numbers: NumberFormat<V>,
  counter: RoundCounter,
  vector: (values: WireVector) => Vector<V>,
): Ask<V> {
  const evaluate = ({ matrix, vector: constant }: WireAffine, at: Vector<V>): Vector<V> =>
    numbers.affine(matrix.map(vector), vector(constant), at);
  const missing = (what: string): never => {
    throw new ContractError(`the tape has no ${what} in round ${counter.round}`);
  };
  const next = (draw: DrawKind): number => {
    const { tape } = problem;
    const draws = tape.rounds[counter.round - 1];
    if (draw === 'local') {
      counter.locals += 1;
      return draws?.local[counter.locals - 1] ?? missing('further local draw');
    }
    counter.snapshots += 1;
    if (counter.round === 0) return tape.initial[counter.snapshots - 1] ?? missing('snapshot draw');
    if (counter.snapshots === 1) return draws?.snapshot ?? missing('snapshot draw');
    const locals = { drawn: counter.locals, due: draws?.local.length ?? 0 };
    // a tape does not know the point that the sample is drawn for
    const isForNext = mayBeOfNextRound(variant, locals, () => true);
    if (!isForNext || counter.snapshots > 2) return missing('second snapshot draw');
    counter.isAhead = true;
    return tape.rounds[counter.round]?.snapshot ?? draws?.snapshot ?? 0;
  };
  return ({ function: name, draw, at, atom: known }) => {
    const atom = draw === 'mean' ? 0 : (known ?? next(draw));
    const sample = sampleFor<WireAffine>(problem, { function: name, draw, atom });
    return {
      gradient: evaluate(sample ?? missing(`gradient of ${name} for the ${draw} atom ${atom}`), at),
      atom,
    };
  };
}

/** What a running implementation can say. All are synchronous, so that algorithms need no `await`. */
export interface Port {
  /** Asks a gradient. */
  readonly ask: (question: OracleQuestion) => OracleResult;
  /** Asks the gradients of a minibatch. */
  readonly askMinibatch: (question: MinibatchQuestion) => MinibatchResult;
  /** Tells a state. */
  readonly tell: (state: StateRecord) => void;
}

export const doubleFormat: NumberFormat<number> = {
  read: (text) => {
    const value = parseDouble(text);
    if (value === undefined)
      throw new ContractError(`${JSON.stringify(text.slice(0, 60))} is not a finite number`);
    return value;
  },
  write: (value) => {
    if (typeof value !== 'number') throw new ContractError(`a number is expected, not ${typeof value}`);
    // NaN and infinities travel as text: the judge names the round in which they appear
    return Number.isFinite(value) ? formatDouble(value) : String(value);
  },
  affine: (matrix, vector, at) =>
    matrix.map((row, i) => row.reduce((sum, entry, j) => sum + entry * (at[j] ?? 0), 0) - (vector[i] ?? 0)),
};
