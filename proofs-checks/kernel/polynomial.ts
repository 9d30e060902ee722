/**
 * Multivariate polynomials over ℚ in named variables, in one normal form: a map from monomial to nonzero
 * coefficient. Two polynomials are equal iff their difference has no terms; every check of the kernel ends there.
 */
import {
  addRationals,
  formatRational,
  multiplyRationals,
  rational,
  signOf,
  type Rational,
} from './rational.js';
import { spend } from './refusal.js';
import { refuse } from './refusal.js';

/** When a vector is known: round and local step, compared lexicographically. */
export type Birth = readonly [round: Polynomial, step: Polynomial];

/** A member of a family of vectors under a word of deterministic linear operators, outermost first. */
export interface Atom {
  /** The word and the member: the same for equal atoms only. */
  readonly key: string;
  /** The family and its indices. */
  readonly member: string;
  readonly family: string;
  readonly birth: Birth;
  readonly word: readonly string[];
}

/**
 * A variable, known by its key: a parameter, an index, a member of a family of numbers (`number` where it is
 * deterministic, else `value`), or E⟨left, right⟩ of two atoms (`gram`).
 */
export interface Variable {
  readonly key: string;
  readonly kind: 'parameter' | 'index' | 'number' | 'value' | 'gram';
  readonly atoms?: readonly [left: Atom, right: Atom];
}

/** variable^exponent, exponent ≥ 1. */
export interface Power {
  readonly variable: Variable;
  readonly exponent: number;
}

/** coefficient · Π powers, the powers sorted by the key of their variable. */
export interface Term {
  readonly coefficient: Rational;
  readonly powers: readonly Power[];
}

/** A polynomial: its nonzero terms by the key of their monomial. */
export type Polynomial = ReadonlyMap<string, Term>;

const mostTerms = 4_000;
const highestDegree = 200;
const longestKey = 1_000_000;

const checkLength = (length: number): void => {
  if (length > longestKey) refuse('a formula has a part that is too long');
};

/** Keys as one key: every key that is made of others has a limited length. */
export function joinKeys(keys: readonly string[], separator: string): string {
  const length = keys.reduce((total, key) => total + key.length + separator.length, 0);
  checkLength(length);
  spend(length >> 6);
  return keys.join(separator);
}

function monomialKey(powers: readonly Power[]): string {
  let key = '';
  for (const { variable, exponent } of powers) {
    if (key !== '') key += ' ';
    key += exponent === 1 ? variable.key : `${variable.key}^${exponent}`;
    checkLength(key.length);
  }
  return key;
}

/** Adds a term to a sum in normal form. */
function accumulate(sum: Map<string, Term>, key: string, term: Term): void {
  spend(1 + (key.length >> 6));
  const before = sum.get(key);
  const coefficient =
    before === undefined ? term.coefficient : addRationals(before.coefficient, term.coefficient);
  if (signOf(coefficient) === 0) sum.delete(key);
  else sum.set(key, { coefficient, powers: term.powers });
  if (sum.size > mostTerms) refuse('a formula has too many terms');
}

/** The constant polynomial `value`. */
export function constant(value: Rational | number): Polynomial {
  const result = new Map<string, Term>();
  accumulate(result, '', { coefficient: typeof value === 'number' ? rational(value) : value, powers: [] });
  return result;
}

/** 1. */
export const one: Polynomial = constant(1);
const minusOne = constant(-1);

/** The polynomial that is one variable. */
export function monomial(variable: Variable): Polynomial {
  return new Map([[variable.key, { coefficient: rational(1), powers: [{ variable, exponent: 1 }] }]]);
}

/** Σ summands. */
export const sum = (...summands: readonly Polynomial[]): Polynomial => sumOf(summands);

/** The sum of a list of any length. */
export function sumOf(summands: Iterable<Polynomial>): Polynomial {
  const result = new Map<string, Term>();
  for (const polynomial of summands) for (const [key, term] of polynomial) accumulate(result, key, term);
  return result;
}

/** left − right. */
export function difference(left: Polynomial, right: Polynomial): Polynomial {
  return sum(left, product(minusOne, right));
}

