/** Spectra of A and of D = A − B with prescribed largest values, so that B is convex or not as asked. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { Ratio } from '../../exact/index.js';
import { drawInteger, type RandomGenerator } from '../draws/index.js';
import {
  compareRatios,
  decimalRatio,
  isZeroRatio,
  multiplyRatios,
  oneRatio,
  zeroRatio,
} from './decimal-ratio.js';
import { createCaseStream, drawChance, drawOneOf } from './random-draws.js';
import type { CaseShape } from './random-shape.js';

/** λ and Δ with max λ = L at `targetPeak` and max|Δ| = δ at `differencePeak`. */
export interface Spectra {
  readonly target: Vector<Ratio>;
  readonly difference: Vector<Ratio>;
  readonly targetPeak: number;
  readonly differencePeak: number;
}

/**
 * Draws both spectra.
 *
 * Convex h, whatever the rotations: all Δ ≤ 0, so B = A − D ⪰ A ⪰ 0; or all λ ≥ δ, so B ⪰ (min λ − δ)I ⪰ 0.
 * Non-convex h, whatever the rotations: a Δ = δ > L with eigenvector v gives vᵀBv ≤ L − δ < 0; for δ ≤ L all Δ exceed
 * min λ, so vᵀBv ≤ min λ − min Δ < 0 for the eigenvector v of min λ.
 *
 * In a case that must not commute the peaks are strict: no other λ is L, and no other |Δ| is δ.
 */
export function drawSpectra(seed: number, index: number, shape: CaseShape): Spectra {
  const stream = createCaseStream(seed, index, 'spectra');
  const { dimension, smoothness, similarityRatio } = shape;
  const targetPeak = drawInteger(stream, 0, dimension - 1);
  const differencePeak = drawInteger(stream, 0, dimension - 1);
  const plan = choosePlan(stream, shape);
  const fractions = drawFractions(stream, shape, targetPeak, plan);
  const signed = Array.from({ length: dimension }, (_, i) => {
    const isPeak = i === differencePeak;
    const size = isPeak
      ? oneRatio
      : decimalRatio(drawInteger(stream, plan.leastTenths, strictTenths(shape)), 1);
    const isNegative = plan.sign === 'any' ? drawChance(stream, 2) : plan.sign === 'negative';
    const isForced = isPeak && plan.positivePeak;
    return isNegative && !isForced ? multiplyRatios(decimalRatio(-1, 0), size) : size;
  });
  const similarity = multiplyRatios(smoothness, similarityRatio);
  return {
    target: fractions.map((fraction) => multiplyRatios(smoothness, fraction)),
    difference: signed.map((fraction) => multiplyRatios(similarity, fraction)),
    targetPeak,
    differencePeak,
  };
}

/** How the request for h is met. */
interface Plan {
  readonly sign: 'any' | 'negative' | 'positive';
  /** Whether the largest |Δ| is +δ whatever the signs of the others. */
  readonly positivePeak: boolean;
  /** Least |Δ|/δ, in tenths. */
  readonly leastTenths: number;
  /** Least λ/L, in hundredths. */
  readonly leastHundredths: number;
  /** Whether min λ must lie below every Δ. */
  readonly needsLowTarget: boolean;
}

const freePlan: Plan = {
  sign: 'any',
  positivePeak: false,
  leastTenths: 0,
  leastHundredths: 1,
  needsLowTarget: false,
};

function choosePlan(
  stream: RandomGenerator,
  { convexity, similarityRatio, isRankDeficient }: CaseShape,
): Plan {
  const prefersSmallDifference = drawChance(stream, 2);
  if (convexity === 'any') return freePlan;
  if (convexity === 'convex') {
    const isSmall = compareRatios(similarityRatio, decimalRatio(5, 1)) <= 0;
    if (!isSmall || isRankDeficient || !prefersSmallDifference) return { ...freePlan, sign: 'negative' };
    return { ...freePlan, leastHundredths: Math.max(1, ceilingOfHundredths(similarityRatio)) };
  }
  if (compareRatios(similarityRatio, oneRatio) > 0) return { ...freePlan, positivePeak: true };
  return { ...freePlan, sign: 'positive', leastTenths: 5, needsLowTarget: true };
}

/** λ/L: 1 at the peak, 0 somewhere in a rank-deficient case, hundredths or tenths elsewhere. */
function drawFractions(
  stream: RandomGenerator,
  shape: CaseShape,
  peak: number,
  { leastHundredths, needsLowTarget }: Plan,
): Vector<Ratio> {
  const { dimension, isRankDeficient, isCommuting, similarityRatio } = shape;
  const fractions = Array.from({ length: dimension }, (_, i) => {
    const hundredths = drawInteger(stream, leastHundredths, 99);
    const isRound = drawChance(stream, 2);
    const isRepeated = drawChance(stream, 10);
    if (i === peak || (isRepeated && isCommuting)) return oneRatio;
    return decimalRatio(isRound ? Math.max(roundToTens(hundredths), leastHundredths) : hundredths, 2);
  });
  if (dimension === 1) return fractions;
  const low = (peak + drawInteger(stream, 1, dimension - 1)) % dimension;
  const lowTenths = drawOneOf(stream, [1, 2, 4]);
  // Below half of δ, because the plan that needs it keeps every Δ at or above that half.
  const lowest = isRankDeficient ? zeroRatio : multiplyRatios(similarityRatio, decimalRatio(lowTenths, 1));
  const isLowered = isRankDeficient || needsLowTarget;
  return fractions.map((fraction, i) => (i === low && isLowered ? lowest : fraction));
}

/** Hundredths to a multiple of ten, at least 10 and at most 90. */
function roundToTens(hundredths: number): number {
  return Math.min(90, Math.max(10, Math.round(hundredths / 10) * 10));
}

function ceilingOfHundredths(ratio: Ratio): number {
  if (isZeroRatio(ratio)) return 0;
  return Number((100n * ratio.numerator + ratio.denominator - 1n) / ratio.denominator);
}

function strictTenths({ isCommuting }: CaseShape): number {
  return isCommuting ? 10 : 9;
}
