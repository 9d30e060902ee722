/** The first decisions about a random case, consistent with each other and with the caller's wishes. */
import type { Ratio } from '../../exact/index.js';
import { drawInteger, type RandomGenerator } from '../draws/index.js';
import { compareRatios, decimalRatio, isZeroRatio, oneRatio, zeroRatio } from './decimal-ratio.js';
import { createCaseStream, drawChance, drawOneOf } from './random-draws.js';
import type { AuxiliaryConvexity, RandomProblemOptions } from './random-options.js';

/** What the spectra and rotations have to achieve. */
export interface CaseShape {
  readonly dimension: number;
  /** L. */
  readonly smoothness: Ratio;
  /** δ/L. */
  readonly similarityRatio: Ratio;
  readonly convexity: AuxiliaryConvexity;
  readonly isCommuting: boolean;
  readonly isRankDeficient: boolean;
}

/** Draws what the options leave open. */
export function drawShape(seed: number, index: number, options: RandomProblemOptions): CaseShape {
  const stream = createCaseStream(seed, index, 'shape');
  const { similarityRatio: wishedRatio, auxiliaryConvexity: wishedConvexity } = options;
  // Every draw is made whether or not it is needed, so that a wish does not shift the draws after it.
  const convexityDraw = drawOneOf<AuxiliaryConvexity>(stream, ['any', 'any', 'convex', 'non-convex']);
  const dimensionDraw = drawInteger(stream, 1, 4);
  const commutingDraw = drawChance(stream, 2);
  const deficientDraw = drawChance(stream, 4);
  const smoothness = drawSmoothness(stream);
  const ratioDraw = drawSimilarityRatio(stream);
  const steepRatio = decimalRatio(drawInteger(stream, 11, 20), 1);

  const isRatioSmall = wishedRatio !== undefined && compareRatios(wishedRatio, oneRatio) <= 0;
  const needsPlane =
    options.rankDeficient === true ||
    options.commuting === false ||
    (wishedConvexity === 'non-convex' && isRatioSmall);
  const dimension = options.dimension ?? (needsPlane ? Math.max(2, dimensionDraw) : dimensionDraw);
  const isLone = dimension === 1;
  const cannotBeConcave = wishedRatio !== undefined && (isZeroRatio(wishedRatio) || (isLone && isRatioSmall));
  const convexity =
    wishedConvexity ?? (cannotBeConcave && convexityDraw === 'non-convex' ? 'any' : convexityDraw);
  const needsDifference = convexity === 'non-convex' || options.commuting === false;
  const freeRatio = isZeroRatio(ratioDraw) && needsDifference ? decimalRatio(1, 1) : ratioDraw;
  // In one dimension B = A − δ < 0 needs δ > L.
  const isTooFlat = isLone && convexity === 'non-convex' && compareRatios(freeRatio, oneRatio) <= 0;
  const similarityRatio = wishedRatio ?? (isTooFlat ? steepRatio : freeRatio);
  return {
    dimension,
    smoothness: options.smoothness ?? smoothness,
    similarityRatio,
    convexity,
    isCommuting: options.commuting ?? (isLone || isZeroRatio(similarityRatio) || commutingDraw),
    isRankDeficient: !isLone && (options.rankDeficient ?? deficientDraw),
  };
}

/** L: mostly 0.1 … 20 with one or two digits, now and then far from 1. */
function drawSmoothness(stream: RandomGenerator): Ratio {
  const places = drawOneOf(stream, [0, 0, 1, 1, 1, 2, -1]);
  return decimalRatio(drawInteger(stream, 1, 20), places);
}

/** δ/L: each decade from 10⁻⁴ to 1 and the range 1 … 2 equally often, and 0 in one of 25 cases. */
function drawSimilarityRatio(stream: RandomGenerator): Ratio {
  const decade = drawInteger(stream, 0, 4);
  const digit = drawInteger(stream, 1, 9);
  const isZero = drawChance(stream, 25);
  const ratio = decade === 0 ? decimalRatio(11 + digit, 1) : decimalRatio(digit, decade);
  return isZero ? zeroRatio : ratio;
}
