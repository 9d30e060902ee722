/**
 * One step of the second moments: S ← Σ_j p_j M_j S M_jᵀ, with the atoms folded into two terms.
 *
 * With M̄ = Σ p_j M_j and N_j = M_j − M̄ this is M̄ S M̄ᵀ + Σ_j p_j N_j S N_jᵀ. The first term is two products with one
 * sparse matrix, whatever the number of atoms, and only the rows that a step changes are made: a local step changes those of
 * y. In the second only rows with noise occur, and its coefficients are summed over the atoms beforehand: additive noise
 * leaves one constant an entry, multiplicative noise a short list.
 */
import { addMatrices, isZero, scaleMatrix, subtractMatrices, type Matrix } from '../../spec/algebra/index.js';
import type { RadixNumber } from '../exact/index.js';
import { addProduct, applyForm, toForm, type HalfVectorForm, type HalfVectorIndex } from './half-vector.js';
import { addExponents, greaterExponents, type Exponents, type LeastScale } from './least-scale.js';

/** One row of M̄ that is not that of the identity: its nonzero entries, times the denominator D of all such rows. */
interface MeanRow {
  /** The entry that it makes. */
  readonly row: number;
  readonly columns: readonly number[];
  readonly coefficients: readonly bigint[];
}

/** What the noise adds to one entry of S: a form on S, over W, and a constant over the denominator of all constants. */
interface NoiseEntry extends Pick<HalfVectorForm, 'positions' | 'numerators'> {
  readonly position: number;
  readonly constant: bigint;
}

/** A step of the second moments in whole numbers. */
export interface MomentMap {
  /** Of W: a step turns S over any denominator into S over W times that. */
  readonly exponents: Exponents;
  /** The least denominator of S for which every constant is whole after the step. */
  readonly leastExponents: Exponents;
  readonly rows: readonly MeanRow[];
  /** The rows that stay. */
  readonly unchanged: readonly number[];
  readonly noise: readonly NoiseEntry[];
  /** W, W/D, W/D², and the denominator of the constants. */
  readonly factors: {
    readonly full: bigint;
    readonly rest: bigint;
    readonly excess: bigint;
    readonly constant: bigint;
  };
}

/**
 * The moment map of a family of maps with the probabilities of their atoms.
 *
 * @param index - of half-vectors of n×n matrices; the last entry of the state is the constant 1.
 */
export function createMomentMap(
  scale: LeastScale,
  index: HalfVectorIndex,
  matrices: readonly Matrix<RadixNumber>[],
  probabilities: readonly RadixNumber[],
): MomentMap {
  const { field } = scale;
  const weighted = matrices.map((matrix, j) => scaleMatrix(field, probabilities[j] as RadixNumber, matrix));
  const mean = weighted.reduce((sum, matrix) => addMatrices(field, sum, matrix));
  const [changed, unchanged] = splitRows(scale, mean);
  const ofMean = scale.overLeast(changed.flatMap((row) => mean[row] ?? []));
  const folded = foldNoise(scale, index, mean, matrices, probabilities);
  const constants = scale.overLeast(folded.map(({ constant }) => constant));
  const squared = addExponents(ofMean.exponents, ofMean.exponents); // of M̄ S M̄ᵀ beyond those of S
  const exponents = folded.map(({ form }) => form.exponents).reduce(greaterExponents, squared);
  return {
    exponents,
    leastExponents: greaterExponents(scale.whole, addExponents(constants.exponents, exponents, -1)),
    rows: changed.map((row, r) => {
      const numerators = ofMean.numerators.slice(r * index.size, (r + 1) * index.size);
      const columns = [...numerators.keys()].filter((column) => numerators[column] !== 0n);
      return { row, columns, coefficients: columns.map((column) => numerators[column] as bigint) };
    }),
    unchanged,
    noise: folded.map(({ position, form }, e) => {
      const raise = scale.power(addExponents(exponents, form.exponents, -1));
      return {
        position,
        positions: form.positions,
        numerators: form.numerators.map((value) => value * raise),
        constant: constants.numerators[e] as bigint,
      };
    }),
    factors: {
      full: scale.power(exponents),
      rest: scale.power(addExponents(exponents, ofMean.exponents, -1)),
      excess: scale.power(addExponents(exponents, squared, -1)),
      constant: scale.power(constants.exponents),
    },
  };
}

