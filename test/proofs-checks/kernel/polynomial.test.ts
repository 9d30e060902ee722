/** Polynomials in normal form: one text each, and substitution as a ring homomorphism. */
import { describe, expect, it } from 'vitest';
import {
  constant,
  difference,
  isLinear,
  isNatural,
  isSymbolFree,
  isZero,
  mapVariables,
  monomial,
  one,
  polynomialKey,
  power,
  product,
  productOf,
  sum,
  sumOf,
  type Polynomial,
} from '../../../proofs-checks/kernel/polynomial.js';
import { rational } from '../../../proofs-checks/kernel/rational.js';

const variable = (key: string, kind: 'index' | 'parameter' | 'value' | 'number'): Polynomial =>
  monomial({ key, kind });
const [k, t, a, F] = [
  variable('k', 'index'),
  variable('t', 'index'),
  variable('a', 'parameter'),
  variable('F[0]', 'value'),
];

describe('the text of a polynomial', () => {
  it('lists its terms, and the powers of each by the key of the variable', () => {
    expect([polynomialKey(constant(0)), polynomialKey(constant(2))]).toEqual(['0', '2*']);
    expect([polynomialKey(constant(rational(1, 2))), polynomialKey(k)]).toEqual(['1/2*', '1*k']);
    expect(polynomialKey(product(t, k, t))).toBe('1*k t^2');
    expect(polynomialKey(product(product(k, t), product(a, t, t)))).toBe('1*a k t^3');
    expect(polynomialKey(sum(t, product(constant(-3), k), constant(5)))).toBe('-3*k+1*t+5*');
  });

  it('does not depend on the order in which the polynomial was made', () => {
    const texts = [sum(product(k, t), k, t), sum(t, product(t, k), k), sumOf([k, t, product(k, t)])];
    expect(new Set(texts.map(polynomialKey)).size).toBe(1);
  });
});

describe('normal form', () => {
  it('keeps no term with coefficient 0', () => {
    expect([difference(sum(k, t), t).size, isZero(difference(k, k))]).toEqual([1, true]);
    expect([isZero(constant(0)), isZero(one)]).toEqual([true, false]);
    expect(isZero(product(constant(0), sum(k, t)))).toBe(true);
  });

  it('has sums and products of nothing', () => {
    expect([polynomialKey(sum()), polynomialKey(productOf([]))]).toEqual(['0', '1*']);
    expect(polynomialKey(power(k, 0))).toBe('1*');
  });

  it('multiplies out', () => {
    expect(polynomialKey(power(sum(k, product(constant(2), t)), 2))).toBe('1*k^2+4*k t+4*t^2');
    expect(polynomialKey(product(sum(k, one), difference(k, one)))).toBe('-1*+1*k^2');
  });

  it('has at most 4000 terms and degree 200', () => {
    const powersOf = (count: number) => sumOf(Array.from({ length: count }, (_, at) => power(k, at)));
    expect(power(k, 200).size).toBe(1);
    expect(() => product(power(k, 150), power(k, 51))).toThrow('a formula has too high a degree');
    const grid = product(
      powersOf(80),
      mapVariables(powersOf(50), () => t),
    );
    expect(grid.size).toBe(4000);
    expect(() => sum(grid, a)).toThrow('a formula has too many terms');
    expect(() => product(grid, powersOf(51))).toThrow('a formula has too many terms');
  });
});

describe('substitution', () => {
  it('replaces every power of a variable and keeps the others', () => {
    const square = sum(product(k, k), product(constant(2), k, t));
    const image = mapVariables(square, ({ key }) => (key === 'k' ? sum(t, one) : undefined));
    // (t+1)² + 2(t+1)t = 3t² + 4t + 1
    expect(polynomialKey(image)).toBe('1*+3*t^2+4*t');
  });

  it('asks once for each variable', () => {
    const asked: string[] = [];
    mapVariables(sum(product(k, k), product(k, t), t), ({ key }) => {
      asked.push(key);
      return undefined;
    });
    expect(asked).toEqual(['k', 't']);
  });

  it('is simultaneous: images are not substituted again', () => {
    const swapped = mapVariables(sum(k, product(constant(2), t)), ({ key }) => (key === 'k' ? t : k));
    expect(polynomialKey(swapped)).toBe('1*t+2*k');
  });
});

describe('what a polynomial is', () => {
  it.each<[string, Polynomial, boolean, boolean]>([
    ['a constant', one, true, true],
    ['a parameter', power(a, 3), true, true],
    ['a number of a family', power(variable('c[0]', 'number'), 2), true, true],
    ['a symbol', product(a, F), false, true],
    ['a symbol among others', sum(a, F), false, true],
    ['a square of a symbol', product(F, F), false, false],
    ['a product of symbols', product(F, variable('F[1]', 'value')), false, false],
    ['a product of symbols among others', sum(a, product(F, F)), false, false],
  ])('%s: free of symbols, linear in them', (_what, polynomial, free, linear) => {
    expect([isSymbolFree(polynomial), isLinear(polynomial)]).toEqual([free, linear]);
  });

  it.each<[string, Polynomial, boolean]>([
    ['0', constant(0), true],
    ['k² t + 3', sum(product(k, k, t), constant(3)), true],
    ['k − 1', difference(k, one), false],
    ['k/2', product(constant(rational(1, 2)), k), false],
    ['a', a, false],
    ['k a', product(k, a), false],
  ])('%s: a natural number for all indices', (_what, polynomial, natural) => {
    expect(isNatural(polynomial)).toBe(natural);
  });
});
