/** A Lipschitz constant from below, by power iteration on differences of gradients. */
import type { RandomGenerator } from '../../problems/draws.js';
import { drawInteger } from '../../problems/draws.js';
import { addScaled, lengthOf, minus, normalize, type Doubles } from './double-vectors.js';

/** Where and how long to look. */
export interface PowerIterationRequest {
  /** x. */
  readonly point: Doubles;
  /** r > 0: differences are taken to points at this distance. */
  readonly radius: number;
  /** Gradients taken beside the one at x, ≥ 1. */
  readonly iterations: number;
  /** ε: a gradient is off by at most ε(‖g‖ + l‖x‖), l the ratio found. */
  readonly relativeAccuracy: number;
}

/**
 * A lower bound on the Lipschitz constant of a gradient map.
 *
 * $$l = \max \frac{\lVert g(x + rv) - g(x) \rVert}{r}, \qquad v \leftarrow \frac{g(x+rv) - g(x)}{\lVert g(x+rv) - g(x) \rVert}$$
 *
 * Every such quotient is one, whatever v is; for an affine map v turns to the eigenvector of the largest |eigenvalue|. What
 * rounding may have added is taken off.
 */
export async function boundLipschitzFromBelow(
  gradient: (point: Doubles) => Promise<Doubles>,
  stream: RandomGenerator,
  { point, radius, iterations, relativeAccuracy }: PowerIterationRequest,
): Promise<number> {
  const base = await gradient(point);
  let direction = randomDirection(stream, point.length);
  let best = 0;
  for (let step = 0; step < iterations; step += 1) {
    const moved = addScaled(point, radius, direction);
    const other = await gradient(moved);
    const change = minus(other, base);
    // The distance as it is in doubles, not as it was meant.
    const distance = lengthOf(minus(moved, point));
    const ratio = lengthOf(change) / distance;
    const size = lengthOf(base) + lengthOf(other) + ratio * (lengthOf(point) + lengthOf(moved));
    best = Math.max(best, ratio - (relativeAccuracy * size) / distance);
    direction = lengthOf(change) > 0 ? normalize(change) : randomDirection(stream, point.length);
  }
  return best;
}

/** A direction of the unit sphere: uniform on a cube, then made as long as 1. */
export function randomDirection(stream: RandomGenerator, dimension: number): Doubles {
  const vector = Array.from({ length: dimension }, () => drawInteger(stream, -1_000_000, 1_000_000));
  return vector.some((value) => value !== 0) ? normalize(vector) : randomDirection(stream, dimension);
}
