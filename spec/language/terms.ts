/** A vector as a sum of terms ±(product of factors) · leaf, as it is written: nothing is merged, no coefficient multiplied out. */
import { refuseInput } from '../errors.js';
import { limits, type Span } from './complaints.js';
import { fingerprint } from './identity.js';
import type { Use, Version } from './method.js';
import type { OperatorName } from './operators.js';
import type { Expression } from './page.js';
import { typeOf } from './types.js';

/** A scalar that multiplies a term, or that divides it. */
export interface Factor {
  readonly value: Expression<Use>;
  readonly divides: boolean;
}

/** A sign and factors, those of outer parentheses first; no factor is 1. */
export interface Monomial {
  readonly sign: 1 | -1;
  readonly factors: readonly Factor[];
}

/** A monomial times a version, a gradient, or a vector that is not linear in others. */
export interface Term extends Monomial {
  readonly leaf: Expression<Use>;
}

/** A leaf with its whole coefficient, the sum of its monomials. */
export interface MergedTerm {
  readonly leaf: Expression<Use>;
  readonly coefficient: readonly Monomial[];
}

const one: Monomial = { sign: 1, factors: [] };
const minusOne: Monomial = { sign: -1, factors: [] };
const dividedBy = (value: Expression<Use>): Monomial => ({ sign: 1, factors: [{ value, divides: true }] });

/** The product of two monomials, the second of which may have a leaf. */
const times = <M extends Monomial>(left: Monomial, right: M): M => ({
  ...right,
  sign: left.sign === right.sign ? 1 : -1,
  factors: [...left.factors, ...right.factors],
});

/** A scalar as a monomial: products and quotients are taken apart, sums stay whole. */
function monomialOf(e: Expression<Use>): Monomial {
  if (e.kind === 'number' && e.text === '1') return one;
  const [left, right] = e.kind === 'apply' ? e.operands : [];
  const operator = e.kind === 'apply' ? e.operator : undefined;
  if (left && operator === 'negate') return times(minusOne, monomialOf(left));
  if (left && right && operator === '·') return times(monomialOf(left), monomialOf(right));
  if (left && right && operator === '/') return times(monomialOf(left), dividedBy(right));
  return { sign: 1, factors: [{ value: e, divides: false }] };
}

/**
 * The terms of a vector in the order of the page.
 *
 * @param isThrough - whether a version that a line sets is replaced by what the line says; by default none is.
 * @param isWhole - whether a vector stays a leaf though it could be taken apart; by default none does.
 * @throws InputError for more terms than a right-hand side can have.
 * For example, of (1 − a) m + a (∇f(x) − ∇h(x)) they are (1 − a) m, a ∇f(x) and −a ∇h(x):
 *
 * ```ts
 * const page = 'method m\ngiven 0 < a ≤ 1\nstate x; m\nm ← (1 − a) m + a (∇f(x) − ∇h(x))\nx ← x − m';
 * const [{ value }] = resolvePage(parsePage(page)).lines;
 * termsOf(value).map(({ sign, leaf }) => [sign, printExpression(leaf)]); // [[1, 'm'], [1, '∇f(x)'], [-1, '∇h(x)']]
 * ```
 */
export function termsOf(
  e: Expression<Use>,
  isThrough: (version: Version) => boolean = () => false,
  isWhole: (e: Expression<Use>) => boolean = () => false,
): readonly Term[] {
  const found: Term[] = [];
  const add = (e: Expression<Use>, by: Monomial): void => {
    const [left, right] = e.kind === 'apply' ? e.operands : [];
    const operator = e.kind === 'apply' ? e.operator : undefined;
    const origin = e.kind === 'name' ? e.version.origin : undefined;
    if (isWhole(e)) found.push({ ...by, leaf: e });
    else if (e.kind === 'name' && origin?.kind === 'line' && isThrough(e.version)) add(origin.line.value, by);
    else if (left && operator === 'negate') add(left, times(by, minusOne));
    else if (left && right && (operator === '+' || operator === '−')) {
      add(left, by);
      add(right, operator === '+' ? by : times(by, minusOne));
    } else if (left && right && operator === '·') {
      const [scalar, vector] = typeOf(left) === 'vector' ? [right, left] : [left, right];
      add(vector, times(by, monomialOf(scalar)));
    } else if (left && right && operator === '/') add(left, times(by, dividedBy(right)));
    else found.push({ ...by, leaf: e });
    if (found.length <= limits.terms) return;
    const expected = `at most ${limits.terms} terms`;
    refuseInput(`line ${e.span.line}`, 'a right-hand side is too long', expected, 'Give parts of it names.');
  };
  add(e, one);
  return found;
}

/** The same sum with like leaves together: a leaf is like another if it is the same version, or asks the same. */
export function mergeTerms(terms: readonly Term[]): readonly MergedTerm[] {
  const merged = new Map<bigint, { readonly leaf: Expression<Use>; readonly coefficient: Monomial[] }>();
  for (const { leaf, ...monomial } of terms) {
    const key = fingerprint(leaf);
    const entry = merged.get(key) ?? { leaf, coefficient: [] };
    merged.set(key, entry);
    entry.coefficient.push(monomial);
  }
  return [...merged.values()];
}

/** Monomials, or terms with their leaves, as an expression; an empty sum is 0. */
export function expressionOf(sum: readonly (Monomial | Term)[], span: Span): Expression<Use> {
  const number = (text: string): Expression<Use> => ({ kind: 'number', text, span });
  const apply = (operator: OperatorName, ...operands: readonly Expression<Use>[]): Expression<Use> => ({
    ...{ kind: 'apply', operator, operands, span },
  });
  const product = (monomial: Monomial | Term): Expression<Use> => {
    const above = monomial.factors.flatMap(({ value, divides }) => (divides ? [] : [value]));
    const below = monomial.factors.flatMap(({ value, divides }) => (divides ? [value] : []));
    const all = 'leaf' in monomial ? [...above, monomial.leaf] : above;
    const whole = all.length === 0 ? number('1') : all.reduce((left, right) => apply('·', left, right));
    return below.reduce((left, right) => apply('/', left, right), whole);
  };
  const [first, ...others] = sum;
  if (first === undefined) return number('0');
  const begin = first.sign === 1 ? product(first) : apply('negate', product(first));
  return others.reduce((left, next) => apply(next.sign === 1 ? '+' : '−', left, product(next)), begin);
}