/** The rows that differ from those of the identity, and the others. */
function splitRows(
  { field }: LeastScale,
  matrix: Matrix<RadixNumber>,
): readonly [changed: readonly number[], unchanged: readonly number[]] {
  const isUnit = (i: number): boolean =>
    (matrix[i] ?? []).every((value, j) => isZero(field, i === j ? field.subtract(value, field.one) : value));
  const rows = [...matrix.keys()];
  return [rows.filter((i) => !isUnit(i)), rows.filter(isUnit)];
}

/** Σ_j p_j N_j S N_jᵀ, entry by entry, with the term of S = 1 apart. */
function foldNoise(
  scale: LeastScale,
  index: HalfVectorIndex,
  mean: Matrix<RadixNumber>,
  matrices: readonly Matrix<RadixNumber>[],
  probabilities: readonly RadixNumber[],
) {
  const { field } = scale;
  const deviations = matrices.map((matrix) => subtractMatrices(field, matrix, mean));
  const noisyRows = [...mean.keys()].filter((i) =>
    deviations.some((deviation) => deviation[i]?.some(({ coefficient }) => coefficient !== 0n)),
  );
  const one = index.length - 1;
  return noisyRows.flatMap((i, first) =>
    noisyRows.slice(first).map((k) => {
      const sums = new Map<number, RadixNumber>();
      deviations.forEach((deviation, j) => {
        const weight = probabilities[j] as RadixNumber;
        addProduct(scale, index, sums, weight, deviation[i] ?? [], deviation[k] ?? []);
      });
      const constant = sums.get(one) ?? field.zero;
      sums.delete(one); // S holds a 1 there, always: no product needed
      return { position: index.at(i, k), form: toForm(scale, sums), constant };
    }),
  );
}

/**
 * The step: S over a denominator becomes Σ_j p_j M_j S M_jᵀ over W times that, in place.
 *
 * @param values - the half-vector of S times its denominator, which the map's least one divides.
 */
export function applyMomentMap(index: HalfVectorIndex, map: MomentMap, values: bigint[]): void {
  const { rows, unchanged, factors } = map;
  const noise = map.noise.map((form) => applyForm(form, values));
  // T = D M̄ S, the changed rows of it
  const products = rows.map((row) =>
    Array.from({ length: index.size }, (_, column) => rowProduct(row, (c) => values[index.at(c, column)])),
  );
  for (let u = 0; u < unchanged.length; u += 1) {
    for (let v = u; v < unchanged.length; v += 1) {
      const position = index.at(unchanged[u] as number, unchanged[v] as number);
      values[position] = (values[position] as bigint) * factors.full;
    }
  }
  rows.forEach(({ row }, r) => {
    const product = products[r] as bigint[];
    for (const entry of unchanged) {
      values[index.at(row, entry)] = (product[entry] as bigint) * factors.rest;
    }
    for (const other of rows.slice(r)) {
      const value = rowProduct(other, (c) => product[c]); // D T M̄ᵀ
      values[index.at(row, other.row)] = factors.excess === 1n ? value : value * factors.excess;
    }
  });
  if (noise.length === 0) return;
  const unit = (values[index.length - 1] as bigint) / factors.constant;
  map.noise.forEach(({ position, constant }, e) => {
    values[position] = (values[position] as bigint) + (noise[e] as bigint) + constant * unit;
  });
}

/** Σ_c coefficient_c · entry(c). */
function rowProduct(
  { columns, coefficients }: MeanRow,
  entry: (column: number) => bigint | undefined,
): bigint {
  let sum = 0n;
  for (let c = 0; c < columns.length; c += 1) {
    const product = (coefficients[c] as bigint) * (entry(columns[c] as number) as bigint);
    sum = c === 0 ? product : sum + product;
  }
  return sum;
}
