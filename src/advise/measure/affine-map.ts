/** A gradient map that is affine, identified from d + 1 points and checked at others. */
import type { RandomGenerator } from '../../problems/draws.js';
import { addScaled, minus, type Doubles } from './double-vectors.js';
import { randomDirection } from './power-iteration.js';

/** g(x) = M x − v, up to what the gradients are off. */
export interface AffineMap {
  /** M, d×d and symmetric. */
  readonly matrix: readonly Doubles[];
  /** v. */
  readonly vector: Doubles;
  /** The symmetric part of M is off by at most this in Frobenius norm, hence in spectral norm. */
  readonly matrixError: number;
  /** By how much each entry of a gradient at a point is off, at most. */
  readonly gradientError: (point: Doubles) => Doubles;
}

/** How to identify. */
export interface AffineRequest {
  /** s > 0, a power of two: the points are 0 and s·e_i. */
  readonly scale: number;
  /** ε: entry i of a gradient is off by at most ε(Σ_j |M_ij||x_j| + |v_i|). */
  readonly relativeAccuracy: number;
  /** Points to check at, beside a few random ones. */
  readonly checkPoints: readonly Doubles[];
}

/** Random points to check at. */
const randomChecks = 3;

/** For second-order effects of measuring the error bound with the measured matrix itself. */
const room = 1 + 2 ** -20;

/**
 * The affine map behind a gradient, or undefined where it is none.
 *
 * Its vector is −g(0) and its columns are (g(s·e_i) − g(0))/s. It is taken for affine and symmetric only if gradients at other
 * points and the transposed entries agree within the accuracy that is assumed: the test cannot prove it, only refute it.
 */
export async function identifyAffineMap(
  gradient: (point: Doubles) => Promise<Doubles>,
  dimension: number,
  stream: RandomGenerator,
  { scale, relativeAccuracy, checkPoints }: AffineRequest,
): Promise<AffineMap | undefined> {
  const origin = Array.from({ length: dimension }, () => 0);
  const atOrigin = await gradient(origin);
  const vector = atOrigin.map((value) => 0 - value);
  const columns: Doubles[] = [];
  for (let j = 0; j < dimension; j += 1) {
    const point = origin.map((_, i) => (i === j ? scale : 0));
    columns.push(minus(await gradient(point), atOrigin).map((value) => value / scale));
  }
  const entry = (i: number, j: number): number => columns[j]?.[i] ?? 0;
  // Two gradients make a column, and the subtraction rounds once more.
  const entryError = (i: number, j: number): number =>
    room * (relativeAccuracy + 2 ** -52) * (Math.abs(entry(i, j)) + (2 * Math.abs(vector[i] ?? 0)) / scale);
  const indices = origin.map((_, i) => i);
  const isSymmetric = indices.every((i) =>
    indices.every((j) => Math.abs(entry(i, j) - entry(j, i)) <= entryError(i, j) + entryError(j, i)),
  );
  if (!isSymmetric) return undefined;
  const gradientError = (point: Doubles): Doubles =>
    indices.map(
      (i) =>
        room *
        relativeAccuracy *
        indices.reduce((sum, j) => sum + Math.abs(entry(i, j) * (point[j] ?? 0)), Math.abs(vector[i] ?? 0)),
    );
  const points = [
    ...checkPoints,
    ...Array.from({ length: randomChecks }, () =>
      addScaled(origin, 3 * scale, randomDirection(stream, dimension)),
    ),
  ];
  for (const point of points) {
    const answer = await gradient(point);
    const errors = gradientError(point);
    const agrees = indices.every((i) => {
      const predicted = indices.reduce((sum, j) => sum + entry(i, j) * (point[j] ?? 0), -(vector[i] ?? 0));
      const allowed = indices.reduce(
        (sum, j) => sum + entryError(i, j) * Math.abs(point[j] ?? 0),
        // The measured gradient, the measured vector, and the prediction's own rounding.
        3 * (errors[i] ?? 0),
      );
      return Math.abs((answer[i] ?? 0) - predicted) <= allowed;
    });
    if (!agrees) return undefined;
  }
  return {
    matrix: indices.map((i) => indices.map((j) => (entry(i, j) + entry(j, i)) / 2)),
    vector,
    matrixError:
      room *
      Math.sqrt(
        indices.reduce((sum, i) => sum + indices.reduce((part, j) => part + entryError(i, j) ** 2, 0), 0),
      ),
    gradientError,
  };
}
