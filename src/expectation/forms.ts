/** Linear forms on a symmetric matrix S = E z zᵀ, in whole numbers over one denominator. */
import type { Exponents, LeastScale, ScaledNumbers } from './least-scale.js';

/** A linear function of S: its coefficients, over one denominator, and the entries that they multiply. */
export interface Form extends ScaledNumbers {
  /** i·n + j for entry (i, j) of an n×n matrix. */
  readonly positions: readonly number[];
}

/** The nonzero entries of a row. */
export interface SparseRow {
  readonly columns: readonly number[];
  readonly coefficients: readonly bigint[];
}

/** weight·(L R)ᵀ(L R) as a form, weight·(L R) S (L R)ᵀ as a matrix: L of d×r, R of r×n. */
export interface FactoredTerm {
  readonly weight: bigint;
  /** The rows of L; absent where L is the identity. */
  readonly left?: readonly SparseRow[];
  /** The rows of R. */
  readonly right: readonly SparseRow[];
}

/** The nonzero entries of a row. */
export function toSparseRow(row: readonly bigint[]): SparseRow {
  const columns = [...row.keys()].filter((column) => row[column] !== 0n);
  return { columns, coefficients: columns.map((column) => row[column] as bigint) };
}

/** Σ_c coefficient_c · entries[offset + c]. */
export function sparseProduct(
  { columns, coefficients }: SparseRow,
  entries: readonly bigint[],
  offset = 0,
): bigint {
  if (columns.length === 0) return 0n;
  // The first product starts the sum: adding it to 0 would copy a long number.
  let sum = (coefficients[0] as bigint) * (entries[offset + (columns[0] as number)] as bigint);
  for (let c = 1; c < columns.length; c += 1) {
    sum += (coefficients[c] as bigint) * (entries[offset + (columns[c] as number)] as bigint);
  }
  return sum;
}

/** The value of the form, times its denominator. */
export function applyForm({ positions, numerators }: Form, values: readonly bigint[]): bigint {
  return sparseProduct({ columns: positions, coefficients: numerators }, values);
}

/**
 * The form $S \mapsto \sum_j w_j \operatorname{tr}(N_j S N_j^T)$, that is Σ w_j E‖N_j z‖², of factored N_j.
 *
 * @param size - n.
 * @param exponents - of the denominator of every w_j N_jᵀN_j.
 */
export function squaredNormForm(
  scale: LeastScale,
  size: number,
  terms: readonly FactoredTerm[],
  exponents: Exponents,
): Form {
  const sums = new Map<number, bigint>();
  for (const { weight, left, right } of terms) {
    // Σ_i over rows of L of the outer product of (row i of L) R, gathered by pairs of rows of R
    const inner = new Map<number, bigint>();
    (left ?? right.map((_, i) => ({ columns: [i], coefficients: [1n] }))).forEach((row) => {
      addOuterProduct(inner, right.length, weight, row, row);
    });
    for (const [pair, value] of inner) {
      const [a, b] = [Math.floor(pair / right.length), pair % right.length];
      addOuterProduct(sums, size, value, right[a] as SparseRow, right[b] as SparseRow);
    }
  }
  const entries = [...sums].filter(([, value]) => value !== 0n);
  return {
    positions: entries.map(([position]) => position),
    ...scale.reduce({ numerators: entries.map(([, value]) => value), exponents }),
  };
}

/** Adds weight·leftᵀ S right to the coefficients of a form on the upper half of S. */
function addOuterProduct(
  sums: Map<number, bigint>,
  size: number,
  weight: bigint,
  left: SparseRow,
  right: SparseRow,
): void {
  left.columns.forEach((i, p) => {
    const weighted = weight * (left.coefficients[p] as bigint);
    right.columns.forEach((j, q) => {
      const position = i < j ? i * size + j : j * size + i;
      sums.set(position, (sums.get(position) ?? 0n) + weighted * (right.coefficients[q] as bigint));
    });
  });
}
