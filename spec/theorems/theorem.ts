/**
 * What a theorem is: conditions and a bound, as data that can be evaluated exactly over any field.
 *
 * The constants in these theorems are this project's own: they were derived for it and are proved in
 * `proofs-checks/`. Only their shape, how they depend on T, K, L, δ and the variances, is the paper's.
 */
import type { Field } from '../algebra/index.js';
import type { Initialization, Parameters, VariantName } from '../model/index.js';
import type { Arithmetic, Fraction } from './arithmetic.js';

/** Ids of the theorems about a rate. */
export type RateTheoremId =
  | `MOM-${'1' | '1H' | '2' | '3'}`
  | `${'MVR' | 'FAM'}-${1 | 2}`
  | `TGT-${'MOM' | 'MVR'}`
  | 'SGD-1'
  | TunedTheoremId;
/** Ids of those that say which parameters to take. */
export type TunedTheoremId =
  `RATE-${'DET' | 'MOM' | 'MOM-G' | 'FAM' | 'TGT-MOM' | 'TGT-MVR'}` | `RATE-MVR${'' | '-2' | '-2P' | '-H'}`;
/** Ids of the lower bounds. */
export type LowerTheoremId =
  'LOW-SGD' | 'LOW-SGD-ITERATES' | 'LOW-MOM' | 'LOW-LTI' | 'LOW-HB-ITERATES' | 'LOW-TGT-MOM' | 'LOW-TGT-MVR';
/** Ids of the comparisons with SGD, and with every method of constant coefficients. */
export type SeparationTheoremId = 'SEP-DET' | 'SEP-NOISE' | 'SEP-CORR' | 'SEP-LTI';
/** Ids of the theorems that `auxopt check` asks on random cases. */
export type CheckedTheoremId = RateTheoremId | LowerTheoremId | SeparationTheoremId;
/** Ids of all theorems. */
export type TheoremId = CheckedTheoremId | 'STAB' | 'CORR' | 'NAIVE';

/** The constants of a problem. Where a theorem does not use one, any value will do. */
export interface RateConstants<S> {
  /** L, unit value/point². */
  readonly smoothness: S;
  /** δ of A2, or of A5 in MVR-1 and RATE-MVR, unit value/point². */
  readonly hessianSimilarity: S;
  /** Δ of A5, or L₂ of A7 for the -target variants, unit value/point²; δ where it is left out. */
  readonly meanSquareSimilarity?: S;
  /** ℓ² of A6, unit (value/point²)²; 0 where it is left out. */
  readonly controlledVariance?: S;
  /** λ of RATE-TGT-MOM and RATE-TGT-MVR, unit value/point²: λ²K ≥ 8ℓ² and λ³K ≥ 16Lℓ²; 0 where it is left out. */
  readonly controlReach?: S;
  /** j > 0 of RATE-MVR-H, a number without unit; 1 where it is left out. */
  readonly balance?: S;
  /** γ ∈ [0, 1] of the family between AuxMOM and AuxMVR, a number without unit; 1 where it is left out. */
  readonly carry?: S;
  /** φ ∈ (0, 1] of FAM-1, FAM-2 and RATE-FAM, which is free; 1 where it is left out. */
  readonly share?: S;
  /** a of RATE-FAM, which is free; 1 where it is left out. */
  readonly freeWeight?: S;
  /** ω ≥ 0 of FAM-1, which is free; 0 where it is left out. */
  readonly excess?: S;
  /** F₀ = f(x⁰) − inf f, unit value. */
  readonly suboptimality: S;
  /** e₀ = E‖m⁰ − ∇D(x⁰)‖², for the -target variants E‖u⁰ − ∇f(x⁰)‖², unit (value/point)²; only for the initialisations given, zero and exact. */
  readonly correctionError: S;
  /** σ_D² of A3, for the -target variants σ_f²: the variance of what the estimate averages, unit (value/point)². */
  readonly snapshotVariance: S;
  /** σ_{D,1}² = E‖g_D(x⁰, ξ¹) − ∇D(x⁰)‖², for the -target variants σ_{f,1}², unit (value/point)². */
  readonly firstSnapshotVariance: S;
  /** σ_h² of A4, unit (value/point)². */
  readonly localVariance: S;
  /** σ_f² ≥ E‖g_f − ∇f‖² at the iterates, unit (value/point)²; SGD-1 only. */
  readonly targetVariance: S;
}

/** Everything that conditions and bounds depend on, K and T as elements of the field. */
export interface RateInput<S> extends Omit<RateConstants<S>, 'correctionError' | 'firstSnapshotVariance'> {
  /** v₁ = σ_{D,1}², the variance of sample 1; σ_D² where it is left out. */
  readonly firstSnapshotVariance?: S;
  /** η. */
  readonly stepSize: S;
  /** a. */
  readonly momentumWeight: S;
  /** K. */
  readonly localStepCount: S;
  /** T. */
  readonly roundCount: S;
  /** What stands where the bound has ā²e₀; it depends on the initialisation, see {@link RateTheorem.initialError}. */
  readonly initialError: Fraction<S>;
  /** s or r > 0, see {@link Tuning}; where a theorem has none, any value will do. */
  readonly freeNumber: S;
}