/** Two sorted lists of powers as one: exponents of the same variable are added. */
function mergePowers(left: readonly Power[], right: readonly Power[]): readonly Power[] {
  spend(left.length + right.length);
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const merged: Power[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left[i], right[j]];
    if (a === undefined) return [...merged, ...right.slice(j)];
    if (b === undefined) return [...merged, ...left.slice(i)];
    if (a.variable.key === b.variable.key) {
      const exponent = a.exponent + b.exponent;
      if (exponent > highestDegree) refuse('a formula has too high a degree');
      merged.push({ variable: a.variable, exponent });
      i += 1;
      j += 1;
    } else if (a.variable.key < b.variable.key) {
      merged.push(a);
      i += 1;
    } else {
      merged.push(b);
      j += 1;
    }
  }
}

function multiply(left: Polynomial, right: Polynomial): Polynomial {
  spend(1);
  if (left === one) return right;
  if (left.size * right.size > 50 * mostTerms) refuse('a formula has too many terms');
  const result = new Map<string, Term>();
  for (const [leftKey, a] of left) {
    for (const [rightKey, b] of right) {
      const powers = mergePowers(a.powers, b.powers);
      const key = powers === b.powers ? rightKey : powers === a.powers ? leftKey : monomialKey(powers);
      const coefficient = multiplyRationals(a.coefficient, b.coefficient);
      accumulate(result, key, { coefficient, powers });
    }
  }
  return result;
}

/** Π factors; 1 for none. */
export const product = (...factors: readonly Polynomial[]): Polynomial => productOf(factors);

/** The product of a list of any length. */
export const productOf = (factors: readonly Polynomial[]): Polynomial => factors.reduce(multiply, one);

/** base^exponent. */
export function power(base: Polynomial, exponent: number): Polynomial {
  return product(...Array.from({ length: exponent }, () => base));
}

/** Whether the polynomial is 0. */
export const isZero = (polynomial: Polynomial): boolean => polynomial.size === 0;

/** A text that equal polynomials share and different ones do not; never empty, so that s[0] is told from s[]. */
export function polynomialKey(polynomial: Polynomial): string {
  spend(polynomial.size);
  const parts = [...polynomial].map(([key, { coefficient }]) => `${formatRational(coefficient)}*${key}`);
  return parts.length === 0 ? '0' : joinKeys(parts.sort(), '+');
}

/** The ring homomorphism that sends each variable to its replacement, and to itself where there is none. */
export function mapVariables(
  polynomial: Polynomial,
  replacement: (variable: Variable) => Polynomial | undefined,
): Polynomial {
  const images = new Map<string, Polynomial | undefined>();
  const imageOf = (variable: Variable): Polynomial | undefined => {
    if (!images.has(variable.key)) images.set(variable.key, replacement(variable));
    return images.get(variable.key);
  };
  const result = new Map<string, Term>();
  for (const [key, term] of polynomial) {
    const replaced = term.powers.flatMap(({ variable, exponent }) => {
      const image = imageOf(variable);
      return image === undefined ? [] : [power(image, exponent)];
    });
    if (replaced.length === 0) {
      accumulate(result, key, term);
      continue;
    }
    const powers = term.powers.filter(({ variable }) => imageOf(variable) === undefined);
    const rest = new Map([[monomialKey(powers), { coefficient: term.coefficient, powers }]]);
    for (const [image, summand] of product(rest, ...replaced)) accumulate(result, image, summand);
  }
  return result;
}

/** Whether a variable stands for an inner product or an expected value: statements are linear in these. */
export const isSymbol = ({ kind }: Variable): boolean => kind === 'gram' || kind === 'value';

/** The degree of each monomial in the symbols. */
const symbolDegrees = (polynomial: Polynomial): readonly number[] =>
  [...polynomial.values()].map(({ powers }) =>
    powers.reduce((degree, { variable, exponent }) => degree + (isSymbol(variable) ? exponent : 0), 0),
  );

/** Whether no symbol occurs: the polynomial is a number once the parameters are. */
export const isSymbolFree = (polynomial: Polynomial): boolean =>
  symbolDegrees(polynomial).every((degree) => degree === 0);

/** Whether every monomial contains at most one symbol, and that to the first power. */
export const isLinear = (polynomial: Polynomial): boolean =>
  symbolDegrees(polynomial).every((degree) => degree <= 1);

/** Whether the polynomial is a natural number for all indices: whole coefficients ≥ 0, indices only. */
export function isNatural(polynomial: Polynomial): boolean {
  return [...polynomial.values()].every(
    ({ coefficient, powers }) =>
      signOf(coefficient) > 0 &&
      coefficient.denominator === 1n &&
      powers.every(({ variable }) => variable.kind === 'index'),
  );
}
