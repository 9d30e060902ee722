/** What an exact expectation is: every number a ratio in lowest terms, nothing rounded. */
import type { Matrix, Vector } from '../../spec/algebra/index.js';
import type { VariantName } from '../../spec/model/index.js';
import type { Ratio } from '../exact/index.js';

/** Mean and covariance of a random vector of ℝᵈ. */
export interface Moments {
  /** E v, d entries. */
  readonly mean: Vector<Ratio>;
  /**
   * E (v − E v)(v − E v)ᵀ, d×d; the standard deviation of coordinate i is the root of entry (i, i). Absent where it was not asked
   * for.
   */
  readonly covariance?: Matrix<Ratio>;
  /** E‖v − E v‖², the trace of the covariance; its root is the standard deviation over the noise. */
  readonly totalVariance: Ratio;
}

/** The expectations at local step k of a round. */
export interface ExpectedStep {
  /** k, from 1. */
  readonly step: number;
  /** E‖∇f(y^{t,k−1})‖², unit (value/point)². */
  readonly squaredGradient: Ratio;
  /** E f(y^{t,k}), unit value. */
  readonly targetValue: Ratio;
  /** E‖g_h(y^{t,k−1}, ζ) − ∇h(y^{t,k−1})‖² of the local oracle, whether or not the variant draws from it in this step. */
  readonly localVariance: Ratio;
}

/** The expectations of round t. */
export interface ExpectedRound {
  /** t, from 1. */
  readonly round: number;
  /** Steps k = 1 … K, or the last one alone where no more was asked for. */
  readonly steps: readonly ExpectedStep[];
  /** E‖mᵗ − ∇D(x^{t−1})‖², or E‖uᵗ − ∇f(x^{t−1})‖² for the -target variants; absent for `naive` and `sgd`. */
  readonly correctionError?: Ratio;
  /** E‖g_D(x^{t−1}, ξ) − ∇D(x^{t−1})‖²: the variance of the snapshot oracle at the random iterate. */
  readonly snapshotVariance: Ratio;
  /** E‖g_f(x^{t−1}, ξ) − ∇f(x^{t−1})‖², likewise. */
  readonly targetVariance: Ratio;
  /** G of the rounds 1 … t. */
  readonly averageSquaredGradient: Ratio;
  /** Moments of xᵗ, unit point; absent where they were not asked for. */
  readonly iterate?: Moments;
  /** Moments of mᵗ (uᵗ), unit value/point; absent for `naive` and `sgd`, and where they were not asked for. */
  readonly correction?: Moments;
}

/** A variance over a run. */
export interface VarianceSummary {
  /** The greatest of its values. */
  readonly maximum: Ratio;
  /** The mean of its values, all weighted alike. */
  readonly average: Ratio;
}

/** The exact expectation of a run. */
export interface ExpectationResult {
  readonly variant: VariantName;
  /** f(x⁰), unit value. */
  readonly initialTargetValue: Ratio;
  /** e₀ = E‖m⁰ − ∇D(x⁰)‖² (E‖u⁰ − ∇f(x⁰)‖² for the -target variants); absent where there is no m⁰. */
  readonly initialError?: Ratio;
  /** Rounds t = 1 … T. */
  readonly rounds: readonly ExpectedRound[];
  /** G = (1/KT) Σ_t Σ_k E‖∇f(y^{t,k−1})‖²: the snapshots are in it, x^T is not. */
  readonly averageSquaredGradient: Ratio;
  /** Of E‖g_D(x^{t−1}, ξ) − ∇D(x^{t−1})‖² over t: assumption A3. */
  readonly snapshotVariance: VarianceSummary;
  /** Of E‖g_f(x^{t−1}, ξ) − ∇f(x^{t−1})‖² over t: what SGD-1 assumes. */
  readonly targetVariance: VarianceSummary;
  /** Of the local oracle's variance over t and k: A4 needs the maximum. */
  readonly localVariance: VarianceSummary;
}
