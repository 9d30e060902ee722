/** What a mutant may do differently: one hook for each thing that the honest recursion decides. */
import type { Field, Vector, VectorSpace } from '../../../spec/algebra/index.js';
import type {
  DomainViolation,
  GradientQuery,
  GradientRecord,
  RoundDraws,
  RoundRoleName,
  RunParameters,
  StepRoleName,
  VariantName,
} from '../../../spec/model/index.js';

/** What mistakes with minibatches need to know. */
export interface SettingOfSampling {
  /** B of ξ, and of ζ. */
  readonly batchSize: number;
  readonly localBatchSize: number;
  /** Rounds of an epoch of the ξ; absent where there are no epochs. */
  readonly epochLength?: number;
  /** Rows of a minibatch that was seen. */
  readonly sizeOf: (drawn: {
    readonly draw: 'snapshot' | 'local';
    readonly atom: number;
  }) => number | undefined;
}

/** What stays the same from round to round. */
export interface Setting<S> {
  readonly field: Field<S>;
  readonly space: VectorSpace<S>;
  /** η, a, K, T; the first two may be schedules, η also of every local step. */
  readonly parameters: RunParameters<S>;
  /** Answers one question. */
  readonly gradient: (query: GradientQuery<S>) => Vector<S>;
  /** Another atom than the one of the query, for mistakes that draw twice where the equations draw once. */
  readonly otherAtom: (query: GradientQuery<S>) => number;
  /** value / count. A field may know no quotients, or not what they round to, where the setting does. */
  readonly divide: (value: S, count: number) => S;
  /** In runs whose draws are minibatches. */
  readonly sampling?: SettingOfSampling;
}

/** All that a recursion, right or wrong, remembers between two rounds. */
export interface RoundMemory<S> {
  /** t, from 1: the round to make. */
  readonly round: number;
  /** x^{t−1}, x^{t−2}, x^{t−3} and x⁰; indices below 0 stand for x⁰. */
  readonly x: Vector<S>;
  readonly xOld: Vector<S>;
  readonly xOlder: Vector<S>;
  readonly xStart: Vector<S>;
  /** m^{t−1}; absent in the first round of `first-snapshot`. */
  readonly estimate?: Vector<S>;
  readonly draws: RoundDraws;
  /** The draws of round t − 1; this round's in round 1. */
  readonly oldDraws: RoundDraws;
  /** y^{t−1,0}, …, y^{t−1,K}; x⁰ alone in round 1. */
  readonly oldPoints: readonly Vector<S>[];
}

/** Everything that a round knows. */
export interface Scene<S> extends Setting<S>, RoundMemory<S> {
  /** η of this local step; outside of them that of the first. */
  readonly stepSize: S;
  /** a of this round. */
  readonly weight: S;
  /** 1 − a. */
  readonly rest: S;
  /** K. */
  readonly localStepCount: number;
  /** xᵗ, known only to a mutant that updates its estimate after the local steps. */
  readonly xNext?: Vector<S>;
}

/** Which gradient is being asked for: step 0 is before the local steps. */
export interface Asking {
  readonly role: RoundRoleName | StepRoleName;
  readonly step: number;
}

/** The gradients of a round as the estimate sees them; `current` and `old` are g_D, or g_f for the -target variants. */
export interface Samples<S> {
  readonly current: Vector<S>;
  /** At x^{t−2}; equal to `current` in round 1, and where the variant takes none. */
  readonly old: Vector<S>;
  readonly target: Vector<S>;
  readonly auxiliary?: Vector<S>;
}

/** The gradients of a local step as its direction sees them. */
export interface StepSamples<S> {
  /** g_h(y, ζ), or g_f(x, ξ) in a target step of the baselines. */
  readonly here: Vector<S>;
  /** g_h(x, ζ), the control variate of the -target variants. */
  readonly there?: Vector<S>;
}

/** The atoms that a mistake at the start may confuse. */
export interface StartAtoms<S> extends Pick<Setting<S>, 'otherAtom'> {
  /** The atom of ξ¹. */
  readonly first: number;
}

