/**
 * Multivariate polynomials over ℚ in structured variables, in one normal form: a map from monomial to nonzero
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
import type { Polynomial, Power, Term, Variable } from './types.js';

export type { Polynomial, Power, Term };

function monomialKey(powers: readonly Power[]): string {
  return powers.map(({ variable, exponent }) => `${variable.key}^${exponent}`).join(' ');
}

/** Σ terms in normal form: like terms are added, zeros dropped. */
function collect(terms: Iterable<Term>): Polynomial {
  const sum = new Map<string, Term>();
  for (const term of terms) {
    const key = monomialKey(term.powers);
    const before = sum.get(key);
    const coefficient =
      before === undefined ? term.coefficient : addRationals(before.coefficient, term.coefficient);
    if (signOf(coefficient) === 0) sum.delete(key);
    else sum.set(key, { coefficient, powers: term.powers });
  }
  return Object.freeze({ terms: sum }) as object as Polynomial; // the one place that gives the brand
}

/** The constant polynomial `value`. */
export function constant(value: Rational | number): Polynomial {
  return collect([{ coefficient: typeof value === 'number' ? rational(value) : value, powers: [] }]);
}

/** The polynomial that is one variable. */
export function monomial(variable: Variable): Polynomial {
  return collect([{ coefficient: rational(1), powers: [{ variable, exponent: 1 }] }]);
}

/** Σ summands. */
export function sum(...summands: readonly Polynomial[]): Polynomial {
  return collect(summands.flatMap(({ terms }) => [...terms.values()]));
}

/** factor · polynomial, for a number factor. */
export function scale(factor: Rational | number, polynomial: Polynomial): Polynomial {
  return product(constant(factor), polynomial);
}

/** left − right. */
export function difference(left: Polynomial, right: Polynomial): Polynomial {
  return sum(left, scale(-1, right));
}

function mergePowers(left: readonly Power[], right: readonly Power[]): Power[] {
  const merged = new Map(left.map((power) => [power.variable.key, power]));
  for (const { variable, exponent } of right) {
    merged.set(variable.key, { variable, exponent: exponent + (merged.get(variable.key)?.exponent ?? 0) });
  }
  return [...merged.values()].sort((a, b) => (a.variable.key < b.variable.key ? -1 : 1));
}

function multiply(left: Polynomial, right: Polynomial): Polynomial {
  const terms: Term[] = [];
  for (const a of left.terms.values()) {
    for (const b of right.terms.values()) {
      terms.push({
        coefficient: multiplyRationals(a.coefficient, b.coefficient),
        powers: mergePowers(a.powers, b.powers),
      });
    }
  }
  return collect(terms);
}

/** Π factors; 1 for none. */
export function product(...factors: readonly Polynomial[]): Polynomial {
  return factors.length === 0 ? constant(1) : factors.reduce(multiply);
}

/** Whether the polynomial is 0. */
export function isZeroPolynomial({ terms }: Polynomial): boolean {
  return terms.size === 0;
}

/** A text that equal polynomials share and different ones do not; never empty, so that s[0] is told from s[]. */
export function polynomialKey({ terms }: Polynomial): string {
  const parts = [...terms].map(([key, { coefficient }]) => `${formatRational(coefficient)}*${key}`);
  return parts.length === 0 ? '0' : parts.sort().join('+');
}

/** Every variable that occurs. */
export function variablesOf({ terms }: Polynomial): readonly Variable[] {
  return [...terms.values()].flatMap(({ powers }) => powers.map(({ variable }) => variable));
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
  return sum(
    ...[...polynomial.terms.values()].map((term) => {
      const kept = term.powers.filter(({ variable }) => imageOf(variable) === undefined);
      const rest = collect([{ coefficient: term.coefficient, powers: kept }]);
      const replaced = term.powers.flatMap(({ variable, exponent }) => {
        const image = imageOf(variable);
        return image === undefined ? [] : Array.from({ length: exponent }, () => image);
      });
      return product(rest, ...replaced);
    }),
  );
}
