/** Families of vectors and numbers as functions of their indices, which may be written as text: `x('t+1')`. */
import {
  atomVector,
  createAtom,
  sequence,
  type Atom,
  type Birth,
  type Polynomial,
  type SequenceSymbol,
  type Vector,
  type VectorSymbol,
} from '../kernel/index.js';
import { readExpression } from './expression.js';
import { textOf, withText } from './formula-text.js';

/** An index: a polynomial, or its text. */
export type IndexValue = Polynomial | string;

const toIndex = (value: IndexValue): Polynomial =>
  typeof value === 'string' ? readExpression(value) : value;

/** TeX of an index. */
function indexText(value: IndexValue): string {
  return textOf(toIndex(value))?.latex.replaceAll('\\,', '').replaceAll(' ', '') ?? '\\cdot';
}

/** #1, #2, … replaced by the indices. */
export function fillIndices(latex: string, values: readonly IndexValue[]): string {
  return values.reduce<string>((text, value, at) => text.replaceAll(`#${at + 1}`, indexText(value)), latex);
}

/** A family of random vectors. */
export interface VectorFamily {
  readonly symbol: VectorSymbol;
  readonly atom: (...indices: readonly IndexValue[]) => Atom;
  readonly at: (...indices: readonly IndexValue[]) => Vector;
}

/** A family of numbers or expected values. */
export interface ValueFamily {
  readonly symbol: SequenceSymbol;
  readonly at: (...indices: readonly IndexValue[]) => Polynomial;
}

/** `birth` gets the family's indices. */
export function vectorFamily(
  name: string,
  latex: string,
  birth: (round: Polynomial, step: Polynomial) => readonly [IndexValue, IndexValue],
  noise: 'noise' | 'known' = 'known',
): VectorFamily {
  const symbol: VectorSymbol = {
    name,
    latex,
    noise: noise === 'noise',
    birth: ([round, step]): Birth => {
      const start = round ?? readExpression('0');
      const [at, then] = birth(start, step ?? readExpression('0'));
      return [toIndex(at), toIndex(then)];
    },
  };
  const atom = (...indices: readonly IndexValue[]): Atom => createAtom(symbol, indices.map(toIndex));
  return {
    symbol,
    atom,
    at: (...indices) => withText(atomVector(atom(...indices)), fillIndices(latex, indices)),
  };
}

/** A family of expected values, or of numbers where `deterministic`. */
export function valueFamily(
  name: string,
  latex: string,
  kind: 'expected' | 'deterministic' = 'expected',
): ValueFamily {
  const symbol: SequenceSymbol = { name, latex, deterministic: kind === 'deterministic' };
  return {
    symbol,
    at: (...indices) => withText(sequence(symbol, indices.map(toIndex)), fillIndices(latex, indices)),
  };
}

/** An instance from texts: `{ t: 't+1' }`. */
export function indices(values: Readonly<Record<string, IndexValue>>): {
  readonly indices: Readonly<Record<string, Polynomial>>;
} {
  return {
    indices: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toIndex(value)])),
  };
}
