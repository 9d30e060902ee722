/** What an implementation was asked and what it reports, and the lift of a report to exact numbers. */
import type {
  AtomTape,
  GradientRecord,
  Initialization,
  QuadraticProblem,
  RoundGradients,
  RunParameters,
  StartGradients,
  StepGradients,
  Trace,
  VariantName,
} from '../../spec/model/index.js';
import type { Vector } from '../../spec/algebra/index.js';
import type { Ratio } from '../exact/exact-number.js';
import type { Arithmetic } from './error-bound.js';

/** The rows of each minibatch, by its number. A row may be there more than once. */
export interface Minibatches {
  readonly snapshot: readonly (readonly number[])[];
  readonly local: readonly (readonly number[])[];
}

/** What was asked of the implementation. */
export interface JudgeRequest {
  readonly variant: VariantName;
  readonly parameters: RunParameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly startingPoint: Vector<Ratio>;
  readonly tape: AtomTape;
  /** Where given, gradients are recomputed or checked; without it they must be in the trace. */
  readonly problem?: QuadraticProblem<Ratio>;
  /** Where given, the atoms of the tape are minibatches, and those of `problem` their rows. */
  readonly minibatches?: Minibatches;
  /** What the implementation says it computes in. */
  readonly arithmetic: Arithmetic;
}

/** One local step as reported: anything may be missing. */
export interface ReportedStep<V> {
  readonly gradients?: StepGradients<V>;
  readonly direction?: Vector<V>;
  /** y^{t,k}. */
  readonly point?: Vector<V>;
  /** Where the gradient of the next step was asked, if that alone tells y^{t,k}. */
  readonly asked?: Vector<V>;
}

/** One round as reported: only xᵗ is required. No `steps` at all means that local steps were not reported. */
export interface ReportedRound<V> {
  readonly gradients?: RoundGradients<V>;
  /** mᵗ, or uᵗ. */
  readonly correction?: Vector<V>;
  readonly steps: readonly ReportedStep<V>[];
  /** xᵗ. */
  readonly iterate: Vector<V>;
}

/** A run as reported. */
export interface ReportedTrace<V> {
  readonly start: {
    readonly iterate: Vector<V>;
    readonly correction?: Vector<V>;
    readonly gradients?: readonly StartGradients<V>[];
  };
  readonly rounds: readonly ReportedRound<V>[];
}

/** A complete trace, as the exact and the fast engine make it, is a reported one. */
export type AnyTrace<V> = Trace<V> | ReportedTrace<V>;

/** Where in a trace a vector stands. */
export interface TracePlace {
  /** Round t; 0 for the start. */
  readonly round: number;
  readonly step?: number;
  /** `x`, `m`, `y`, `d` or the role of a gradient. */
  readonly quantity: string;
}

/** Reads one reported vector; the place is for its messages. */
type ReadVector<V, S> = (vector: Vector<V>, place: TracePlace) => Vector<S>;

function mapGradients<V, S, Role extends string>(
  gradients: { readonly [R in Role]?: GradientRecord<V> },
  read: ReadVector<V, S>,
  place: Omit<TracePlace, 'quantity'>,
): { readonly [R in Role]?: GradientRecord<S> } {
  const entries = Object.entries<GradientRecord<V> | undefined>(gradients).flatMap(([role, record]) => {
    if (record === undefined) return [];
    const at = read(record.at, { ...place, quantity: `the point of ${role}` });
    const value = read(record.value, { ...place, quantity: `the value of ${role}` });
    return [[role, { ...record, at, value }] as const];
  });
  return Object.fromEntries(entries) as { readonly [R in Role]?: GradientRecord<S> };
}

/** The same trace with every vector read by `read`. */
export function mapTrace<V, S>(trace: AnyTrace<V>, read: ReadVector<V, S>): ReportedTrace<S> {
  const { start } = trace;
  const optional = (
    name: 'correction' | 'direction' | 'point',
    vector: Vector<V> | undefined,
    place: TracePlace,
  ) => (vector === undefined ? {} : { [name]: read(vector, place) });
  return {
    start: {
      iterate: read(start.iterate, { round: 0, quantity: 'x' }),
      ...optional('correction', start.correction, { round: 0, quantity: 'm' }),
      ...(start.gradients === undefined
        ? {}
        : { gradients: start.gradients.map((gradients) => mapGradients(gradients, read, { round: 0 })) }),
    },
    rounds: trace.rounds.map((round, index) => {
      const place = { round: index + 1 };
      return {
        ...(round.gradients === undefined ? {} : { gradients: mapGradients(round.gradients, read, place) }),
        ...optional('correction', round.correction, { ...place, quantity: 'm' }),
        steps: round.steps.map((record, stepIndex) => {
          const at = { ...place, step: stepIndex + 1 };
          return {
            ...(record.gradients === undefined
              ? {}
              : { gradients: mapGradients(record.gradients, read, at) }),
            ...optional('direction', record.direction, { ...at, quantity: 'd' }),
            ...optional('point', record.point, { ...at, quantity: 'y' }),
          };
        }),
        iterate: read(round.iterate, { ...place, quantity: 'x' }),
      };
    }),
  };
}
