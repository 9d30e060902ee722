/** The shape of an `auxopt-problem/1` file, as JSON has it: numbers are still texts. */
import type { VariantName } from '../../spec/model/index.js';

/** The value of `format` in every file of this version. */
export const problemFormat = 'auxopt-problem/1';

/** An exact number as text: a decimal (`-0.25`, `1e-3`) or a fraction (`1/3`). */
export type NumberText = string;

/** Entries of a vector, in the order of the coordinates. */
export type VectorText = readonly NumberText[];

/** Rows of a matrix. */
export type MatrixText = readonly VectorText[];

/** φ(x) = ½ xᵀM x − vᵀx + c. */
export interface QuadraticText {
  readonly matrix: MatrixText;
  readonly vector: VectorText;
  /** c; `"0"` where it is left out. */
  readonly constant?: NumberText;
}

/** An affine gradient x ↦ M x − v; a part that is left out is the mean's one. */
export interface AffineText {
  readonly matrix?: MatrixText;
  readonly vector?: VectorText;
}

/** One outcome of the snapshot oracle; a function that is left out has no noise in this atom. */
export interface SnapshotAtomText {
  readonly probability: NumberText;
  readonly target?: AffineText;
  readonly auxiliary?: AffineText;
}

/** One outcome of the local oracle. */
export interface LocalAtomText {
  readonly probability: NumberText;
  readonly auxiliary?: AffineText;
}

/** A column of the table that enters as (cell − offset)·scale. */
export interface FeatureText {
  readonly column: string;
  readonly offset?: NumberText;
  readonly scale?: NumberText;
}

/** The column to predict; it enters as cell − offset. */
export interface ResponseText {
  readonly column: string;
  readonly offset?: NumberText;
}

/** Data rows, counted from 1: a list, the first n, or every n-th from `from` (1 where it is left out). */
export type RowSelection =
  readonly number[] | { readonly first: number } | { readonly every: number; readonly from?: number };

/** Minibatches as the atoms of an oracle. */
export interface MinibatchText {
  readonly kind: 'minibatch';
  /** Rows in a batch. */
  readonly size: number;
  /** Whether rows are drawn with replacement; false where it is left out. */
  readonly replacement?: boolean;
}

/** How the snapshot oracle samples the rows of the target. */
export type SnapshotSampling =
  | { readonly kind: 'full' }
  | (MinibatchText & {
      /** Whether g_h sees the same rows as g_f; where it is false or left out, g_h is ∇h. */
      readonly sharedRows?: boolean;
    });

/** How the local oracle samples the rows of the cached batch. */
export type LocalSampling = { readonly kind: 'full' } | MinibatchText;

/** Least squares on a table: f on all rows, h on a cached batch of rows. */
export interface LeastSquaresText {
  /** Path of the CSV file, relative to the problem file. */
  readonly file: string;
  readonly features: readonly FeatureText[];
  readonly response: ResponseText;
  /** Whether a last coordinate multiplies the constant 1; false where it is left out. */
  readonly intercept?: boolean;
  /** λ ≥ 0 of ½λ‖x‖², added to f and to h; `"0"` where it is left out. */
  readonly ridge?: NumberText;
  readonly auxiliaryRows: RowSelection;
  readonly snapshot: SnapshotSampling;
  readonly local: LocalSampling;
}

/** How m⁰ is chosen; see `Initialization` of the specification. */
export type InitializationText =
  | { readonly kind: 'given'; readonly correction: VectorText }
  | { readonly kind: 'batch'; readonly size: number }
  | { readonly kind: 'zero' | 'exact' | 'first-snapshot' | 'none' };

/** The parameters; counts are JSON numbers. */
export interface ParametersText {
  readonly stepSize: NumberText;
  readonly momentumWeight: NumberText;
  readonly localStepCount: number;
  readonly roundCount: number;
}

/** What every problem file has. */
export interface ProblemFileCommon {
  readonly format: typeof problemFormat;
  readonly name: string;
  readonly description?: string;
  readonly source?: string;
  readonly licence?: string;
  readonly variant: VariantName;
  readonly parameters: ParametersText;
  readonly initialization: InitializationText;
  readonly startingPoint: VectorText;
  readonly seed: number;
}

/** A problem whose matrices are written out. */
export interface ExplicitProblemFile extends ProblemFileCommon {
  readonly dimension: number;
  readonly target: QuadraticText;
  readonly auxiliary: QuadraticText;
  /** One atom equal to the means where it is left out. */
  readonly snapshotAtoms?: readonly SnapshotAtomText[];
  /** One atom equal to the mean where it is left out. */
  readonly localAtoms?: readonly LocalAtomText[];
}

/** A problem computed from a table. */
export interface LeastSquaresProblemFile extends ProblemFileCommon {
  readonly leastSquares: LeastSquaresText;
}

/** A problem file of either shape. */
export type ProblemFile = ExplicitProblemFile | LeastSquaresProblemFile;
