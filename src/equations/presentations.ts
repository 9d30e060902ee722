/** The sums that programs make of a line: every grouping of it is a tree over one of these presentations. */
import {
  expressionOf,
  fingerprint,
  mergeTerms,
  residues,
  termsOf,
  type Expression,
  type Factor,
  type Line,
  type Monomial,
  type Term,
  type Use,
  type Version,
} from '../../spec/language/index.js';
import { isOpaque } from './chains.js';

/** A leaf of a sum, and its sign. */
export interface SignedLeaf {
  readonly sign: 1 | -1;
  readonly leaf: Expression<Use>;
}

/** ±(product of factors)·(sum of leaves). A sum of more than one leaf is rounded before it is multiplied. */
export interface PresentedTerm extends Monomial {
  readonly sum: readonly SignedLeaf[];
}

/** Two sums with coefficients p and q, p + q = 1, under common factors: each is made once and enters both X and Y − X. */
export interface Interpolation {
  readonly common: readonly Factor[];
  /** p and X, q and Y. */
  readonly ends: readonly [PresentedEnd, PresentedEnd];
}

interface PresentedEnd {
  readonly coefficient: Factor;
  readonly sum: readonly SignedLeaf[];
}

/** One way to write a line as a sum of terms; the terms of an interpolation come first. */
export interface Presentation {
  readonly kind: 'merged' | 'multiplied out' | 'as written' | 'interpolated';
  readonly terms: readonly PresentedTerm[];
  readonly interpolation?: Interpolation;
}

/**
 * Every presentation of a line, once each. First like leaves together; then every factor that is a sum, such as 1 − a, multiplied out; the line and
 * its `also` lines as they are written; and p X + q Y with p + q = 1 as X + q (Y − X) and as Y + p (X − Y).
 *
 * @param isThrough - whether a version that a line sets is replaced by what the line says: what is not reported is.
 */
export function presentationsOf(
  { value, also }: Pick<Line<Use>, 'value' | 'also'>,
  isThrough?: (version: Version) => boolean,
): readonly Presentation[] {
  const first = termsOf(value, isThrough, isOpaque);
  const written = [first, ...also.map((other) => termsOf(other, isThrough, isOpaque))];
  const all: Presentation[] = [
    { kind: 'merged', terms: merged(first) },
    { kind: 'multiplied out', terms: multipliedOut(first) },
    ...written.map((terms): Presentation => ({ kind: 'as written', terms: terms.map(presented) })),
    ...written.flatMap(interpolations),
  ];
  const keys = all.map(keyOf);
  return all.filter((_, i) => keys.indexOf(keys[i] ?? '') === i);
}

const presented = ({ leaf, ...monomial }: Term): PresentedTerm => ({ ...monomial, sum: [{ sign: 1, leaf }] });

/** What a product of scalars is, whatever it is written like. */
const valueOf = (factors: readonly Factor[]): bigint =>
  factors.reduce((product, { value, divides }) => {
    const by = fingerprint(value);
    return divides ? residues.divide(product, by) : residues.multiply(product, by);
  }, residues.one);

/** The same for the same presentation, in whatever order its terms are. */
const keyOf = ({ terms, interpolation }: Presentation): string => {
  const leaves = (sum: readonly SignedLeaf[]): string =>
    sum
      .map(({ sign, leaf }) => `${sign * 1}${fingerprint(leaf)}`)
      .sort()
      .join('+');
  const shown = terms.map(({ sign, factors, sum }) => {
    const each = factors.map(({ value, divides }) => `${divides ? '/' : '·'}${fingerprint(value)}`).sort();
    return `${sign}${each.join('')}(${leaves(sum)})`;
  });
  return [...shown.sort(), ...(interpolation?.ends.map(({ sum }) => leaves(sum)).sort() ?? [])].join(' ');
};

/** Like leaves together; of a coefficient with more than one part its sum, where it is not 0, 1 or −1, is one factor. */
function merged(terms: readonly Term[]): readonly PresentedTerm[] {
  return mergeTerms(terms).flatMap(({ leaf, coefficient }) => {
    const [only, ...others] = coefficient;
    const of = (monomial: Monomial): readonly PresentedTerm[] => [presented({ ...monomial, leaf })];
    if (only !== undefined && others.length === 0) return of(only);
    const value = expressionOf(coefficient, leaf.span);
    const is = fingerprint(value);
    if (is === residues.zero) return [];
    if (is === residues.one) return of({ sign: 1, factors: [] });
    if (is === residues.negate(residues.one)) return of({ sign: -1, factors: [] });
    return of({ sign: 1, factors: [{ value, divides: false }] });
  });
}

