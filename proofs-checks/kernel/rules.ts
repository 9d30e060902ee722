/**
 * The rules, and the only place where a {@link Fact} comes into being.
 *
 * A fact says: wherever its hypotheses hold, for all values of its indices, its statement is ≥ 0. `assume` is rule 5;
 * `certify` is CERT with CANCEL and FRESH; `induct` is IND. There is no other way to make one: the brand below is not
 * exported, so no other module can write down a value of type `Fact`, and a forged one fails `assertFact`.
 */
import { CertificateError, residualOf, type Certificate, type Rewriting } from './certificate.js';
import { constant, isZeroPolynomial, monomial, polynomialKey, sum, type Polynomial } from './polynomial.js';
import type { Equation, Hypothesis } from './premises.js';
import { assertInstance, instantiate, type Instance } from './substitution.js';
import { index, isLinear, lastStep } from './symbols.js';

declare const brand: unique symbol;

/** The names of the rules. */
export type RuleName = 'CERT' | 'CANCEL' | 'IND' | 'FRESH' | 'HYPOTHESIS';

/** A proven inequality `statement ≥ 0`. */
export interface Fact {
  readonly [brand]: true;
  readonly statement: Polynomial;
  /** What it rests on; definitions are not listed. */
  readonly hypotheses: ReadonlySet<Hypothesis | Equation>;
  /** The rules used in it and in every fact that it uses. */
  readonly rules: ReadonlySet<RuleName>;
}

/** The induction hypothesis, usable only in the step of {@link induct}. */
export const inductionHypothesis = 'induction hypothesis';

/** What the step of an induction may use. */
export type StepPremise = Fact | typeof inductionHypothesis;

const facts = new WeakSet<object>();

function mint(
  statement: Polynomial,
  hypotheses: ReadonlySet<Hypothesis | Equation>,
  rules: ReadonlySet<RuleName>,
): Fact {
  const fact = Object.freeze({ statement, hypotheses, rules }) as Fact; // the one place that gives the brand
  facts.add(fact);
  return fact;
}

/** Whether a value was made by a rule of this kernel. */
export function isFact(value: object): value is Fact {
  return facts.has(value);
}

function assertFact(value: object): void {
  if (!isFact(value)) throw new CertificateError('not a fact: no rule of the kernel made it');
}

/** Rule 5: a named hypothesis holds where it is assumed. */
export function assume(hypothesis: Hypothesis): Fact {
  assertStatement(hypothesis.statement);
  return mint(hypothesis.statement, new Set([hypothesis]), new Set<RuleName>(['HYPOTHESIS']));
}

function premisesOf<Premise>({ terms }: Certificate<Premise>): readonly Premise[] {
  return terms.flatMap(({ premise, scalar }) =>
    [premise, scalar].flatMap((used) => (used === undefined ? [] : [used])),
  );
}

const assumedBy = (rewrite: readonly Rewriting[] = []): readonly Equation[] =>
  rewrite.map(({ equation }) => equation).filter(({ definition }) => !definition);

function rulesOf(certificate: Certificate<StepPremise>): readonly RuleName[] {
  const rules: RuleName[] = ['CERT'];
  if (certificate.cancel !== undefined) rules.push('CANCEL');
  if ((certificate.orthogonal ?? []).length > 0) rules.push('FRESH');
  return rules;
}

/** Checks one certificate; `hypothetical` is the induction hypothesis, where there is one. */
function check(
  conclusion: Polynomial,
  certificate: Certificate<StepPremise>,
  hypothetical?: { readonly statement: Polynomial; readonly variable: string },
): void {
  const residual = residualOf(conclusion, certificate, (premise, at: Instance) => {
    assertInstance(at);
    if (premise !== inductionHypothesis) {
      assertFact(premise);
      return instantiate(premise.statement, at);
    }
    if (hypothetical === undefined) throw new CertificateError('there is no induction hypothesis here');
    // The hypothesis is known for this n only, but for all values of every other index.
    if (at.indices?.[hypothetical.variable] !== undefined) {
      throw new CertificateError('the induction hypothesis is known for the current index only');
    }
    return instantiate(hypothetical.statement, at);
  });
  if (!isZeroPolynomial(residual)) {
    throw new CertificateError(`the certificate leaves ${polynomialKey(residual).slice(0, 300)}`);
  }
}

function conclude(
  statement: Polynomial,
  certificates: readonly Certificate<StepPremise>[],
  rule: readonly RuleName[],
): Fact {
  const used = certificates
    .flatMap(premisesOf)
    .flatMap((premise) => (premise === inductionHypothesis ? [] : [premise]));
  const hypotheses = [
    ...used.flatMap((fact) => [...fact.hypotheses]),
    ...certificates.flatMap(({ rewrite }) => assumedBy(rewrite)),
  ];
  const rules = [...rule, ...used.flatMap((fact) => [...fact.rules]), ...certificates.flatMap(rulesOf)];
  return mint(statement, new Set(hypotheses), new Set(rules));
}

function assertStatement(statement: Polynomial): void {
  if (!isLinear(statement)) throw new CertificateError('a statement is linear in the symbols');
}

/**
 * CERT, CANCEL and FRESH: the conclusion that the certificate proves.
 *
 * @throws CertificateError where it proves nothing of the kind.
 */
export function certify(conclusion: Polynomial, certificate: Certificate<Fact>): Fact {
  assertStatement(conclusion);
  check(conclusion, certificate);
  return conclude(conclusion, [certificate], []);
}

/** An induction over the index `variable`. */
export interface Induction {
  readonly variable: string;
  /** P(n), with n = `variable`. */
  readonly statement: Polynomial;
  /** Proves P(0). */
  readonly base: Certificate<Fact>;
  /** Proves P(n + 1), also from P(n). */
  readonly step: Certificate<StepPremise>;
}

/** P(value), for the statement P of an induction. */
export function statementAt({ variable, statement }: Induction, value: 'base' | 'step'): Polynomial {
  const next = sum(monomial(index(variable)), constant(1));
  return instantiate(statement, { indices: { [variable]: value === 'base' ? constant(0) : next } });
}

/**
 * IND: from P(0), and P(n) ⇒ P(n + 1) for all n, conclude P(n) for all n.
 *
 * @throws CertificateError where base or step is not proven by its certificate.
 */
export function induct(induction: Induction): Fact {
  const { variable, statement, base, step } = induction;
  assertStatement(statement);
  if (variable === lastStep.key) throw new CertificateError('K is fixed: there is no induction over it');
  check(statementAt(induction, 'base'), base);
  check(statementAt(induction, 'step'), step, { statement, variable });
  return conclude(statement, [base, step], ['IND']);
}
