/** Vectors as formal combinations of atoms, E⟨·, ·⟩ on them, and the order of births. */
import { describe, expect, it } from 'vitest';
import { constant, polynomialKey, scale, sum } from '../../../proofs-checks/kernel/polynomial.js';
import { generator, indexVariable } from '../../../proofs-checks/kernel/symbols.js';
import {
  applyWord,
  atomVector,
  birthOf,
  combine,
  createAtom,
  innerProduct,
  isBornBefore,
  isVectorBornBefore,
  type Birth,
  type Vector,
  type VectorSymbol,
} from '../../../proofs-checks/kernel/vectors.js';

const [zero, one] = [constant(0), constant(1)];
const [k, t] = [indexVariable('k'), indexVariable('t')];
const next = sum(t, one);
const point: VectorSymbol = {
  name: 'p',
  latex: 'p^{#1,#2}',
  noise: false,
  birth: ([round = zero, step = zero]) => [round, step],
};
const other: VectorSymbol = { name: 'q', latex: 'q', noise: false, birth: () => [zero, zero] };
const at = (...indices: readonly (typeof k)[]) => atomVector(createAtom(point, indices));
const text = (vector: Vector): string[] =>
  [...vector].map(([key, { coefficient }]) => `${key}: ${polynomialKey(coefficient)}`);

describe('an atom', () => {
  it('is known by its word, its symbol and its expanded indices', () => {
    expect(createAtom(point, [t, k]).key).toBe('p[1*t^1,1*k^1]');
    expect(createAtom(point, [generator('K'), k], ['A', 'H']).key).toBe('A·H·p[1*+1*J^1,1*k^1]');
    expect(createAtom(other, []).key).toBe('q[]');
    expect(createAtom(other, []).word).toEqual([]);
    expect(Object.isFrozen(createAtom(other, []))).toBe(true);
  });

  it('has one symbol for each name', () => {
    expect(() => createAtom({ ...point }, [t, k])).toThrow('two symbols are called p');
  });

  it('that was not made by the kernel is refused', () => {
    const forged = { ...createAtom(point, [t, k]) };
    expect(() => birthOf(forged)).toThrow(new TypeError('not an atom of the kernel: p[1*t^1,1*k^1]'));
    const vector: Vector = new Map([[forged.key, { atom: forged, coefficient: one }]]);
    expect(() => innerProduct(vector, at(t, k))).toThrow('not an atom');
    expect(() => innerProduct(at(t, k), vector)).toThrow('not an atom');
  });
});

describe('a combination', () => {
  it('adds like atoms and drops those that cancel', () => {
    const eta = generator('eta');
    expect(text(combine([eta, at(t, k)], [one, atomVector(createAtom(other, []))], [one, at(t, k)]))).toEqual(
      ['p[1*t^1,1*k^1]: 1*+1*eta^1', 'q[]: 1*'],
    );
    expect(text(combine([one, at(t, k)], [constant(-1), at(t, k)]))).toEqual([]);
    expect(text(combine([zero, at(t, k)]))).toEqual([]);
  });

  it('scales what is already a combination', () => {
    const both = combine([constant(2), at(t, k)], [one, atomVector(createAtom(other, []))]);
    expect(text(combine([constant(3), both]))).toEqual(['p[1*t^1,1*k^1]: 6*', 'q[]: 3*']);
  });

  it('goes through linear operators, the outermost first', () => {
    const both = combine([constant(2), at(t, k)], [one, atomVector(createAtom(other, [], ['H']))]);
    expect(text(applyWord(['A', 'B'], both))).toEqual(['A·B·p[1*t^1,1*k^1]: 2*', 'A·B·H·q[]: 1*']);
  });
});

describe('the inner product', () => {
  it('has one variable for both orders of a pair', () => {
    const key = '1*<p[1*t^1,1*k^1]|q[]>^1';
    const q = atomVector(createAtom(other, []));
    expect(polynomialKey(innerProduct(at(t, k), q))).toBe(key);
    expect(polynomialKey(innerProduct(q, at(t, k)))).toBe(key);
    const [variable] = [...innerProduct(q, at(t, k)).terms.values()].flatMap(({ powers }) => powers);
    expect(variable?.variable).toMatchObject({
      kind: 'gram',
      left: { key: 'p[1*t^1,1*k^1]' },
      right: { key: 'q[]' },
    });
  });

  it('tells a vector without an index from that of the index 0', () => {
    const [none, zeroth] = [[], [zero]].map((indices) => atomVector(createAtom(other, indices)));
    if (none === undefined || zeroth === undefined) throw new RangeError('two vectors');
    expect(text(combine([one, none], [constant(-1), zeroth]))).toEqual(['q[]: 1*', 'q[0]: -1*']);
    expect(polynomialKey(innerProduct(none, zeroth))).toBe('1*<q[0]|q[]>^1');
  });

  it('is ‖u‖² + 2⟨u, v⟩ + ‖v‖² for a sum', () => {
    const [u, v] = [at(t, k), atomVector(createAtom(other, []))];
    const both = combine([one, u], [one, v]);
    const expanded = sum(innerProduct(u, u), scale(2, innerProduct(u, v)), innerProduct(v, v));
    expect(polynomialKey(innerProduct(both, both))).toBe(polynomialKey(expanded));
    expect(polynomialKey(innerProduct(both, new Map()))).toBe('0');
  });
});

describe('births', () => {
  it.each<[string, Birth, Birth, boolean]>([
    ['an earlier round', [t, k], [next, zero], true],
    ['two rounds earlier', [t, k], [sum(next, one), zero], true],
    ['the same round, an earlier step', [t, k], [t, sum(k, one)], true],
    ['the same', [t, k], [t, k], false],
    ['a later step', [t, sum(k, one)], [t, k], false],
    ['a later round, an earlier step', [next, zero], [t, k], false],
    ['another round, an earlier step', [k, zero], [t, one], false],
    ['a step that may be earlier or later', [t, k], [t, one], false],
    ['half a step earlier', [t, k], [t, sum(k, generator('a'))], false],
  ])('%s', (_name, left, right, answer) => {
    expect(isBornBefore(left, right)).toBe(answer);
  });

  it('of an atom come from its indices, whatever operators act on it', () => {
    expect(birthOf(createAtom(point, [next, k], ['H'])).map(polynomialKey)).toEqual(
      [next, k].map(polynomialKey),
    );
  });

  it('of a combination are those of its youngest part', () => {
    const old = combine([one, at(t, k)], [one, at(t, sum(k, one))]);
    expect(isVectorBornBefore(old, [t, sum(k, constant(2))])).toBe(true);
    expect(isVectorBornBefore(old, [t, sum(k, one)])).toBe(false);
    expect(isVectorBornBefore(new Map(), [zero, zero])).toBe(true);
  });
});
