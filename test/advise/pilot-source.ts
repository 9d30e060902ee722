/** Quadratics whose auxiliary helps or does not, as sources of gradients. */
import type { GradientSource } from '../../src/advise/index.js';
import { createStream, drawInteger } from '../../src/problems/draws.js';

/** What a problem is like. */
export interface PilotCase {
  /** δ of an auxiliary that is close; or one with a Hessian and a minimiser of its own. */
  readonly similarity: number | 'independent';
  /** The size of the noise in each coordinate of a gradient of f. */
  readonly noise: number;
}

/** d numbers of one sample, uniform in ±size. */
function noise(dimension: number, size: number, index = 0): readonly number[] {
  const stream = createStream(5, index);
  return Array.from({ length: dimension }, () => (drawInteger(stream, -1000, 1000) / 1000) * size);
}

/** f = ½ Σ λ_i x_i² with λ from 1 down to 1/50, and noise that h does not share. */
export function createRandomPilot({ similarity, noise: size }: PilotCase): GradientSource {
  const target = [1, 0.4, 0.2, 0.1, 0.05, 0.02];
  const auxiliary =
    similarity === 'independent'
      ? [...target].reverse()
      : target.map((value, i) => value + (i % 2 ? -1 : 1) * similarity);
  const shift = similarity === 'independent' ? 3 : 0.5;
  return {
    dimension: target.length,
    gradient: (of, point, draw) => {
      if (of === 'auxiliary') return point.map((x, i) => (auxiliary[i] ?? 0) * (x - shift));
      const sample = draw === undefined ? [] : noise(target.length, size, draw.index);
      return point.map((x, i) => (target[i] ?? 0) * x + (sample[i] ?? 0));
    },
    value: (point) => point.reduce((sum, x, i) => sum + ((target[i] ?? 0) * x ** 2) / 2, 0),
  };
}
