/** STAB, as far as it is identities of polynomials: the round map of the specification, its trace and determinant, and the Lyapunov certificate. */
import { roundFactors, roundMatrix, type StabilityInput } from '../../spec/theorems/index.js';
import type { Polynomial } from '../kernel/index.js';
import { constant, difference, isZero, product, sum } from '../kernel/polynomial.js';
import { createPolynomialField, parameter } from './polynomial-field.js';

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

/**
 * The Lyapunov certificate of a real matrix M of order 2, with d = det M and τ = tr M, for every vector z:
 * V(z) − V(Mz) = (1−d)²|z − M²z|² with V(z) = (1−d²)(|z|² + |Mz|²) − 2τ(1−d)⟨z, Mz⟩.
 */
function isLyapunovIdentity(): boolean {
  const [p, q, r, s, x, y] = ['p', 'q', 'r', 's', 'x', 'y'].map(parameter) as [
    Polynomial,
    Polynomial,
    Polynomial,
    Polynomial,
    Polynomial,
    Polynomial,
  ];
  type Vector = readonly [Polynomial, Polynomial];
  const act = ([u, v]: Vector): Vector => [
    sum(product(p, u), product(q, v)),
    sum(product(r, u), product(s, v)),
  ];
  const inner = (z: Vector, w: Vector): Polynomial => sum(product(z[0], w[0]), product(z[1], w[1]));
  const d = difference(product(p, s), product(q, r));
  const rest = difference(one, d);
  const form = (z: Vector): Polynomial =>
    difference(
      product(rest, sum(one, d), sum(inner(z, z), inner(act(z), act(z)))),
      product(constant(2), sum(p, s), rest, inner(z, act(z))),
    );
  const z: Vector = [x, y];
  const twice = act(act(z));
  const gap: Vector = [difference(x, twice[0]), difference(y, twice[1])];
  return isEqual(difference(form(z), form(act(z))), product(rest, rest, inner(gap, gap)));
}

/** Whether every identity holds; that the criterion follows from them, in both directions, is proved in Coq. */
export function checkStability(): boolean {
  return isSumIdentityKept() && [1, 2, 3, 5].every(isJuryIdentity) && isLyapunovIdentity();
}
