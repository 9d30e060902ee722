/** A step of the second moments, and what is measured, as rows of whole numbers over the least denominators. */
import type { FactoredScale } from '../../exact/index.js';
import type { HalfVectorForm, HalfVectorIndex } from '../half-vector.js';
import type { MomentMap } from '../moment-map.js';
import type { LimbRow, LimbStage } from './limb-program.js';

/** Exponents of the factors of the scale: Π_i f_i^{e_i}. */
export type Exponents = readonly number[];

/** Rows with the scale that they raise their numbers by. */
export interface ScaledStages {
  readonly exponents: Exponents;
  readonly stages: readonly LimbStage[];
}

/** The numbers that rows name: entries now, the same entries after the step, and numbers in between. */
export interface RowNames {
  readonly now: (entry: number) => number;
  readonly next: (entry: number) => number;
  /** T_{rc}. */
  readonly product: (row: number, column: number) => number;
}

/** Entry by entry the greater. */
export function greaterExponents(left: Exponents, right: Exponents): Exponents {
  return left.map((value, i) => Math.max(value, right[i] as number));
}

/** The sum, or another combination left + factor·right. */
export function addExponents(left: Exponents, right: Exponents, factor = 1): Exponents {
  return left.map((value, i) => value + factor * (right[i] as number));
}

/**
 * The step S ← M̄ S M̄ᵀ + noise in two stages.
 *
 * With D the least denominator of the changed rows of M̄, and W the least multiple of D² that serves the noise too:
 *
 * $$ T = (D\bar M)\,S, \qquad S' = \tfrac{W}{D^2}\,(D\bar M)\,T^T + W \cdot \text{noise} $$
 *
 * where both sides of S' are whole; entries that nothing changes are multiplied by W. D and W are products of powers of the
 * base's factors, not powers of the base: numbers have as few digits as there can be.
 *
 * @param extraCount - how many entries follow the half-vector that only keep their scale.
 */
export function stepRows(
  scale: FactoredScale,
  index: HalfVectorIndex,
  map: MomentMap,
  names: RowNames,
  extraCount: number,
): ScaledStages {
  const mapPlaces = map.rowPlaces;
  const rowExponents = scale.leastExponents(
    map.rows.flatMap(({ coefficients }) => coefficients),
    mapPlaces,
  );
  let exponents = greaterExponents(
    addExponents(rowExponents, rowExponents),
    scale.leastExponents(
      map.noise.flatMap(({ coefficients }) => coefficients),
      map.places,
    ),
  );
  for (const { constant, constantPlaces } of map.noise) {
    exponents = greaterExponents(exponents, scale.leastExponents([constant], constantPlaces));
  }
  const full = scale.power(exponents);
  const rest = scale.power(addExponents(exponents, rowExponents, -1)); // W/D
  const excess = scale.power(addExponents(exponents, rowExponents, -2)); // W/D²
  const [ofRow, ofNoise] = [scale.over(mapPlaces, rowExponents), scale.over(map.places, exponents)];
  const rows = map.rows.map(({ row, columns, coefficients }) => ({
    row,
    columns,
    coefficients: coefficients.map(ofRow),
  }));

  const used = new Set<number>();
  const product = (row: number, column: number): number => {
    used.add(row * index.size + column);
    return names.product(row, column);
  };
  const results = new Map<number, { sources: number[]; coefficients: bigint[] }>();
  const add = (entry: number, sources: readonly number[], coefficients: readonly bigint[]): void => {
    const known = results.get(entry) ?? { sources: [], coefficients: [] };
    known.sources.push(...sources);
    known.coefficients.push(...coefficients);
    results.set(entry, known);
  };
  rows.forEach(({ row }, r) => {
    for (const entry of map.unchanged) add(index.at(row, entry), [product(r, entry)], [rest]);
    for (const other of rows.slice(r)) {
      add(
        index.at(row, other.row),
        other.columns.map((column) => product(r, column)),
        other.coefficients.map((value) => value * excess),
      );
    }
  });
  map.unchanged.forEach((left, u) => {
    for (const right of map.unchanged.slice(u)) {
      const entry = index.at(left, right);
      add(entry, [names.now(entry)], [full]);
    }
  });
  const one = index.length - 1; // S holds a 1 there
  for (const { position, positions, coefficients, constant, constantPlaces } of map.noise) {
    add(position, positions.map(names.now), coefficients.map(ofNoise));
    if (constant !== 0n) {
      add(position, [names.now(one)], [scale.over(constantPlaces, exponents)(constant)]);
    }
  }
  for (let extra = index.length; extra < index.length + extraCount; extra += 1) {
    add(extra, [names.now(extra)], [full]);
  }
  const first = rows.flatMap(({ columns, coefficients }, r): LimbRow[] =>
    Array.from({ length: index.size }, (_, column) => column)
      .filter((column) => used.has(r * index.size + column))
      .map((column) => ({
        target: names.product(r, column),
        sources: columns.map((other) => names.now(index.at(other, column))),
        coefficients,
      })),
  );
  const second = [...results].map(([entry, sum]) => ({ target: names.next(entry), ...sum }));
  return { exponents, stages: [first, second] };
}

/** A form as one row over its least denominator. */
export function formRow(
  scale: FactoredScale,
  { places, positions, coefficients }: HalfVectorForm,
): {
  readonly exponents: Exponents;
  readonly sources: readonly number[];
  readonly coefficients: readonly bigint[];
} {
  const exponents = scale.leastExponents(coefficients, places);
  return {
    exponents,
    sources: positions,
    coefficients: coefficients.map(scale.over(places, exponents)),
  };
}
