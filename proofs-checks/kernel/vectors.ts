/**
 * Square-integrable random vectors as formal combinations of atoms, and E⟨·, ·⟩ as a bilinear map to Gram variables.
 *
 * Everything proven here holds in every real inner-product space: the kernel never looks inside a vector.
 */
import {
  constant,
  difference,
  isZeroPolynomial,
  monomial,
  polynomialKey,
  product,
  sum,
} from './polynomial.js';
import { assertUniqueName, assertWord, expandDefinitions, isNatural } from './symbols.js';
import type { Atom, Birth, Polynomial, Vector, VectorSymbol } from './types.js';

export type { Atom, Birth, Vector, VectorSymbol };

const atoms = new WeakSet<object>();

/** Throws TypeError for an atom that was not made here: its key might belong to another symbol. */
function assertAtom(atom: Atom): void {
  if (!atoms.has(atom)) throw new TypeError(`not an atom of the kernel: ${atom.key}`);
}

/** The atom word·symbol[indices]. */
export function createAtom(
  symbol: VectorSymbol,
  indices: readonly Polynomial[],
  word: readonly string[] = [],
): Atom {
  assertUniqueName(symbol);
  word.forEach(assertWord);
  const normal = indices.map(expandDefinitions);
  const key = `${word.map((letter) => `${letter}·`).join('')}${symbol.name}[${normal.map(polynomialKey).join(',')}]`;
  const atom = Object.freeze({ key, symbol, indices: normal, word });
  atoms.add(atom);
  return atom;
}

/** The combination that is one atom. */
export function atomVector(atom: Atom): Vector {
  return new Map([[atom.key, { atom, coefficient: constant(1) }]]);
}

/** Σ coefficient · vector. */
export function combine(...parts: readonly (readonly [coefficient: Polynomial, vector: Vector])[]): Vector {
  const result = new Map<string, { readonly atom: Atom; readonly coefficient: Polynomial }>();
  for (const [factor, vector] of parts) {
    for (const [key, { atom, coefficient }] of vector) {
      const before = result.get(key)?.coefficient;
      const added = product(factor, coefficient);
      const total = before === undefined ? added : sum(before, added);
      if (isZeroPolynomial(total)) result.delete(key);
      else result.set(key, { atom, coefficient: total });
    }
  }
  return result;
}

/** word·v: linear operators act on each atom. */
export function applyWord(word: readonly string[], vector: Vector): Vector {
  return combine(
    ...[...vector.values()].map(
      ({ atom, coefficient }) =>
        [coefficient, atomVector(createAtom(atom.symbol, atom.indices, [...word, ...atom.word]))] as const,
    ),
  );
}

/** E⟨left, right⟩, expanded bilinearly; ⟨u, v⟩ and ⟨v, u⟩ are one Gram variable. */
export function innerProduct(left: Vector, right: Vector): Polynomial {
  for (const { atom } of [...left.values(), ...right.values()]) assertAtom(atom);
  return sum(
    ...[...left.values()].flatMap((u) =>
      [...right.values()].map((v) => {
        const [first, second] = u.atom.key <= v.atom.key ? [u.atom, v.atom] : [v.atom, u.atom];
        const gram = {
          kind: 'gram',
          key: `<${first.key}|${second.key}>`,
          left: first,
          right: second,
        } as const;
        return product(u.coefficient, v.coefficient, monomial(gram));
      }),
    ),
  );
}

/** Whether left < right for all values of the indices: right − left is a natural number plus something ≥ 1. */
function isLess(left: Polynomial, right: Polynomial): boolean {
  return isNatural(difference(right, sum(left, constant(1))));
}

/** Lexicographic order for all values of the indices; where it depends on them, the answer is no. */
export function isBornBefore([round, step]: Birth, [otherRound, otherStep]: Birth): boolean {
  if (isLess(round, otherRound)) return true;
  return isZeroPolynomial(difference(round, otherRound)) && isLess(step, otherStep);
}

/** The birth of an atom: deterministic operators do not change it. */
export function birthOf(atom: Atom): Birth {
  assertAtom(atom);
  return atom.symbol.birth(atom.indices);
}

/** Whether every atom of `vector` is born strictly before `birth`: a composite is as young as its youngest part. */
export function isVectorBornBefore(vector: Vector, birth: Birth): boolean {
  return [...vector.values()].every(({ atom }) => isBornBefore(birthOf(atom), birth));
}
