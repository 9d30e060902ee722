/** Instantiation of indices and operators, and rewriting of a symbol by what equals it. */
import { describe, expect, it } from 'vitest';
import { constant, polynomialKey, product, scale, sum } from '../../../proofs-checks/kernel/polynomial.js';
import {
  anyOperator,
  assertInstance,
  instantiate,
  instantiateValue,
  instantiateVector,
  rewriteAtom,
  rewriteValue,
} from '../../../proofs-checks/kernel/substitution.js';
import {
  generator,
  indexVariable,
  sequence,
  sequenceValue,
  type SequenceSymbol,
} from '../../../proofs-checks/kernel/symbols.js';
import {
  applyWord,
  atomVector,
  combine,
  createAtom,
  innerProduct,
  type VectorSymbol,
} from '../../../proofs-checks/kernel/vectors.js';

const one = constant(1);
const [k, t, J] = ['k', 't', 'J'].map(indexVariable) as [typeof one, typeof one, typeof one];
const s: SequenceSymbol = { name: 's', latex: 's_{#1}', deterministic: false };
const u: VectorSymbol = { name: 'u', latex: 'u^{#1}', noise: false, birth: ([n = one]) => [n, one] };
const v: VectorSymbol = { name: 'v', latex: 'v', noise: false, birth: () => [one, one] };
const [U, V] = [(n: typeof one) => atomVector(createAtom(u, [n])), atomVector(createAtom(v, []))];
const key = polynomialKey;

describe('an instance', () => {
  it('gives indices natural numbers, K among them, and leaves K − 1 alone', () => {
    expect(() => {
      assertInstance({ indices: { k: sum(t, one), j: generator('K') } });
    }).not.toThrow();
    expect(() => {
      assertInstance({});
    }).not.toThrow();
    expect(() => {
      assertInstance({ indices: { k: generator('a') } });
    }).toThrow(new RangeError('index k must stay a natural number'));
    expect(() => {
      assertInstance({ indices: { J: k } });
    }).toThrow(new RangeError('K is fixed and cannot be instantiated'));
  });

  it('replaces an index everywhere, also inside symbols', () => {
    const at = { indices: { k: sum(t, one) } };
    expect(key(instantiate(product(k, generator('a')), at))).toBe(key(product(sum(t, one), generator('a'))));
    expect(key(instantiate(sequence(s, [k]), at))).toBe(key(sequence(s, [sum(t, one)])));
    expect(instantiateValue(sequenceValue(s, [k]), at).key).toBe(sequenceValue(s, [sum(t, one)]).key);
    expect(key(instantiate(innerProduct(U(k), V), at))).toBe(key(innerProduct(U(sum(t, one)), V)));
    expect(key(instantiate(innerProduct(V, U(k)), at))).toBe(key(innerProduct(V, U(sum(t, one)))));
    expect(key(instantiate(innerProduct(U(k), U(t)), at))).toBe(key(innerProduct(U(sum(t, one)), U(t))));
    const vector = instantiateVector(combine([k, U(k)], [one, V]), at);
    expect([...vector].map(([name, { coefficient }]) => [name, key(coefficient)])).toEqual([
      ['u[1*+1*t^1]', '1*+1*t^1'],
      ['v[]', '1*'],
    ]);
  });

  it('leaves every other name alone', () => {
    const polynomial = sum(t, J, generator('eta'), sequence(s, [t]), innerProduct(U(t), V));
    expect(key(instantiate(polynomial, { indices: { k: one } }))).toBe(key(polynomial));
    expect(key(instantiate(polynomial, {}))).toBe(key(polynomial));
  });

  it('puts a word in the place of the arbitrary operator, and of no other letter', () => {
    const image = applyWord(['H', anyOperator], U(k));
    const chosen = instantiateVector(image, { operator: ['A', 'B'] });
    expect([...chosen.keys()]).toEqual(['H·A·B·u[1*k^1]']);
    expect([...instantiateVector(image, { operator: [] }).keys()]).toEqual(['H·u[1*k^1]']);
    expect([...instantiateVector(image, {}).keys()]).toEqual(['H·V·u[1*k^1]']);
    expect(anyOperator).toBe('V');
  });
});

describe('rewriting', () => {
  it('replaces the value of that key and no other', () => {
    const polynomial = sum(sequence(s, [k]), scale(2, sequence(s, [t])));
    const image = rewriteValue(polynomial, sequenceValue(s, [k]).key, constant(5));
    expect(key(image)).toBe(key(sum(constant(5), scale(2, sequence(s, [t])))));
  });

  it('replaces an atom on both sides of a product, bare or under operators', () => {
    const from = createAtom(u, [k]);
    const to = combine([constant(2), V]);
    const norm = (vector: typeof to) => innerProduct(vector, vector);
    expect(key(rewriteAtom(norm(U(k)), from, to))).toBe(key(scale(4, norm(V))));
    expect(key(rewriteAtom(innerProduct(U(k), V), from, to))).toBe(key(scale(2, norm(V))));
    expect(key(rewriteAtom(norm(applyWord(['H'], U(k))), from, to))).toBe(
      key(scale(4, norm(applyWord(['H'], V)))),
    );
    const others = sum(norm(U(t)), sequence(s, [k]), generator('a'), k);
    expect(key(rewriteAtom(others, from, to))).toBe(key(others));
  });
});
