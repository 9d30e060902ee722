/** Changes of coordinates and units that an algorithm must not notice, exactly. */
import {
  createVectorSpace,
  scaledIdentity,
  scaleMatrix,
  transpose,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import { createRationalField, ratioField, type Ratio } from '../../exact/index.js';

/**
 * x ↦ Qx + c with QᵀQ = s²I, and gradients g ↦ γQg; with η ↦ η/γ every equation keeps its form.
 *
 * With f′(x′) = γs²·f(x), ∇f′ = γs²·Q⁻ᵀ∇f = γQ∇f.
 */
export interface Similarity {
  /** Q. */
  readonly matrix: Matrix<Ratio>;
  /** s². */
  readonly squaredScale: Ratio;
  /** c, in the new units of point. */
  readonly shift: Vector<Ratio>;
  /** γ > 0. */
  readonly gradientScale: Ratio;
}

/** The maps of a similarity; all are exact. */
export interface SimilarityMaps {
  readonly point: (x: Vector<Ratio>) => Vector<Ratio>;
  readonly pointBack: (x: Vector<Ratio>) => Vector<Ratio>;
  readonly gradient: (g: Vector<Ratio>) => Vector<Ratio>;
  readonly stepSize: (eta: Ratio) => Ratio;
}

const field = createRationalField();
const { add, apply, scale, subtract } = createVectorSpace(field);
type Rational = typeof field.one;

/** The maps of a similarity, and of its inverse Qᵀ/s². */
export function createSimilarityMaps(similarity: Similarity): SimilarityMaps {
  const [square, gamma] = [similarity.squaredScale, similarity.gradientScale].map(field.fromRatio) as [
    Rational,
    Rational,
  ];
  const matrix = similarity.matrix.map((row) => row.map(field.fromRatio));
  const inverse = scaleMatrix(field, field.divide(field.one, square), transpose(matrix));
  const shift = similarity.shift.map(field.fromRatio);
  const lifted =
    (map: (values: Vector<Rational>) => Vector<Rational>) =>
    (values: Vector<Ratio>): Vector<Ratio> =>
      map(values.map(field.fromRatio)).map(field.toRatio);
  return {
    point: lifted((x) => add(apply(matrix, x), shift)),
    pointBack: lifted((x) => apply(inverse, subtract(x, shift))),
    gradient: lifted((g) => scale(gamma, apply(matrix, g))),
    stepSize: (eta) => field.toRatio(field.divide(field.fromRatio(eta), gamma)),
  };
}

/** No change. */
export function noChange(dimension: number): Similarity {
  const { zero, one } = ratioField;
  return {
    matrix: scaledIdentity(ratioField, dimension, one),
    squaredScale: one,
    shift: Array.from({ length: dimension }, () => zero),
    gradientScale: one,
  };
}
