/** Cases that are not quadratic: f a sum of wells, h = f − D, with everything exact over ℚ. */
import { createVectorSpace, type Vector } from '../../../spec/algebra/index.js';
import type { Initialization, Oracle, Parameters, VariantName } from '../../../spec/model/index.js';
import { createRationalField, ratioField, type ExactField, type Ratio } from '../../exact/index.js';
import type { KnownConstants } from './case-blueprint.js';
import { largestMagnitude } from './decimal-ratio.js';
import { liftTurn, matrixOfSpectrum, type GivensTurn } from './givens.js';
import {
  lawProbabilities,
  localNoiseKind,
  snapshotDeviations,
  snapshotNoiseKind,
  type LocalNoise,
  type LocalNoiseKind,
  type SnapshotNoise,
  type SnapshotNoiseKind,
} from './noise-law.js';
import { createGradientSamples, sampleConstants } from './rational-noise.js';
import {
  createWellFunction,
  wellCentre,
  wellSmoothness,
  type SmoothFunction,
  type WellSum,
} from './rational-wells.js';

/** D(x) = ½(x − v)ᵀM(x − v) with M = R diag(Δ) Rᵀ: ∇D is affine, ‖M‖ = max|Δ|. */
export interface QuadraticDifference {
  readonly kind: 'quadratic';
  readonly turns: readonly GivensTurn<Ratio>[];
  /** Δ ∈ ℚᵈ, in value/point². */
  readonly spectrum: Vector<Ratio>;
  /** v ∈ ℚᵈ, in point. */
  readonly centre: Vector<Ratio>;
}

/** The structure of a rational case. */
export interface RationalBlueprint {
  readonly name: string;
  readonly dimension: number;
  /** f; its wells have depths > 0. */
  readonly target: WellSum;
  /** D = f − h, quadratic or a sum of wells and hills. */
  readonly difference: QuadraticDifference | ({ readonly kind: 'wells' } & WellSum);
  /** Deviations (E, e) mean the sample (I + E)∇f(x) − e: noise on the gradient. */
  readonly snapshotNoise: SnapshotNoise;
  /** Likewise, around ∇h. */
  readonly localNoise: LocalNoise;
  readonly variant: VariantName;
  readonly parameters: Parameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  /** x⁰. */
  readonly startingPoint: Vector<Ratio>;
}

/** A case that is given by its oracle instead of matrices; exact expectations come from enumerating its atoms. */
export interface RationalCase extends Omit<
  RationalBlueprint,
  'target' | 'difference' | 'snapshotNoise' | 'localNoise'
> {
  /** p_j. */
  readonly snapshotProbabilities: readonly Ratio[];
  /** q_i. */
  readonly localProbabilities: readonly Ratio[];
  /** The oracle over a field with division, such as `createRationalField()`. */
  readonly createOracle: <S>(field: ExactField<S>) => Oracle<S>;
  /** f(at), in value. */
  readonly targetValue: <S>(field: ExactField<S>, at: Vector<S>) => S;
  /** L and A2's δ exact, A5's δ an upper bound; inf f = 0. */
  readonly constants: KnownConstants;
  readonly snapshotNoise: SnapshotNoiseKind;
  readonly localNoise: LocalNoiseKind;
  /** Whether ∇D is affine, as MOM-2 asks. */
  readonly isDifferenceAffine: boolean;
  readonly blueprint: RationalBlueprint;
}

/**
 * Builds the case that a blueprint describes.
 *
 * L = 2 max αᵢrᵢ² and, for wells, δ = 2 max|βᵢ|ρᵢ², both proved at {@link WellSum}; for a quadratic D, δ = max|Δ|. A5's δ
 * is proved at `sampleConstants`.
 *
 * @param blueprint - depths of the target > 0, slopes > 0.
 * @throws RangeError for a law or a plane that is none.
 */
export function buildRationalCase(blueprint: RationalBlueprint): RationalCase {
  const { target, difference, snapshotNoise: snapshot, localNoise: local, dimension, ...run } = blueprint;
  const rationals = createRationalField();
  const value = createWellFunction(rationals, target).value(run.startingPoint.map(rationals.fromRatio));
  const smoothness = wellSmoothness(target);
  const hessianSimilarity =
    difference.kind === 'wells' ? wellSmoothness(difference) : largestMagnitude(difference.spectrum);
  const { bounds, variances } = sampleConstants(snapshot, local, dimension, smoothness, hessianSimilarity);
  return {
    ...run,
    dimension,
    snapshotProbabilities: snapshotDeviations(snapshot, dimension).map(({ probability }) => probability),
    localProbabilities: lawProbabilities(local.weights),
    createOracle: (field) => createRationalOracle(field, blueprint),
    targetValue: (field, at) => createWellFunction(field, target).value(at),
    constants: {
      smoothness,
      hessianSimilarity,
      ...bounds,
      minimizer: wellCentre(rationals, target).map(rationals.toRatio),
      infimum: ratioField.zero,
      suboptimality: rationals.toRatio(value),
      ...variances,
    },
    snapshotNoise: snapshotNoiseKind(snapshot),
    localNoise: localNoiseKind(local),
    isDifferenceAffine: difference.kind === 'quadratic',
    blueprint,
  };
}

function createRationalOracle<S>(field: ExactField<S>, blueprint: RationalBlueprint): Oracle<S> {
  const { dimension, target, difference } = blueprint;
  const { subtract } = createVectorSpace(field);
  const targetGradient = createWellFunction(field, target).gradient;
  const differenceGradient =
    difference.kind === 'wells'
      ? createWellFunction(field, difference).gradient
      : createAffineGradient(field, difference);
  const samples = createGradientSamples(field, blueprint);
  return {
    dimension,
    gradient: ({ function: name, draw, atom, at }) => {
      const ofTarget = targetGradient(at);
      const mean = name === 'f' ? ofTarget : subtract(ofTarget, differenceGradient(at));
      return draw === 'mean' ? mean : samples(name, draw, atom, mean);
    },
  };
}

function createAffineGradient<S>(
  field: ExactField<S>,
  { turns, spectrum, centre }: QuadraticDifference,
): SmoothFunction<S>['gradient'] {
  const { apply, subtract } = createVectorSpace(field);
  const lifted = turns.map((turn) => liftTurn(field, turn));
  const matrix = matrixOfSpectrum(field, spectrum.map(field.fromRatio), lifted);
  const origin = centre.map(field.fromRatio);
  return (at) => apply(matrix, subtract(at, origin));
}
