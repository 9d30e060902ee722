/** The format `auxopt-constants/1`: constants as text, as a person writes them or as a measurement prints them. */
import type { ConstantKind } from './constant.js';

/** The version of the format. */
export const constantsFormat = 'auxopt-constants/1';

/** One constant: a text that is exact, or a value with what is known of it. */
export interface ConstantText {
  readonly value: string;
  readonly lower?: string;
  readonly upper?: string;
  readonly kind: ConstantKind;
  /** How it was found. */
  readonly method?: string;
}

/** Every constant that the format knows; each may be left out. */
export interface ConstantTexts {
  readonly smoothness?: ConstantText;
  readonly hessianSimilarity?: ConstantText;
  readonly meanSquareSimilarity?: ConstantText;
  readonly suboptimality?: ConstantText;
  readonly correctionError?: ConstantText;
  readonly targetVariance?: ConstantText;
  readonly snapshotVariance?: ConstantText;
  readonly snapshotAuxiliaryVariance?: ConstantText;
  readonly noiseCovariance?: ConstantText;
  readonly noiseCorrelation?: ConstantText;
  readonly localVariance?: ConstantText;
}

/** How the constants were measured. */
export interface MeasurementText {
  /** Samples of each gradient that the measurement took. */
  readonly gradients: { readonly target: number; readonly auxiliary: number };
  /** The probability with which all intervals that are statistical hold together. */
  readonly confidence: string;
  /** What must be true for that. */
  readonly assumptions: readonly string[];
  /** What the measurement found against its assumptions. */
  readonly warnings: readonly string[];
}

/** A file. */
export interface ConstantsFile {
  readonly format: typeof constantsFormat;
  readonly name: string;
  readonly description?: string;
  /** Whether ∇f − ∇h is affine; false where it is left out. */
  readonly affineDifference?: boolean;
  readonly constants: ConstantTexts;
  readonly measurement?: MeasurementText;
}
