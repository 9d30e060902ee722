/** Level sets of quadratics in the plane. */
import * as Plot from '@observablehq/plot';
import type { NumberQuadratic } from '../model/answer.js';

/** Lines of equal height, evenly spread. */
export function levelSets(
  quadratic: NumberQuadratic,
  [x1, x2]: readonly [number, number],
  [y1, y2]: readonly [number, number],
  style: object,
): Plot.Markish {
  return Plot.contour({
    x1,
    x2,
    y1,
    y2,
    value: (x: number, y: number) => heightOf(quadratic, [x, y]),
    thresholds: 14,
    pixelSize: 6,
    clip: true,
    ...style,
  });
}

/** √(φ − min φ) where φ is convex, for evenly spread lines; φ itself where it is not. */
function heightOf(quadratic: NumberQuadratic, point: readonly number[]): number {
  const { matrix } = quadratic;
  const [[p = 0, q = 0] = [], [r = 0, s = 0] = []] = matrix;
  const least = minimiserOf(quadratic);
  if (least === undefined || p <= 0 || p * s - q * r <= 0) return evaluate(quadratic, point);
  return Math.sqrt(Math.max(0, gapOf(quadratic, least, point)));
}

/** ½(x − x*)ᵀM(x − x*), which is φ(x) − φ(x*) where x* is stationary, without cancellation. */
export const gapOf = (
  { matrix }: NumberQuadratic,
  least: readonly number[],
  point: readonly number[],
): number =>
  evaluate(
    { matrix, vector: [] },
    point.map((entry, i) => entry - (least[i] ?? 0)),
  );

function evaluate({ matrix, vector }: NumberQuadratic, point: readonly number[]): number {
  return matrix.reduce((sum, row, i) => {
    const product = row.reduce((total, entry, j) => total + entry * (point[j] ?? 0), 0);
    return sum + (product / 2 - (vector[i] ?? 0)) * (point[i] ?? 0);
  }, 0);
}

/** Where the gradient is 0; undefined where the matrix is singular. */
export function minimiserOf({ matrix, vector }: NumberQuadratic): readonly number[] | undefined {
  const [[p = 0, q = 0] = [], [r = 0, s = 0] = []] = matrix;
  if (matrix.length === 1) return p === 0 ? undefined : [(vector[0] ?? 0) / p];
  const determinant = p * s - q * r;
  if (Math.abs(determinant) < 1e-12) return undefined;
  const [b = 0, c = 0] = vector;
  return [(b * s - q * c) / determinant, (p * c - r * b) / determinant];
}

/** A domain around values, with a margin. */
export function extentOf(values: readonly number[]): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [-1, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const margin = 0.08 * (high - low || 1);
  return [low - margin, high + margin];
}
