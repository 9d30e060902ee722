/** The specification evaluated at the kernel's polynomials, to compare it with what was proved. */
import type { Field } from '../../spec/algebra/index.js';
import type { Polynomial } from '../kernel/index.js';
import { constant, difference, isZero, monomial, polynomialKey, product, sum } from '../kernel/polynomial.js';
import { parseRational, rational } from '../kernel/rational.js';

/** The parameter of that name. */
export const parameter = (key: string): Polynomial => monomial({ key, kind: 'parameter' });
/** The index of that name. */
export const index = (key: string): Polynomial => monomial({ key, kind: 'index' });

/** The sign of 1 − 2a²: a bound with a maximum in it is two bounds. */
export type Sign = 1 | -1;

const firstWeight = difference(constant(1), product(constant(2), parameter('a'), parameter('a')));

/** Polynomials as a field. The one comparison that a bound makes is that of 1 − 2a² with 0, decided by `sign`. */
export function createPolynomialField(sign: Sign, onCompare: () => void): Field<Polynomial> {
  return {
    name: 'polynomial',
    zero: constant(0),
    one: constant(1),
    add: (left, right) => sum(left, right),
    subtract: (left, right) => difference(left, right),
    multiply: (left, right) => product(left, right),
    negate: (value) => product(constant(-1), value),
    divide: () => {
      throw new TypeError('polynomials are not divided');
    },
    compare: (left, right) => {
      onCompare();
      if (isZero(difference(difference(left, right), firstWeight))) return sign;
      if (isZero(difference(difference(right, left), firstWeight))) return sign === 1 ? -1 : 1;
      throw new TypeError('a bound compares 1 − 2a² with 0, and nothing else');
    },
    fromString: (text) => constant(parseRational(text) ?? rational(0)),
    format: polynomialKey,
  };
}
