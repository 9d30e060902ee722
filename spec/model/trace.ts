/**
 * A trace: everything that one run did, so that a checker needs nothing else. Exact runs, fast runs and foreign
 * implementations all produce one; gradients may be absent where the checker can recompute them.
 */
import type { Vector } from '../algebra/index.js';
import type { GradientQuery } from './oracle.js';

/** One gradient: what was asked and what came back. */
export interface GradientRecord<S> extends GradientQuery<S> {
  readonly value: Vector<S>;
}

/**
 * Roles of the gradients that a round takes before its local steps: `targetAtSnapshot` g_f(x^{t−1}, ξᵗ),
 * `auxiliaryAtSnapshot` g_h(x^{t−1}, ξᵗ), and `targetAtPrevious` g_f(x^{t−2}, ξᵗ), `auxiliaryAtPrevious`
 * g_h(x^{t−2}, ξᵗ) with the same atom at the old point.
 */
export type RoundRoleName =
  'targetAtSnapshot' | 'auxiliaryAtSnapshot' | 'targetAtPrevious' | 'auxiliaryAtPrevious';

/**
 * Roles of the gradients that one local step takes: `auxiliaryAtPoint` g_h(y^{t,k−1}, ζ^{t,k}),
 * `auxiliaryAtSnapshot` g_h(x^{t−1}, ζ^{t,k}) (the -target variants' control variate), and `targetAtSnapshot`
 * g_f(x^{t−1}, ξᵗ) (step 1 of `naive`, and `sgd`).
 */
export type StepRoleName = 'auxiliaryAtPoint' | 'auxiliaryAtSnapshot' | 'targetAtSnapshot';

/** The gradients of a round, by role. */
export type RoundGradients<S> = { readonly [Role in RoundRoleName]?: GradientRecord<S> };

/** The gradients of a local step, by role. */
export type StepGradients<S> = { readonly [Role in StepRoleName]?: GradientRecord<S> };

/** The gradients of one draw of the initialisation. */
export type StartGradients<S> = { readonly [Role in 'target' | 'auxiliary']?: GradientRecord<S> };

/** One local step k: y^{t,k−1} ↦ y^{t,k}. */
export interface StepRecord<S> {
  readonly gradients: StepGradients<S>;
  /** d^{t,k}; absent where only states were reported. */
  readonly direction?: Vector<S>;
  /** y^{t,k}. */
  readonly point: Vector<S>;
}

/** One round t: (x^{t−1}, m^{t−1}) ↦ (xᵗ, mᵗ). */
export interface RoundRecord<S> {
  readonly gradients: RoundGradients<S>;
  /** mᵗ, or uᵗ for the -target variants; absent for `naive` and `sgd`. */
  readonly correction?: Vector<S>;
  /** Steps k = 1 … K. */
  readonly steps: readonly StepRecord<S>[];
  /** xᵗ. */
  readonly iterate: Vector<S>;
}

/** The state before round 1. */
export interface StartRecord<S> {
  /** x⁰. */
  readonly iterate: Vector<S>;
  /** m⁰, where the initialisation sets one. */
  readonly correction?: Vector<S>;
  /** The gradients that made m⁰: one entry a draw of `batch`, one for `exact`, none otherwise. */
  readonly gradients: readonly StartGradients<S>[];
}

/** A whole run. */
export interface Trace<S> {
  readonly start: StartRecord<S>;
  /** Rounds t = 1 … T. */
  readonly rounds: readonly RoundRecord<S>[];
}
