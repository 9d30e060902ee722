/** Exact linear algebra over ℚ for the shape test: is a vector a combination of others, and of which? */
import { addRationals, multiplyRationals, rational, signOf, type Rational } from '../kernel/rational.js';

/** Numbers by name; absent is 0. */
export type SparseVector = ReadonlyMap<string, Rational>;

/** Whether, and how, a target is a combination of columns. */
export type Solution =
  | { readonly kind: 'none' }
  | { readonly kind: 'several' }
  | { readonly kind: 'one'; readonly coefficients: readonly Rational[] };

const zero = rational(0);

/** left / right for right ≠ 0. */
export function divideRationals(left: Rational, right: Rational): Rational {
  return multiplyRationals(left, rational(right.denominator, right.numerator));
}

type Row = readonly Rational[];

/** row − row[column] · pivot, which has a 0 in that column; the pivot has a 1 there. */
function eliminate(row: Row, pivot: Row, column: number): Row {
  const factor = multiplyRationals(rational(-1), row[column] ?? zero);
  if (signOf(factor) === 0) return row;
  return row.map((value, at) => addRationals(value, multiplyRationals(factor, pivot[at] ?? zero)));
}

/** Solves Σ coefficient · column = target by elimination. */
export function solve(columns: readonly SparseVector[], target: SparseVector): Solution {
  const names = [...new Set([...columns, target].flatMap((column) => [...column.keys()]))];
  let rows: readonly Row[] = names.map((name) =>
    [...columns, target].map((column) => column.get(name) ?? zero),
  );
  let pivots: readonly Row[] = [];
  for (const column of columns.keys()) {
    const found = rows.find((row) => signOf(row[column] ?? zero) !== 0);
    if (found === undefined) continue; // a combination of earlier columns: the solution is not unique
    const scale = found[column] ?? zero;
    const pivot = found.map((value) => divideRationals(value, scale));
    rows = rows.filter((row) => row !== found).map((row) => eliminate(row, pivot, column));
    pivots = [...pivots.map((row) => eliminate(row, pivot, column)), pivot];
  }
  if (rows.some((row) => signOf(row[columns.length] ?? zero) !== 0)) return { kind: 'none' };
  if (pivots.length < columns.length) return { kind: 'several' };
  return { kind: 'one', coefficients: pivots.map((row) => row[columns.length] ?? zero) };
}
