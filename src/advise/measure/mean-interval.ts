/** Intervals for the mean of a nonnegative random quantity, for every sample size, from a bound on its kurtosis alone. */
import { ContractError } from '../../errors.js';

/** An interval with its best single value. */
export interface Interval {
  readonly value: number;
  readonly lower: number;
  /** Absent where the sample is too small for one. */
  readonly upper?: number;
}

/** What is assumed and wanted. */
export interface IntervalRequest {
  /** κ with E z² ≤ κ (E z)², ≥ 1. */
  readonly kurtosis: number;
  /** The probability with which the interval may miss the mean, in (0, 1). */
  readonly risk: number;
}

/**
 * An interval that contains μ = E z with probability at least 1 − risk, if z₁, …, z_m ≥ 0 are i.i.d. with E z² ≤ κμ².
 *
 * No other assumption, no limit theorem. Half of the risk goes to either side:
 *
 * $$P\bigl(\bar z \le (1-t)\mu\bigr) \le e^{-mt^2/(2\kappa)}, \qquad
 *   P\bigl(\text{block mean} \ge (1+s)\mu\bigr) \le \frac{1}{1 + b s^2/(\kappa-1)}$$
 *
 * The first is the one-sided Bernstein bound for nonnegative variables and gives the upper end μ ≤ z̄/(1 − t). The second is
 * Cantelli's inequality for the mean of a block of b; the median of k blocks exceeds (1+s)μ only if (k+1)/2 of them do, and
 * that gives the lower end. k is the odd number that gives the least s; it depends on m, κ and the risk, not on the data.
 *
 * @param samples - z₁, …, z_m ≥ 0, m ≥ 1.
 * @throws RangeError for no sample, or a request outside its domain.
 * @example
 * ```ts
 * import { meanInterval } from 'auxopt/advise';
 *
 * const interval = meanInterval(Array.from({ length: 1000 }, (_, i) => i % 2), { kurtosis: 2, risk: 0.05 });
 * interval.value; // 0.5
 * interval.lower < 0.5; // true
 * ```
 */
export function meanInterval(samples: readonly number[], { kurtosis, risk }: IntervalRequest): Interval {
  if (samples.length === 0 || !(kurtosis >= 1) || !(risk > 0 && risk < 1)) {
    throw new ContractError('expected samples, a kurtosis ≥ 1 and a risk between 0 and 1');
  }
  const count = samples.length;
  const value = meanOf(samples);
  const shortfall = Math.sqrt((2 * kurtosis * Math.log(2 / risk)) / count);
  const { blocks, excess } = bestBlocks(count, kurtosis, risk / 2);
  const lower = Math.min(medianOfBlocks(samples, blocks) / (1 + excess), value);
  return { value, lower, ...(shortfall < 1 && { upper: value / (1 - shortfall) }) };
}

/** E z²/(E z)² of a sample; 1 for a sample of zeros. */
export function sampleKurtosis(samples: readonly number[]): number {
  const mean = meanOf(samples);
  return mean === 0 ? 1 : meanOf(samples.map((value) => value * value)) / (mean * mean);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function medianOfBlocks(samples: readonly number[], blocks: number): number {
  const size = Math.floor(samples.length / blocks);
  const means = Array.from({ length: blocks }, (_, i) => meanOf(samples.slice(i * size, (i + 1) * size)));
  return [...means].sort((left, right) => left - right)[(blocks - 1) / 2] ?? 0;
}

/** The number of blocks with the least relative excess s of the median over the mean. */
function bestBlocks(count: number, kurtosis: number, risk: number): { blocks: number; excess: number } {
  let best = { blocks: 1, excess: Infinity };
  for (let blocks = 1; blocks <= Math.min(count, 41); blocks += 2) {
    const size = Math.floor(count / blocks);
    const probability = greatestProbability(blocks, risk);
    const excess = Math.sqrt(((kurtosis - 1) * (1 / probability - 1)) / size);
    if (excess < best.excess) best = { blocks, excess };
  }
  return best;
}

/** The greatest p with P(Bin(k, p) ≥ (k+1)/2) ≤ risk, from below. */
function greatestProbability(blocks: number, risk: number): number {
  let [lower, upper] = [0, 0.5];
  for (let step = 0; step < 60; step += 1) {
    const middle = (lower + upper) / 2;
    if (majorityProbability(blocks, middle) <= risk) lower = middle;
    else upper = middle;
  }
  return lower;
}

/** P(Bin(k, p) ≥ (k+1)/2), k odd. */
function majorityProbability(count: number, probability: number): number {
  let term = (1 - probability) ** count;
  let sum = 0;
  for (let hits = 0; hits <= count; hits += 1) {
    if (2 * hits > count) sum += term;
    term *= ((count - hits) / (hits + 1)) * (probability / (1 - probability));
  }
  return sum;
}
