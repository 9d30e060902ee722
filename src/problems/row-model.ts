/** Sums over rows: the least-squares function of a set of rows, and the gradient of a batch. */
import { addMatrices, createVectorSpace, scaledIdentity, scaleMatrix } from '../../spec/algebra/index.js';
import type { AffineGradient, QuadraticFunction } from '../../spec/model/index.js';
import { createRatio, type ExactField, type Ratio } from '../exact/index.js';
import type { DataRow } from './least-squares-data.js';

/** Functions of a set of rows. */
export interface RowModel<S> {
  /** ½·mean over `rows` of (zᵀx − r)² + ½λ‖x‖². */
  readonly mean: (rows: readonly number[]) => QuadraticFunction<S>;
  /** (weight/size)·Σ over `rows` of z(zᵀx − r) + λx. */
  readonly gradient: (rows: readonly number[], size: number, weight?: Ratio) => AffineGradient<S>;
}

/**
 * The least-squares functions of the given rows.
 *
 * @param field - must contain the numbers of the rows, the ridge, and 1/(2·size) and weight/size of every set asked for.
 */
export function createRowModel<S>(field: ExactField<S>, rows: readonly DataRow[], ridge: Ratio): RowModel<S> {
  const { add, scale, zero } = createVectorSpace(field);
  const dimension = rows[0]?.features.length ?? 0;
  const terms = rows.map((row) => {
    const z = row.features.map(field.fromRatio);
    const r = field.fromRatio(row.response);
    return { matrix: z.map((factor) => scale(factor, z)), vector: scale(r, z), square: field.multiply(r, r) };
  });
  const chosen = (indices: readonly number[]) =>
    indices.flatMap((index) => {
      const term = terms[index];
      return term === undefined ? [] : [term];
    });
  const gradient: RowModel<S>['gradient'] = (indices, size, weight = createRatio(1n, 1n)) => {
    const factor = field.fromRatio(createRatio(weight.numerator, weight.denominator * BigInt(size)));
    const sums = chosen(indices);
    const matrix = sums.reduce(
      (sum, term) => addMatrices(field, sum, term.matrix),
      scaledIdentity(field, dimension, field.zero),
    );
    const penalty = scaledIdentity(field, dimension, field.fromRatio(ridge));
    return {
      matrix: addMatrices(field, scaleMatrix(field, factor, matrix), penalty),
      vector: scale(
        factor,
        sums.reduce((sum, term) => add(sum, term.vector), zero(dimension)),
      ),
    };
  };
  const mean: RowModel<S>['mean'] = (indices) => {
    const squares = chosen(indices).reduce((sum, { square }) => field.add(sum, square), field.zero);
    const half = field.fromRatio(createRatio(1n, 2n * BigInt(indices.length)));
    return { ...gradient(indices, indices.length), constant: field.multiply(half, squares) };
  };
  return { mean, gradient };
}
