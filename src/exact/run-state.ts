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
  RoundRecord,
  StartRecord,
  Trace,
} from '../../spec/model/index.js';
import { anyAtoms, assertTape } from '../run-input.js';

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

/** What m estimates: ∇D, ∇f, or there is none. */
export type Estimates = 'difference' | 'target' | 'nothing';

/** What stays the same from round to round. */
export type RoundSetting<S> = Pick<ExactRun<S>, 'parameters' | 'oracle'>;

/** The state that round t starts from, and its draws. */
export interface RoundStart<S> {
  /** t, from 1. */
  readonly roundNumber: number;
  readonly draws: RoundDraws;
  /** x^{t−1}. */
  readonly x: Vector<S>;
  /** x^{t−2}; x⁰ in round 1. */
  readonly xOld: Vector<S>;
  /** m^{t−1}, or u^{t−1}; absent in round 1 of `first-snapshot`, and where nothing is estimated. */
  readonly m?: Vector<S>;
}

/** One round of a variant, from any state: for runs, and for whoever drives an algorithm round by round. */
export type ExactRound = <S>(
  field: Field<S>,
  setting: RoundSetting<S>,
  before: RoundStart<S>,
) => RoundRecord<S>;

/** The whole run of a variant: its start and T rounds. */
export function runRounds<S>(
  field: Field<S>,
  estimates: Estimates,
  run: ExactRun<S>,
  round: ExactRound,
): Trace<S> {
  assertTape(usedDraws(run), run.parameters, run.initialization, anyAtoms);
  const start = startState(field, estimates, run);
  const rounds: RoundRecord<S>[] = [];
  let xOld = start.iterate;
  let { iterate: x, correction: m }: Pick<RoundRecord<S>, 'iterate' | 'correction'> = start;
  for (let t = 1; t <= run.parameters.roundCount; t += 1) {
    const draws = run.tape.rounds[t - 1] as RoundDraws;
    const record = round(field, run, {
      roundNumber: t,
      draws,
      x,
      xOld,
      ...(m === undefined ? {} : { m }),
    });
    rounds.push(record);
    xOld = x;
    ({ iterate: x, correction: m } = record);
  }
  return { start, rounds };
}

/** The tape of a run without initial draws that its initialisation has no use for: a tape may serve several starts. */
export function usedDraws({
  tape,
  initialization,
}: Pick<ExactRun<unknown>, 'tape' | 'initialization'>): AtomTape {
  return initialization.kind === 'batch' ? tape : { ...tape, initial: [] };
}

/** The local atom of step k. */
export function localAtom(draws: RoundDraws, step: number): number {
  return draws.local[step - 1] ?? -1;
}

/** What the start depends on. */
export type StartSetting<S> = Pick<ExactRun<S>, 'initialization' | 'startingPoint' | 'oracle'> & {
  readonly tape: Pick<AtomTape, 'initial'>;
};

/**
 * The state before round 1: x⁰, and m⁰ by the kind of initialisation. m⁰ estimates ∇D(x⁰) = ∇f(x⁰) − ∇h(x⁰), or ∇f(x⁰)
 * where `estimates` is `target`. For `first-snapshot` there is no m⁰.
 */
export function startState<S>(field: Field<S>, estimates: Estimates, run: StartSetting<S>): StartRecord<S> {
  const { add, subtract, zero } = createVectorSpace(field);
  const { initialization, startingPoint: iterate, tape } = run;
  if (estimates === 'nothing') return { iterate, gradients: [] };
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
