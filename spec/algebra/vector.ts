/** Vectors and matrices over a {@link Field}, as plain readonly arrays. */
import { ContractError } from '../errors.js';
import type { Field } from './field.js';

/** An element of Sᵈ; its length is d. */
export type Vector<S> = readonly S[];

/** Rows of equal length: entry (i, j) is `matrix[i][j]`. */
export type Matrix<S> = readonly Vector<S>[];

/** The operations of the inner-product space Sᵈ, for any d; operands of different lengths are refused. */
export interface VectorSpace<S> {
  /** 0 ∈ Sᵈ. */
  readonly zero: (dimension: number) => Vector<S>;
  /** u + v. */
  readonly add: (left: Vector<S>, right: Vector<S>) => Vector<S>;
  /** u − v. */
  readonly subtract: (left: Vector<S>, right: Vector<S>) => Vector<S>;
  /** c·v. */
  readonly scale: (factor: S, vector: Vector<S>) => Vector<S>;
  /** M v. */
  readonly apply: (matrix: Matrix<S>, vector: Vector<S>) => Vector<S>;
  /** ⟨u, v⟩ = Σᵢ uᵢ vᵢ. */
  readonly dot: (left: Vector<S>, right: Vector<S>) => S;
  /** ‖v‖² = ⟨v, v⟩. */
  readonly squaredNorm: (vector: Vector<S>) => S;
  /** Whether u = v, entry by entry. */
  readonly equals: (left: Vector<S>, right: Vector<S>) => boolean;
}

/** The vector space operations over `field`. For oracles and algorithms that are written over any field. */
export function createVectorSpace<S>(field: Field<S>): VectorSpace<S> {
  const zipWith = (left: Vector<S>, right: Vector<S>, combine: (a: S, b: S) => S): Vector<S> => {
    if (left.length !== right.length) {
      throw new ContractError(`vectors of lengths ${left.length} and ${right.length} do not combine`);
    }
    // The guard above makes right[i] an element for every i of left.
    return left.map((value, i) => combine(value, right[i] as S));
  };
  const dot = (left: Vector<S>, right: Vector<S>): S => {
    const products = zipWith(left, right, field.multiply);
    return products.length === 0 ? field.zero : products.reduce(field.add);
  };
  return {
    zero: (dimension) => Array.from({ length: dimension }, () => field.zero),
    add: (left, right) => zipWith(left, right, field.add),
    subtract: (left, right) => zipWith(left, right, field.subtract),
    scale: (factor, vector) => vector.map((value) => field.multiply(factor, value)),
    apply: (matrix, vector) => matrix.map((row) => dot(row, vector)),
    dot,
    squaredNorm: (vector) => dot(vector, vector),
    equals: (left, right) =>
      left.length === right.length && left.every((value, i) => field.compare(value, right[i] as S) === 0),
  };
}