/** One mistake. Every hook that is absent is done right. */
export interface Mutation {
  /** Runs this variant in place of the one it claims to be. */
  readonly runs?: VariantName;
  /** The estimate is updated after the local steps of its round, which therefore use m^{t−1}. */
  readonly updatesAfterSteps?: boolean;
  /** Whose η stands for that of step k of round t, as [round, step], and whose a for that of round t; the right ones where left out. */
  readonly schedule?: {
    readonly rate?: (
      round: number,
      step: number,
      counts: Pick<RunParameters<unknown>, 'localStepCount' | 'roundCount'>,
    ) => readonly [round: number, step: number];
    readonly weight?: (round: number) => number;
  };
  /** What is wrong with the parameters, from what honestly is. */
  readonly domain?: <S>(
    honest: readonly DomainViolation[],
    parameters: RunParameters<S>,
    field: Field<S>,
  ) => readonly DomainViolation[];
  /** How rows are chosen against the law of the run. */
  readonly sampler?:
    | 'stuck'
    | 'fills-last'
    | 'drops-last'
    | 'keeps-last'
    | 'skips-first'
    | 'carries-over'
    | 'leaves-out-rows'
    | 'anew-every-round'
    | 'repeats-rows';
  readonly startingPoint?: <S>(honest: Vector<S>, space: VectorSpace<S>) => Vector<S>;
  /** Chooses m⁰ as this kind does, whatever it was asked for. */
  readonly startsAs?: 'zero' | 'exact' | 'batch' | 'first-snapshot';
  /** The question of the i-th draw (from 0) of the initialisation. */
  readonly startQuery?: <S>(
    honest: GradientQuery<S>,
    index: number,
    atoms: StartAtoms<S>,
  ) => GradientQuery<S>;
  /** m⁰, from its honest value and the samples that it is the mean of. */
  readonly startEstimate?: <S>(
    honest: Vector<S>,
    space: VectorSpace<S>,
    samples: readonly Vector<S>[],
  ) => Vector<S>;
  /** What is asked for one gradient; y is the current local point, `points` are y^{t,0} up to it. */
  readonly query?: <S>(
    honest: GradientQuery<S>,
    asking: Asking,
    scene: Scene<S>,
    y: Vector<S>,
    points: readonly Vector<S>[],
  ) => GradientQuery<S>;
  /** The value that is used for a gradient. */
  readonly value?: <S>(record: GradientRecord<S>, scene: Scene<S>) => Vector<S>;
  /** mᵗ. */
  readonly newEstimate?: <S>(samples: Samples<S>, scene: Scene<S>) => Vector<S>;
  readonly stepCount?: (honest: number) => number;
  /** y^{t,0}. */
  readonly firstPoint?: <S>(scene: Scene<S>) => Vector<S>;
  /** d^{t,k}. */
  readonly direction?: <S>(
    samples: StepSamples<S>,
    estimate: Vector<S>,
    scene: Scene<S>,
    step: number,
  ) => Vector<S>;
  /** y^{t,k}. */
  readonly move?: <S>(y: Vector<S>, direction: Vector<S>, scene: Scene<S>) => Vector<S>;
  /** xᵗ, from y^{t,0}, …, y^{t,K}. */
  readonly iterate?: <S>(points: readonly Vector<S>[], scene: Scene<S>) => Vector<S>;
}

/** A mistake with what it must be caught by. */
export interface Mutant {
  readonly id: string;
  /** What the implementer did, in one phrase for a report. */
  readonly mistake: string;
  /** How to fix it, in one sentence. */
  readonly fix: string;
  /** The variant that the implementation claims to be. */
  readonly variant: VariantName;
  /** The initialisation that shows it; `given` unless told otherwise, `none` for the baselines. */
  readonly start?: 'zero' | 'batch' | 'exact' | 'first-snapshot';
  /** The first broken equation in the order of the run; round 0 is the start. */
  readonly breaks: { readonly equation: string; readonly round: number; readonly step?: number };
  readonly mutation: Mutation;
}
