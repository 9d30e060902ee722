/** Walks a trace and hands every equation its context: the one place that knows x⁻¹ = x⁰ and m⁰. */
import type { Field, Vector } from '../algebra/index.js';
import {
  parametersAt,
  type AtomTape,
  type Initialization,
  type Oracle,
  type RoundDraws,
  type RoundRecord,
  type RunParameters,
  type Trace,
} from '../model/index.js';
import type { Algorithm, Comparison, RoundContext, StartContext } from './equation.js';

/** What a run was asked to do. */
export interface RunRequest<S> {
  readonly parameters: RunParameters<S>;
  readonly initialization: Initialization<S>;
  readonly startingPoint: Vector<S>;
  readonly tape: AtomTape;
  readonly oracle?: Oracle<S>;
}

/** One comparison with the equation and the round it belongs to (round 0 is the start). */
export interface LocatedComparison<S> extends Comparison<S> {
  readonly equation: string;
  readonly round: number;
}

/** The context of the start of a run. */
export function startContext<S>(request: RunRequest<S>, trace: Trace<S>): StartContext<S> {
  const { initialization, startingPoint, tape, oracle } = request;
  return {
    initialization,
    draws: tape.initial,
    startingPoint,
    start: trace.start,
    ...(oracle === undefined ? {} : { oracle }),
  };
}

/** The draws that the tape prescribes for round t = `roundNumber`; after its end, atoms that do not exist. */
export function prescribedDraws(tape: AtomTape, roundNumber: number): RoundDraws {
  return tape.rounds[roundNumber - 1] ?? { snapshot: -1, local: [] };
}

/** The context of round t = `roundNumber`; undefined where the trace has no such round. */
export function roundContext<S>(
  request: RunRequest<S>,
  trace: Trace<S>,
  roundNumber: number,
): RoundContext<S> | undefined {
  const round = trace.rounds[roundNumber - 1];
  return round === undefined ? undefined : contextOf(request, trace, round, roundNumber);
}

/** The context of `round`, with every earlier state taken from the trace itself. */
function contextOf<S>(
  request: RunRequest<S>,
  trace: Trace<S>,
  round: RoundRecord<S>,
  roundNumber: number,
): RoundContext<S> {
  const stateAfter = (t: number) => trace.rounds[t - 1] ?? trace.start;
  const { correction, iterate } = stateAfter(roundNumber - 1);
  return {
    roundNumber,
    parameters: parametersAt(request.parameters, roundNumber),
    initialization: request.initialization,
    draws: prescribedDraws(request.tape, roundNumber),
    snapshot: iterate,
    previousSnapshot: stateAfter(roundNumber - 2).iterate,
    ...(correction === undefined ? {} : { previousCorrection: correction }),
    round,
    ...(request.oracle === undefined ? {} : { oracle: request.oracle }),
  };
}

/**
 * Every instance of every equation of `algorithm` along `trace`, in the order of the run.
 * For a trace of one's own, held against the equations without a judge.
 *
 * States enter as the trace reports them, so one wrong step breaks its own equations and no later ones.
 */
export function* compareTrace<S>(
  field: Field<S>,
  algorithm: Algorithm,
  request: RunRequest<S>,
  trace: Trace<S>,
): Generator<LocatedComparison<S>> {
  const start = startContext(request, trace);
  for (const equation of algorithm.startEquations) {
    for (const comparison of equation.compare(field, start)) {
      yield { ...comparison, equation: equation.id, round: 0 };
    }
  }
  for (const [index, round] of trace.rounds.entries()) {
    const t = index + 1;
    const context = contextOf(request, trace, round, t);
    for (const equation of algorithm.equations) {
      for (const comparison of equation.compare(field, context)) {
        yield { ...comparison, equation: equation.id, round: t };
      }
    }
  }
}
