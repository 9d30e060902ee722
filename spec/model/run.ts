/** What a run is given: parameters, initialisation, starting point and the draws. */
import type { Field, Vector } from '../algebra/index.js';

/** The names of the algorithms; nothing is called just "AuxMOM" where variants differ. */
export type VariantName = 'aux-mom' | 'aux-mvr' | 'aux-mom-target' | 'aux-mvr-target' | 'naive' | 'sgd';

/** The parameters that every variant takes: those of one round, or of a run where they never change. */
export interface Parameters<S> {
  /** η > 0, unit point²/value. */
  readonly stepSize: S;
  /** a ∈ (0, 1], no unit. `naive` and `sgd` do not use it. */
  readonly momentumWeight: S;
  /** K ≥ 1; exactly 1 for `sgd`. */
  readonly localStepCount: number;
  /** T ≥ 1. */
  readonly roundCount: number;
}

/** One value for every round, or one a round: entry t − 1 is that of round t. */
export type PerRound<S> = S | readonly S[];

/** One value for every local step of a round, or K of them: entry k − 1 is that of step k. */
export type PerStep<S> = S | readonly S[];

/** Any constant or schedule: one value, or an entry a round, which is one value or one a local step. */
export type Schedule<S> = S | readonly PerStep<S>[];

/** The parameters whose values may change within a run. */
export const scheduledNames = ['stepSize', 'momentumWeight'] as const;
type ScheduledName = (typeof scheduledNames)[number];

/** The parameters of a run: a is a constant or a schedule a₁ … a_T; so is η, and an entry of it may be η_{t,1} … η_{t,K}. */
export type RunParameters<S> = Omit<Parameters<S>, ScheduledName> & {
  readonly stepSize: Schedule<S>;
  readonly momentumWeight: PerRound<S>;
};

/** The parameters of one round. Where η changes within it, `stepSize` is η_{t,1} … η_{t,K}; {@link valueAt} reads either. */
export type ParametersOfRound<S> = Omit<Parameters<S>, 'stepSize'> & { readonly stepSize: PerStep<S> };

/** Whether there is more than one value. */
export function isSchedule<S>(value: PerRound<S>): value is readonly S[] {
  return Array.isArray(value);
}

/** The values of a schedule in the order of the run; a constant is one value. */
export function valuesOf<S>(value: Schedule<S>): readonly S[] {
  return isSchedule<PerStep<S>>(value)
    ? value.flatMap((entry) => (isSchedule(entry) ? entry : [entry]))
    : [value];
}

/**
 * The entry of round t, or of step k, from 1. Beyond the end the last one holds, before the beginning the first.
 *
 * For schedules.
 */
export function valueAt<S>(value: PerRound<S>, index: number): S {
  return isSchedule(value) ? (value[Math.max(Math.min(index, value.length), 1) - 1] as S) : value;
}

/**
 * The parameters η_t (or η_{t,k}), a_t, K, T of round t = `roundNumber`, as the equations of that round use them.
 *
 * For schedules.
 */
export function parametersAt<S>(parameters: RunParameters<S>, roundNumber: number): ParametersOfRound<S> {
  if (isConstant(parameters)) return parameters;
  return {
    ...parameters,
    stepSize: valueAt<PerStep<S>>(parameters.stepSize, roundNumber),
    momentumWeight: valueAt(parameters.momentumWeight, roundNumber),
  };
}

/** Whether neither η nor a is a schedule, not even one of equal values. */
export function isConstant<S>(parameters: RunParameters<S>): parameters is Parameters<S> {
  return scheduledNames.every((name) => !Array.isArray(parameters[name]));
}

/** Whether η changes within a round, or is written so. */
export function isPerStep<S>({ stepSize }: Pick<RunParameters<S>, 'stepSize'>): boolean {
  return isSchedule<PerStep<S>>(stepSize) && stepSize.some((entry) => isSchedule(entry));
}

/** The parameters with K = 1: the first of the local steps of every round. */
export function withOneStep<P extends RunParameters<unknown>>(parameters: P): P {
  const { stepSize } = parameters;
  const first = isSchedule(stepSize) ? stepSize.map((entry) => valueAt(entry, 1)) : stepSize;
  return { ...parameters, localStepCount: 1, stepSize: first };
}

/**
 * How the estimate m⁰ (of ∇D(x⁰), or of ∇f(x⁰) for the -target variants) is chosen.
 *
 * - `given`: the vector `correction`.
 * - `zero`: m⁰ = 0.
 * - `exact`: m⁰ = ∇D(x⁰), or ∇f(x⁰) for the -target variants.
 * - `batch`: the mean over `size` draws disjoint from ξ¹.
 * - `first-snapshot`: the first round takes its own snapshot gradient in full (a = 1 in round 1 only). This is
 *   *not* `batch` of size 1: the same atom is used twice.
 * - `none`: for `naive` and `sgd`, which keep no estimate.
 */
export type Initialization<S> =
  | { readonly kind: 'given'; readonly correction: Vector<S> }
  | { readonly kind: 'zero' }
  | { readonly kind: 'exact' }
  | { readonly kind: 'batch'; readonly size: number }
  | { readonly kind: 'first-snapshot' }
  | { readonly kind: 'none' };

