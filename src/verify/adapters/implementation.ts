/** What an implementation in JavaScript or TypeScript gives to be verified: factories of its algorithms. */
import type { Vector } from '../../../spec/algebra/index.js';
import type {
  DrawKind,
  FunctionName,
  PerStep,
  RunParameters,
  VariantName,
} from '../../../spec/model/index.js';
import { AuxoptError } from '../../errors.js';
import type {
  ArithmeticName,
  InitializationKind,
  OracleMode,
  SamplingKind,
  ScheduleKind,
} from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import type { OpenRequest, WireProblem } from '../protocol/requests.js';

/** One random sample: the first gradient that is taken from it draws it, every other one sees the same sample again. */
export interface Sample<V> {
  /** g_f(at, ξ). Local samples know h only. */
  readonly f: (at: Vector<V>) => Vector<V>;
  /** g_h(at, ξ). */
  readonly h: (at: Vector<V>) => Vector<V>;
}

/** One minibatch: the first question draws it, every other one sees the same rows again. */
export interface Minibatch<V> {
  /** g_f(at, ξ) of every row. Whoever asks makes the mean. Local minibatches know h only. */
  readonly f: (at: Vector<V>) => readonly Vector<V>[];
  /** g_h(at, ξ) of every row. */
  readonly h: (at: Vector<V>) => readonly Vector<V>[];
}

/** What an algorithm is asked to do, and what it may ask. */
export interface Task<V> {
  readonly variant: VariantName;
  /** η; where the kit gives a schedule, that of the first step of round 1: each round is handed its own. */
  readonly stepSize: V;
  /** a, likewise. */
  readonly momentumWeight: V;
  /** η, a, K and T as they were sent: schedules where the kit gives some. */
  readonly parameters: RunParameters<V>;
  /** Whether the algorithm chooses η and a of every round itself, from these, and reports them with its results. */
  readonly choosesSchedule: boolean;
  /** K. */
  readonly localStepCount: number;
  /** T. */
  readonly roundCount: number;
  readonly initialization: { readonly kind: InitializationKind; readonly size?: number };
  /** d. */
  readonly dimension: number;
  /** x⁰. */
  readonly startingPoint: Vector<V>;
  /** The m⁰ of the initialisation `given`. */
  readonly givenCorrection?: Vector<V>;
  /** A new joint sample ξ of f and h. */
  readonly drawSnapshot: () => Sample<V>;
  /** A new sample ζ of h. */
  readonly drawLocal: () => Sample<V>;
  /** The exact gradients, for the initialisation `exact`. */
  readonly mean: Sample<V>;
  /** How minibatches are drawn: by the kit (`drawn`), or by the algorithm from `rowCount` rows; absent in a run of single draws. */
  readonly sampling?: NonNullable<OpenRequest['sampling']>;
  /**
   * A new minibatch ξ of f and h, or ζ of h: of these rows, numbered from 0, or of rows that the kit draws where they are left out. In a run
   * of single draws it is one fresh sample.
   */
  readonly minibatch: (draw: 'snapshot' | 'local', rows?: readonly number[]) => Minibatch<V>;
  /** Tells y^{t,k} of the current round: optional, but for all local steps of a round or none. */
  readonly reportStep: (point: Vector<V>) => void;
  /** One gradient by its wire name, for implementations that keep their own books of atoms. */
  readonly gradient: (question: {
    readonly function: FunctionName;
    readonly draw: DrawKind;
    readonly at: Vector<V>;
    readonly atom?: number;
    readonly member?: number;
  }) => { readonly gradient: Vector<V>; readonly atom: number };
  /** The whole problem with its tape, in tape mode alone. */
  readonly problem?: WireProblem;
}

/** A state between two rounds: x, and m where there is one. */
export interface RoundResult<V> {
  /** xᵗ. */
  readonly x: Vector<V>;
  /** mᵗ, where it can be told. */
  readonly m?: Vector<V>;
  /**
   * η, or η of each of the K local steps, and a that the round has used: needed where the algorithm chooses them, and checked wherever
   * they are told.
   */
  readonly stepSize?: PerStep<V>;
  readonly momentumWeight?: V;
}

/** The state a round starts from. */
export interface RoundInput<V> {
  /** t, from 1. */
  readonly round: number;
  /** η of the first local step, of all K, and a. */
  readonly stepSize: V;
  readonly stepSizes: readonly V[];
  readonly momentumWeight: V;
  /** x^{t−1}. */
  readonly x: Vector<V>;
  /** x^{t−2}; x⁰ in round 1. */
  readonly xPrevious: Vector<V>;
  /** m^{t−1}; absent for `naive` and `sgd`, and in round 1 of `first-snapshot`. */
  readonly m?: Vector<V>;
}

/** One round: from x^{t−1} and m^{t−1} to xᵗ and mᵗ. */
export type RoundFunction<V> = (input: RoundInput<V>) => RoundResult<V> | Promise<RoundResult<V>>;

/** An algorithm that was given its task. */
export interface PreparedRun<V> {
  /** x⁰ and m⁰; the given m⁰ or zero, as the initialisation says, where it is left out. */
  readonly start?: () => RoundResult<V> | Promise<RoundResult<V>>;
  readonly round: RoundFunction<V>;
}

