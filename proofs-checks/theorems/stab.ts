/** STAB, checked: Jury's three inequalities for the round map are the theorem's, as identities over ℚ. */
import { roundFactors, roundMatrix, type StabilityInput } from '../../spec/theorems/index.js';
import { difference, isZeroPolynomial, rational, type Polynomial, type Rational } from '../kernel/index.js';
import { expression, readExpression } from '../notation/expression.js';
import { polynomialField } from './polynomial-field.js';
import { rationalField } from './rational-field.js';

const isEqual = (left: Polynomial, right: Polynomial): boolean => isZeroPolynomial(difference(left, right));

/** λ_f, λ_h: any numbers, here as two letters. */
function symbolicInput(localStepCount: number): StabilityInput<Polynomial> {
  return {
    stepSize: readExpression('eta'),
    momentumWeight: readExpression('a'),
    localStepCount,
    targetEigenvalue: readExpression('f'),
    auxiliaryEigenvalue: readExpression('h'),
  };
}

/** The identity 1 − Q = λ_h S is kept by a local step (Q, S) → ((1−ηλ_h)Q, S + ηQ), and holds for K = 0. */
function isSumIdentityKept(): boolean {
  const next = expression`1 - (1-eta*h)*q - h*(s + eta*q)`;
  return isEqual(next, expression`1 - q - h*s`) && isEqual(expression`1 - 1 - h*0`, expression`0`);
}

/** With d = det and τ = trace: d = Qā, 1 − τ + d = aSλ_f, 1 + τ + d = (2−a)(1+Q) − a(λ_f−λ_h)S. */
function isJuryIdentity(localStepCount: number): boolean {
  const input = symbolicInput(localStepCount);
  const { decay: Q, reach: S } = roundFactors(polynomialField, input);
  const [[p, q], [r, s]] = roundMatrix(polynomialField, input);
  const determinant = expression`${p}*${s} - ${q}*${r}`;
  const trace = expression`${p} + ${s}`;
  return (
    isEqual(expression`1 - ${Q}`, expression`h*${S}`) &&
    isEqual(determinant, expression`${Q}*(1-a)`) &&
    isEqual(expression`1 - ${trace} + ${determinant}`, expression`a*${S}*f`) &&
    isEqual(expression`1 + ${trace} + ${determinant}`, expression`(2-a)*(1+${Q}) - a*(f-h)*${S}`)
  );
}

const half = (numerator: number): Rational => rational(numerator, 2);

/** Jury: z² − τz + d has both roots inside the unit circle iff |d| < 1, 1 − τ + d > 0 and 1 + τ + d > 0. */
function juryHolds(trace: Rational, determinant: Rational): boolean {
  const { add, subtract, one, compare, zero } = rationalField;
  const positive = (value: Rational): boolean => compare(value, zero) > 0;
  return (
    positive(subtract(one, determinant)) &&
    positive(add(one, determinant)) &&
    positive(add(subtract(one, trace), determinant)) &&
    positive(add(add(one, trace), determinant))
  );
}

/** Jury's criterion against the roots themselves: real pairs r, s and complex pairs u ± iv on a grid. */
function isJuryRightOnGrid(): boolean {
  const { add, multiply, compare, one } = rationalField;
  const grid = [-5, -3, -2, -1, 0, 1, 2, 3, 5].map(half);
  const inside = (value: Rational): boolean => compare(multiply(value, value), one) < 0;
  return grid.every((r) =>
    grid.every((s) => {
      const real = juryHolds(add(r, s), multiply(r, s)) === (inside(r) && inside(s));
      const modulus = add(multiply(r, r), multiply(s, s));
      const complex = juryHolds(add(r, r), modulus) === compare(modulus, one) < 0;
      return real && complex;
    }),
  );
}

/** Whether every part of STAB checks out. */
export function checkStability(): boolean {
  return isSumIdentityKept() && [1, 2, 3, 5].every(isJuryIdentity) && isJuryRightOnGrid();
}
