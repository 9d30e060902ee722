/** Laws of the draws: atoms with probabilities, as a problem file has them. */
import type { AffineText, LocalAtomText, SnapshotAtomText } from '../../../src/problems/index.js';
import {
  add,
  addMatrices,
  addVectors,
  compare,
  exact,
  multiply,
  negate,
  one,
  scaleMatrix,
  scaleVector,
  subtract,
  textOf,
  zero,
  type Exact,
  type ExactMatrix,
  type ExactVector,
} from './exact.js';

/** A gradient x ↦ M x − v. */
export interface Affine {
  readonly matrix: ExactMatrix;
  readonly vector: ExactVector;
}

/** What a draw adds to a mean gradient. */
export interface Deviation {
  readonly vector: ExactVector;
  readonly matrix?: ExactMatrix;
}

const half = exact('1/2');

/** mean + factor · deviation, as a file has it; a matrix without deviation is left out. */
export function shifted(mean: Affine, factor: Exact, { vector, matrix }: Deviation): AffineText {
  return {
    ...(matrix === undefined
      ? {}
      : { matrix: addMatrices(mean.matrix, scaleMatrix(factor, matrix)).map((row) => row.map(textOf)) }),
    vector: addVectors(mean.vector, scaleVector(factor, vector)).map(textOf),
  };
}

/** σ along and against each axis: mean 0, variance σ². */
function directions(dimension: number, sigma: Exact): readonly Deviation[] {
  const axes =
    dimension === 1
      ? [[sigma]]
      : [
          [sigma, zero],
          [zero, sigma],
        ];
  return axes.flatMap((vector) => [{ vector }, { vector: scaleVector(negate(one), vector) }]);
}

/**
 * Additive noise of variance σ² in g_f and in g_h with correlation ρ: g_h has the deviation of g_f with probability
 * (1 + ρ)/2, else its opposite.
 */
export function additiveAtoms(
  target: Affine,
  auxiliary: Affine,
  { sigma, rho }: { readonly sigma: Exact; readonly rho: Exact },
): readonly SnapshotAtomText[] {
  const deviations = directions(target.vector.length, sigma);
  const each = exact(`1/${deviations.length}`);
  const signs = [one, negate(one)].map((sign) => ({
    sign,
    weight: multiply(half, add(one, multiply(sign, rho))),
  }));
  return deviations.flatMap((deviation) =>
    signs
      .filter(({ weight }) => compare(weight, zero) > 0)
      .map(({ sign, weight }) => ({
        probability: textOf(multiply(each, weight)),
        target: shifted(target, one, deviation),
        auxiliary: shifted(auxiliary, sign, deviation),
      })),
  );
}

/**
 * Sampling: one of equally likely deviations, scaled by σ. With probability ρ both gradients see the same one, else two that
 * are drawn independently.
 */
export function sampledAtoms(
  target: Affine,
  auxiliary: Affine,
  deviations: readonly Deviation[],
  { sigma, rho }: { readonly sigma: Exact; readonly rho: Exact },
): readonly SnapshotAtomText[] {
  const each = exact(`1/${deviations.length}`);
  const apart = multiply(subtract(one, rho), multiply(each, each));
  return deviations.flatMap((forTarget, i) =>
    deviations.flatMap((forAuxiliary, j) => {
      const probability = i === j ? add(apart, multiply(rho, each)) : apart;
      return compare(probability, zero) <= 0
        ? []
        : [
            {
              probability: textOf(probability),
              target: shifted(target, sigma, forTarget),
              auxiliary: shifted(auxiliary, sigma, forAuxiliary),
            },
          ];
    }),
  );
}

/** Additive local noise of variance σ_h²; undefined for none. */
export function localAtoms(auxiliary: Affine, localSigma: Exact): readonly LocalAtomText[] | undefined {
  if (compare(localSigma, zero) === 0) return undefined;
  const deviations = directions(auxiliary.vector.length, localSigma);
  return deviations.map((deviation) => ({
    probability: textOf(exact(`1/${deviations.length}`)),
    auxiliary: shifted(auxiliary, one, deviation),
  }));
}
