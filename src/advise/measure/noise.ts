/** The variances of both oracles and the correlation inside a snapshot draw, from repeated joint draws at a point. */
import { addScaled, minus, squaredLength, type Doubles } from './double-vectors.js';
import type { CountedSource } from './gradient-source.js';
import { meanInterval, sampleKurtosis, type Interval } from './mean-interval.js';

/** What is measured at a point. */
export interface NoiseAtPoint {
  /** σ_f². */
  readonly target: Interval;
  /** s_h², of g_h in a snapshot draw. */
  readonly auxiliary: Interval;
  /** σ_D². */
  readonly difference: Interval;
  /** E⟨noise_f, noise_h⟩. */
  readonly covariance: Interval;
  /** E⟨noise_f, noise_h⟩/(σ_f s_h); absent where one of the two has no noise. */
  readonly correlation?: Interval;
  /** σ_h² of the local draws. */
  readonly local: Interval;
  /** Quantities whose sample has a larger kurtosis than was assumed; theirs was used instead. */
  readonly suspects: readonly string[];
}

/** How to measure. */
export interface NoiseRequest {
  readonly point: Doubles;
  /** Pairs of draws of each oracle, ≥ 1. */
  readonly pairs: number;
  /** The index of the first draw; draws of other points must have others. */
  readonly firstDraw: number;
  /** κ ≥ 1: E z² ≤ κ(E z)² for z = ½‖g − g′‖², g and g′ two independent samples. */
  readonly kurtosis: number;
  /** The probability with which one interval may miss. */
  readonly risk: number;
  /** By how much one gradient is off in norm, at most. */
  readonly gradientError: number;
}

/** Intervals that {@link measureNoise} draws from samples; the others follow from them. */
export const intervalsPerPoint = 5;

/**
 * The noise at a point. For a point of one's own; `measureConstants` takes it along a run.
 *
 * For two independent draws ½‖g − g′‖² has the variance of g as its mean, whatever the mean of g is; so each variance is the
 * mean of a nonnegative quantity, see {@link meanInterval}. Target and auxiliary are sampled with the *same* snapshot draw:
 *
 * $$\mathbb{E}\langle n_f, n_h\rangle = \tfrac14\bigl(\mathbb{E}\lVert n_f + n_h\rVert^2 - \mathbb{E}\lVert n_f - n_h\rVert^2\bigr)$$
 */
export async function measureNoise(source: CountedSource, request: NoiseRequest): Promise<NoiseAtPoint> {
  const { point, pairs, firstDraw } = request;
  const samples: Record<'target' | 'auxiliary' | 'difference' | 'sum' | 'local', number[]> = {
    target: [],
    auxiliary: [],
    difference: [],
    sum: [],
    local: [],
  };
  const half = (name: keyof typeof samples, left: Doubles, right: Doubles): void => {
    samples[name].push(squaredLength(minus(left, right)) / 2);
  };
  for (let pair = 0; pair < pairs; pair += 1) {
    const [first, second] = await Promise.all(
      [0, 1].map(async (which) => {
        const index = firstDraw + 2 * pair + which;
        const target = await source.gradient('target', point, { oracle: 'snapshot', index });
        const auxiliary = await source.gradient('auxiliary', point, { oracle: 'snapshot', index });
        const local = await source.gradient('auxiliary', point, { oracle: 'local', index });
        return { target, auxiliary, local };
      }),
    );
    if (first === undefined || second === undefined) continue;
    half('target', first.target, second.target);
    half('auxiliary', first.auxiliary, second.auxiliary);
    half('local', first.local, second.local);
    half('difference', minus(first.target, first.auxiliary), minus(second.target, second.auxiliary));
    half('sum', addScaled(first.target, 1, first.auxiliary), addScaled(second.target, 1, second.auxiliary));
  }
  const suspects: string[] = [];
  /** @param gradients - of how many gradients a sample is a sum. */
  const intervalOf = (name: keyof typeof samples, gradients = 1): Interval => {
    const observed = sampleKurtosis(samples[name]);
    if (observed > request.kurtosis) suspects.push(name);
    const kurtosis = Math.max(request.kurtosis, observed);
    return widen(meanInterval(samples[name], { ...request, kurtosis }), gradients * request.gradientError);
  };
  const target = intervalOf('target');
  const auxiliary = intervalOf('auxiliary');
  const local = intervalOf('local');
  const difference = intervalOf('difference', 2);
  const sum = intervalOf('sum', 2);
  const covariance = covarianceOf(sum, difference);
  const correlation = correlationOf(covariance, target, auxiliary);
  return { target, auxiliary, difference, covariance, ...(correlation && { correlation }), local, suspects };
}

/** The interval with room for gradients that are off by e each: ½‖Δ‖² moves by at most 2e‖Δ‖ + 2e², and E‖Δ‖ ≤ √(2E½‖Δ‖²). */
function widen({ value, lower, upper }: Interval, error: number): Interval {
  const shift = (of: number): number => 2 * error * Math.sqrt(2 * of) + 2 * error ** 2;
  return {
    value,
    lower: Math.max(lower - shift(lower), 0),
    ...(upper !== undefined && { upper: upper + shift(upper) }),
  };
}

/** (S − D)/4 for all S and D in their intervals. */
function covarianceOf(sum: Interval, difference: Interval): Interval {
  return {
    value: (sum.value - difference.value) / 4,
    lower: difference.upper === undefined ? -Infinity : (sum.lower - difference.upper) / 4,
    ...(sum.upper !== undefined && { upper: (sum.upper - difference.lower) / 4 }),
  };
}

/** c/√(fh) for all c, f and h in their intervals, within [−1, 1]. */
function correlationOf(covariance: Interval, target: Interval, auxiliary: Interval): Interval | undefined {
  const product = target.value * auxiliary.value;
  if (product === 0) return undefined;
  const within = (value: number): number => Math.min(Math.max(value, -1), 1);
  const least = Math.sqrt(target.lower * auxiliary.lower);
  const most =
    target.upper === undefined || auxiliary.upper === undefined
      ? Infinity
      : Math.sqrt(target.upper * auxiliary.upper);
  const divide = (value: number, isOutwards: boolean): number => {
    const by = isOutwards ? least : most;
    return by === 0 ? Math.sign(value) : value / by;
  };
  const { lower, upper = Infinity } = covariance;
  return {
    value: within(covariance.value / Math.sqrt(product)),
    lower: within(divide(lower, lower < 0)),
    upper: within(divide(upper, upper > 0)),
  };
}

/** The greatest of one quantity over several points: each end is the greatest of that end. */
export function greatestOf(intervals: readonly Interval[]): Interval {
  const uppers = intervals.map(({ upper }) => upper);
  const isLimited = uppers.every((upper) => upper !== undefined);
  return {
    value: Math.max(...intervals.map(({ value }) => value)),
    lower: Math.max(...intervals.map(({ lower }) => lower)),
    ...(isLimited && { upper: Math.max(...uppers) }),
  };
}
