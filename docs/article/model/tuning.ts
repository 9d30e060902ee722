/** Each method at the best step size of one grid, so that the comparison is fair. */
import type { VariantName } from '../../../spec/model/index.js';
import { expectedGaps, type CurvePoint, type Knobs } from './planar.js';

/** Step sizes that every method may choose from, in units of 1/L. */
export const stepSizes = ['1.75', '1', '0.5', '0.25', '0.125', '0.0625', '0.03125'] as const;

/** The best run of a method. */
export interface TunedRun {
  readonly variant: VariantName;
  readonly eta: string;
  readonly a: string;
  readonly curve: readonly CurvePoint[];
  /** E f at the end. */
  readonly final: number;
  /** Whether E f ends above where it began, at every step size. */
  readonly diverges: boolean;
}

/** 2δKη, the least a that MOM-2 allows, rounded up to 64ths so that numbers stay short; at least 1/8, so that T = 20 rounds forget the first sample; at most 1. */
export function momentumWeight(delta: string, K: number, eta: string): string {
  const least = Math.ceil(64 * 2 * Number(delta) * K * Number(eta));
  return String(Math.min(64, Math.max(8, least)) / 64);
}

/** The run whose E f is least after T rounds. */
export function tunedRun(variant: VariantName, knobs: Knobs, K: number, T: number): TunedRun {
  const runs = stepSizes.map((eta): TunedRun => {
    const a = momentumWeight(knobs.delta, K, eta);
    const curve = expectedGaps(variant, knobs, { eta, a, K, T });
    const [first, last] = [curve[0]?.y ?? 0, curve.at(-1)?.y ?? 0];
    return { variant, eta, a, curve, final: last, diverges: !(last < first) };
  });
  return runs.reduce((best, one) => (one.final < best.final ? one : best));
}
