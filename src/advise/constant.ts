/** A constant of a problem with what is known of it: exactly, within bounds, or from below only. */
import type { Ratio } from '../exact/index.js';
import { compareRatios } from './ratio-arithmetic.js';

/**
 * How far a constant can be trusted.
 *
 * - `exact`: the constant itself, or a certified upper bound that is closer than any use of it.
 * - `estimate`: somewhere in the interval; without an upper end, anywhere above the lower one.
 * - `lower-bound`: at least `lower`; only an upper end that is given limits it.
 */
export type ConstantKind = 'exact' | 'estimate' | 'lower-bound';

/** One constant ≥ 0, in the unit of its name. */
export interface Constant {
  /** The best single value. */
  readonly value: Ratio;
  /** It is not less than this. */
  readonly lower: Ratio;
  /** It is not more than this; absent where nothing limits it from above. */
  readonly upper?: Ratio;
  readonly kind: ConstantKind;
  /** How it was found, in a few words. */
  readonly method?: string;
}

/** The constants that the advice is about; names and units as in `RateConstants` of the specification. */
export interface AdviceConstants {
  /** L of A1, in value/point². */
  readonly smoothness: Constant;
  /** δ of A2, in value/point². */
  readonly hessianSimilarity: Constant;
  /** δ of A5, in value/point²; AuxMVR is considered only where it is known. */
  readonly meanSquareSimilarity?: Constant;
  /** F₀ = f(x⁰) − inf f, in value. */
  readonly suboptimality: Constant;
  /** E₀ = ‖∇D(x⁰)‖², the error of m⁰ = 0, in (value/point)²; that start is considered only where it is known. */
  readonly correctionError?: Constant;
  /** σ_f², in (value/point)². */
  readonly targetVariance: Constant;
  /** σ_D², in (value/point)². */
  readonly snapshotVariance: Constant;
  /** σ_h² of the local draws, in (value/point)². */
  readonly localVariance: Constant;
  /** Whether ∇D is affine, as for all quadratics: then MOM-2 holds. */
  readonly affineDifference: boolean;
}

/** Names of the constants that are numbers. */
export type ConstantName = Exclude<keyof AdviceConstants, 'affineDifference'>;

/** The variances of the gradients, which a measurement can tell. */
export const varianceNames = ['targetVariance', 'snapshotVariance', 'localVariance'] as const;

/** What a class of problems is given by: no advice does without these. */
export const constantsOfClass = [
  'smoothness',
  'hessianSimilarity',
  'suboptimality',
  ...varianceNames,
] as const;

/** What σ_D² is made of, beside the variance of the target. */
type NoisePart = 'snapshotAuxiliaryVariance' | 'noiseCovariance' | 'noiseCorrelation';

/** The symbol of each constant that advice or a measurement names. */
export const constantSymbols: Readonly<Record<ConstantName | NoisePart, string>> = {
  smoothness: 'L',
  hessianSimilarity: 'δ',
  meanSquareSimilarity: 'δ of A5',
  suboptimality: 'F₀',
  correctionError: 'E₀',
  targetVariance: 'σ_f²',
  snapshotVariance: 'σ_D²',
  localVariance: 'σ_h²',
  snapshotAuxiliaryVariance: 's_h²',
  noiseCovariance: 'E⟨noise_f, noise_h⟩',
  noiseCorrelation: 'E⟨noise_f, noise_h⟩/(σ_f s_h)',
};

/** A constant that is known exactly. */
export function exactly(value: Ratio, method?: string): Constant {
  return { value, lower: value, upper: value, kind: 'exact', ...(method !== undefined && { method }) };
}

/** Whether nothing is left open about a constant. */
export function isCertain({ lower, upper }: Constant): boolean {
  return upper !== undefined && compareRatios(lower, upper) === 0;
}

/** The names of the constants that are there, in the order of {@link constantSymbols}. */
export function namesOf(constants: AdviceConstants): readonly ConstantName[] {
  return (Object.keys(constantSymbols) as ConstantName[]).filter((name) => constants[name] !== undefined);
}
