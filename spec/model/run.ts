/** What a run is given: parameters, initialisation, starting point and the draws. */
import type { Field, Vector } from '../algebra/index.js';

/** The names of the algorithms; nothing is called just "AuxMOM" where variants differ. */
export type VariantName = 'aux-mom' | 'aux-mvr' | 'aux-mom-target' | 'aux-mvr-target' | 'naive' | 'sgd';

/** The parameters every variant takes. */
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

/** The same parameters with every number mapped; counts stay. */
export function mapParameters<S, R>(parameters: Parameters<S>, to: (value: S) => R): Parameters<R> {
  const { stepSize, momentumWeight } = parameters;
  return { ...parameters, stepSize: to(stepSize), momentumWeight: to(momentumWeight) };
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
  readonly expected: string;
}

/** Every domain condition that `parameters` break: η > 0, 0 < a ≤ 1, K ≥ 1 (K = 1 for sgd), T ≥ 1. */
export function checkParameters<S>(
  field: Pick<Field<S>, 'zero' | 'one' | 'compare'>,
  variant: VariantName,
  parameters: Parameters<S>,
): readonly DomainViolation[] {
  const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
  const positive = (value: S): boolean => field.compare(value, field.zero) > 0;
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;
  const violations: DomainViolation[] = [];
  if (!positive(stepSize)) violations.push({ parameter: 'stepSize', expected: 'η > 0' });
  if (!positive(momentumWeight) || field.compare(momentumWeight, field.one) > 0) {
    violations.push({ parameter: 'momentumWeight', expected: '0 < a ≤ 1' });
  }
  if (!isCount(localStepCount)) {
    violations.push({ parameter: 'localStepCount', expected: 'a whole number K ≥ 1' });
  } else if (variant === 'sgd' && localStepCount !== 1) {
    violations.push({ parameter: 'localStepCount', expected: 'K = 1, because sgd takes one step a round' });
  }
  if (!isCount(roundCount)) violations.push({ parameter: 'roundCount', expected: 'a whole number T ≥ 1' });
  return violations;
}
