/** L, δ and the variances near a point, from few samples: estimates, never bounds. */
import { createStream } from '../../problems/draws.js';
import {
  addScaled,
  lengthOf,
  minus,
  normalize,
  squaredLength,
  type Doubles,
} from '../measure/double-vectors.js';
import { randomDirection } from '../measure/power-iteration.js';
import { squaredMean, type Ledger } from './ledger.js';

/** What was seen near a point. */
export interface PathConstants {
  /** L, in value/point². */
  readonly smoothness: number;
  /** E‖(H_ξ − H)v‖²/L for the Hessians of samples, where f curves most, in value/point²: L + this is the L of steps on samples. */
  readonly curvatureNoise: number;
  /** δ along the directions in which f curves most, in value/point². */
  readonly hessianSimilarity: number;
  /** ‖∇f − ∇h‖², ≥ 0, in (value/point)². */
  readonly correctionError: number;
  /** σ_f², σ_D² and σ_h², in (value/point)². */
  readonly targetVariance: number;
  readonly snapshotVariance: number;
  readonly localVariance: number;
}

/** {@link PathConstants}, and the direction in which f was found to curve: the next estimate goes on from it. */
export interface Seen extends PathConstants {
  readonly direction: Doubles;
}

/** Samples at each point, and directions tried. */
const samples = 2;
const directions = 3;

/** Gradients of f that {@link estimateConstants} takes, and of h. */
export const constantsCost = { target: samples * (directions + 1), auxiliary: samples * (directions + 2) };

/** How far a difference of gradients reaches. */
export function radiusAt(point: Doubles): number {
  return Math.max(lengthOf(point), 1) * 2 ** -7;
}

/**
 * Estimates near a point: power iteration on the mean of a few differences of gradients, each of one sample at two points, so
 * that the noise of the sample itself drops out; and variances from the differences of samples at the point.
 *
 * @param from - the direction that an estimate nearby ended with.
 */
export async function estimateConstants(
  ledger: Ledger,
  point: Doubles,
  label: number,
  from?: Doubles,
): Promise<Seen> {
  const { source, draw } = ledger;
  const indices = Array.from({ length: samples }, (_, i) => draw('constants', label, i));
  const at = async (where: Doubles): Promise<Record<'target' | 'auxiliary', readonly Doubles[]>> => {
    const target: Doubles[] = [];
    const auxiliary: Doubles[] = [];
    for (const index of indices) {
      target.push(await source.gradient('target', where, { oracle: 'snapshot', index }));
      auxiliary.push(await source.gradient('auxiliary', where, { oracle: 'snapshot', index }));
    }
    return { target, auxiliary };
  };
  const base = await at(point);
  const local: Doubles[] = [];
  for (const index of indices)
    local.push(await source.gradient('auxiliary', point, { oracle: 'local', index }));
  const gaps = base.target.map((g, i) => minus(g, base.auxiliary[i] ?? []));
  const radius = radiusAt(point);
  let direction = from ?? randomDirection(createStream(draw('constants', label)), point.length);
  let [smoothness, curvatureNoise, hessianSimilarity] = [0, 0, 0];
  for (let step = 0; step < directions; step += 1) {
    const there = await at(addScaled(point, radius, direction));
    const curve = meanChange(there.target, base.target);
    const changes = there.target.map((g, i) => minus(minus(g, there.auxiliary[i] ?? []), gaps[i] ?? []));
    const length = lengthOf(curve) / radius;
    if (length > smoothness) {
      const curves = there.target.map((g, i) => minus(g, base.target[i] ?? []));
      [smoothness, curvatureNoise] = [length, variance(curves) / radius ** 2 / length];
    }
    // δ² without bias, since noise that is left would count as dissimilarity; but two samples cannot tell that it is all of it
    const largest = lengthOf(minus(curve, meanChange(there.auxiliary, base.auxiliary)));
    const similarity = Math.sqrt(Math.max(squaredMean(changes), (largest / 2) ** 2));
    hessianSimilarity = Math.max(hessianSimilarity, similarity / radius);
    if (lengthOf(curve) > 0) direction = normalize(curve);
  }
  return {
    direction,
    smoothness,
    curvatureNoise,
    hessianSimilarity,
    correctionError: Math.max(squaredMean(gaps), 0),
    targetVariance: variance(base.target),
    snapshotVariance: variance(gaps),
    localVariance: variance(local),
  };
}

/** The mean over samples of what they change by. */
function meanChange(there: readonly Doubles[], here: readonly Doubles[]): Doubles {
  const [first = []] = here;
  return first.map(
    (_, j) => there.reduce((sum, g, i) => sum + (g[j] ?? 0) - (here[i]?.[j] ?? 0), 0) / here.length,
  );
}

/** Of n samples, about their own mean. */
function variance(vectors: readonly Doubles[]): number {
  const own = vectors.reduce((total, vector) => total + squaredLength(vector), 0) / vectors.length;
  return Math.max(own - squaredMean(vectors), 0);
}

/** Each constant at the greatest that was seen. */
export function greatestOf(seen: readonly Seen[]): PathConstants {
  const [first] = seen;
  const names = Object.keys(first ?? {}).filter((name) => name !== 'direction') as (keyof PathConstants)[];
  const entries = names.map((name) => [name, Math.max(...seen.map((constants) => constants[name]))]);
  return Object.fromEntries(entries) as Record<keyof PathConstants, number>;
}
