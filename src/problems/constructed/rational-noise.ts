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
 * What is known of the samples (I + E^f)∇f − e^f and (I + E^h)∇h − e^h of a snapshot draw, and (I + E)∇h − e of a local one.
 *
 * A decimal δ₅ ≥ 0 satisfies A5:
 *
 * $$\delta_5 = \delta \sqrt{1 + \lambda_{\max}(\mathbb{E} E^{h\top} E^h)} + L \sqrt{\lambda_{\max}(\mathbb{E} G^\top
 * G)},\quad G = E^f - E^h$$
 *
 * With u = ∇f(x) − ∇f(y) and v = ∇D(x) − ∇D(y), g_D(x) − g_D(y) = (I + E^h)v + Gu. In mean square the first summand is at
 * most √(1 + λ)·δ‖x − y‖, because E^h has mean 0, the second at most √λ·L‖x − y‖, and norms in L² add up at most. Each
 * root is rounded up to four digits; without multiplicative noise δ₅ = δ exactly.
 *
 * L₂ of A7 is L√(1 + λ_max(E E^fᵀE^f)), and ℓ² of A6 is (L + δ)²λ_max(E EᵀE) because ∇h is (L + δ)-Lipschitz. Variances are
 * E‖e‖², where they are the same at every point.
 *
 * @param smoothness - L of f.
 * @param hessianSimilarity - δ of A2.
 */
export function sampleConstants(
  snapshot: SnapshotNoise,
  local: LocalNoise,
  dimension: number,
  smoothness: Ratio,
  hessianSimilarity: Ratio,
): {
  readonly bounds: Pick<
    KnownConstants,
    'meanSquareSimilarity' | 'meanSquareSmoothness' | 'controlledVariance'
  >;
  readonly variances: Pick<KnownConstants, 'targetVariance' | 'snapshotVariance' | 'localVariance'>;
} {
  const atoms = snapshotDeviations(snapshot, dimension);
  const ofAtoms = (of: (atom: (typeof atoms)[number]) => Deviation): readonly WeightedDeviation[] =>
    atoms.map((atom) => [atom.probability, of(atom)]);
  const targets = ofAtoms(({ target }) => target);
  const auxiliaries = ofAtoms(({ auxiliary }) => auxiliary);
  const differences = ofAtoms(({ target, auxiliary }) => subtractDeviations(target, auxiliary));
  const probabilities = lawProbabilities(local.weights);
  const locals = lawDeviations(local.weights, local.deviations, dimension).map(
    (deviation, i): WeightedDeviation => [probabilities[i] as Ratio, deviation],
  );
  const isSteady = (outcomes: readonly WeightedDeviation[]): boolean =>
    outcomes.every(([, deviation]) => isAdditive(deviation));
  const isSnapshotSteady = isSteady(targets) && isSteady(auxiliaries);
  const identity = scaledIdentity(rationals, dimension, rationals.one);
  const grown = (factor: Ratio, outcomes: readonly WeightedDeviation[]): Ratio =>
    scaledRoot(factor, addMatrices(rationals, identity, meanSquare(outcomes, dimension)));
  const spread = isSteady(locals)
    ? reduced.zero
    : scaledRoot(reduced.add(smoothness, hessianSimilarity), meanSquare(locals, dimension));
  const bounds = {
    meanSquareSimilarity: isSnapshotSteady
      ? hessianSimilarity
      : reduced.add(
          grown(hessianSimilarity, auxiliaries),
          scaledRoot(smoothness, meanSquare(differences, dimension)),
        ),
    meanSquareSmoothness: isSteady(targets) ? smoothness : grown(smoothness, targets),
    controlledVariance: reduced.multiply(spread, spread),
  };
  const variances = {
    ...(isSteady(targets) && { targetVariance: meanSquaredNorm(targets) }),
    ...(isSnapshotSteady && { snapshotVariance: meanSquaredNorm(differences) }),
    ...(isSteady(locals) && { localVariance: meanSquaredNorm(locals) }),
  };
  return { bounds, variances };
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
