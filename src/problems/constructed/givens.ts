/** Rotations in finite decimals, and symmetric matrices of a given spectrum. */
import {
  multiplyMatrices,
  scaledIdentity,
  transpose,
  type Field,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';
import { ContractError } from '../../errors.js';
import { createRatio, type ExactField, type Ratio } from '../../exact/index.js';

/** A point of the unit circle: cosine² + sine² = 1. */
export interface UnitAngle<S> {
  readonly cosine: S;
  readonly sine: S;
}

/** A Givens rotation: the coordinates of `plane` are turned, the others stay. */
export interface GivensTurn<S> extends UnitAngle<S> {
  /** Two different coordinates, counted from 0. */
  readonly plane: readonly [first: number, second: number];
}

/** The turn with its numbers in a field. */
export function liftTurn<S>(
  { fromRatio }: Pick<ExactField<S>, 'fromRatio'>,
  { plane, cosine, sine }: GivensTurn<Ratio>,
): GivensTurn<S> {
  return { plane, cosine: fromRatio(cosine), sine: fromRatio(sine) };
}

/**
 * The angle of ((2 + i)²/5)ⁿ: (0.6, 0.8), (−0.28, 0.96), (−0.936, 0.352), …
 *
 * $$\lvert 2 + i \rvert^2 = 5 \implies \Bigl\lvert \frac{(2+i)^{2n}}{5^n} \Bigr\rvert = 1$$
 *
 * So both coordinates are decimals of n places; no two n give the same angle, since 2 + i and 2 − i are different primes.
 *
 * @param power - n ≥ 0; n = 0 gives (1, 0).
 */
export function pythagoreanAngle(power: number): UnitAngle<Ratio> {
  let [real, imaginary] = [1n, 0n];
  for (let n = 0; n < power; n += 1) {
    [real, imaginary] = [3n * real - 4n * imaginary, 4n * real + 3n * imaginary];
  }
  const denominator = 5n ** BigInt(power);
  return { cosine: createRatio(real, denominator), sine: createRatio(imaginary, denominator) };
}

/**
 * Q = G₁ G₂ ⋯ of size d, with G the identity except for [[c, −s], [s, c]] in its plane.
 *
 * @throws RangeError where a plane does not name two different coordinates.
 */
export function rotationMatrix<S>(
  field: Field<S>,
  dimension: number,
  turns: readonly GivensTurn<S>[],
): Matrix<S> {
  return turns
    .map((turn) => givensMatrix(field, dimension, turn))
    .reduce(
      (product, turn) => multiplyMatrices(field, product, turn),
      scaledIdentity(field, dimension, field.one),
    );
}

/**
 * Q diag(λ) Qᵀ with Q = {@link rotationMatrix}: symmetric, with exactly the eigenvalues λ.
 *
 * @param spectrum - λ ∈ Sᵈ.
 * @param turns - the factors of Q.
 */
export function matrixOfSpectrum<S>(
  field: Field<S>,
  spectrum: Vector<S>,
  turns: readonly GivensTurn<S>[],
): Matrix<S> {
  const rotation = rotationMatrix(field, spectrum.length, turns);
  const scaled = rotation.map((row) => row.map((value, j) => field.multiply(value, spectrum[j] as S)));
  return multiplyMatrices(field, scaled, transpose(rotation));
}

function givensMatrix<S>(field: Field<S>, dimension: number, turn: GivensTurn<S>): Matrix<S> {
  const { plane, cosine, sine } = turn;
  const [first, second] = plane;
  const isCoordinate = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < dimension;
  if (!isCoordinate(first) || !isCoordinate(second) || first === second) {
    throw new ContractError(`(${first}, ${second}) is no plane of two coordinates below ${dimension}`);
  }
  return scaledIdentity(field, dimension, field.one).map((row, i) =>
    row.map((value, j) => {
      if (i === j) return i === first || i === second ? cosine : value;
      if (i === first && j === second) return field.negate(sine);
      return i === second && j === first ? sine : value;
    }),
  );
}
