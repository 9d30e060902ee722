/** Polynomials over ℚ are a commutative ring, in one normal form; vectors are a module over it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combine,
  constant,
  difference,
  innerProduct,
  instantiate,
  isZeroPolynomial,
  polynomialKey,
  product,
  rational,
  scale,
  sum,
  type Polynomial,
} from '../../proofs-checks/kernel/index.js';
import { expression, readExpression } from '../../proofs-checks/notation/expression.js';
import { iterate, localNoise } from '../../proofs-checks/setting/process.js';
import { arbitraryPolynomial, arbitraryRational } from './arbitrary-polynomials.js';

const isEqual = (left: Polynomial, right: Polynomial): boolean =>
  isZeroPolynomial(difference(left, right)) && polynomialKey(left) === polynomialKey(right);

const three = [arbitraryPolynomial, arbitraryPolynomial, arbitraryPolynomial] as const;

describe('ring laws', () => {
  it('addition is associative and commutative, with 0 and negatives', () => {
    fc.assert(
      fc.property(...three, (p, q, r) => {
        expect(isEqual(sum(p, sum(q, r)), sum(sum(p, q), r))).toBe(true);
        expect(isEqual(sum(p, q), sum(q, p))).toBe(true);
        expect(isEqual(sum(p, constant(0)), p)).toBe(true);
        expect(isZeroPolynomial(sum(p, scale(-1, p)))).toBe(true);
      }),
    );
  });

  it('multiplication is associative and commutative, with 1', () => {
    fc.assert(
      fc.property(...three, (p, q, r) => {
        expect(isEqual(product(p, product(q, r)), product(product(p, q), r))).toBe(true);
        expect(isEqual(product(p, q), product(q, p))).toBe(true);
        expect(isEqual(product(p, constant(1)), p)).toBe(true);
      }),
    );
  });

  it('multiplication distributes over addition, and has no zero divisors', () => {
    fc.assert(
      fc.property(...three, (p, q, r) => {
        expect(isEqual(product(p, sum(q, r)), sum(product(p, q), product(p, r)))).toBe(true);
        expect(isZeroPolynomial(product(p, q))).toBe(isZeroPolynomial(p) || isZeroPolynomial(q));
      }),
    );
  });

  it('instantiation is a ring homomorphism', () => {
    const at = { indices: { t: readExpression('k+1'), k: readExpression('2*j') } };
    fc.assert(
      fc.property(arbitraryPolynomial, arbitraryPolynomial, (p, q) => {
        expect(isEqual(instantiate(sum(p, q), at), sum(instantiate(p, at), instantiate(q, at)))).toBe(true);
        expect(isEqual(instantiate(product(p, q), at), product(instantiate(p, at), instantiate(q, at)))).toBe(
          true,
        );
      }),
    );
  });

  it('tells different polynomials apart (control)', () => {
    expect(isEqual(readExpression('(a+t)^2'), readExpression('a^2+2*a*t+t^2'))).toBe(true);
    expect(isEqual(readExpression('(a+t)^2'), readExpression('a^2+a*t+t^2'))).toBe(false);
  });
});

describe('inner products', () => {
  const u = iterate.at('t');
  const v = localNoise.at('t+1', 'k');

  it('are bilinear and symmetric', () => {
    fc.assert(
      fc.property(arbitraryPolynomial, arbitraryRational, (p, number) => {
        const w = combine([p, u], [constant(number), v]);
        const expanded = sum(product(p, innerProduct(u, v)), scale(number, innerProduct(v, v)));
        expect(isEqual(innerProduct(w, v), expanded)).toBe(true);
        expect(isEqual(innerProduct(v, w), innerProduct(w, v))).toBe(true);
      }),
    );
  });

  it('know an index by its value, not by its spelling', () => {
    expect(isEqual(innerProduct(iterate.at('t+K'), u), innerProduct(iterate.at('1+t+J'), u))).toBe(true);
    expect(isEqual(innerProduct(iterate.at('t+K'), u), innerProduct(iterate.at('t+J'), u))).toBe(false);
  });
});

describe('rational numbers', () => {
  it('are kept in lowest terms with a positive denominator', () => {
    expect(rational(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(() => rational(1, 0)).toThrow(RangeError);
  });

  it('are read in formulas by whole denominators', () => {
    expect(isEqual(expression`a/2 + a/2`, readExpression('a'))).toBe(true);
    expect(() => readExpression('a/eta')).toThrow(RangeError);
    expect(() => readExpression('(a')).toThrow(RangeError);
    expect(() => readExpression('ebar')).toThrow(/no generator/);
    expect(() => readExpression('a a')).toThrow(RangeError);
  });
});
