/**
 * Square-integrable random vectors as formal combinations of atoms, and E⟨·, ·⟩ as a bilinear map to polynomials.
 *
 * Everything proved here holds in every real inner-product space: the kernel never looks inside a vector.
 */
import { spend } from './refusal.js';
import {
  constant,
  difference,
  isNatural,
  isZero,
  joinKeys,
  mapVariables,
  monomial,
  one,
  product,
  sum,
  sumOf,
  type Atom,
  type Birth,
  type Polynomial,
} from './polynomial.js';

/** Σ coefficient · atom, by the key of the atom; no coefficient is 0. */
export type Vector = ReadonlyMap<string, { readonly atom: Atom; readonly coefficient: Polynomial }>;

/** The combination that is one atom. */
export function atomVector(atom: Atom): Vector {
  return new Map([[atom.key, { atom, coefficient: one }]]);
}

/** Σ coefficient · vector. */
export function combine(parts: readonly (readonly [coefficient: Polynomial, vector: Vector])[]): Vector {
  const result = new Map<string, { readonly atom: Atom; readonly coefficient: Polynomial }>();
  for (const [factor, vector] of parts) {
    for (const [key, { atom, coefficient }] of vector) {
      const added = product(factor, coefficient);
      const before = result.get(key)?.coefficient;
      const total = before === undefined ? added : sum(before, added);
      if (isZero(total)) result.delete(key);
      else result.set(key, { atom, coefficient: total });
    }
  }
  return result;
}

/** Whether two combinations are the same, atom by atom. */
export const isSame = (left: Vector, right: Vector): boolean =>
  combine([
    [one, left],
    [constant(-1), right],
  ]).size === 0;

/** word·v: linear operators act on each atom. */
export function applyWord(word: readonly string[], vector: Vector): Vector {
  return combine(
    [...vector.values()].map(({ atom, coefficient }) => {
      const all = [...word, ...atom.word];
      spend(all.length);
      const key = joinKeys([...all, atom.member], '·');
      return [coefficient, atomVector({ ...atom, key, word: all })] as const;
    }),
  );
}

/** E⟨left, right⟩, expanded bilinearly; ⟨u, v⟩ and ⟨v, u⟩ are one variable. */
export function innerProduct(left: Vector, right: Vector): Polynomial {
  function* terms(): Generator<Polynomial> {
    for (const u of left.values()) {
      for (const v of right.values()) {
        const atoms = u.atom.key <= v.atom.key ? ([u.atom, v.atom] as const) : ([v.atom, u.atom] as const);
        const gram = monomial({
          key: `<${joinKeys([atoms[0].key, atoms[1].key], '|')}>`,
          kind: 'gram',
          atoms,
        });
        yield product(u.coefficient, v.coefficient, gram);
      }
    }
  }
  return sumOf(terms());
}

/** The polynomial with a member of a family, bare or under operators, replaced by the vector that it equals. */
export function rewriteMember(polynomial: Polynomial, member: string, to: Vector): Polynomial {
  const image = (atom: Atom): Vector =>
    atom.member === member ? applyWord(atom.word, to) : atomVector(atom);
  return mapVariables(polynomial, ({ kind, atoms }) =>
    kind === 'gram' && atoms?.some((atom) => atom.member === member) === true
      ? innerProduct(image(atoms[0]), image(atoms[1]))
      : undefined,
  );
}

/** Whether left < right for all values of the indices: right − left − 1 is a natural number. */
const isLess = (left: Polynomial, right: Polynomial): boolean => isNatural(difference(right, sum(left, one)));

/** Lexicographic order for all values of the indices; where it depends on them, the answer is no. */
function isBornBefore([round, step]: Birth, [otherRound, otherStep]: Birth): boolean {
  if (isLess(round, otherRound)) return true;
  return isZero(difference(round, otherRound)) && isLess(step, otherStep);
}

/** Whether every atom of the vector is born strictly before `birth`: a composite is as young as its youngest part. */
export function isOlder(vector: Vector, birth: Birth): boolean {
  return [...vector.values()].every(({ atom }) => isBornBefore(atom.birth, birth));
}

/** Whether every atom of the vector is known at `birth`. */
export function isKnownAt(vector: Vector, birth: Birth): boolean {
  return [...vector.values()].every(
    ({ atom }) =>
      isBornBefore(atom.birth, birth) ||
      (isZero(difference(atom.birth[0], birth[0])) && isZero(difference(atom.birth[1], birth[1]))),
  );
}
