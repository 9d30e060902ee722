/** The variables of the kernel: their signs and definitions, and what is decided from the form of a polynomial. */
import { describe, expect, it } from 'vitest';
import {
  constant,
  difference,
  monomial,
  polynomialKey,
  product,
  scale,
  sum,
  type Polynomial,
} from '../../../proofs-checks/kernel/polynomial.js';
import { rational } from '../../../proofs-checks/kernel/rational.js';
import {
  assertUniqueName,
  expandDefinitions,
  generator,
  generators,
  index,
  indexVariable,
  isLinear,
  isNatural,
  isSymbol,
  isSymbolFree,
  isSyntacticallyNonnegative,
  isSyntacticallyPositive,
  lastStep,
  sequence,
  sequenceValue,
  type SequenceSymbol,
} from '../../../proofs-checks/kernel/symbols.js';
import { generatorList } from './generator-list.js';

const [k, j] = [indexVariable('k'), indexVariable('J')];
const [a, abar, eta, K, L, mixing] = ['a', 'abar', 'eta', 'K', 'L', 'mixing'].map(generator) as [
  Polynomial,
  Polynomial,
  Polynomial,
  Polynomial,
  Polynomial,
  Polynomial,
];
const expected: SequenceSymbol = { name: 'expected', latex: 's_{#1}', deterministic: false };
const number: SequenceSymbol = { name: 'number', latex: 'c_{#1}', deterministic: true };

describe('the generators', () => {
  it('are a closed list, each with its sign', () => {
    expect(generators.map(({ kind, key, sign, latex }) => [kind, key, sign, latex].join(' '))).toEqual(
      generatorList,
    );
  });

  it('abbreviate ā = 1 − a and K = (K−1) + 1, and nothing else', () => {
    expect(polynomialKey(expandDefinitions(abar))).toBe(polynomialKey(difference(constant(1), a)));
    expect(polynomialKey(expandDefinitions(K))).toBe(polynomialKey(sum(j, constant(1))));
    expect(generators.filter(({ definition }) => definition !== undefined).map(({ key }) => key)).toEqual([
      'abar',
      'K',
    ]);
    expect(generators.filter((one) => 'definition' in one)).toHaveLength(2);
    expect(polynomialKey(expandDefinitions(sum(eta, k)))).toBe(polynomialKey(sum(eta, k)));
  });

  it('are not indices, and there are no others', () => {
    expect(() => generator('b')).toThrow(new RangeError('there is no generator b'));
    expect(() => indexVariable('eta')).toThrow(new RangeError('eta is a generator'));
    expect(polynomialKey(indexVariable('t'))).toBe('1*t^1');
  });
});

describe('indices', () => {
  it('are natural numbers; K − 1 is one of them', () => {
    expect(index('k')).toEqual({ kind: 'index', key: 'k', latex: 'k' });
    expect(lastStep).toEqual({ kind: 'index', key: 'J', latex: '(K-1)' });
  });
});

describe('sequences', () => {
  it('are known by name and expanded indices', () => {
    const value = sequenceValue(expected, [K, k]);
    expect(value.kind).toBe('sequence');
    expect(value.key).toBe('expected[1*+1*J^1,1*k^1]');
    expect(value.indices.map(polynomialKey)).toEqual(['1*+1*J^1', '1*k^1']);
    expect(polynomialKey(sequence(expected, [sum(j, constant(1)), k]))).toBe(polynomialKey(monomial(value)));
  });

  it('of two symbols do not share a name', () => {
    expect(() => {
      assertUniqueName({ name: 'expected' });
    }).toThrow(new RangeError('two symbols are called expected'));
    expect(() => {
      assertUniqueName(expected);
    }).not.toThrow();
  });
});

describe('symbols', () => {
  it('are expected values, not coefficients', () => {
    expect(isSymbol(sequenceValue(expected, [k]))).toBe(true);
    expect(isSymbol(sequenceValue(number, [k]))).toBe(false);
    expect(isSymbol(lastStep)).toBe(false);
    expect(isSymbolFree(sum(product(a, k), sequence(number, [k])))).toBe(true);
    expect(isSymbolFree(sum(a, sequence(expected, [k])))).toBe(false);
    expect(isSymbolFree(constant(0))).toBe(true);
  });

  it('occur linearly in a statement', () => {
    const [s, c] = [sequence(expected, [k]), sequence(number, [k])];
    expect(isLinear(sum(product(a, a, s), product(c, c), constant(1)))).toBe(true);
    expect(isLinear(product(s, s))).toBe(false);
    expect(isLinear(product(s, sequence(expected, [j])))).toBe(false);
    expect(isLinear(sum(s, product(c, s)))).toBe(true);
    expect(isLinear(constant(0))).toBe(true);
  });
});

describe('what the form of a polynomial says', () => {
  const [s, c] = [sequence(expected, [k]), sequence(number, [k])];

  it.each<[string, Polynomial, boolean]>([
    ['0', constant(0), true],
    ['1/2', constant(rational(1, 2)), true],
    ['-1', constant(-1), false],
    ['aā + L + k', sum(product(a, abar), L, k), true],
    ['a − L', difference(a, L), false],
    ['θ', mixing, false],
    ['θ²', product(mixing, mixing), false],
    ['aθ + a', sum(product(a, mixing), a), false],
    ['a symbol', s, false],
    ['a coefficient', c, false],
  ])('%s: nonnegative is %s', (_text, polynomial, answer) => {
    expect(isSyntacticallyNonnegative(polynomial)).toBe(answer);
  });

  it.each<[string, Polynomial, boolean]>([
    ['1', constant(1), true],
    ['0', constant(0), false],
    ['aη', product(a, eta), true],
    ['ā', abar, false],
    ['1 + ā', sum(constant(1), abar), true],
    ['L·a', product(L, a), false],
    ['k', k, false],
    ['k + a', sum(k, a), true],
    ['a − 1', difference(a, constant(1)), false],
    ['θ', mixing, false],
  ])('%s: positive is %s', (_text, polynomial, answer) => {
    expect(isSyntacticallyPositive(polynomial)).toBe(answer);
  });

  it.each<[string, Polynomial, boolean]>([
    ['0', constant(0), true],
    ['3', constant(3), true],
    ['k + 2(K−1)', sum(k, scale(2, j)), true],
    ['k²', product(k, k), true],
    ['k − 1', difference(k, constant(1)), false],
    ['k/2', scale(rational(1, 2), k), false],
    ['a', a, false],
    ['ak', product(a, k), false],
  ])('%s: natural is %s', (_text, polynomial, answer) => {
    expect(isNatural(polynomial)).toBe(answer);
  });
});
