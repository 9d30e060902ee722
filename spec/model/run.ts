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

/** The parameters whose values may change from round to round. */
export const scheduledNames = ['stepSize', 'momentumWeight'] as const;
type ScheduledName = (typeof scheduledNames)[number];

/** The parameters of a run: η and a are constants, or schedules η₁ … η_T and a₁ … a_T. */
export type RunParameters<S> = Omit<Parameters<S>, ScheduledName> & {
  readonly [Name in ScheduledName]: PerRound<S>;
};

/** Whether there is one value a round. */
export function isSchedule<S>(value: PerRound<S>): value is readonly S[] {
  return Array.isArray(value);
}

/** The values of a schedule; a constant is one value. */
export function valuesOf<S>(value: PerRound<S>): readonly S[] {
  return isSchedule(value) ? value : [value];
}

/**
 * The parameters η_t, a_t, K, T of round t = `roundNumber`, as the equations of that round use them. Beyond the end of a schedule its
 * last value holds, before its beginning the first.
 */
export function parametersAt<S>(parameters: RunParameters<S>, roundNumber: number): Parameters<S> {
  if (isConstant(parameters)) return parameters;
  const at = (value: PerRound<S>): S =>
    isSchedule(value) ? (value[Math.max(Math.min(roundNumber, value.length), 1) - 1] as S) : value;
  return {
    ...parameters,
    stepSize: at(parameters.stepSize),
    momentumWeight: at(parameters.momentumWeight),
  };
}

/** Whether neither η nor a is a schedule, not even one of equal values. */
export function isConstant<S>(parameters: RunParameters<S>): parameters is Parameters<S> {
  return scheduledNames.every((name) => !isSchedule(parameters[name]));
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

/** A constant, or every value of a schedule, mapped. */
export function mapPerRound<S, R>(value: PerRound<S>, to: (value: S) => R): PerRound<R> {
  return isSchedule(value) ? value.map(to) : to(value);
}

/** The same parameters with every number mapped; counts stay. */
export function mapParameters<S, R>(parameters: Parameters<S>, to: (value: S) => R): Parameters<R>;
export function mapParameters<S, R>(parameters: RunParameters<S>, to: (value: S) => R): RunParameters<R>;
export function mapParameters<S, R>(parameters: RunParameters<S>, to: (value: S) => R): RunParameters<R> {
  return {
    ...parameters,
    stepSize: mapPerRound(parameters.stepSize, to),
    momentumWeight: mapPerRound(parameters.momentumWeight, to),
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
  /** The round whose entry of a schedule is wrong; absent where the parameter as a whole is. */
  readonly round?: number;
  readonly expected: string;
}

/** Every domain condition that `parameters` break: η > 0, 0 < a ≤ 1 in every round, K ≥ 1 (K = 1 for sgd), T ≥ 1. */
export function checkParameters<S>(
  field: Pick<Field<S>, 'zero' | 'one' | 'compare'>,
  variant: VariantName,
  parameters: RunParameters<S>,
): readonly DomainViolation[] {
  const { localStepCount, roundCount } = parameters;
  const positive = (value: S): boolean => field.compare(value, field.zero) > 0;
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
  const violations: DomainViolation[] = [];
  const check = (parameter: ScheduledName, expected: string, isInDomain: (value: S) => boolean): void => {
    const value = parameters[parameter];
    if (isSchedule(value) && isCount(roundCount) && value.length !== roundCount) {
      violations.push({
        parameter,
        expected: `one value, or a schedule of T = ${roundCount} values, one a round`,
      });
    }
    for (const [index, entry] of valuesOf(value).entries()) {
      if (isInDomain(entry)) continue;
      violations.push({ parameter, ...(isSchedule(value) ? { round: index + 1 } : {}), expected });
    }
  };
  check('stepSize', 'η > 0', positive);
  check('momentumWeight', '0 < a ≤ 1', (a) => positive(a) && field.compare(a, field.one) <= 0);
  if (!isCount(localStepCount)) {
    violations.push({ parameter: 'localStepCount', expected: 'a whole number K ≥ 1' });
  } else if (variant === 'sgd' && localStepCount !== 1) {
    violations.push({ parameter: 'localStepCount', expected: 'K = 1, because sgd takes one step a round' });
  }
  if (!isCount(roundCount)) violations.push({ parameter: 'roundCount', expected: 'a whole number T ≥ 1' });
  return violations;
}
