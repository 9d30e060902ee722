/** What the computation answers, in the order in which parts arrive. */
import type { VariantName } from '../../../spec/model/index.js';

/** One point of a curve. */
export interface CurvePoint {
  /** Target gradients so far. */
  readonly cost: number;
  /** E f(xᵗ) − inf f, as a double; an exact number stands behind it. */
  readonly gap: number;
}

/** The exact expectation of one run. */
export interface Expected {
  readonly variant: VariantName;
  readonly curve: readonly CurvePoint[];
  /** Exact texts: what `auxopt run --expect --json` prints as `averageSquaredGradient`. */
  readonly averageSquaredGradient: string;
  /** … and as the last `targetValue`. */
  readonly lastTargetValue: string;
  readonly finalGap: number;
}

/** The problem's constants, as texts; L and δ are certified upper bounds where they are irrational. */
export interface Constants {
  readonly smoothness: string;
  readonly hessianSimilarity: string;
  readonly meanSquareSimilarity: string;
  readonly suboptimality: string;
  readonly snapshotVariance: string;
  readonly targetVariance: string;
  readonly localVariance: string;
  readonly isAuxiliaryConvex: boolean;
}

/** A theorem's bound against the exact G. */
export interface BoundVerdict {
  readonly theorem: string;
  readonly isSimpleConditionMet: boolean;
  readonly isExactConditionMet: boolean;
  readonly measured: number;
  readonly bound: number;
  readonly ratio: string;
  readonly terms: readonly { readonly id: string; readonly value: number }[];
}

/** The stability of AuxMOM without noise. */
export interface Stability {
  /** By STAB, exactly; absent where the eigenvalues are not known exactly. */
  readonly verdict?: 'true' | 'boundary' | 'false';
  /** The spectral radius of a round at the point of the sliders, in doubles. */
  readonly factor: number;
  /** Spectral radii on a grid, row by row, a from below. */
  readonly grid: {
    readonly etas: readonly number[];
    readonly weights: readonly number[];
    readonly radii: readonly number[];
  };
  readonly eta: number;
  readonly weight: number;
}

/** One run in doubles, with every local point. */
export interface Trajectory {
  readonly name: string;
  readonly variant: VariantName;
  /** y^{t,k} in order, x⁰ first. */
  readonly points: readonly (readonly number[])[];
  /** Indices of points that are snapshots. */
  readonly snapshots: readonly number[];
}

/** Runs on equal draws, and what to draw them on. */
export interface Trajectories {
  readonly runs: readonly Trajectory[];
  readonly target: NumberQuadratic;
  readonly auxiliary: NumberQuadratic;
}

/** ½xᵀM x − vᵀx in doubles. */
export interface NumberQuadratic {
  readonly matrix: readonly (readonly number[])[];
  readonly vector: readonly number[];
}

/** A part of the answer. */
export type AnswerPart =
  | { readonly kind: 'constants'; readonly constants: Constants }
  | { readonly kind: 'main'; readonly expected: Expected; readonly bound: BoundVerdict | undefined }
  | { readonly kind: 'sgd'; readonly expected: Expected; readonly stepSize: string }
  | { readonly kind: 'uncorrelated'; readonly expected: Expected; readonly rho: string }
  | { readonly kind: 'naive'; readonly expected: Expected }
  | { readonly kind: 'trajectories'; readonly trajectories: Trajectories }
  | { readonly kind: 'stability'; readonly stability: Stability };

/** Messages of the worker. */
export type WorkerMessage =
  | { readonly id: number; readonly kind: 'part'; readonly part: AnswerPart; readonly milliseconds: number }
  | {
      readonly id: number;
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number;
      readonly next: string;
    }
  | { readonly id: number; readonly kind: 'done'; readonly milliseconds: number }
  | { readonly id: number; readonly kind: 'error'; readonly message: string };
