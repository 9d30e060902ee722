/** A quadratic case by its structure: spectra, rotations, noise laws and the run, before any matrix exists. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { Initialization, Parameters, VariantName } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import type { ResolvedProblem } from '../problem-case.js';
import type { GivensTurn } from './givens.js';
import type { LocalNoise, LocalNoiseKind, SnapshotNoise, SnapshotNoiseKind } from './noise-law.js';

/** Kinds of initialisation that keep an estimate. */
export type EstimateStart = Exclude<Initialization<unknown>['kind'], 'none'>;

/**
 * The structure of a case; all numbers are finite decimals.
 *
 * $$A = Q\,\mathrm{diag}(\lambda)\,Q^\top,\quad D = R\,\mathrm{diag}(\Delta)\,R^\top,\quad B = A - D,\quad b = A x^*,
 * \quad c = B x^* - \nabla h(x^*)$$
 */
export interface CaseBlueprint {
  readonly name: string;
  readonly dimension: number;
  /** λ ∈ ℚᵈ, λ ≥ 0, not all 0, in value/point²: L = max λ. */
  readonly targetSpectrum: Vector<Ratio>;
  /** Δ ∈ ℚᵈ, in value/point²: δ = max|Δ|. */
  readonly differenceSpectrum: Vector<Ratio>;
  /** The factors of Q. */
  readonly targetTurns: readonly GivensTurn<Ratio>[];
  /** The factors of R; equal to those of Q for a commuting case. */
  readonly differenceTurns: readonly GivensTurn<Ratio>[];
  /** x*, a minimiser of f, in point. */
  readonly minimizer: Vector<Ratio>;
  /** ∇h(x*), in value/point; 0 where h has the minimiser of f. */
  readonly auxiliaryGradient: Vector<Ratio>;
  readonly snapshotNoise: SnapshotNoise;
  readonly localNoise: LocalNoise;
  readonly variant: VariantName;
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  /** x⁰, in point. */
  readonly startingPoint: Vector<Ratio>;
  /** Seed of the draws of a single run. */
  readonly seed: number;
}

/** What is known about a case by construction, exactly. */
export interface KnownConstants {
  /** A1: L = ‖A‖, in value/point². */
  readonly smoothness: Ratio;
  /** A2: δ = ‖A − B‖, in value/point². */
  readonly hessianSimilarity: Ratio;
  /**
   * A5: a decimal δ with δ²I − E D_jᵀD_j ⪰ 0, in value/point². The least one where the noise of g_D is additive, else at
   * most 0.1 % larger (four significant digits, rounded up).
   */
  readonly meanSquareSimilarity: Ratio;
  /** A7: L₂ likewise, for E A_jᵀA_j. */
  readonly meanSquareSmoothness: Ratio;
  /** A6: ℓ² likewise, for E (B_i − B)ᵀ(B_i − B) over the local atoms, in (value/point²)²; 0 where that noise is additive. */
  readonly controlledVariance: Ratio;
  /** x*, a minimiser of f; one of many where f is rank-deficient. */
  readonly minimizer: Vector<Ratio>;
  /** inf f, in value. */
  readonly infimum: Ratio;
  /** F₀ = f(x⁰) − inf f, in value. */
  readonly suboptimality: Ratio;
  /** σ_f², in (value/point)²; present iff it is the same at every point, likewise the other two. */
  readonly targetVariance?: Ratio;
  /** σ_D² of A3. */
  readonly snapshotVariance?: Ratio;
  /** σ_h² of A4. */
  readonly localVariance?: Ratio;
}

/** A random case: the problem with its run, and everything that is known about it. */
export interface RandomCase {
  /** The case as a problem file would give it. */
  readonly problemCase: ResolvedProblem;
  readonly constants: KnownConstants;
  readonly snapshotNoise: SnapshotNoiseKind;
  readonly localNoise: LocalNoiseKind;
  /** ρ of the coupling between the snapshot noises of g_f and g_h. */
  readonly correlation: Ratio;
  /** B ⪰ 0. */
  readonly isAuxiliaryConvex: boolean;
  /** A B = B A. */
  readonly isCommuting: boolean;
  /** Some λ = 0: the minimiser is not unique. */
  readonly isRankDeficient: boolean;
  /** What the case was built from; `buildRandomCase` makes the same case of it, or a changed one. */
  readonly blueprint: CaseBlueprint;
}
