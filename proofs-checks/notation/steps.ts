/** Steps of a proof: what was concluded, by which certificate, so that proofs can be printed and mutated. */
import {
  certify,
  induct,
  type Certificate,
  type CertificateTerm,
  type Equation,
  type Fact,
  type Induction,
  type Orthogonality,
  type Polynomial,
  type Rewriting,
  type StepPremise,
  type Vector,
  type Atom,
  type Recursion,
} from '../kernel/index.js';
import { readExpression } from './expression.js';
import { indices, type IndexValue } from './families.js';

/** A conclusion with its certificate. */
export interface CertifiedStep {
  readonly kind: 'certificate';
  readonly name: string;
  readonly conclusion: Polynomial;
  readonly certificate: Certificate<Fact>;
  readonly fact: Fact;
}

/** An induction with both its certificates. */
export interface InductiveStep {
  readonly kind: 'induction';
  readonly name: string;
  readonly induction: Induction;
  readonly fact: Fact;
}

/** One step of a proof. */
export type ProofStep = CertifiedStep | InductiveStep;

/** Proves `conclusion` by `certificate`. */
export function prove(name: string, conclusion: Polynomial, certificate: Certificate<Fact>): CertifiedStep {
  return { kind: 'certificate', name, conclusion, certificate, fact: certify(conclusion, certificate) };
}

/** Proves P(n) for all n. */
export function proveByInduction(name: string, induction: Induction): InductiveStep {
  return { kind: 'induction', name, induction, fact: induct(induction) };
}

type At = Readonly<Record<string, IndexValue>>;

/** multiplier · premise, the premise at the given indices. */
export function times<Premise extends StepPremise>(
  multiplier: Polynomial | string,
  premise: Premise,
  at: At = {},
): CertificateTerm<Premise> {
  return { multiplier: toMultiplier(multiplier), premise, at: indices(at) };
}

/** weight · ‖v‖². */
export function square(weight: Polynomial | string, value: Vector): CertificateTerm<never> {
  return { multiplier: toMultiplier(weight), square: value };
}

/** A number ≥ 0 by its form. */
export function slack(value: Polynomial | string): CertificateTerm<never> {
  return { multiplier: toMultiplier(value) };
}

/** The term times the number that a fact without symbols says is ≥ 0. */
export function timesNumber<Premise extends StepPremise>(
  term: CertificateTerm<Premise>,
  scalar: Fact,
  at: At = {},
): CertificateTerm<Premise | Fact> {
  return { ...term, scalar, scalarAt: indices(at) };
}

/** weight · E⟨older, noise⟩ = 0. */
export function orthogonal(weight: Polynomial | string, older: Vector, noise: Atom): Orthogonality {
  return { weight: toMultiplier(weight), older, noise };
}

/** An equation at the given indices. */
export function rewriting(equation: Equation, at: At = {}): Rewriting {
  return { equation, at: indices(at) };
}

/** Both equations of a recursion, the later value first: s[1] → s[0] → its definition. */
export function unfoldTwice(recursion: Recursion, at: At = {}): readonly Rewriting[] {
  return [rewriting(recursion.successor, { ...at, n: '0' }), rewriting(recursion.zero, at)];
}

const toMultiplier = (value: Polynomial | string): Polynomial =>
  typeof value === 'string' ? readExpression(value) : value;
