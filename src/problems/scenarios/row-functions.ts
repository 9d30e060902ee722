/** Least-squares functions of groups of rows, in ratios. */
import type { AffineGradient, QuadraticFunction } from '../../../spec/model/index.js';
import { InputError } from '../../errors.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { radixFieldFor } from '../arithmetic.js';
import type { DataRow } from '../least-squares-data.js';
import { createRowModel } from '../row-model.js';

/** f_rows(x) = ½·mean over the rows of (zᵀx − r)², with its gradient. */
export type RowFunction = QuadraticFunction<Ratio>;

/**
 * ½·mean (z_iᵀx − r_i)² over a group of rows, exactly.
 *
 * @throws InputError where there are no rows, or rows of different lengths.
 */
export function leastSquares(rows: readonly DataRow[]): RowFunction {
  const dimension = rows[0]?.features.length ?? 0;
  if (dimension === 0 || rows.some(({ features }) => features.length !== dimension)) {
    throw new InputError({
      problem: dimension === 0 ? 'a group has no rows' : 'rows have different numbers of features',
      where: 'the rows',
      expected: 'at least one row, and as many features in each',
      fix: 'Read all rows with the same features.',
    });
  }
  const numbers = rows.flatMap(({ features, response }) => [...features, response]);
  const field = radixFieldFor([...numbers, createRatio(1n, 2n * BigInt(rows.length))]);
  const { matrix, vector, constant } = createRowModel(field, rows, zero).mean(rows.map((_, i) => i));
  return {
    matrix: matrix.map((row) => row.map(field.toRatio)),
    vector: vector.map(field.toRatio),
    constant: field.toRatio(constant),
  };
}

const zero: Ratio = { numerator: 0n, denominator: 1n };

/**
 * The mean of functions of the same dimension.
 *
 * @throws InputError where they differ in dimension.
 */
export function meanFunction(functions: readonly RowFunction[]): RowFunction {
  const [first] = functions;
  const dimension = first?.vector.length ?? 0;
  if (functions.some(({ vector }) => vector.length !== dimension) || dimension === 0) {
    throw new InputError({
      problem: 'the functions do not have one dimension',
      where: 'the rows',
      expected: 'at least one group of rows, and as many features in each',
      fix: 'Read all rows with the same features.',
    });
  }
  const share = createRatio(1n, BigInt(functions.length));
  const field = radixFieldFor([
    share,
    ...functions.flatMap(({ matrix, vector, constant }) => [...matrix.flat(), ...vector, constant]),
  ]);
  const factor = field.fromRatio(share);
  const average = (pick: (of: RowFunction) => Ratio | undefined): Ratio =>
    field.toRatio(
      field.multiply(
        factor,
        functions.reduce((sum, of) => field.add(sum, field.fromRatio(pick(of) ?? zero)), field.zero),
      ),
    );
  const indices = Array.from({ length: dimension }, (_, i) => i);
  return {
    matrix: indices.map((i) => indices.map((j) => average(({ matrix }) => matrix[i]?.[j]))),
    vector: indices.map((i) => average(({ vector }) => vector[i])),
    constant: average(({ constant }) => constant),
  };
}

/** The gradient of a function, as an atom has it. */
export function gradientOf({ matrix, vector }: RowFunction): AffineGradient<Ratio> {
  return { matrix, vector };
}

/**
 * The mean over equally likely groups is the mean over all rows only where groups have one size.
 *
 * @throws InputError where they have not.
 */
export function assertEqualSizes(groups: readonly (readonly DataRow[])[], where: string): void {
  const sizes = new Set(groups.map(({ length }) => length));
  if (sizes.size === 1) return;
  throw new InputError({
    problem: sizes.size === 0 ? 'there are no groups of rows' : `groups have ${[...sizes].join(', ')} rows`,
    where,
    expected: 'groups of one size, so that the mean of their losses is the loss of all rows',
    fix: 'Deal the rows out evenly (dealRows), or leave some out.',
  });
}
