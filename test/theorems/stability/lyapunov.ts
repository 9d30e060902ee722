/** Lyapunov functions of 2×2 maps: a certificate, in numbers, that a run contracts or that it does not. */
import { fromInteger, type Field } from '../../../spec/algebra/index.js';
import { createRationalField, type Ratio } from '../../../src/exact/index.js';
import { solveLinear } from '../../../src/problems/solve-linear.js';
import type { SmallMatrix } from '../../../docs/tooling/theory-figures/spectrum.js';

/** V(w) = p w₁² + 2q w₁w₂ + r w₂². */
export interface QuadraticForm<S> {
  readonly first: S;
  readonly mixed: S;
  readonly second: S;
}

/** A point of the plane. */
export type Pair<S> = readonly [S, S];

/** V(w). */
export function evaluateForm<S>(field: Field<S>, form: QuadraticForm<S>, [x, m]: Pair<S>): S {
  const { add, multiply } = field;
  const cross = multiply(multiply(form.mixed, x), m);
  return add(
    add(multiply(form.first, multiply(x, x)), add(cross, cross)),
    multiply(form.second, multiply(m, m)),
  );
}

/**
 * The V with V(w) − V(Mw) = ‖w‖² for every w, solved exactly.
 *
 * $$P - M^\top P M = I$$
 *
 * M has spectral radius < 1 iff there is one and it is positive definite (Stein). If V(w) < 0 for some w, then V keeps
 * falling along w, Mw, M²w, …, so that they cannot tend to 0.
 *
 * @param matrix - M, over the rationals.
 * @returns V, or undefined where M has two eigenvalues (or one twice) with product 1, so that no V or many exist.
 */
export function solveLyapunov(matrix: SmallMatrix<Ratio>): QuadraticForm<Ratio> | undefined {
  const field = createRationalField();
  const { add, subtract, multiply, one, negate } = field;
  const [[p, q], [r, s]] = matrix.map((row) => row.map(field.fromRatio)) as unknown as SmallMatrix<
    typeof one
  >;
  const two = fromInteger(field, 2);
  const twice = (left: typeof one, right: typeof one) => multiply(two, multiply(left, right));
  // One row for each entry of P − MᵀPM; the unknowns are the entries of P.
  const rows = [
    [subtract(one, multiply(p, p)), negate(twice(p, r)), negate(multiply(r, r))],
    [negate(multiply(p, q)), subtract(one, add(multiply(p, s), multiply(q, r))), negate(multiply(r, s))],
    [negate(multiply(q, q)), negate(twice(q, s)), subtract(one, multiply(s, s))],
  ].map((row) => row.map(field.toRatio));
  const found = solveLinear(rows, [one, field.zero, one].map(field.toRatio));
  const [first, mixed, second] = found?.solution ?? [];
  const isFound = found?.isUnique === true && first !== undefined && mixed !== undefined;
  return isFound && second !== undefined ? { first, mixed, second } : undefined;
}

/** Whether V(w) > 0 for every w ≠ 0. */
export function isPositiveForm<S>(field: Field<S>, { first, mixed, second }: QuadraticForm<S>): boolean {
  const { subtract, multiply, compare, zero } = field;
  const determinant = subtract(multiply(first, second), multiply(mixed, mixed));
  return compare(first, zero) > 0 && compare(determinant, zero) > 0;
}

/** A w with V(w) < 0, or undefined where there is none. */
export function findNegativeDirection<S>(field: Field<S>, form: QuadraticForm<S>): Pair<S> | undefined {
  const { zero, one, negate, compare } = field;
  // V(q, −p) = p·(pr − q²), so an indefinite V with p > 0 is negative there; likewise with p and r exchanged.
  const candidates: readonly Pair<S>[] = [
    [one, zero],
    [zero, one],
    [form.mixed, negate(form.first)],
    [negate(form.second), form.mixed],
    [one, one],
    [one, negate(one)],
  ];
  return candidates.find((candidate) => compare(evaluateForm(field, form, candidate), zero) < 0);
}