/** Every kind of {@link Initialization}. */
export const initializationKinds = [
  'given',
  'zero',
  'exact',
  'batch',
  'first-snapshot',
  'none',
] as const satisfies readonly Initialization<unknown>['kind'][];

/** A constant, or every value of a schedule, mapped. */
export function mapSchedule<S, R>(value: PerRound<S>, to: (value: S) => R): PerRound<R>;
export function mapSchedule<S, R>(value: Schedule<S>, to: (value: S) => R): Schedule<R>;
export function mapSchedule<S, R>(value: Schedule<S>, to: (value: S) => R): Schedule<R> {
  return isSchedule<PerStep<S>>(value)
    ? value.map((entry) => (isSchedule(entry) ? entry.map(to) : to(entry)))
    : to(value);
}

/** The same parameters with every number mapped; counts stay. */
export function mapParameters<S, R>(parameters: Parameters<S>, to: (value: S) => R): Parameters<R>;
export function mapParameters<S, R>(parameters: RunParameters<S>, to: (value: S) => R): RunParameters<R>;
export function mapParameters<S, R>(parameters: RunParameters<S>, to: (value: S) => R): RunParameters<R> {
  return {
    ...parameters,
    stepSize: mapSchedule<S, R>(parameters.stepSize, to),
    momentumWeight: mapSchedule(parameters.momentumWeight, to),
  };
}

/** The same initialisation with every number mapped. */
export function mapInitialization<S, R>(
  initialization: Initialization<S>,
  to: (value: S) => R,
): Initialization<R> {
  return initialization.kind === 'given'
    ? { kind: 'given', correction: initialization.correction.map(to) }
    : initialization;
}

/** The atoms drawn in one round. */
export interface RoundDraws {
  /** Index of ξᵗ in the snapshot support. */
  readonly snapshot: number;
  /** Indices of ζ^{t,1}, …, ζ^{t,K} in the local support. */
  readonly local: readonly number[];
}

/** Every draw of a run; with it a run is deterministic. */
export interface AtomTape {
  /** Snapshot atoms of the initial batch; empty unless the initialisation is `batch`. */
  readonly initial: readonly number[];
  /** One entry a round. */
  readonly rounds: readonly RoundDraws[];
}

/** A broken domain condition, in words that name the parameter. */
export interface DomainViolation {
  readonly parameter: keyof Parameters<unknown>;
  /** Where the wrong part of a schedule stands, from 0: its round, and its local step; empty where the parameter as a whole is wrong. */
  readonly path: readonly number[];
  readonly expected: string;
}

/** What a violation is about: a number, or a list of a wrong length. */
export function violatingPart<S>(
  parameters: RunParameters<S>,
  { parameter, path }: DomainViolation,
): S | number | readonly unknown[] {
  return path.reduce<unknown>(
    (part, index) => (part as readonly unknown[])[index],
    parameters[parameter],
  ) as S;
}

/**
 * Every domain condition that `parameters` break: η > 0, 0 < a ≤ 1 in every round, K ≥ 1 (K = 1 for sgd), T ≥ 1.
 *
 * For whoever takes parameters from a user.
 */
export function checkParameters<S>(
  field: Pick<Field<S>, 'zero' | 'one' | 'compare'>,
  variant: VariantName,
  parameters: RunParameters<S>,
): readonly DomainViolation[] {
  const { localStepCount, roundCount } = parameters;
  const positive = (value: S): boolean => field.compare(value, field.zero) > 0;
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
  const violations: DomainViolation[] = [];
  const check = (parameter: ScheduledName, domain: string, isInDomain: (value: S) => boolean): void => {
    const visit = (value: Schedule<S>, path: readonly number[]): void => {
      const fail = (expected: string): void => void violations.push({ parameter, path, expected });
      if (!isSchedule<PerStep<S>>(value)) {
        if (!isInDomain(value)) fail(domain);
        return;
      }
      const [count, text] =
        path.length === 0
          ? [roundCount, `one value, or a schedule of T = ${roundCount} values, one a round`]
          : [localStepCount, `one value, or K = ${localStepCount} values, one a local step`];
      if (isCount(count) && value.length !== count) fail(text);
      for (const [index, entry] of value.entries()) visit(entry, [...path, index]);
    };
    visit(parameters[parameter], []);
  };
  check('stepSize', 'η > 0', positive);
  check('momentumWeight', '0 < a ≤ 1', (a) => positive(a) && field.compare(a, field.one) <= 0);
  if (!isCount(localStepCount)) {
    violations.push({ parameter: 'localStepCount', path: [], expected: 'a whole number K ≥ 1' });
  } else if (variant === 'sgd' && localStepCount !== 1) {
    violations.push({
      parameter: 'localStepCount',
      path: [],
      expected: 'K = 1, because sgd takes one step a round',
    });
  }
  if (!isCount(roundCount))
    violations.push({ parameter: 'roundCount', path: [], expected: 'a whole number T ≥ 1' });
  return violations;
}
