/** Noise with finite support and mean exactly 0, alone and coupled to other noise. */
import { absolute, addMatrices, createVectorSpace, scaleMatrix } from '../../../spec/algebra/index.js';
import type { AffineGradient } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { isZeroRatio, reduced } from './decimal-ratio.js';

/** A deviation from a mean gradient: x ↦ E x − e. Additive noise has E = 0. */
export type Deviation = AffineGradient<Ratio>;

/**
 * The weights of n outcomes: whole numbers ≥ 1 whose last is 1. Outcome j has the probability w_j/Σw, which is a finite
 * decimal iff Σw divides a power of 10. `[1]` is no noise.
 */
export type Weights = readonly number[];

/** The noise of a local draw: outcome j deviates by `deviations[j]`, the last outcome by what makes the mean 0. */
export interface LocalNoise {
  readonly weights: Weights;
  /** One fewer than weights. */
  readonly deviations: readonly Deviation[];
}

/**
 * The noise of a snapshot draw: both gradients follow the same law, each with its own deviations, and the two outcomes
 * are coupled.
 *
 * $$\Pr(i, j) = \lvert\rho\rvert\, [i = j]\, p_i + (1 - \lvert\rho\rvert)\, p_i p_j$$
 *
 * Both marginals are p. The deviations of g_h enter with the sign of ρ, so that the cross-covariance is
 * ρ·Σ p_i n_i n′_iᵀ: ρ = 0 is independence, |ρ| = 1 one common outcome.
 */
export interface SnapshotNoise {
  readonly weights: Weights;
  /** Deviations of g_f; one fewer than weights. */
  readonly target: readonly Deviation[];
  /** Deviations of g_h; one fewer than weights. */
  readonly auxiliary: readonly Deviation[];
  /** ρ ∈ [−1, 1]. */
  readonly correlation: Ratio;
}

/** What snapshot noise is called: by its matrices and by its coupling. */
export type SnapshotNoiseKind = 'none' | 'additive-independent' | 'additive-correlated' | 'multiplicative';

/** What local noise is called. */
export type LocalNoiseKind = 'none' | 'additive' | 'multiplicative';

/** w_j/Σw. */
export function lawProbabilities(weights: Weights): readonly Ratio[] {
  const total = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  return weights.map((weight) => createRatio(BigInt(weight), total));
}

/**
 * All n deviations of a law; the last is −Σ w_j·(deviation j), so that the mean is 0.
 *
 * @throws RangeError unless the last weight is 1 and there is one deviation fewer than weights.
 */
export function lawDeviations(
  weights: Weights,
  deviations: readonly Deviation[],
  dimension: number,
): readonly Deviation[] {
  if (weights.at(-1) !== 1 || deviations.length !== weights.length - 1) {
    throw new ContractError(`a law of ${weights.length} weights, the last 1, has one deviation fewer`);
  }
  const zero = createVectorSpace(reduced).zero(dimension);
  const nothing: Deviation = { matrix: zero.map(() => zero), vector: zero };
  const last = deviations.reduce(
    (sum, deviation, j) =>
      addDeviations(sum, scaleDeviation(createRatio(-BigInt(weights[j] ?? 0), 1n), deviation)),
    nothing,
  );
  return [...deviations, last];
}

/**
 * The joint law of {@link SnapshotNoise} with |ρ| = `coupling`: outcomes by the indices of their parts; those of
 * probability 0 are left out.
 */
export function coupleOutcomes(weights: Weights, coupling: Ratio) {
  const probabilities = lawProbabilities(weights);
  const { add, subtract, multiply, zero, one } = reduced;
  const rest = subtract(one, coupling);
  return probabilities
    .flatMap((p, target) =>
      probabilities.map((q, auxiliary) => {
        const apart = multiply(rest, multiply(p, q));
        const together = target === auxiliary ? multiply(coupling, p) : zero;
        return { probability: add(apart, together), target, auxiliary };
      }),
    )
    .filter(({ probability }) => !isZeroRatio(probability));
}

/** The atoms of the snapshot noise: how both gradients deviate; both deviations have mean 0 over the atoms. */
export function snapshotDeviations(noise: SnapshotNoise, dimension: number) {
  const { weights, correlation } = noise;
  // A negative correlation is a positive one with the reversed noise of g_h.
  const sign: Ratio = { numerator: correlation.numerator < 0n ? -1n : 1n, denominator: 1n };
  const target = lawDeviations(weights, noise.target, dimension);
  const auxiliary = lawDeviations(weights, noise.auxiliary, dimension).map((deviation) =>
    scaleDeviation(sign, deviation),
  );
  return coupleOutcomes(weights, couplingOf(noise)).map((outcome) => ({
    probability: outcome.probability,
    target: target[outcome.target] as Deviation,
    auxiliary: auxiliary[outcome.auxiliary] as Deviation,
  }));
}

/** The kind of snapshot noise; independent where ρ = 0 or where one of the two gradients has no noise. */
export function snapshotNoiseKind({
  weights,
  target,
  auxiliary,
  correlation,
}: SnapshotNoise): SnapshotNoiseKind {
  const all = [...target, ...auxiliary];
  if (weights.length === 1 || all.every(isZeroDeviation)) return 'none';
  if (!all.every(isAdditive)) return 'multiplicative';
  const isOneSided = target.every(isZeroDeviation) || auxiliary.every(isZeroDeviation);
  return isOneSided || isZeroRatio(correlation) ? 'additive-independent' : 'additive-correlated';
}

/** The kind of local noise. */
export function localNoiseKind({ deviations }: LocalNoise): LocalNoiseKind {
  if (deviations.every(isZeroDeviation)) return 'none';
  return deviations.every(isAdditive) ? 'additive' : 'multiplicative';
}

/** Whether the deviation is the same at every point. */
export function isAdditive({ matrix }: Deviation): boolean {
  return matrix.every((row) => row.every(isZeroRatio));
}

/** Whether there is no deviation at all. */
function isZeroDeviation(deviation: Deviation): boolean {
  return isAdditive(deviation) && deviation.vector.every(isZeroRatio);
}

/** |ρ|, or 1 where one of the two gradients has no noise: the joint law is the same then, with fewer atoms. */
function couplingOf({ target, auxiliary, correlation }: SnapshotNoise): Ratio {
  const isOneSided = target.every(isZeroDeviation) || auxiliary.every(isZeroDeviation);
  return isOneSided ? reduced.one : absolute(reduced, correlation);
}

/** left + right. */
export function addDeviations(left: Deviation, right: Deviation): Deviation {
  const { add } = createVectorSpace(reduced);
  return {
    matrix: addMatrices(reduced, left.matrix, right.matrix),
    vector: add(left.vector, right.vector),
  };
}

/** left − right. */
export function subtractDeviations(left: Deviation, right: Deviation): Deviation {
  return addDeviations(left, scaleDeviation(reduced.negate(reduced.one), right));
}

/** factor·deviation. */
function scaleDeviation(factor: Ratio, { matrix, vector }: Deviation): Deviation {
  const { scale } = createVectorSpace(reduced);
  return { matrix: scaleMatrix(reduced, factor, matrix), vector: scale(factor, vector) };
}