/**
 * Prepares a run. Checks the parameters: a RangeError thrown here means that they are rejected; any other exception is an error.
 *
 * @throws RangeError for η ≤ 0, a outside (0, 1], K < 1, T < 1, or vectors of the wrong length; UnsupportedError for
 * something that it does not have.
 */
export type Prepare<V> = (task: Task<V>) => RoundFunction<V> | PreparedRun<V>;

/** A parameter of a method: a number, a list with one a step, or a count. */
export type MethodValue<V> = V | readonly V[] | number;

/** A run of a method of which the kit has a page, by the names of that page. */
export interface MethodTask<V> {
  readonly method: string;
  /** d. */
  readonly dimension: number;
  /** T. */
  readonly roundCount: number;
  /** The values of round t. */
  readonly parametersAt: (round: number) => Readonly<Record<string, MethodValue<V>>>;
  /** The states that the page leaves open. */
  readonly states: Readonly<Record<string, Vector<V>>>;
  /** A new joint sample of f and h. */
  readonly drawSample: () => Sample<V>;
  /** The exact gradients. */
  readonly mean: Sample<V>;
  /** The exact gradients of sample i, from 1: of one of n clients. */
  readonly member: (i: number) => Sample<V>;
  /** The members of a set, or the index, that the page draws in round t, under its name; of several draws in a round the one at this place. */
  readonly drawnMembers: (name: string, round: number, place?: number) => readonly number[];
  /** Whether a coin of the page is 1. */
  readonly coin: (name: string, round: number, place?: number) => boolean;
  /** What {@link SavedMethod.save} gave after this round, perhaps in another process: the run goes on from there. */
  readonly saved?: { readonly round: number; readonly state: string };
}

/** A run of a method that can be saved. */
export interface SavedMethod<V> {
  readonly round: MethodRound<V>;
  /** All that the run keeps, asked for between two rounds. */
  readonly save: () => string;
}

/**
 * Prepares a run of a method: gives the function that makes round t, and returns the vectors to report, by the names of the page, the
 * point among them.
 *
 * @throws RangeError for a parameter outside of its domain, in any round.
 */
export type PrepareMethod<V> = (task: MethodTask<V>) => MethodRound<V> | SavedMethod<V>;

/** Makes a round, and gives the vectors to report. */
export type MethodRound<V> = (
  round: number,
) => Readonly<Record<string, Vector<V>>> | Promise<Readonly<Record<string, Vector<V>>>>;

/** How an implementation's numbers enter and leave. Doubles need nothing of this. */
export interface NumberFormat<V> {
  /** A number from its text on the wire. */
  readonly read: (text: string) => V;
  /** The text of a number. */
  readonly write: (value: V) => string;
  /** matrix·at − vector, for tape mode. */
  readonly affine: (matrix: readonly Vector<V>[], vector: Vector<V>, at: Vector<V>) => Vector<V>;
}

/** An implementation to verify. */
export interface Implementation<V> {
  readonly name: string;
  readonly version?: string;
  readonly language?: string;
  /** `binary64` where it is left out. */
  readonly arithmetic?: ArithmeticName;
  readonly subnormals?: 'gradual' | 'flushed';
  readonly snapshotDraws?: 'joint' | 'independent';
  /** How it gets gradients: it asks the kit (`callback`), or computes them from the problem (`tape`); both where it is left out. */
  readonly oracleModes?: readonly OracleMode[];
  /** Kinds of m⁰ that the algorithms know; `given`, `zero` and `none` where it is left out. */
  readonly initializations?: readonly InitializationKind[];
  /** Whether rounds can be made from any state; true where it is left out. False for optimizers with a hidden state. */
  readonly singleRounds?: boolean;
  /** Which schedules of η and a it can follow or report; none where it is left out. */
  readonly schedules?: readonly ScheduleKind[];
  /** By which laws it can take minibatches; none where it is left out. */
  readonly minibatches?: readonly SamplingKind[];
  /** What alone it supports, of a, K, d and schedules: the verdict is then about that. */
  readonly only?: Capabilities['only'];
  readonly variants: { readonly [Variant in VariantName]?: Prepare<V> };
  /** Methods of which the kit has a page, by its name. */
  readonly methods?: Readonly<Record<string, PrepareMethod<V>>>;
  /** Whether all methods are prepared with a `save`, and go on from `saved`; false where it is left out. */
  readonly saves?: boolean;
  /** Whether parameters of methods that are outside their domains are rejected; false where it is left out. */
  readonly checksParameters?: boolean;
  /** Needed where V is not number. */
  readonly numbers?: NumberFormat<V>;
}

/**
 * Thrown by {@link Prepare} for something that the implementation does not have. What it declares is not judged then, and the outcome is
 * `incomplete`: say it in {@link Implementation} where it can be said, in `only` above all.
 */
export class UnsupportedError extends AuxoptError {
  readonly capability: string;

  constructor(capability: string) {
    super(`${capability} is not supported`);
    this.capability = capability;
  }
}
