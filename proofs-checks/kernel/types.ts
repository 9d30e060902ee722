/** The types of the kernel, which name one another: polynomials in variables, some of which are products of vectors. */
import type { Rational } from './rational.js';

/** variable^exponent, exponent ≥ 1. */
export interface Power {
  readonly variable: Variable;
  readonly exponent: number;
}

/** coefficient · Π powers; the powers are sorted by the key of their variable. */
export interface Term {
  readonly coefficient: Rational;
  readonly powers: readonly Power[];
}

declare const normalForm: unique symbol;

/** A polynomial: its nonzero terms by monomial key. The brand keeps out maps that are not in normal form. */
export interface Polynomial {
  readonly [normalForm]: true;
  readonly terms: ReadonlyMap<string, Term>;
}

/** What is known of a parameter: > 0, ≥ 0, or nothing. */
export type Sign = 'positive' | 'nonnegative' | 'any';

/** A fixed real parameter. `definition` makes it an abbreviation: ā = 1 − a, K = (K−1) + 1. */
export interface Parameter {
  readonly kind: 'parameter';
  readonly key: string;
  readonly latex: string;
  readonly sign: Sign;
  readonly definition?: Polynomial;
}

/** A natural number 0, 1, 2, …: universally quantified in a fact, except {@link lastStep}. */
export interface Index {
  readonly kind: 'index';
  readonly key: string;
  readonly latex: string;
}

/** A family of numbers; `deterministic` ones are coefficients, the others are symbols that occur linearly. */
export interface SequenceSymbol {
  readonly name: string;
  /** TeX with #1, #2, … for the indices. */
  readonly latex: string;
  readonly deterministic: boolean;
}

/** One member of a {@link SequenceSymbol}. */
export interface SequenceValue {
  readonly kind: 'sequence';
  readonly key: string;
  readonly symbol: SequenceSymbol;
  readonly indices: readonly Polynomial[];
}

/** E⟨left, right⟩. */
export interface Gram {
  readonly kind: 'gram';
  readonly key: string;
  readonly left: Atom;
  readonly right: Atom;
}

/** A variable of a polynomial, known by its key. */
export type Variable = Parameter | Index | SequenceValue | Gram;

/** When a vector is known: round and local step, compared lexicographically. */
export type Birth = readonly [round: Polynomial, step: Polynomial];

/** A family of random vectors. `noise` declares mean zero given everything born strictly earlier. */
export interface VectorSymbol {
  readonly name: string;
  /** TeX with #1, #2, … for the indices. */
  readonly latex: string;
  readonly noise: boolean;
  readonly birth: (indices: readonly Polynomial[]) => Birth;
}

/** A member of a {@link VectorSymbol} under a word of deterministic linear operators (outermost first). */
export interface Atom {
  readonly key: string;
  readonly symbol: VectorSymbol;
  readonly indices: readonly Polynomial[];
  readonly word: readonly string[];
}

/** Σ coefficient · atom, by the key of the atom; no coefficient is 0 or contains a symbol. */
export type Vector = ReadonlyMap<string, { readonly atom: Atom; readonly coefficient: Polynomial }>;
