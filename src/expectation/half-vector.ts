/** Symmetric matrices as their upper halves, and linear forms on them in whole numbers. */
import type { Vector } from '../../spec/algebra/index.js';
import type { RadixNumber } from '../exact/index.js';
import type { LeastScale, ScaledNumbers } from './least-scale.js';

/** Where entry (i, j) = (j, i) of an n×n symmetric matrix is in its half-vector. */
export interface HalfVectorIndex {
  readonly size: number;
  /** n(n+1)/2. */
  readonly length: number;
  readonly at: (i: number, j: number) => number;
}

/** The index of half-vectors of n×n matrices. */
export function createHalfVectorIndex(size: number): HalfVectorIndex {
  const positions = new Int32Array(size * size);
  let length = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = i; j < size; j += 1) {
      positions[i * size + j] = length;
      positions[j * size + i] = length;
      length += 1;
    }
  }
  return { size, length, at: (i, j) => positions[i * size + j] as number };
}

/** A linear function on half-vectors: its coefficients, over one denominator, and the entries that they multiply. */
export interface HalfVectorForm extends ScaledNumbers {
  readonly positions: readonly number[];
}

/** A random vector as rows on z, with the probability of its atom. */
export interface WeightedRows {
  readonly weight: RadixNumber;
  /** Rows of length n; a row r stands for the entry rᵀz. */
  readonly rows: readonly Vector<RadixNumber>[];
}

/**
 * The form $S \mapsto \sum_j p_j \sum_r r_j^T S\, r_j$, that is E‖R z‖² for S = E zzᵀ.
 *
 * @param index - of half-vectors of n×n matrices.
 */
export function squaredNormForm(
  scale: LeastScale,
  index: HalfVectorIndex,
  summands: readonly WeightedRows[],
): HalfVectorForm {
  const sums = new Map<number, RadixNumber>();
  for (const { weight, rows } of summands) {
    for (const row of rows) addProduct(scale, index, sums, weight, row, row);
  }
  return toForm(scale, sums);
}

/** Adds weight·(leftᵀ S right), symmetrised, to the coefficients of a form. */
export function addProduct(
  { field }: LeastScale,
  index: HalfVectorIndex,
  sums: Map<number, RadixNumber>,
  weight: RadixNumber,
  left: Vector<RadixNumber>,
  right: Vector<RadixNumber>,
): void {
  left.forEach((a, i) => {
    if (a.coefficient === 0n) return;
    const weighted = field.multiply(weight, a);
    right.forEach((b, j) => {
      if (b.coefficient === 0n) return;
      const position = index.at(i, j);
      const product = field.multiply(weighted, b);
      const known = sums.get(position);
      sums.set(position, known === undefined ? product : field.add(known, product));
    });
  });
}

/** A form from its coefficients, over their least denominator. */
export function toForm(scale: LeastScale, sums: ReadonlyMap<number, RadixNumber>): HalfVectorForm {
  const entries = [...sums].filter(([, { coefficient }]) => coefficient !== 0n);
  return {
    positions: entries.map(([position]) => position),
    ...scale.overLeast(entries.map(([, value]) => value)),
  };
}

/** The value of the form, times its denominator. */
export function applyForm(
  { positions, numerators }: Pick<HalfVectorForm, 'positions' | 'numerators'>,
  values: readonly bigint[],
): bigint {
  if (positions.length === 0) return 0n;
  // The first product starts the sum: adding it to 0 would copy a long number.
  let sum = (numerators[0] as bigint) * (values[positions[0] as number] as bigint);
  for (let c = 1; c < positions.length; c += 1) {
    sum += (numerators[c] as bigint) * (values[positions[c] as number] as bigint);
  }
  return sum;
}
