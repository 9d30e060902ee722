/** Changes of coordinates and units that an algorithm must not notice, exactly. */
import type { Matrix, Vector } from '../../../spec/algebra/index.js';
import { createRationalField, createRatio, type Ratio } from '../../exact/index.js';

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
type Rational = typeof field.one;

/** The maps of a similarity, and of its inverse Qᵀ/s². */
export function createSimilarityMaps({
  matrix,
  squaredScale,
  shift,
  gradientScale,
}: Similarity): SimilarityMaps {
  const rows = matrix.map((row) => row.map(field.fromRatio));
  const columns = rows.map((_, j) => rows.map((row) => row[j] ?? field.zero));
  const [square, gamma] = [squaredScale, gradientScale].map(field.fromRatio) as [Rational, Rational];
  const offset = shift.map(field.fromRatio);
  const apply = (by: Matrix<Rational>, to: Vector<Rational>): Vector<Rational> =>
    by.map((row) =>
      row.reduce((sum, entry, j) => field.add(sum, field.multiply(entry, to[j] ?? field.zero)), field.zero),
    );
  const lifted =
    (map: (values: Vector<Rational>) => Vector<Rational>) =>
    (values: Vector<Ratio>): Vector<Ratio> =>
      map(values.map(field.fromRatio)).map(field.toRatio);
  const at = (i: number): Rational => offset[i] ?? field.zero;
  return {
    point: lifted((x) => apply(rows, x).map((value, i) => field.add(value, at(i)))),
    pointBack: lifted((x) =>
      apply(
        columns,
        x.map((value, i) => field.subtract(value, at(i))),
      ).map((value) => field.divide(value, square)),
    ),
    gradient: lifted((g) => apply(rows, g).map((value) => field.multiply(gamma, value))),
    stepSize: (eta) => field.toRatio(field.divide(field.fromRatio(eta), gamma)),
  };
}

const whole = (value: number): Ratio => createRatio(BigInt(value), 1n);

/** s·I. */
export function scaledIdentityRatios(dimension: number, scale: Ratio): Matrix<Ratio> {
  return Array.from({ length: dimension }, (_, i) =>
    Array.from({ length: dimension }, (_unused, j) => (i === j ? scale : whole(0))),
  );
}

/** No change. */
export function noChange(dimension: number): Similarity {
  return {
    matrix: scaledIdentityRatios(dimension, whole(1)),
    squaredScale: whole(1),
    shift: Array.from({ length: dimension }, () => whole(0)),
    gradientScale: whole(1),
  };
}
