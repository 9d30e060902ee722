/** STAB, checked: Jury's three inequalities for the round map are the theorem's, as identities over ℚ. */
import { roundFactors, roundMatrix, type StabilityInput } from '../../spec/theorems/index.js';
import type { Polynomial } from '../kernel/index.js';
import { constant, difference, isZero, product, sum } from '../kernel/polynomial.js';
import { rational, type Rational } from '../kernel/rational.js';
import { createPolynomialField, parameter } from './polynomial-field.js';
import { rationalField } from './rational-field.js';

const isEqual = (left: Polynomial, right: Polynomial): boolean => isZero(difference(left, right));

const one = constant(1);
const [a, eta, f, h] = ['a', 'eta', 'f', 'h'].map(parameter) as [
  Polynomial,
  Polynomial,
  Polynomial,
  Polynomial,
];
const polynomialField = createPolynomialField(1, () => {
  throw new RangeError('nothing is compared here');
});

/** λ_f, λ_h: any numbers, here as two letters. */
const symbolicInput = (localStepCount: number): StabilityInput<Polynomial> => ({
  stepSize: eta,
  momentumWeight: a,
  localStepCount,
  targetEigenvalue: f,
  auxiliaryEigenvalue: h,
});

/** The identity 1 − Q = λ_h S is kept by a local step (Q, S) → ((1−ηλ_h)Q, S + ηQ), and holds for K = 0. */
function isSumIdentityKept(): boolean {
  const [Q, S] = [parameter('q'), parameter('s')];
  const next = [product(difference(one, product(eta, h)), Q), sum(S, product(eta, Q))] as const;
  const gap = (q: Polynomial, s: Polynomial): Polynomial => difference(difference(one, q), product(h, s));
  return isEqual(gap(...next), gap(Q, S)) && isZero(gap(one, constant(0)));
}

/** With d = det and τ = trace: d = Qā, 1 − τ + d = aSλ_f, 1 + τ + d = (2−a)(1+Q) − a(λ_f−λ_h)S. */
function isJuryIdentity(localStepCount: number): boolean {
  const input = symbolicInput(localStepCount);
  const { decay: Q, reach: S } = roundFactors(polynomialField, input);
  const [[p, q], [r, s]] = roundMatrix(polynomialField, input);
  const determinant = difference(product(p, s), product(q, r));
  const trace = sum(p, s);
  const third = difference(product(difference(constant(2), a), sum(one, Q)), product(a, difference(f, h), S));
  return (
    isEqual(difference(one, Q), product(h, S)) &&
    isEqual(determinant, product(Q, difference(one, a))) &&
    isEqual(sum(difference(one, trace), determinant), product(a, S, f)) &&
    isEqual(sum(one, trace, determinant), third)
  );
}

const half = (numerator: number): Rational => rational(numerator, 2);

/** Jury: z² − τz + d has both roots inside the unit circle iff |d| < 1, 1 − τ + d > 0 and 1 + τ + d > 0. */
function juryHolds(trace: Rational, determinant: Rational): boolean {
  const { add, subtract, one: unit, compare, zero } = rationalField;
  const positive = (value: Rational): boolean => compare(value, zero) > 0;
  return (
    positive(subtract(unit, determinant)) &&
    positive(add(unit, determinant)) &&
    positive(add(subtract(unit, trace), determinant)) &&
    positive(add(add(unit, trace), determinant))
  );
}

/** Jury's criterion against the roots themselves: real pairs r, s and complex pairs u ± iv on a grid. */
function isJuryRightOnGrid(): boolean {
  const { add, multiply, compare, one: unit } = rationalField;
  const grid = [-5, -3, -2, -1, 0, 1, 2, 3, 5].map(half);
  const inside = (value: Rational): boolean => compare(multiply(value, value), unit) < 0;
  return grid.every((r) =>
    grid.every((s) => {
      const real = juryHolds(add(r, s), multiply(r, s)) === (inside(r) && inside(s));
      const modulus = add(multiply(r, r), multiply(s, s));
      const complex = juryHolds(add(r, r), modulus) === compare(modulus, unit) < 0;
      return real && complex;
    }),
  );
}

/** Whether every part of STAB checks out. */
export function checkStability(): boolean {
  return isSumIdentityKept() && [1, 2, 3, 5].every(isJuryIdentity) && isJuryRightOnGrid();
}
