/** Linear maps as whole numbers over one power of q: what a step of the exact engine really computes. */
import { isZero, type Matrix, type Vector } from '../../spec/algebra/index.js';
import type { RadixNumber } from './radix-field.js';
import type { SharedScale } from './shared-scale.js';

/** One row of a map: its nonzero entries times q^places. */
export interface IntegerRow {
  /** The entry that it makes. */
  readonly row: number;
  readonly columns: readonly number[];
  readonly coefficients: readonly bigint[];
}

/** Maps of one kind of step, one for each atom, over one scale. */
export interface IntegerMaps {
  /** p: every coefficient is an entry of the map times qᵖ, with the least p that serves all. */
  readonly places: number;
  /** qᵖ. */
  readonly factor: bigint;
  /** The rows that some map of the family changes, map by map. */
  readonly maps: readonly (readonly IntegerRow[])[];
  /** The entries that no map changes. */
  readonly unchanged: readonly number[];
}

/**
 * Puts a family of maps over one power of q.
 *
 * @param matrices - n×n, one for each atom, at least one.
 */
export function toIntegerMaps(scale: SharedScale, matrices: readonly Matrix<RadixNumber>[]): IntegerMaps {
  const { field } = scale;
  const entries = Array.from({ length: matrices[0]?.length ?? 0 }, (_, i) => i);
  const isUnit = (row: Vector<RadixNumber>, i: number): boolean =>
    row.every((value, j) => (i === j ? field.compare(value, field.one) === 0 : isZero(field, value)));
  const isChanged = entries.map((i) => !matrices.every((matrix) => isUnit(matrix[i] ?? [], i)));
  const changed = entries.filter((i) => isChanged[i]);
  let places = 0;
  for (const matrix of matrices) {
    for (const i of changed) {
      for (const value of matrix[i] ?? []) places = Math.max(places, scale.placesOf(value));
    }
  }
  return {
    places,
    factor: scale.power(places),
    maps: matrices.map((matrix) => changed.map((row) => toIntegerRow(scale, row, matrix[row] ?? [], places))),
    unchanged: entries.filter((i) => !isChanged[i]),
  };
}

/** A row of numbers over q^places, without its zeros. */
function toIntegerRow(
  scale: SharedScale,
  row: number,
  values: Vector<RadixNumber>,
  places: number,
): IntegerRow {
  const columns = [...values.keys()].filter((column) => values[column]?.coefficient !== 0n);
  return {
    row,
    columns,
    coefficients: columns.map((column) => scale.over(values[column] as RadixNumber, places)),
  };
}

/** Σ_c coefficient_c · state_c: q^places times the entry that the row makes. */
export function applyIntegerRow({ columns, coefficients }: IntegerRow, state: readonly bigint[]): bigint {
  if (columns.length === 0) return 0n;
  // The first product starts the sum: adding it to 0 would copy a long number.
  let sum = (coefficients[0] as bigint) * (state[columns[0] as number] as bigint);
  for (let c = 1; c < columns.length; c += 1) {
    sum += (coefficients[c] as bigint) * (state[columns[c] as number] as bigint);
  }
  return sum;
}
