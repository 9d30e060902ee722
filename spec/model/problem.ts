/**
 * The problem: minimise a target f with the help of an auxiliary h, both quadratic, both seen through oracles
 * whose randomness has finite support.
 *
 * Non-quadratic functions enter through the {@link Oracle} interface alone.
 */
import type { Matrix, Vector } from '../algebra/index.js';

/**
 * A quadratic φ(x) = ½ xᵀM x − vᵀx + c with gradient ∇φ(x) = M x − v.
 *
 * Units: φ in *value*, x in *point*; M in value/point², v in value/point.
 */
export interface QuadraticFunction<S> {
  /** M, d×d and symmetric: the Hessian. */
  readonly matrix: Matrix<S>;
  /** v ∈ Sᵈ. */
  readonly vector: Vector<S>;
  /** c, the value at 0. */
  readonly constant: S;
}

/** An affine gradient sample x ↦ M x − v. M need not be symmetric. */
export interface AffineGradient<S> {
  readonly matrix: Matrix<S>;
  readonly vector: Vector<S>;
}

/**
 * One outcome ξ = (ξ_f, ξ_h) of the snapshot oracle: both gradients come from the same draw, which is where
 * correlated noise lives.
 */
export interface SnapshotAtom<S> {
  /** p_j > 0; the p_j sum to 1. */
  readonly probability: S;
  /** g_f(x, ξ_j) = A_j x − b_j. */
  readonly target: AffineGradient<S>;
  /** g_h(x, ξ_j) = B_j x − c_j. */
  readonly auxiliary: AffineGradient<S>;
}

/** One outcome ζ of the local oracle. */
export interface LocalAtom<S> {
  /** q_i > 0; the q_i sum to 1. */
  readonly probability: S;
  /** g_h(y, ζ_i) = B_i y − c_i. */
  readonly auxiliary: AffineGradient<S>;
}

/** A quadratic problem: the means f and h, and the atoms of both oracles. */
export interface QuadraticProblem<S> {
  /** d ≥ 1. */
  readonly dimension: number;
  /** f, the function to minimise. */
  readonly target: QuadraticFunction<S>;
  /** h, the function whose gradients are cheap. */
  readonly auxiliary: QuadraticFunction<S>;
  /** Support of ξᵗ, at least one atom. */
  readonly snapshotAtoms: readonly SnapshotAtom<S>[];
  /** Support of ζ^{t,k}, at least one atom. */
  readonly localAtoms: readonly LocalAtom<S>[];
}

/** The same problem with every number mapped. */
export function mapProblem<S, R>(problem: QuadraticProblem<S>, to: (value: S) => R): QuadraticProblem<R> {
  const vector = (values: Vector<S>): Vector<R> => values.map(to);
  const matrix = (rows: Matrix<S>): Matrix<R> => rows.map(vector);
  // Atoms that share a gradient share its image: 200 atoms with one h take the memory of one.
  const known = new Map<AffineGradient<S>, AffineGradient<R>>();
  const affine = (sample: AffineGradient<S>): AffineGradient<R> => {
    const image = known.get(sample) ?? { matrix: matrix(sample.matrix), vector: vector(sample.vector) };
    known.set(sample, image);
    return image;
  };
  const quadratic = (mean: QuadraticFunction<S>): QuadraticFunction<R> => ({
    ...affine(mean),
    constant: to(mean.constant),
  });
  return {
    dimension: problem.dimension,
    target: quadratic(problem.target),
    auxiliary: quadratic(problem.auxiliary),
    snapshotAtoms: problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
      probability: to(probability),
      target: affine(target),
      auxiliary: affine(auxiliary),
    })),
    localAtoms: problem.localAtoms.map(({ probability, auxiliary }) => ({
      probability: to(probability),
      auxiliary: affine(auxiliary),
    })),
  };
}
