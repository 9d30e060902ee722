/**
 * The second moments of a run over any field, written down once for all peers: S ← M̄ S M̄ᵀ + Σ_j p_j N_j S N_jᵀ with
 * N_j = M_j − M̄, on the upper half of S. It is written anew here, so that its agreement with src/expectation is evidence.
 */
import {
  addMatrices,
  isZero,
  scaleMatrix,
  subtractMatrices,
  type Field,
  type Matrix,
  type Vector,
} from '../../../spec/algebra/index.js';

/** A linear form on the half-vector: positions and coefficients. */
export interface SparseForm<S> {
  readonly positions: readonly number[];
  readonly coefficients: readonly S[];
}

/** One kind of step. */
export interface MomentStep<S> {
  /** Rows of M̄: columns and coefficients. */
  readonly mean: readonly SparseForm<S>[];
  /** What the noise adds, entry by entry of the half-vector; entries without noise are left out. */
  readonly noise: readonly { readonly position: number; readonly form: SparseForm<S> }[];
}

/** Where entry (i, j) = (j, i) of an n×n matrix is in its upper half, row after row. */
function halfPosition(size: number, i: number, j: number): number {
  const [row, column] = i <= j ? [i, j] : [j, i];
  return row * size - (row * (row - 1)) / 2 + column - row;
}

/** The form Σ_j w_j (r_jᵀ S s_j). */
function formOf<S>(
  field: Field<S>,
  size: number,
  terms: readonly { readonly weight: S; readonly left: Vector<S>; readonly right: Vector<S> }[],
): SparseForm<S> {
  const sums = new Map<number, S>();
  for (const { weight, left, right } of terms)
    left.forEach((l, i) => {
      if (isZero(field, l)) return;
      right.forEach((r, j) => {
        if (isZero(field, r)) return;
        const position = halfPosition(size, i, j);
        const product = field.multiply(weight, field.multiply(l, r));
        sums.set(position, field.add(sums.get(position) ?? field.zero, product));
      });
    });
  const entries = [...sums].filter(([, value]) => !isZero(field, value));
  return {
    positions: entries.map(([position]) => position),
    coefficients: entries.map(([, value]) => value),
  };
}

/** The step of maps with probabilities. */
export function createMomentStep<S>(
  field: Field<S>,
  matrices: readonly Matrix<S>[],
  probabilities: readonly S[],
): MomentStep<S> {
  const weighted = matrices.map((matrix, j) => scaleMatrix(field, probabilities[j] as S, matrix));
  const mean = weighted.reduce((sum, matrix) => addMatrices(field, sum, matrix));
  const size = mean.length;
  const deviations = matrices.map((matrix) => subtractMatrices(field, matrix, mean));
  const noise = mean.flatMap((_, i) =>
    mean.slice(i).map((_row, offset) => ({
      position: halfPosition(size, i, i + offset),
      form: formOf(
        field,
        size,
        deviations.map((deviation, j) => ({
          weight: probabilities[j] as S,
          left: deviation[i] as Vector<S>,
          right: deviation[i + offset] as Vector<S>,
        })),
      ),
    })),
  );
  return {
    mean: mean.map((row) => {
      const columns = [...row.keys()].filter((column) => !isZero(field, row[column] as S));
      return { positions: columns, coefficients: columns.map((column) => row[column] as S) };
    }),
    noise: noise.filter(({ form }) => form.positions.length > 0),
  };
}

/** The form S ↦ E‖A y − b‖², for z = (y, …, 1). */
export function squaredGradientForm<S>(
  field: Field<S>,
  size: number,
  matrix: Matrix<S>,
  vector: Vector<S>,
): SparseForm<S> {
  const rows = matrix.map((row, i): Vector<S> => {
    const written = new Array<S>(size).fill(field.zero);
    row.forEach((value, j) => (written[j] = value));
    written[size - 1] = field.negate(vector[i] as S);
    return written;
  });
  return formOf(
    field,
    size,
    rows.map((row) => ({ weight: field.one, left: row, right: row })),
  );
}

/** The half-vector of z zᵀ. */
export function outerProduct<S>(field: Field<S>, z: Vector<S>): S[] {
  return z.flatMap((left, i) => z.slice(i).map((right) => field.multiply(left, right)));
}

/** The value of a form. */
export function applySparse<S>(
  field: Field<S>,
  { positions, coefficients }: SparseForm<S>,
  at: readonly S[],
): S {
  return positions.reduce(
    (sum, position, c) => field.add(sum, field.multiply(coefficients[c] as S, at[position] as S)),
    field.zero,
  );
}

/** The next half-vector. */
export function applyMomentStep<S>(
  field: Field<S>,
  { mean, noise }: MomentStep<S>,
  values: readonly S[],
): S[] {
  const size = mean.length;
  const column = (c: number): S[] => mean.map((_, r) => values[halfPosition(size, r, c)] as S);
  const columns = mean.map((_, c) => column(c));
  const product = mean.map((row) => columns.map((entries) => applySparse(field, row, entries))); // M̄ S
  const next = mean.flatMap((_, i) =>
    mean.slice(i).map((row) => applySparse(field, row, product[i] as readonly S[])),
  );
  for (const { position, form } of noise)
    next[position] = field.add(next[position] as S, applySparse(field, form, values));
  return next;
}
