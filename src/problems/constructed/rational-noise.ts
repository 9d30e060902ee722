/** Noise on the gradients of a function that need not be quadratic. */
import {
  addMatrices,
  createVectorSpace,
  multiplyMatrices,
  scaledIdentity,
  scaleMatrix,
  transpose,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import type { DrawKind, FunctionName } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { createRationalField, type ExactField, type Ratio } from '../../exact/index.js';
import { roundUp } from '../simple-number.js';
import { certifyRootSpectralBound } from '../spectral-certificates.js';
import type { KnownConstants } from './case-blueprint.js';
import { isZeroRatio, reduced } from './decimal-ratio.js';
import {
  isAdditive,
  lawDeviations,
  lawProbabilities,
  snapshotDeviations,
  subtractDeviations,
  type Deviation,
  type LocalNoise,
  type SnapshotNoise,
} from './noise-law.js';

/**
 * The samples of both oracles: (I + E)g − e for the deviation (E, e) that an atom has, from the mean gradient g.
 *
 * They are unbiased, because the deviations of a law have mean 0. The returned function throws RangeError for an atom
 * that does not exist, and for a local gradient of f.
 */
export function createGradientSamples<S>(
  field: ExactField<S>,
  noise: {
    readonly dimension: number;
    readonly snapshotNoise: SnapshotNoise;
    readonly localNoise: LocalNoise;
  },
): (name: FunctionName, draw: Exclude<DrawKind, 'mean'>, atom: number, mean: Vector<S>) => Vector<S> {
  const { add, subtract, apply } = createVectorSpace(field);
  const lift = ({ matrix, vector }: Deviation) => ({
    matrix: matrix.map((row) => row.map(field.fromRatio)),
    vector: vector.map(field.fromRatio),
  });
  const snapshot = snapshotDeviations(noise.snapshotNoise, noise.dimension).map(({ target, auxiliary }) => ({
    f: lift(target),
    h: lift(auxiliary),
  }));
  const { weights, deviations } = noise.localNoise;
  const local = lawDeviations(weights, deviations, noise.dimension).map((deviation) => ({
    h: lift(deviation),
  }));
  return (name, draw, atom, mean) => {
    if (draw === 'local' && name === 'f')
      throw new ContractError('the local oracle returns gradients of h only');
    const deviation = draw === 'snapshot' ? snapshot[atom]?.[name] : local[atom]?.h;
    if (deviation === undefined) throw new ContractError(`the ${draw} oracle has no atom ${atom}`);
    return subtract(add(mean, apply(deviation.matrix, mean)), deviation.vector);
  };
}

/** Significant digits of a bound on A5's δ. */
const similarityDigits = 4;

/**
 * A decimal δ₅ ≥ 0 that satisfies A5 for the samples (I + E^f)∇f − e^f and (I + E^h)∇h − e^h.
 *
 * $$\delta_5 = \delta \sqrt{1 + \lambda_{\max}(\mathbb{E} E^{h\top} E^h)} + L \sqrt{\lambda_{\max}(\mathbb{E} G^\top
 * G)},\quad G = E^f - E^h$$
 *
 * With u = ∇f(x) − ∇f(y) and v = ∇D(x) − ∇D(y), g_D(x) − g_D(y) = (I + E^h)v + Gu. In mean square the first summand is at
 * most √(1 + λ)·δ‖x − y‖, because E^h has mean 0, the second at most √λ·L‖x − y‖, and norms in L² add up at most. Each
 * root is rounded up to four digits; without multiplicative noise δ₅ = δ exactly.
 *
 * @param smoothness - L of f.
 * @param hessianSimilarity - δ of A2.
 */
export function sampledSimilarity(
  noise: SnapshotNoise,
  dimension: number,
  smoothness: Ratio,
  hessianSimilarity: Ratio,
): Ratio {
  const atoms = snapshotDeviations(noise, dimension);
  if (atoms.every(({ target, auxiliary }) => isAdditive(target) && isAdditive(auxiliary)))
    return hessianSimilarity;
  const identity = scaledIdentity(rationals, dimension, rationals.one);
  const own = meanSquare(
    atoms.map(({ probability, auxiliary }) => [probability, auxiliary]),
    dimension,
  );
  const difference = meanSquare(
    atoms.map(({ probability, target, auxiliary }) => [probability, subtractDeviations(target, auxiliary)]),
    dimension,
  );
  return reduced.add(
    scaledRoot(hessianSimilarity, addMatrices(rationals, identity, own)),
    scaledRoot(smoothness, difference),
  );
}

/**
 * L₂ of A7 and ℓ² of A6 for the samples (I + E^f)∇f − e^f and (I + E)∇h − e: L√(1 + λ_max(E E^fᵀE^f)), and (L + δ)²λ_max(E EᵀE) because
 * ∇h is (L + δ)-Lipschitz.
 */
export function sampledSmoothness(
  snapshot: SnapshotNoise,
  local: LocalNoise,
  dimension: number,
  smoothness: Ratio,
  hessianSimilarity: Ratio,
): Pick<KnownConstants, 'meanSquareSmoothness' | 'controlledVariance'> {
  const atoms = snapshotDeviations(snapshot, dimension);
  const probabilities = lawProbabilities(local.weights);
  const deviations = lawDeviations(local.weights, local.deviations, dimension);
  const spread = meanSquare(
    deviations.map((deviation, i) => [probabilities[i] ?? reduced.zero, deviation]),
    dimension,
  );
  const own = meanSquare(
    atoms.map(({ probability, target }) => [probability, target]),
    dimension,
  );
  const identity = scaledIdentity(rationals, dimension, rationals.one);
  const ratio = deviations.every(isAdditive)
    ? reduced.zero
    : scaledRoot(reduced.add(smoothness, hessianSimilarity), spread);
  return {
    meanSquareSmoothness: atoms.every(({ target }) => isAdditive(target))
      ? smoothness
      : scaledRoot(smoothness, addMatrices(rationals, identity, own)),
    controlledVariance: reduced.multiply(ratio, ratio),
  };
}

/** σ_f², σ_D², σ_h² where they are the same at every point: E‖e‖² of noise without multiplicative parts. */
export function noiseVariances(
  snapshot: SnapshotNoise,
  local: LocalNoise,
  dimension: number,
): Pick<KnownConstants, 'targetVariance' | 'snapshotVariance' | 'localVariance'> {
  const atoms = snapshotDeviations(snapshot, dimension);
  const isTargetSteady = atoms.every(({ target }) => isAdditive(target));
  const isAuxiliarySteady = atoms.every(({ auxiliary }) => isAdditive(auxiliary));
  const probabilities = lawProbabilities(local.weights);
  const localDeviations = lawDeviations(local.weights, local.deviations, dimension);
  return {
    ...(isTargetSteady && {
      targetVariance: meanSquaredNorm(atoms.map(({ probability, target }) => [probability, target])),
    }),
    ...(isTargetSteady &&
      isAuxiliarySteady && {
        snapshotVariance: meanSquaredNorm(
          atoms.map(({ probability, target, auxiliary }) => [
            probability,
            subtractDeviations(target, auxiliary),
          ]),
        ),
      }),
    ...(localDeviations.every(isAdditive) && {
      localVariance: meanSquaredNorm(
        localDeviations.map((deviation, i) => [probabilities[i] as Ratio, deviation]),
      ),
    }),
  };
}

type WeightedDeviation = readonly [probability: Ratio, deviation: Deviation];

const rationals = createRationalField();
type Rational = typeof rationals.one;

/** E EᵀE over the matrices of the deviations. */
function meanSquare(outcomes: readonly WeightedDeviation[], dimension: number): Matrix<Rational> {
  return outcomes
    .map(([probability, { matrix }]) => {
      const lifted = matrix.map((row) => row.map(rationals.fromRatio));
      const square = multiplyMatrices(rationals, transpose(lifted), lifted);
      return scaleMatrix(rationals, rationals.fromRatio(probability), square);
    })
    .reduce(
      (sum, term) => addMatrices(rationals, sum, term),
      scaledIdentity(rationals, dimension, rationals.zero),
    );
}

/** E‖e‖² over the vectors of the deviations. */
function meanSquaredNorm(outcomes: readonly WeightedDeviation[]): Ratio {
  const { squaredNorm } = createVectorSpace(rationals);
  const terms = outcomes.map(([probability, { vector }]) =>
    rationals.multiply(rationals.fromRatio(probability), squaredNorm(vector.map(rationals.fromRatio))),
  );
  return rationals.toRatio(terms.reduce(rationals.add, rationals.zero));
}

/** factor·√λ_max(M), rounded up. */
function scaledRoot(factor: Ratio, matrix: Matrix<Rational>): Ratio {
  const scale = rationals.fromRatio(factor);
  const { upper } = certifyRootSpectralBound(
    rationals,
    scaleMatrix(rationals, rationals.multiply(scale, scale), matrix),
  );
  return isZeroRatio(upper) ? upper : roundUp(upper, similarityDigits);
}