/** A condition: every slack is ≥ 0. */
export interface Condition {
  readonly latex: string;
  /** The slacks for given constants and parameters; the condition holds iff none is negative. */
  readonly slacks: <S>(arithmetic: Arithmetic<S>, input: RateInput<S>) => readonly S[];
}

/** The conditions of a theorem, each of which is enough. */
export type ConditionName = 'simple' | 'exact' | 'quiet';

/** Ids of the summands of a bound. */
export type BoundTermId =
  | 'suboptimality'
  | 'smoothness'
  | 'similarity'
  | 'step-size'
  | 'free-number'
  | 'control'
  | 'boundary'
  | 'initial-error'
  | 'snapshot-noise'
  | 'target-noise'
  | 'descent-noise'
  | 'drift-noise'
  | 'lag-noise';

/** One summand of a bound. */
export interface BoundTerm {
  readonly id: BoundTermId;
  readonly latex: string;
  /** The summand for given constants and parameters. */
  readonly value: <S>(arithmetic: Arithmetic<S>, input: RateInput<S>) => Fraction<S>;
}

/** What every theorem says about itself. */
export interface TheoremHeader<Id extends TheoremId = TheoremId> {
  readonly id: Id;
  readonly title: string;
  readonly variants: readonly VariantName[];
  /** Ids of the assumptions (`A1` … `A5`), and restrictions such as `affine difference`. */
  readonly assumptions: readonly string[];
  /** Whether the bound is attained, only an upper bound, a lower bound, or a comparison of both. */
  readonly kind: 'upper' | 'tight' | 'lower' | 'separation';
  /** An id of `spec/references.ts`. */
  readonly source: string;
  readonly note: string;
}

/** A bound on G = (1/(KT)) Σ_t Σ_k E‖∇f(y^{t,k−1})‖². */
export interface RateTheorem extends TheoremHeader<RateTheoremId> {
  /** Readable, and sufficient for {@link exactCondition}. */
  readonly simpleCondition: Condition;
  /** The page of `spec/methods` that it is about, where that is none of its variants. */
  readonly page?: string;
  /** What the proof needs. */
  readonly exactCondition: Condition;
  /** Weaker, for runs without local noise. */
  readonly quietCondition?: Condition;
  readonly boundLatex: string;
  /** The summands of the bound. */
  readonly terms: readonly BoundTerm[];
  /** What stands for ā²e₀ under an initialisation; throws RangeError where the theorem does not cover it. */
  readonly initialError: <S>(
    field: Field<S>,
    parameters: Parameters<S>,
    initialization: Initialization<S>,
    constants: RateConstants<S>,
  ) => Fraction<S>;
  /** Which parameters to take, where the theorem says so. */
  readonly tuning?: Tuning;
}

/** What the parameters of a tuned run depend on. */
export type TuningInput<S> = Omit<
  RateConstants<S>,
  'correctionError' | 'firstSnapshotVariance' | 'targetVariance' | 'carry' | 'share' | 'excess'
> &
  Pick<RateInput<S>, 'localStepCount'>;

/** Parameters in closed form, from the constants, K and a free number: s for AuxMOM with noise, r for AuxMVR. */
export interface Tuning {
  /** The free number in TeX, with its unit; absent where there is none. */
  readonly freeNumber?: { readonly latex: string; readonly unit: string };
  /** η, and a as a function of it, in TeX. */
  readonly latex: string;
  /** 1/η. */
  readonly inverseStepSize: <S>(
    arithmetic: Arithmetic<S>,
    input: TuningInput<S> & Pick<RateInput<S>, 'freeNumber'>,
  ) => Fraction<S>;
  /** a for that η. */
  readonly momentumWeight: <S>(
    arithmetic: Arithmetic<S>,
    input: TuningInput<S> & Pick<RateInput<S>, 'stepSize'>,
  ) => Fraction<S>;
  /**
   * The free number to which a run with that η belongs; undefined where there is none, or where every one will do: without
   * noise s is no more than a number that may be as small as one likes.
   */
  readonly freeNumberOf?: <S>(
    field: Field<S>,
    input: TuningInput<S> & Pick<RateInput<S>, 'stepSize'>,
  ) => S | undefined;
}

/** A theorem that says which parameters to take. */
export type TunedTheorem = RateTheorem & { readonly id: TunedTheoremId; readonly tuning: Tuning };

/** The sentence that every theorem of this project carries. */
export const constantsNote =
  "The constants are this project's, derived and proved here; only the shape is the paper's.";