/** Every factor that is a sum multiplied out; terms that then differ in their signs alone cancel. */
function multipliedOut(terms: readonly Term[]): readonly PresentedTerm[] {
  const net = new Map<string, { readonly term: Term; count: number }>();
  for (const { leaf, sign, factors } of terms) {
    const expanded = factors.reduce<readonly Monomial[]>(
      (products, factor) => {
        const parts = factor.divides ? [{ sign: 1, factors: [factor] } as const] : monomialsOf(factor.value);
        return products.flatMap((product) => parts.map((part) => multiply(product, part)));
      },
      [{ sign, factors: [] }],
    );
    for (const monomial of expanded) {
      const key = `${valueOf(monomial.factors)} ${fingerprint(leaf)}`;
      const entry = net.get(key) ?? { term: { ...monomial, sign: 1, leaf }, count: 0 };
      net.set(key, entry);
      entry.count += monomial.sign;
    }
  }
  return [...net.values()].flatMap(({ term, count }) =>
    Array.from({ length: Math.abs(count) }, () => presented({ ...term, sign: count > 0 ? 1 : -1 })),
  );
}

const multiply = (left: Monomial, right: Monomial): Monomial => ({
  sign: left.sign === right.sign ? 1 : -1,
  factors: [...left.factors, ...right.factors],
});

/** Whether an expression is a number, as it is written. */
export const isNumeral = (e: Expression | undefined, text: string): boolean =>
  e?.kind === 'number' && e.text === text;

/** Whether an expression is the number 1. */
export const isOne = (e: Expression | undefined): boolean => isNumeral(e, '1');

/** A scalar as a sum of products. */
function monomialsOf(e: Expression<Use>): readonly Monomial[] {
  const whole: Monomial = { sign: 1, factors: [{ value: e, divides: false }] };
  if (isOne(e)) return [{ sign: 1, factors: [] }];
  if (e.kind !== 'apply') return [whole];
  const [left = [], right = []] = e.operands.map(monomialsOf);
  const minus = (monomial: Monomial): Monomial => multiply({ sign: -1, factors: [] }, monomial);
  if (e.operator === 'negate') return left.map(minus);
  if (e.operator === '+') return [...left, ...right];
  if (e.operator === '−') return [...left, ...right.map(minus)];
  if (e.operator !== '·') return [whole];
  return left.flatMap((product) => right.map((part) => multiply(product, part)));
}

/** The terms that one factor of the page multiplies: they have the same object in them. */
interface Part extends PresentedEnd {
  readonly terms: readonly Term[];
  readonly common: readonly Factor[];
}

/** Both interpolations of every pair of parts, and of all that have the one coefficient with all that have the other. */
function interpolations(terms: readonly Term[]): readonly Presentation[] {
  const parts = [...new Set(terms.flatMap(({ factors }) => factors))].flatMap(
    (coefficient): readonly Part[] => {
      const inside = terms.filter(({ factors }) => factors.includes(coefficient));
      const [common = [], ...others] = inside.map(({ factors }) =>
        factors.filter((one) => one !== coefficient),
      );
      const isAlike = others.every((other) => valueOf(other) === valueOf(common));
      if (coefficient.divides || !isAlike) return [];
      return [{ coefficient, terms: inside, common, sum: inside.map(({ sign, leaf }) => ({ sign, leaf })) }];
    },
  );
  const classes = new Map<string, Part[]>();
  for (const part of parts) {
    const key = `${fingerprint(part.coefficient.value)} ${valueOf(part.common)}`;
    classes.set(key, [...(classes.get(key) ?? []), part]);
  }
  const sides = [...classes.values()].flatMap((alike) =>
    alike.length > 1 ? [...alike, joined(alike)] : alike,
  );
  return sides.flatMap((one, i) =>
    sides.slice(i + 1).flatMap((other) => {
      const sum = residues.add(fingerprint(one.coefficient.value), fingerprint(other.coefficient.value));
      const isWhole = sum === residues.one && valueOf(one.common) === valueOf(other.common);
      if (!isWhole || one.terms.some((term) => other.terms.includes(term))) return [];
      const rest = terms.filter((term) => ![...one.terms, ...other.terms].includes(term)).map(presented);
      return [interpolated(one, other, rest), interpolated(other, one, rest)];
    }),
  );
}

const joined = (alike: readonly Part[]): Part => ({
  ...(alike[0] as Part),
  terms: alike.flatMap(({ terms }) => terms),
  sum: alike.flatMap(({ sum }) => sum),
});

/** X + q (Y − X) under the common factors. */
function interpolated(from: Part, to: Part, rest: readonly PresentedTerm[]): Presentation {
  const { common } = from;
  const opposite = from.sum.map(({ sign, leaf }): SignedLeaf => ({ sign: sign === 1 ? -1 : 1, leaf }));
  const moved = { sign: 1, factors: [...common, to.coefficient], sum: [...to.sum, ...opposite] } as const;
  return {
    kind: 'interpolated',
    terms: [{ sign: 1, factors: common, sum: from.sum }, moved, ...rest],
    interpolation: { common, ends: [from, to] },
  };
}
