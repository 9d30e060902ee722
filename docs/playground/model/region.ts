/** Where AuxMOM provably beats SGD, for the constants of a problem: maps in doubles, and the present point by exact comparisons. */
import {
  deterministicGuarantee,
  momentumGuarantee,
  rateMom,
  sgdFloors,
  type Guarantee,
  type SeparationInput,
} from '../../../spec/theorems/index.js';
import type { Constant } from '../../../src/advise/constant.js';
import { constantsOfProblem } from '../../../src/advise/constants-of-problem.js';
import { separate, type Separation } from '../../../src/advise/separate.js';
import { nearestDouble } from '../../../src/exact/index.js';
import type { ResolvedProblem } from '../../../src/problems/index.js';
import { reduced } from '../../../src/problems/constructed/decimal-ratio.js';
import { doubleField } from '../../../src/theorems/scenarios/double-field.js';
import type { ProvableRegion, ProvedMap, RegionMap } from './answer.js';

const { zero } = reduced;

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
 * SEP-DET takes δ/L and K alone. SEP-NOISE takes F₀, T and the noises of the problem, and the first snapshot for a start; its map has
 * σ_D² = 2(1 − ρ)σ_f² for every ρ. It needs noise that is the same at every x: else no σ bounds it.
 *
 * @returns undefined where δ or L is 0, or the run starts at the minimum.
 */
export function regionOf(
  problem: ResolvedProblem,
  { K, T, rho }: { readonly K: number; readonly T: number; readonly rho: string },
): ProvableRegion | undefined {
  const constants = constantsOfProblem(problem);
  const [L, delta, F] = [
    constants.smoothness.value,
    constants.hessianSimilarity.value,
    constants.suboptimality.value,
  ] as const;
  const { targetVariance, snapshotVariance, localVariance } = constants;
  if ([L, delta, F].some(({ numerator }) => numerator <= 0n)) return undefined;
  const question = {
    smoothness: L,
    hessianSimilarity: delta,
    suboptimality: F,
    localStepCount: K,
    roundCount: T,
    start: { kind: 'first-snapshot' } as const,
    affineDifference: true,
  };
  const [LNumber, ratio, FNumber, variance] = [L, reduced.divide(delta, L), F, targetVariance.value].map(
    nearestDouble,
  ) as [number, number, number, number];
  const base = {
    smoothness: LNumber,
    suboptimality: FNumber,
    roundCount: T,
  };
  const silent = { ...base, snapshotVariance: 0, targetVariance: 0, localVariance: 0, startError: 0 };
  const counts = Array.from({ length: 50 }, (_, i) => i + 1);
  const isNoisy = targetVariance.value.numerator > 0n;
  const hasBound = (noise: Constant): boolean => noise.upper !== undefined;
  const widest = Math.max(0.3, 1.25 * Math.min(ratio, 2));
  return {
    point: { K, ratio, rho: Number(rho) },
    silent: {
      map: mapOf(counts, middles(0, 1.5, rows), (count, share) => {
        const input = { ...silent, localStepCount: count, hessianSimilarity: share * LNumber };
        return factorOf(deterministicGuarantee(doubleField, input), input);
      }),
      found: wordsOf(
        separate({ ...question, targetVariance: zero, snapshotVariance: zero, localVariance: zero }),
      ),
    },
    ...(isNoisy && { noisy: noisyMap() }),
  };

  function noisyMap(): ProvedMap | string {
    const unbounded = hasBound(localVariance) ? 'snapshots' : 'local steps';
    if (![targetVariance, snapshotVariance, localVariance].every(hasBound))
      return `SEP-NOISE does not apply here: the noise of the ${unbounded} depends on x, so no σ bounds it.`;
    const local = nearestDouble(localVariance.value);
    return {
      map: mapOf(middles(0, widest, 50), middles(-1, 1, rows), (share, correlated) => {
        const snapshot = 2 * (1 - correlated) * variance;
        const input = {
          ...base,
          localStepCount: K,
          hessianSimilarity: share * LNumber,
          targetVariance: variance,
          snapshotVariance: snapshot,
          localVariance: local,
        };
        const parameters = { stepSize: 1, momentumWeight: 1, localStepCount: K, roundCount: T };
        const e0 = rateMom.initialError(doubleField, parameters, question.start, {
          ...input,
          firstSnapshotVariance: snapshot,
          correctionError: 0,
        });
        const whole = { ...input, startError: e0.numerator / e0.denominator };
        return factorOf(momentumGuarantee(doubleField, rateMom, whole), whole);
      }),
      found: wordsOf(
        separate({
          ...question,
          targetVariance: targetVariance.value,
          snapshotVariance: snapshotVariance.value,
          localVariance: localVariance.value,
        }),
      ),
    };
  }
}

/** What a message can carry. */
const wordsOf = ({ verdict, theorems, factor, atMost }: Separation): ProvableRegion['silent']['found'] => ({
  verdict,
  theorems,
  factor: nearestDouble(factor),
  atMost: nearestDouble(atMost),
});
