/** Problem files of the format `auxopt-problem/1`, as JSON has them: numbers are still texts. What each key means is in the schema. */
import type { z } from 'zod';
import type { explicitProblemSchema, leastSquaresProblemSchema } from './problem-schema.js';

type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;

/** A problem whose matrices are written out. */
export type ExplicitProblemFile = DeepReadonly<z.infer<typeof explicitProblemSchema>>;

/** A problem computed from a table. */
export type LeastSquaresProblemFile = DeepReadonly<z.infer<typeof leastSquaresProblemSchema>>;

/** A problem file of either shape. */
export type ProblemFile = ExplicitProblemFile | LeastSquaresProblemFile;

/** An exact number as text: a decimal (`-0.25`, `1e-3`) or a fraction (`1/3`). */
export type NumberText = string;

/** Entries of a vector, in the order of the coordinates. */
export type VectorText = readonly NumberText[];

/** Rows of a matrix. */
export type MatrixText = readonly VectorText[];

/** φ(x) = ½ xᵀM x − vᵀx + c; c is 0 where it is left out. */
export type QuadraticText = ExplicitProblemFile['target'];

/** One outcome of the snapshot oracle; a function that is left out has no noise in this atom. */
export type SnapshotAtomText = NonNullable<ExplicitProblemFile['snapshotAtoms']>[number];

/** One outcome of the local oracle. */
export type LocalAtomText = NonNullable<ExplicitProblemFile['localAtoms']>[number];

/** An affine gradient x ↦ M x − v; a part that is left out is the mean's one. */
export type AffineText = NonNullable<LocalAtomText['auxiliary']>;

/** Least squares on a table: f on all rows, h on a cached batch of rows. */
export type LeastSquaresText = LeastSquaresProblemFile['leastSquares'];

/** A column of the table that enters as (cell − offset)·scale. */
export type FeatureText = LeastSquaresText['features'][number];

/** Data rows, counted from 1: a list, the first n, or every n-th from `from` (1 where it is left out). */
export type RowSelection = LeastSquaresText['auxiliaryRows'];

/** How the snapshot oracle samples the rows of the target. */
export type SnapshotSampling = LeastSquaresText['snapshot'];

/** How the local oracle samples the rows of the cached batch. */
export type LocalSampling = LeastSquaresText['local'];

/** How m⁰ is chosen; see `Initialization` of the specification. */
export type InitializationText = ProblemFile['initialization'];
