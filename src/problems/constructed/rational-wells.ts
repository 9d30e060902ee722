/** Sums of wells αφ(r(⟨q, x⟩ − s)) with φ(u) = u²/(1 + u²): smooth, not convex, and exact over ℚ. */
import { createVectorSpace, type Field, type Vector } from '../../../spec/algebra/index.js';
import { createRatio, type ExactField, type Ratio } from '../../exact/index.js';
import { largestMagnitude, multiplyRatios } from './decimal-ratio.js';
import { liftTurn, rotationMatrix, type GivensTurn } from './givens.js';

/** One well: depth·φ(slope·(⟨q, x⟩ − centre)) along one direction q of an orthonormal frame. */
export interface Well {
  /** α, the limit far from the centre, in value; negative for a hill. */
  readonly depth: Ratio;
  /** r > 0, in 1/point. */
  readonly slope: Ratio;
  /** s, in point. */
  readonly centre: Ratio;
}

/**
 * Σᵢ αᵢφ(rᵢ(⟨qᵢ, x⟩ − sᵢ)) with one well along each column qᵢ of a rotation.
 *
 * φ′(u) = 2u/(1 + u²)² and φ″(u) = (2 − 6u²)/(1 + u²)³, so −½ ≤ φ″ ≤ 2: with v = u²,
 * 2(1 + v)³ − (2 − 6v) ≥ 0 for v ≥ 0, and (1 + v)³/2 + 2 − 6v = ½(v − 1)²(v + 5) ≥ 0. Both are attained, at u = 0 and
 * u = ±1. The qᵢ are orthonormal, so the Hessian Σ αᵢrᵢ²φ″ qᵢqᵢᵀ has the norm max |αᵢrᵢ²φ″| ≤ 2 max|αᵢ|rᵢ², which is
 * attained at the centre of that well. φ ≥ 0 = φ(0), so the infimum is 0 where every αᵢ ≥ 0, at Σ sᵢqᵢ.
 */
export interface WellSum {
  /** The factors of the rotation whose columns are the qᵢ. */
  readonly turns: readonly GivensTurn<Ratio>[];
  /** One for each coordinate. */
  readonly wells: readonly Well[];
}

/** The least Lipschitz constant of the gradient: 2 max|αᵢ|rᵢ², in value/point². */
export function wellSmoothness({ wells }: WellSum): Ratio {
  const curvatures = wells.map(({ depth, slope }) => multiplyRatios(depth, multiplyRatios(slope, slope)));
  return multiplyRatios(createRatio(2n, 1n), largestMagnitude(curvatures));
}

/** Value and gradient of a function over one field. */
export interface SmoothFunction<S> {
  readonly value: (at: Vector<S>) => S;
  readonly gradient: (at: Vector<S>) => Vector<S>;
}

/**
 * The sum of wells over a field with division.
 *
 * @throws from its functions, what the field throws where it lacks a quotient; the rationals lack none, as 1 + u² > 0.
 */
export function createWellFunction<S>(field: ExactField<S>, { turns, wells }: WellSum): SmoothFunction<S> {
  const { add, multiply, divide, one } = field;
  const { add: addVectors, scale, dot, zero } = createVectorSpace(field);
  const frame = columnsOf(field, turns, wells.length);
  const parts = wells.map(({ depth, slope, centre }, i) => ({
    direction: frame[i] ?? [],
    depth: field.fromRatio(depth),
    slope: field.fromRatio(slope),
    centre: field.fromRatio(centre),
  }));
  const argument = ({ direction, slope, centre }: (typeof parts)[number], at: Vector<S>): S =>
    multiply(slope, field.subtract(dot(direction, at), centre));
  return {
    value: (at) =>
      parts
        .map((part) => {
          const u = argument(part, at);
          const square = multiply(u, u);
          return multiply(part.depth, divide(square, add(one, square)));
        })
        .reduce(add, field.zero),
    gradient: (at) =>
      parts
        .map((part) => {
          const u = argument(part, at);
          const root = add(one, multiply(u, u));
          const slope = divide(add(u, u), multiply(root, root));
          return scale(multiply(multiply(part.depth, part.slope), slope), part.direction);
        })
        .reduce(addVectors, zero(wells.length)),
  };
}

/** Σ sᵢqᵢ, where every argument of φ is 0. */
export function wellCentre<S>(field: ExactField<S>, { turns, wells }: WellSum): Vector<S> {
  const { add, scale, zero } = createVectorSpace(field);
  const frame = columnsOf(field, turns, wells.length);
  return wells
    .map(({ centre }, i) => scale(field.fromRatio(centre), frame[i] ?? []))
    .reduce(add, zero(wells.length));
}

/** q₁, …, q_d: the columns of the rotation. */
function columnsOf<S>(
  field: Field<S> & Pick<ExactField<S>, 'fromRatio'>,
  turns: readonly GivensTurn<Ratio>[],
  dimension: number,
): readonly Vector<S>[] {
  const rotation = rotationMatrix(field, dimension, turns.map((turn) => liftTurn(field, turn))); // prettier-ignore
  return rotation.map((_, j) => rotation.map((row) => row[j] as S));
}
