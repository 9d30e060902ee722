/** Linear maps as whole numbers over one power of q: what a step of the exact engine really computes. */
import { isZero, type Matrix } from '../../spec/algebra/index.js';
import type { RadixNumber } from './radix-field.js';
import type { SharedScale } from './shared-scale.js';

/** One row of a map that is not the identity there: its nonzero entries times q^places. */
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
  /** Entries that no map changes and some map reads. */
  readonly kept: readonly number[];
  /** Entries that no map changes and no map reads: their scale may be mended later. */
  readonly idle: readonly number[];
}

/**
 * Puts a family of maps over one power of q.
 *
 * @param matrices - n×n, one for each atom, at least one.
 */
export function toIntegerMaps(scale: SharedScale, matrices: readonly Matrix<RadixNumber>[]): IntegerMaps {
  const { field } = scale;
  const size = matrices[0]?.length ?? 0;
  const all = Array.from({ length: size }, (_, i) => i);
  const isIdentityRow = (row: readonly RadixNumber[], i: number): boolean =>
    row.every((value, j) => field.compare(value, i === j ? field.one : field.zero) === 0);
  const isChanged = all.map((i) => !matrices.every((matrix) => isIdentityRow(matrix[i] ?? [], i)));
  const changed = all.filter((i) => isChanged[i]);
  const places = Math.max(
    0,
    ...matrices.flatMap((matrix) => changed.flatMap((i) => (matrix[i] ?? []).map(scale.placesOf))),
  );
  const maps = matrices.map((matrix) =>
    changed.map((row): IntegerRow => {
      const entries = [...(matrix[row] ?? []).entries()].filter(([, value]) => !isZero(field, value));
      return {
        row,
        columns: entries.map(([column]) => column),
        coefficients: entries.map(([, value]) => scale.over(value, places)),
      };
    }),
  );
  const read = new Set(maps.flatMap((rows) => rows.flatMap(({ columns }) => columns)));
  const unchanged = all.filter((i) => !isChanged[i]);
  return {
    places,
    factor: scale.power(places),
    maps,
    kept: unchanged.filter((i) => read.has(i)),
    idle: unchanged.filter((i) => !read.has(i)),
  };
}

/** Σ_c coefficient_c · state_c: q^places times the entry that the row makes. */
export function applyIntegerRow({ columns, coefficients }: IntegerRow, state: readonly bigint[]): bigint {
  let sum = 0n;
  for (let c = 0; c < columns.length; c += 1) {
    sum += (coefficients[c] as bigint) * (state[columns[c] as number] as bigint);
  }
  return sum;
}
