/**
 * A certificate is data; this file computes what is left of the conclusion once everything in it is accounted for.
 * The conclusion is proven iff nothing is left.
 */
import { difference, isZeroPolynomial, polynomialKey, product, sum, type Polynomial } from './polynomial.js';
import { areVectors, isDeclared, type Equation } from './premises.js';
import {
  assertInstance,
  instantiate,
  instantiateValue,
  instantiateVector,
  rewriteAtom,
  rewriteValue,
  type Instance,
} from './substitution.js';
import {
  expandDefinitions,
  isSymbolFree,
  isSyntacticallyNonnegative,
  isSyntacticallyPositive,
} from './symbols.js';
import {
  atomVector,
  birthOf,
  createAtom,
  innerProduct,
  isVectorBornBefore,
  type Atom,
  type Vector,
} from './vectors.js';

/**
 * multiplier · scalarFact · (premise or ‖square‖² or 1), each factor ≥ 0.
 *
 * @typeParam Premise - a proven fact, or the induction hypothesis.
 */
export interface CertificateTerm<Premise> {
  /** Syntactically nonnegative. */
  readonly multiplier: Polynomial;
  readonly premise?: Premise;
  /** The values at which the premise is used. */
  readonly at?: Instance;
  /** A second premise, without symbols: a number ≥ 0. */
  readonly scalar?: Premise;
  /** The values at which `scalar` is used. */
  readonly scalarAt?: Instance;
  /** ‖square‖², where no premise is used. */
  readonly square?: Vector;
}

/** weight · E⟨older, noise⟩, which is 0 when `older` is born before `noise`; the weight has any sign. */
export interface Orthogonality {
  readonly weight: Polynomial;
  readonly older: Vector;
  readonly noise: Atom;
}

/** An equation at some values of its indices, used from left to right. */
export interface Rewriting {
  readonly equation: Equation;
  readonly at?: Instance;
}

/** cancel · conclusion = Σ terms + Σ orthogonalities, modulo the rewritings in the order given. */
export interface Certificate<Premise> {
  /** Strictly positive; absent for 1. */
  readonly cancel?: Polynomial;
  readonly terms: readonly CertificateTerm<Premise>[];
  readonly orthogonal?: readonly Orthogonality[];
  readonly rewrite?: readonly Rewriting[];
}

/** Thrown where a certificate does not prove its conclusion; the message says why. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}

function refuse(reason: string): never {
  throw new CertificateError(reason);
}

/** One term as a polynomial, after checking that it is ≥ 0. */
function termValue<Premise>(
  term: CertificateTerm<Premise>,
  statementOf: (premise: Premise, at: Instance) => Polynomial,
): Polynomial {
  const { multiplier, premise, scalar, square } = term;
  if (isZeroPolynomial(multiplier)) refuse('a term with multiplier 0 is idle');
  if (!isSyntacticallyNonnegative(multiplier)) {
    refuse(`multiplier ${polynomialKey(multiplier)} is not a nonnegative combination of generators`);
  }
  if (premise !== undefined && square !== undefined) refuse('hypothesis × square needs a scalar hypothesis');
  const factors = [multiplier];
  if (premise !== undefined) factors.push(statementOf(premise, term.at ?? {}));
  if (square !== undefined) factors.push(innerProduct(square, square));
  if (scalar !== undefined) {
    // A product of two inequalities is sound only where one of them is about numbers: a ≥ 0 and X ≥ 0 give aX ≥ 0,
    // and aX is linear in the symbols. With symbols in both it would not be a statement about E⟨·, ·⟩ at all.
    const number = statementOf(scalar, term.scalarAt ?? {});
    if (!isSymbolFree(number)) refuse('hypothesis × hypothesis');
    factors.push(number);
  }
  return product(...factors);
}

/** weight · E⟨older, noise⟩ as a polynomial, after checking that it is 0. */
function orthogonalValue({ weight, older, noise }: Orthogonality): Polynomial {
  if (!isSymbolFree(weight)) refuse('the weight of an orthogonality is a number');
  if (!noise.symbol.noise) refuse(`${noise.symbol.name} is not declared to have conditional mean zero`);
  // E⟨v, n⟩ = E⟨v, E[n | born before n]⟩ = 0 needs v to be known strictly before n is drawn.
  if (!isVectorBornBefore(older, birthOf(noise))) refuse('orthogonality against birth order');
  return product(weight, innerProduct(older, atomVector(noise)));
}

function rewriteOnce(polynomial: Polynomial, { equation, at = {} }: Rewriting): Polynomial {
  if (!isDeclared(equation)) refuse('an equation that was neither declared nor defined');
  assertInstance(at);
  const { sides } = equation;
  if (areVectors(sides)) {
    const left = createAtom(
      sides.left.symbol,
      sides.left.indices.map((value) => instantiate(value, at)),
    );
    return rewriteAtom(polynomial, left, instantiateVector(sides.right, at));
  }
  return rewriteValue(polynomial, instantiateValue(sides.left, at).key, instantiate(sides.right, at));
}

/** The polynomial with every equation used, in the order given, and abbreviations written out. */
export function rewritten(polynomial: Polynomial, rewrite: readonly Rewriting[]): Polynomial {
  return rewrite.reduce(
    (value, rewriting) => expandDefinitions(rewriteOnce(value, rewriting)),
    expandDefinitions(polynomial),
  );
}

/**
 * cancel · conclusion − Σ terms − Σ orthogonalities, rewritten and with abbreviations written out. Where it is 0, the
 * conclusion times a positive number is a sum of numbers ≥ 0, so the conclusion is ≥ 0.
 *
 * @throws CertificateError where a part of the certificate is not what it claims to be.
 */
export function residualOf<Premise>(
  conclusion: Polynomial,
  certificate: Certificate<Premise>,
  statementOf: (premise: Premise, at: Instance) => Polynomial,
): Polynomial {
  const { cancel, terms, orthogonal = [], rewrite = [] } = certificate;
  if (cancel !== undefined && !isSyntacticallyPositive(cancel)) {
    refuse(`${polynomialKey(cancel)} is not a product of strictly positive generators`);
  }
  const goal = cancel === undefined ? conclusion : product(cancel, conclusion);
  const given = sum(...terms.map((term) => termValue(term, statementOf)), ...orthogonal.map(orthogonalValue));
  let residual = expandDefinitions(difference(goal, given));
  for (const rewriting of rewrite) {
    const next = expandDefinitions(rewriteOnce(residual, rewriting));
    if (isZeroPolynomial(difference(next, residual))) refuse(`equation ${rewriting.equation.id} is idle`);
    residual = next;
  }
  return residual;
}
