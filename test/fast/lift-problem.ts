/** A fast problem with its doubles in another number system. */
import type { AffineGradient, QuadraticFunction, QuadraticProblem } from '../../spec/model/index.js';
import type {
  FastAffineGradient,
  FastQuadraticFunction,
  FastQuadraticProblem,
} from '../../src/fast/index.js';

export const mapVector = <S>(vector: Iterable<number>, map: (value: number) => S): readonly S[] =>
  Array.from(vector, map);

/** The problem as the specification writes it, every double mapped. */
export function liftProblem<S>(
  problem: FastQuadraticProblem,
  map: (value: number) => S,
): QuadraticProblem<S> {
  const affine = ({ matrix, vector }: FastAffineGradient): AffineGradient<S> => ({
    matrix: matrix.to2DArray().map((row) => row.map(map)),
    vector: mapVector(vector, map),
  });
  const quadratic = (part: FastQuadraticFunction): QuadraticFunction<S> => ({
    ...affine(part),
    constant: map(part.constant),
  });
  return {
    dimension: problem.dimension,
    target: quadratic(problem.target),
    auxiliary: quadratic(problem.auxiliary),
    snapshotAtoms: problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
      probability: map(probability),
      target: affine(target),
      auxiliary: affine(auxiliary),
    })),
    localAtoms: problem.localAtoms.map(({ probability, auxiliary }) => ({
      probability: map(probability),
      auxiliary: affine(auxiliary),
    })),
  };
}
