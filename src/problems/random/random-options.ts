/** What a caller may ask of a random case, and which wishes exclude each other. */
import type { Initialization, VariantName } from '../../../spec/model/index.js';
import { InputError } from '../../errors.js';
import type { Ratio } from '../../exact/index.js';
import { absoluteRatio, compareRatios, isZeroRatio, oneRatio } from './decimal-ratio.js';
import type { LocalNoiseKind, SnapshotNoiseKind } from './noise-law.js';

/** Kinds of initialisation that keep an estimate. */
export type EstimateStart = Exclude<Initialization<unknown>['kind'], 'none'>;

/** Wishes; what is left out is drawn. */
export interface RandomProblemOptions {
  /** All six where it is left out. */
  readonly variants?: readonly VariantName[];
  /** d, 1 … 4. */
  readonly dimension?: 1 | 2 | 3 | 4;
  /** L > 0, a finite decimal, in value/point². */
  readonly smoothness?: Ratio;
  /** δ/L ≥ 0, a finite decimal; drawn from 10⁻⁴ … 2, and 0 now and then, where it is left out. */
  readonly similarityRatio?: Ratio;
  /** Whether h is convex; `any` leaves it to chance. */
  readonly auxiliaryConvexity?: AuxiliaryConvexity;
  /** Whether A and B commute. */
  readonly commuting?: boolean;
  /** Whether f has more than one minimiser. */
  readonly rankDeficient?: boolean;
  readonly snapshotNoise?: SnapshotNoiseKind;
  readonly localNoise?: LocalNoiseKind;
  /** ρ ∈ [−1, 1], a finite decimal, of correlated or multiplicative snapshot noise. */
  readonly correlation?: Ratio;
  /** The kinds of initialisation to draw from; all of them where it is left out. */
  readonly initializations?: readonly EstimateStart[];
  /** Greatest K; 20 where it is left out. */
  readonly maximumSteps?: number;
  /** Greatest T; 50 where it is left out. */
  readonly maximumRounds?: number;
  /** Greatest `estimateWork` of a case; `defaultWorkBudget` where it is left out. T gives way first, then K. */
  readonly workBudget?: number;
}

/** What can be asked about the convexity of h. */
export type AuxiliaryConvexity = 'convex' | 'non-convex' | 'any';

/**
 * Refuses wishes that no case fulfils.
 *
 * @throws InputError, for the first of them.
 */
export function checkOptions(options: RandomProblemOptions): void {
  const { dimension, smoothness, similarityRatio, correlation, snapshotNoise } = options;
  const lone = dimension === 1;
  if (smoothness !== undefined && smoothness.numerator <= 0n) {
    refuse('smoothness', 'L is not positive', 'L > 0');
  }
  if (similarityRatio !== undefined && similarityRatio.numerator < 0n) {
    refuse('similarityRatio', 'δ/L is negative', 'δ/L ≥ 0');
  }
  if (correlation !== undefined && compareRatios(absoluteRatio(correlation), oneRatio) > 0) {
    refuse('correlation', 'ρ is outside its domain', '−1 ≤ ρ ≤ 1');
  }
  if (correlation !== undefined && snapshotNoise === 'additive-correlated' && isZeroRatio(correlation)) {
    refuse('correlation', 'ρ = 0 is no correlation', 'ρ ≠ 0, or the noise additive-independent');
  }
  if (lone && options.rankDeficient === true) {
    refuse('rankDeficient', 'f would be constant in one dimension', 'a dimension of at least 2');
  }
  if (options.commuting === false) {
    if (lone) refuse('commuting', 'numbers commute', 'a dimension of at least 2');
    if (similarityRatio !== undefined && isZeroRatio(similarityRatio)) {
      refuse('commuting', 'equal matrices commute', 'δ/L > 0');
    }
  }
  if (options.auxiliaryConvexity === 'non-convex' && similarityRatio !== undefined) {
    if (isZeroRatio(similarityRatio)) {
      refuse('auxiliaryConvexity', 'h = f up to a linear function is convex', 'δ/L > 0');
    }
    if (lone && compareRatios(similarityRatio, oneRatio) <= 0) {
      refuse('auxiliaryConvexity', 'B = A − δ ≥ 0 in one dimension', 'δ/L > 1 or a dimension of at least 2');
    }
  }
  for (const key of ['maximumSteps', 'maximumRounds', 'workBudget'] as const) {
    const value = options[key];
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) continue;
    refuse(key, `${value} is no count`, 'a whole number ≥ 1');
  }
}

function refuse(option: keyof RandomProblemOptions, problem: string, expected: string): never {
  throw new InputError({
    problem,
    where: `random problem option ${option}`,
    expected,
    fix: 'Change this option, or leave it out so that it is drawn.',
  });
}
