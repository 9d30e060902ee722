/**
 * Statement mutation: is there *any* certificate of the same shape for a stronger statement?
 *
 * The shape is the list of premises, squares and orthogonalities; the multipliers are free. At one point of the
 * parameter space the multipliers are numbers, so a certificate solves a linear system there. If the system has no
 * solution, or its only one makes a multiplier of an inequality negative, no multipliers exist, polynomial or not.
 */
import type { CertificateParts, Polynomial } from '../../../proofs-checks/kernel/index.js';
import { isSymbol } from '../../../proofs-checks/kernel/polynomial.js';
import {
  addRationals,
  multiplyRationals,
  rational,
  signOf,
  type Rational,
} from '../../../proofs-checks/kernel/rational.js';
import { solveLinear } from '../../../src/problems/solve-linear.js';

/** Numbers by name; absent is 0. */
type SparseVector = ReadonlyMap<string, Rational>;

const zero = rational(0);

/** left / right for right ≠ 0. */
export function divideRationals(left: Rational, right: Rational): Rational {
  return multiplyRationals(left, rational(right.denominator, right.numerator));
}

/** Numbers for parameters, indices and deterministic families, by name. */
export type Point = ReadonlyMap<string, Rational>;

/** Whether a certificate of the shape exists at the point: `several` leaves it open. */
export type ShapeVerdict = 'impossible' | 'possible' | 'open';

/** The polynomial with numbers for everything but the symbols: a linear form in them, '' for the constant. */
export function evaluateAt(point: Point, polynomial: Polynomial): SparseVector {
  const result = new Map<string, Rational>();
  for (const { coefficient, powers } of polynomial.values()) {
    const symbol = powers.find(({ variable }) => isSymbol(variable))?.variable.key ?? '';
    let value = coefficient;
    for (const { variable, exponent } of powers) {
      if (isSymbol(variable)) continue;
      const number = point.get(variable.key.split('[')[0] ?? '');
      if (number === undefined) throw new RangeError(`the point has no value for ${variable.key}`);
      for (let i = 0; i < exponent; i += 1) value = multiplyRationals(value, number);
    }
    const total = addRationals(value, result.get(symbol) ?? zero);
    if (signOf(total) === 0) result.delete(symbol);
    else result.set(symbol, total);
  }
  return result;
}

/** v scaled so that its first entry is ±1: rays that are one and the same get one key. */
function rayKey(vector: SparseVector): string {
  const entries = [...vector].sort(([a], [b]) => (a < b ? -1 : 1));
  const first = entries[0]?.[1];
  if (first === undefined) return '';
  const size = signOf(first) < 0 ? multiplyRationals(rational(-1), first) : first;
  return entries
    .map(([name, value]) => {
      const { numerator, denominator } = divideRationals(value, size);
      return `${name}=${numerator}/${denominator}`;
    })
    .join(' ');
}

/** Whether some certificate with these parts, each times another number, can prove its goal at the point. */
export function testShape(
  { goal, terms, orthogonal, rewrite }: CertificateParts,
  point: Point,
): ShapeVerdict {
  const form = (polynomial: Polynomial): SparseVector =>
    evaluateAt(
      point,
      rewrite(polynomial, () => undefined),
    );
  const rays = new Map<string, SparseVector>();
  for (const term of terms) {
    const vector = form(term);
    if (vector.size > 0) rays.set(rayKey(vector), vector);
  }
  const [columns, target] = [[...rays.values(), ...orthogonal.map(form)], form(goal)];
  const rows = [...new Set([...columns, target].flatMap((column) => [...column.keys()]))];
  const numbersOf = (of: string, from: readonly SparseVector[]) =>
    from.map((column) => column.get(of) ?? zero);
  const solved = solveLinear(
    rows.map((name) => numbersOf(name, columns)),
    rows.flatMap((name) => numbersOf(name, [target])),
  );
  if (solved === undefined) return 'impossible';
  if (!solved.isUnique) return 'open';
  return solved.solution.slice(0, rays.size).some(({ numerator }) => numerator < 0n)
    ? 'impossible'
    : 'possible';
}
