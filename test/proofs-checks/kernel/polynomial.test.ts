/** Polynomials in normal form: one text each, and substitution as a ring homomorphism. */
import { describe, expect, it } from 'vitest';
import {
  constant,
  difference,
  isZeroPolynomial,
  mapVariables,
  monomial,
  polynomialKey,
  product,
  scale,
  sum,
  variablesOf,
} from '../../../proofs-checks/kernel/polynomial.js';
import { rational } from '../../../proofs-checks/kernel/rational.js';
import { index } from '../../../proofs-checks/kernel/symbols.js';

const [k, t] = [index('k'), index('t')];
const [K, T] = [monomial(k), monomial(t)];

describe('the text of a polynomial', () => {
  it('lists its terms, and the powers of each by the key of the variable', () => {
    expect(polynomialKey(constant(0))).toBe('0');
    expect(polynomialKey(constant(2))).toBe('2*');
    expect(polynomialKey(constant(rational(1, 2)))).toBe('1/2*');
    expect(polynomialKey(K)).toBe('1*k^1');
    expect(polynomialKey(product(T, K, T))).toBe('1*k^1 t^2');
    expect(polynomialKey(sum(T, scale(-3, K), constant(5)))).toBe('-3*k^1+1*t^1+5*');
  });

  it('does not depend on the order in which the polynomial was made', () => {
    const texts = [sum(product(K, T), K, T), sum(T, product(T, K), K), sum(K, T, product(K, T))];
    expect(new Set(texts.map(polynomialKey)).size).toBe(1);
  });
});

describe('normal form', () => {
  it('keeps no term with coefficient 0', () => {
    expect(difference(sum(K, T), T).terms.size).toBe(1);
    expect(isZeroPolynomial(difference(K, K))).toBe(true);
    expect(isZeroPolynomial(constant(0))).toBe(true);
    expect(isZeroPolynomial(constant(1))).toBe(false);
  });

  it('has sums and products of nothing', () => {
    expect(polynomialKey(sum())).toBe('0');
    expect(polynomialKey(product())).toBe('1*');
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(K)).toBe(true);
  });
});

describe('the variables of a polynomial', () => {
  it('are those that occur', () => {
    expect(variablesOf(sum(product(K, T), K)).map(({ key }) => key)).toEqual(['k', 't', 'k']);
    expect(variablesOf(constant(3))).toEqual([]);
  });
});

describe('substitution', () => {
  it('replaces every power of a variable and keeps the others', () => {
    const square = sum(product(K, K), scale(2, product(K, T)));
    const image = mapVariables(square, ({ key }) => (key === 'k' ? sum(T, constant(1)) : undefined));
    // (t+1)² + 2(t+1)t = 3t² + 4t + 1
    expect(polynomialKey(image)).toBe('1*+3*t^2+4*t^1');
  });

  it('asks once for each variable', () => {
    const asked: string[] = [];
    mapVariables(sum(product(K, K), product(K, T), T), ({ key }) => {
      asked.push(key);
      return undefined;
    });
    expect(asked).toEqual(['k', 't']);
  });

  it('is simultaneous: images are not substituted again', () => {
    const swapped = mapVariables(sum(K, scale(2, T)), ({ key }) => (key === 'k' ? T : K));
    expect(polynomialKey(swapped)).toBe('1*t^1+2*k^1');
  });
});
