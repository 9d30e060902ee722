/**
 * Statement mutation: is there *any* certificate of the same shape for a stronger statement?
 *
 * The shape is the list of premises, squares and orthogonalities; the multipliers are free. At one point of the
 * parameter space the multipliers are numbers, so a certificate solves a linear system there. If the system has no
 * solution, or its only one makes a multiplier of an inequality negative, no multipliers exist, polynomial or not.
 */
import {
  addRationals,
  expandDefinitions,
  inductionHypothesis,
  innerProduct,
  instantiate,
  isSymbol,
  isSymbolFree,
  multiplyRationals,
  product,
  rational,
  atomVector,
  rewritten,
  signOf,
  type Certificate,
  type CertificateTerm,
  type Polynomial,
  type Rational,
  type StepPremise,
  type Variable,
} from '../kernel/index.js';
import { divideRationals, solve, type SparseVector } from './linear-system.js';

/** Numbers for parameters, indices and deterministic sequences, by key or by the name of the sequence. */
export type Point = ReadonlyMap<string, Rational>;

/** Whether a certificate of the shape exists at the point: `several` leaves it open. */
export type ShapeVerdict = 'impossible' | 'possible' | 'open';

function valueAt(point: Point, variable: Variable): Rational {
  const name = variable.kind === 'sequence' ? variable.symbol.name : variable.key;
  const value = point.get(name);
  if (value === undefined) throw new RangeError(`the point has no value for ${name}`);
  return value;
}

/** The polynomial with numbers for everything but the symbols: a linear form in them, '' for the constant. */
export function evaluateAt(point: Point, polynomial: Polynomial): SparseVector {
  const result = new Map<string, Rational>();
  for (const { coefficient, powers } of expandDefinitions(polynomial).terms.values()) {
    const symbol = powers.find(({ variable }) => isSymbol(variable))?.variable.key ?? '';
    let value = coefficient;
    for (const { variable, exponent } of powers) {
      if (isSymbol(variable)) continue;
      for (let i = 0; i < exponent; i += 1) value = multiplyRationals(value, valueAt(point, variable));
    }
    const total = addRationals(value, result.get(symbol) ?? rational(0));
    if (signOf(total) === 0) result.delete(symbol);
    else result.set(symbol, total);
  }
  return result;
}

/** What a term multiplies: the factors premise, scalar premise and square, where there are any. */
function termFactors(
  term: CertificateTerm<StepPremise>,
  hypothetical: Polynomial | undefined,
): readonly Polynomial[] {
  const statement = (premise: StepPremise): Polynomial => {
    if (premise !== inductionHypothesis) return premise.statement;
    if (hypothetical === undefined) throw new RangeError('there is no induction hypothesis here');
    return hypothetical;
  };
  const factors: Polynomial[] = [];
  if (term.premise !== undefined) factors.push(instantiate(statement(term.premise), term.at ?? {}));
  if (term.scalar !== undefined) factors.push(instantiate(statement(term.scalar), term.scalarAt ?? {}));
  if (term.square !== undefined) factors.push(innerProduct(term.square, term.square));
  return factors;
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

/** Whether some certificate of the given shape can prove `conclusion` at the point. */
export function testShape(
  conclusion: Polynomial,
  certificate: Certificate<StepPremise>,
  point: Point,
  hypothetical?: Polynomial,
): ShapeVerdict {
  const rewrite = certificate.rewrite ?? [];
  const form = (polynomial: Polynomial): SparseVector => evaluateAt(point, rewritten(polynomial, rewrite));
  const rays = new Map<string, SparseVector>();
  for (const term of certificate.terms) {
    const factors = termFactors(term, hypothetical);
    const conditions = factors.filter(isSymbolFree).map((factor) => form(factor).get('') ?? rational(0));
    if (conditions.some((value) => signOf(value) < 0)) {
      throw new RangeError('the point breaks a condition that the certificate uses');
    }
    const vector = form(product(...factors));
    if (vector.size > 0) rays.set(rayKey(vector), vector);
  }
  const lines = (certificate.orthogonal ?? []).map(({ older, noise }) =>
    form(innerProduct(older, atomVector(noise))),
  );
  const columns = [...rays.values(), ...lines];
  const solution = solve(columns, form(conclusion));
  if (solution.kind === 'none') return 'impossible';
  if (solution.kind === 'several') return 'open';
  const multipliers = solution.coefficients.slice(0, rays.size);
  return multipliers.some((value) => signOf(value) < 0) ? 'impossible' : 'possible';
}
