/**
 * One step of the second moments: S ← Σ_j p_j M_j S M_jᵀ, atoms folded.
 *
 * With M̄ = Σ p_j M_j and N_j = M_j − M̄ this is M̄ S M̄ᵀ + Σ_j p_j N_j S N_jᵀ. The first term is two products with one
 * sparse matrix, whatever the number of atoms. In the second only rows with noise occur, and its coefficients are summed
 * over the atoms beforehand: additive noise leaves one constant an entry, multiplicative noise a short list.
 */
import { addMatrices, scaleMatrix, subtractMatrices, type Matrix } from '../../spec/algebra/index.js';
import {
  applyIntegerRow,
  toIntegerMaps,
  type IntegerRow,
  type RadixNumber,
  type SharedScale,
} from '../exact/index.js';
import { addProduct, applyForm, toForm, type HalfVectorIndex } from './half-vector.js';

/** What the noise adds to one entry of S. */
interface NoiseEntry {
  /** The entry's position in the half-vector. */
  readonly position: number;
  /** Its terms that read S, over q^W with W the map's places. */
  readonly positions: readonly number[];
  readonly coefficients: readonly bigint[];
  /** Its constant term is constant/q^constantPlaces. */
  readonly constant: bigint;
  readonly constantPlaces: number;
}

/** A step of the second moments in whole numbers. */
export interface MomentMap {
  /** W: a step turns S·q^s into S·q^{s+W}. */
  readonly places: number;
  /** w. */
  readonly rowPlaces: number;
  /** The changed rows of M̄ over q^w. */
  readonly rows: readonly IntegerRow[];
  /** q^W. */
  readonly fullFactor: bigint;
  /** q^{W−w}. */
  readonly restFactor: bigint;
  /** q^{W−2w}. */
  readonly excess: bigint;
  /** The rows that stay. */
  readonly unchanged: readonly number[];
  readonly noise: readonly NoiseEntry[];
  /** The s from which on every constant is a whole number over q^{s+W}. */
  readonly leastPlaces: number;
}

/**
 * The moment map of a family of maps with the probabilities of their atoms.
 *
 * @param index - of half-vectors of n×n matrices; the last entry of the state is the constant 1.
 */
export function createMomentMap(
  scale: SharedScale,
  index: HalfVectorIndex,
  matrices: readonly Matrix<RadixNumber>[],
  probabilities: readonly RadixNumber[],
): MomentMap {
  const { field } = scale;
  const weighted = matrices.map((matrix, j) => scaleMatrix(field, probabilities[j] as RadixNumber, matrix));
  const mean = weighted.reduce((sum, matrix) => addMatrices(field, sum, matrix));
  const deviations = matrices.map((matrix) => subtractMatrices(field, matrix, mean));
  const noisyRows = mean.flatMap((_, i) =>
    deviations.some((deviation) => deviation[i]?.some(({ coefficient }) => coefficient !== 0n)) ? [i] : [],
  );
  const one = index.at(index.size - 1, index.size - 1);
  const folded = noisyRows.flatMap((i, first) =>
    noisyRows.slice(first).map((k) => {
      const sums = new Map<number, RadixNumber>();
      deviations.forEach((deviation, j) => {
        addProduct(
          scale,
          index,
          sums,
          probabilities[j] as RadixNumber,
          deviation[i] ?? [],
          deviation[k] ?? [],
        );
      });
      const constant = sums.get(one) ?? field.zero;
      sums.delete(one); // S holds a 1 there, always: no product needed
      return { position: index.at(i, k), form: toForm(scale, sums), constant };
    }),
  );

  const family = toIntegerMaps(scale, [mean]);
  const productPlaces = family.places * 2; // of M̄ S M̄ᵀ beyond those of S
  const places = Math.max(productPlaces, ...folded.map(({ form }) => form.places));
  return {
    places,
    rowPlaces: family.places,
    rows: family.maps[0] ?? [],
    fullFactor: scale.power(places),
    restFactor: scale.power(places - family.places),
    excess: scale.power(places - productPlaces),
    unchanged: family.unchanged,
    noise: folded.map(({ position, form, constant }) => {
      const raise = scale.power(places - form.places);
      const constantPlaces = scale.placesOf(constant);
      return {
        position,
        positions: form.positions,
        coefficients: form.coefficients.map((value) => value * raise),
        constant: scale.over(constant, constantPlaces),
        constantPlaces,
      };
    }),
    leastPlaces: Math.max(0, ...folded.map(({ constant }) => scale.placesOf(constant) - places)),
  };
}

/**
 * The step: S·q^s becomes (Σ_j p_j M_j S M_jᵀ)·q^{s+W}, in place.
 *
 * @param values - the half-vector of S·q^s; s ≥ leastPlaces.
 */
export function applyMomentMap(
  { power }: SharedScale,
  index: HalfVectorIndex,
  map: MomentMap,
  values: bigint[],
  places: number,
): void {
  const { rows, unchanged, restFactor, excess } = map;
  const noise = map.noise.map((entry) => {
    const constant =
      entry.constant === 0n ? 0n : entry.constant * power(places + map.places - entry.constantPlaces);
    return entry.positions.length === 0 ? constant : applyForm(entry, values) + constant;
  });
  // T = M̄ S, the changed rows of it, over q^{s+w}
  const products = rows.map((row) => {
    const product: bigint[] = [];
    for (let c = 0; c < index.size; c += 1) product.push(rowTimesColumn(row, index, values, c));
    return product;
  });
  for (let u = 0; u < unchanged.length; u += 1) {
    for (let v = u; v < unchanged.length; v += 1) {
      const position = index.at(unchanged[u] as number, unchanged[v] as number);
      values[position] = (values[position] as bigint) * map.fullFactor;
    }
  }
  rows.forEach(({ row }, r) => {
    const product = products[r] as bigint[];
    for (const entry of unchanged) values[index.at(row, entry)] = (product[entry] as bigint) * restFactor;
    for (const other of rows.slice(r)) {
      const value = applyIntegerRow(other, product); // (T M̄ᵀ), over q^{s+2w}
      values[index.at(row, other.row)] = excess === 1n ? value : value * excess;
    }
  });
  map.noise.forEach(({ position }, e) => {
    values[position] = (values[position] as bigint) + (noise[e] as bigint);
  });
}

/** Entry c of rowᵀ S. */
function rowTimesColumn(
  { columns, coefficients }: IntegerRow,
  index: HalfVectorIndex,
  values: readonly bigint[],
  column: number,
): bigint {
  let sum = 0n;
  for (let c = 0; c < columns.length; c += 1) {
    const product = (coefficients[c] as bigint) * (values[index.at(columns[c] as number, column)] as bigint);
    sum = c === 0 ? product : sum + product;
  }
  return sum;
}
