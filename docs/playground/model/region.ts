/** Where AuxMOM provably beats SGD, for the constants of a problem: maps in doubles, and the present point by exact comparisons. */
import {
  deterministicGuarantee,
  momentumGuarantee,
  rateMom,
  sgdFloors,
  type Guarantee,
  type SeparationInput,
} from '../../../spec/theorems/index.js';
import { separate, type Separation } from '../../../src/advise/separate.js';
import { nearestDouble, parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import { type ProblemDescription } from '../../../src/problems/index.js';
import { reduced } from '../../../src/problems/constructed/decimal-ratio.js';
import { doubleField } from '../../../src/theorems/scenarios/double-field.js';
import type { ProvableRegion, RegionMap } from './answer.js';

const { zero, one, add, subtract, multiply } = reduced;

/** By which factor the guarantee of AuxMOM is below what SGD can guarantee, in doubles. */
function factorOf(guarantee: Guarantee<number>, input: SeparationInput<number>): number {
  const floors = sgdFloors(doubleField, input).map(({ value, square }) => {
    const least = value.numerator / value.denominator;
    return square === undefined ? least : Math.min(least, Math.sqrt(square.numerator / square.denominator));
  });
  return Math.max(...floors) / (guarantee.linear + Math.sqrt(guarantee.square));
}

function mapOf(
  xs: readonly number[],
  ys: readonly number[],
  at: (x: number, y: number) => number,
): RegionMap {
  return { xs, ys, factors: ys.flatMap((y) => xs.map((x) => at(x, y))) };
}

/** n values in the middle of n equal parts. */
const middles = (from: number, to: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.5)) / count);

const rows = 30;

/**
 * Both maps, and what is proved at the present K, δ/L and ρ.
 *
 * SEP-DET takes δ/L and K alone. SEP-NOISE is taken in the setting of SEP-CORR: σ_D² = 2(1 − ρ)σ_f², σ_h = 0 and the exact start, with
 * F₀, T and σ_f² at x⁰ of the problem.
 *
 * @returns undefined where δ or L is 0, or f has no minimum or starts at it.
 */
export function regionOf(
  { smoothness, hessianSimilarity, optimum, targetVariance }: ProblemDescription,
  { K, T, rho }: { readonly K: number; readonly T: number; readonly rho: string },
): ProvableRegion | undefined {
  const [L, delta, F] = [smoothness.upper, hessianSimilarity.upper, optimum?.suboptimality ?? zero];
  if ([L, delta, F].some(({ numerator }) => numerator <= 0n)) return undefined;
  const correlation = parseExactNumber(rho);
  const question = {
    smoothness: L,
    hessianSimilarity: delta,
    suboptimality: F,
    localStepCount: K,
    roundCount: T,
    localVariance: zero,
    start: { kind: 'exact', targetGradientCount: 0 } as const,
    affineDifference: true,
  };
  const decorrelated = (share: Ratio): Ratio =>
    multiply(add(one, one), multiply(subtract(one, share), targetVariance));
  const [LNumber, ratio, FNumber, variance] = [L, reduced.divide(delta, L), F, targetVariance].map(
    nearestDouble,
  ) as [number, number, number, number];
  const base = {
    smoothness: LNumber,
    suboptimality: FNumber,
    roundCount: T,
    localVariance: 0,
    startError: 0,
  };
  const silent = { ...base, snapshotVariance: 0, targetVariance: 0 };
  const counts = Array.from({ length: 50 }, (_, i) => i + 1);
  const isNoisy = targetVariance.numerator > 0n;
  const widest = Math.max(0.3, 1.25 * Math.min(ratio, 2));
  return {
    point: { K, ratio, rho: Number(rho) },
    silent: {
      map: mapOf(counts, middles(0, 1.5, rows), (count, share) => {
        const input = { ...silent, localStepCount: count, hessianSimilarity: share * LNumber };
        return factorOf(deterministicGuarantee(doubleField, input), input);
      }),
      found: wordsOf(separate({ ...question, targetVariance: zero, snapshotVariance: zero })),
    },
    ...(isNoisy && {
      noisy: {
        map: mapOf(middles(0, widest, 50), middles(-1, 1, rows), (share, correlated) => {
          const input = {
            ...base,
            localStepCount: K,
            hessianSimilarity: share * LNumber,
            targetVariance: variance,
            snapshotVariance: 2 * (1 - correlated) * variance,
          };
          return factorOf(momentumGuarantee(doubleField, rateMom, input), input);
        }),
        found: wordsOf(
          separate({ ...question, targetVariance, snapshotVariance: decorrelated(correlation) }),
        ),
      },
    }),
  };
}

/** What a message can carry. */
const wordsOf = ({ verdict, theorems, factor, atMost }: Separation): ProvableRegion['silent']['found'] => ({
  verdict,
  theorems,
  factor: nearestDouble(factor),
  atMost: nearestDouble(atMost),
});
