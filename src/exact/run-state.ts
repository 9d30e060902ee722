/** What the straight-line recursions share: asking the oracle, and the state before round 1. */
import { createVectorSpace, fromInteger, type Field, type Vector } from '../../spec/algebra/index.js';
import type {
  AtomTape,
  DrawKind,
  FunctionName,
  GradientRecord,
  Initialization,
  Oracle,
  Parameters,
  RoundDraws,
  StartRecord,
} from '../../spec/model/index.js';
import { InputError } from '../errors.js';

/** Everything an exact run needs. */
export interface ExactRun<S> {
  readonly parameters: Parameters<S>;
  readonly initialization: Initialization<S>;
  /** x⁰. */
  readonly startingPoint: Vector<S>;
  readonly tape: AtomTape;
  readonly oracle: Oracle<S>;
}

/** Asks one gradient and keeps the question with the answer. */
export type TakeGradient<S> = (
  functionName: FunctionName,
  draw: DrawKind,
  atom: number,
  at: Vector<S>,
) => GradientRecord<S>;

/** The {@link TakeGradient} of an oracle. */
export function takeFrom<S>(oracle: Oracle<S>): TakeGradient<S> {
  return (functionName, draw, atom, at) => {
    const query = { function: functionName, draw, atom, at };
    return { ...query, value: oracle.gradient(query) };
  };
}

/** The draws of round t, with a clear error where the tape ends early. */
export function drawsOfRound<S>({ tape, parameters }: ExactRun<S>, roundNumber: number): RoundDraws {
  const draws = tape.rounds[roundNumber - 1];
  if (draws === undefined || draws.local.length < parameters.localStepCount) {
    throw new InputError({
      problem: 'the tape of atoms is too short',
      where: `round ${roundNumber}`,
      expected: `one snapshot atom and ${parameters.localStepCount} local atoms a round`,
      mend: 'Draw the tape for the same number of rounds and local steps as the run.',
    });
  }
  return draws;
}

/** The local atom of step k. */
export function localAtom(draws: RoundDraws, step: number): number {
  return draws.local[step - 1] ?? -1;
}

/**
 * The state before round 1: x⁰, and m⁰ by the kind of initialisation. m⁰ estimates ∇D(x⁰) = ∇f(x⁰) − ∇h(x⁰), or ∇f(x⁰)
 * where `estimates` is `target`. For `first-snapshot` there is no m⁰.
 */
export function startState<S>(
  field: Field<S>,
  estimates: 'difference' | 'target',
  run: ExactRun<S>,
): StartRecord<S> {
  const { add, subtract, zero } = createVectorSpace(field);
  const { initialization, startingPoint: iterate, tape } = run;
  const take = takeFrom(run.oracle);
  const sample = (draw: DrawKind, atom: number) => {
    const target = take('f', draw, atom, iterate);
    if (estimates === 'target') return { gradients: { target }, value: target.value };
    const auxiliary = take('h', draw, atom, iterate);
    return { gradients: { target, auxiliary }, value: subtract(target.value, auxiliary.value) };
  };
  switch (initialization.kind) {
    case 'given':
      return { iterate, correction: initialization.correction, gradients: [] };
    case 'zero':
      return { iterate, correction: zero(iterate.length), gradients: [] };
    case 'exact': {
      const { gradients, value } = sample('mean', 0);
      return { iterate, correction: value, gradients: [gradients] };
    }
    case 'batch': {
      const samples = tape.initial.slice(0, initialization.size).map((atom) => sample('snapshot', atom));
      const size = fromInteger(field, initialization.size);
      const sum = samples.map(({ value }) => value).reduce(add, zero(iterate.length));
      const correction = sum.map((value) => field.divide(value, size));
      return { iterate, correction, gradients: samples.map(({ gradients }) => gradients) };
    }
    case 'first-snapshot':
    case 'none':
      return { iterate, gradients: [] };
  }
}
