/** Factors of whole-number matrices of low rank. */
import { greatestCommonDivisor } from '../exact/exact-number.js';

/** N = L R: L of d×r, R of r×n. */
export interface Factors {
  readonly left: readonly (readonly bigint[])[];
  readonly right: readonly (readonly bigint[])[];
}

/** Longer numbers would make the products with factors slower than those with the matrix itself. */
const longest = 2n ** 62n;

/**
 * Whole L and R with N = L R and as many rows in R as the rank of N.
 *
 * R is a basis of the rows' lattice, brought to echelon form by Euclid's algorithm; each change of R by a unimodular matrix
 * changes L by its inverse, so N = L R holds at every point, exactly. The rows of a Hessian z zᵀ of least squares are
 * multiples of one another: R is z without its common factor.
 *
 * @param limit - the greatest rank wanted.
 * @returns undefined where the rank is greater, or the factors have numbers of more than 62 bits.
 */
export function factorRows(matrix: readonly (readonly bigint[])[], limit: number): Factors | undefined {
  const right: bigint[][] = [];
  const pivots: number[] = [];
  const left = matrix.map((): bigint[] => []);
  for (const [i, row] of matrix.entries()) {
    const content = row.reduce(greatestCommonDivisor, 0n);
    if (content === 0n) continue;
    let rest = row.map((value) => value / content);
    let added = left.map((_, other) => (other === i ? content : 0n)); // the column of L that belongs to `rest`
    for (const [k, pivot] of pivots.entries()) {
      while (rest[pivot] !== 0n) {
        const basis = right[k] as bigint[];
        const quotient = (basis[pivot] as bigint) / (rest[pivot] as bigint);
        [right[k], rest] = [rest, basis.map((value, c) => value - quotient * (rest[c] as bigint))];
        const column = left.map((written) => written[k] as bigint);
        const next = added.map((value, other) => value + quotient * (column[other] as bigint));
        left.forEach((written, other) => (written[k] = next[other] as bigint));
        added = column;
      }
    }
    const pivot = rest.findIndex((value) => value !== 0n);
    if (pivot < 0) continue;
    if (right.length === limit) return undefined;
    right.push(rest);
    pivots.push(pivot);
    left.forEach((written, other) => written.push(added[other] as bigint));
    if (!isShort(right) || !isShort(left)) return undefined;
  }
  return { left, right };
}

function isShort(rows: readonly (readonly bigint[])[]): boolean {
  return rows.every((row) => row.every((value) => value < longest && value > -longest));
}
