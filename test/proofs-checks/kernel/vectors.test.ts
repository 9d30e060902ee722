/** Vectors as formal combinations of atoms, E⟨·, ·⟩ on them, and the order of births. */
import { describe, expect, it } from 'vitest';
import {
  constant,
  monomial,
  one,
  polynomialKey,
  product,
  sum,
  type Birth,
  type Polynomial,
} from '../../../proofs-checks/kernel/polynomial.js';
import {
  applyWord,
  atomVector,
  combine,
  innerProduct,
  isKnownAt,
  isOlder,
  rewriteMember,
  type Vector,
} from '../../../proofs-checks/kernel/vectors.js';

const zero = constant(0);
const [k, t] = ['k', 't'].map((key) => monomial({ key, kind: 'index' })) as [Polynomial, Polynomial];
const eta = monomial({ key: 'eta', kind: 'parameter' });
const next = sum(t, one);
const atom = (member: string, birth: Birth = [zero, zero], word: readonly string[] = []): Vector =>
  applyWord(word, atomVector({ key: member, member, family: member.slice(0, 1), birth, word: [] }));
const [p, q] = [atom('p[1*t]'), atom('q[]')];
const text = (vector: Vector): string[] =>
  [...vector].map(([key, { coefficient }]) => `${key}: ${polynomialKey(coefficient)}`);

describe('a combination', () => {
  it('adds like atoms and drops those that cancel', () => {
    const added = combine([
      [eta, p],
      [one, q],
      [one, p],
    ]);
    expect(text(added)).toEqual(['p[1*t]: 1*+1*eta', 'q[]: 1*']);
    const cancelled = combine([
      [one, p],
      [constant(-1), p],
    ]);
    expect([text(cancelled), text(combine([[zero, p]]))]).toEqual([[], []]);
  });

  it('scales what is already a combination', () => {
    const both = combine([
      [constant(2), p],
      [one, q],
    ]);
    expect(text(combine([[constant(3), both]]))).toEqual(['p[1*t]: 6*', 'q[]: 3*']);
  });

  it('goes through linear operators, the outermost first', () => {
    const both = combine([
      [constant(2), p],
      [one, atom('q[]', [zero, zero], ['H'])],
    ]);
    expect(text(applyWord(['A', 'B'], both))).toEqual(['A·B·p[1*t]: 2*', 'A·B·H·q[]: 1*']);
  });
});

describe('the inner product', () => {
  it('has one variable for both orders of a pair', () => {
    for (const value of [innerProduct(p, q), innerProduct(q, p)]) {
      expect(polynomialKey(value)).toBe('1*<p[1*t]|q[]>');
      const [power] = [...value.values()].flatMap(({ powers }) => powers);
      expect(power?.variable).toMatchObject({ kind: 'gram', atoms: [{ key: 'p[1*t]' }, { key: 'q[]' }] });
    }
  });

  it('is ‖u‖² + 2⟨u, v⟩ + ‖v‖² for a sum', () => {
    const both = combine([
      [one, p],
      [one, q],
    ]);
    const expanded = sum(innerProduct(p, p), product(constant(2), innerProduct(p, q)), innerProduct(q, q));
    expect(polynomialKey(innerProduct(both, both))).toBe(polynomialKey(expanded));
    expect(polynomialKey(innerProduct(both, new Map()))).toBe('0');
  });
});

it('a rewriting replaces a member on both sides of an inner product, also under operators', () => {
  const to = combine([[constant(2), q]]);
  const rewritten = (polynomial: Polynomial) => polynomialKey(rewriteMember(polynomial, 'p[1*t]', to));
  expect(rewritten(innerProduct(p, p))).toBe('4*<q[]|q[]>');
  expect(rewritten(innerProduct(p, q))).toBe('2*<q[]|q[]>');
  expect(rewritten(innerProduct(applyWord(['H'], p), q))).toBe('2*<H·q[]|q[]>');
  expect(rewritten(sum(innerProduct(q, q), k))).toBe('1*<q[]|q[]>+1*k');
  expect(polynomialKey(rewriteMember(innerProduct(q, p), 'p[1*t]', new Map()))).toBe('0');
});

describe('births', () => {
  it.each<[string, Birth, Birth, boolean, boolean]>([
    ['an earlier round', [t, k], [next, zero], true, true],
    ['two rounds earlier', [t, k], [sum(next, one), zero], true, true],
    ['the same round, an earlier step', [t, k], [t, sum(k, one)], true, true],
    ['the same', [t, k], [t, k], false, true],
    ['a later step', [t, sum(k, one)], [t, k], false, false],
    ['a later round, an earlier step', [next, zero], [t, k], false, false],
    ['another round, an earlier step', [k, zero], [t, one], false, false],
    ['another round, the same step', [k, one], [t, one], false, false],
    ['a step that may be earlier or later', [t, k], [t, one], false, false],
    ['half a step earlier', [t, k], [t, sum(k, eta)], false, false],
  ])('%s: older, known', (_name, left, right, older, known) => {
    const vector = atom('v', left);
    expect([isOlder(vector, right), isKnownAt(vector, right)]).toEqual([older, known]);
  });

  it('of a combination are those of its youngest part', () => {
    const old = combine([
      [one, atom('u', [t, k])],
      [one, atom('v', [t, sum(k, one)])],
    ]);
    expect([isOlder(old, [t, sum(k, constant(2))]), isOlder(old, [t, sum(k, one)])]).toEqual([true, false]);
    expect([isKnownAt(old, [t, sum(k, one)]), isKnownAt(old, [t, k])]).toEqual([true, false]);
    expect(isOlder(new Map(), [zero, zero])).toBe(true);
  });
});
