/**
 * A step of a proof as a question to a solver: is there a counterexample among vectors of ℝᵈ?
 *
 * Everything comes from the step itself: its conclusion, the statements that its certificate uses as premises, what it
 * says is orthogonal, and its equations. The multipliers and squares, the proof proper, are not used.
 */
import {
  atomVector,
  difference,
  expandDefinitions,
  generators,
  inductionHypothesis,
  innerProduct,
  instantiate,
  rewritten,
  scale,
  rational,
  statementAt,
  variablesOf,
  type Atom,
  type Certificate,
  type Polynomial,
  type Rational,
  type StepPremise,
  type Term,
  type Variable,
} from '../kernel/index.js';
import type { ProofStep } from '../notation/steps.js';

/** What is asked. */
export interface QuerySpec {
  readonly step: ProofStep;
  /** d of ℝᵈ. */
  readonly dimension: 1 | 2;
  /** A summand of the conclusion that is replaced by half of itself. */
  readonly lowered?: Polynomial;
  /** Values for parameters and indices, by key; the others are free in their domain. */
  readonly fixed?: ReadonlyMap<string, Rational>;
}

interface Goal {
  readonly conclusion: Polynomial;
  readonly certificate: Certificate<StepPremise>;
  readonly hypothetical?: Polynomial;
}

/** Of an induction, its step: the base is the case of an empty sum. */
function goalOf(step: ProofStep, lowered: Polynomial | undefined): Goal {
  const lower = (statement: Polynomial): Polynomial =>
    lowered === undefined ? statement : difference(statement, scale(rational(1, 2), lowered));
  if (step.kind === 'certificate') {
    return { conclusion: lower(step.conclusion), certificate: step.certificate };
  }
  const statement = lower(step.induction.statement);
  return {
    conclusion: statementAt({ ...step.induction, statement }, 'step'),
    certificate: step.induction.step,
    hypothetical: statement,
  };
}

/** Every statement that the certificate takes as ≥ 0. */
function premisesOf({ certificate, hypothetical }: Goal): readonly Polynomial[] {
  const statementOf = (premise: StepPremise): Polynomial => {
    if (premise !== inductionHypothesis) return premise.statement;
    if (hypothetical === undefined) throw new RangeError('there is no induction hypothesis here');
    return hypothetical;
  };
  return certificate.terms.flatMap(({ premise, at = {}, scalar, scalarAt = {} }) => [
    ...(premise === undefined ? [] : [instantiate(statementOf(premise), at)]),
    ...(scalar === undefined ? [] : [instantiate(statementOf(scalar), scalarAt)]),
  ]);
}

const quoted = (name: string): string => `|${name.replaceAll('|', '!')}|`;
const component = (atom: Atom, coordinate: number): string => quoted(`${atom.key}.${coordinate}`);

function numberText({ numerator, denominator }: Rational): string {
  const size = numerator < 0n ? -numerator : numerator;
  const quotient = denominator === 1n ? `${size}.0` : `(/ ${size}.0 ${denominator}.0)`;
  return numerator < 0n ? `(- ${quotient})` : quotient;
}

/** An SMT-LIB term for a variable: a real, or the sum of products of coordinates. */
function variableText(variable: Variable, { dimension, fixed }: QuerySpec): string {
  if (variable.kind !== 'gram') {
    const value = fixed?.get(variable.key);
    return value === undefined ? quoted(variable.key) : numberText(value);
  }
  const products = Array.from(
    { length: dimension },
    (_, i) => `(* ${component(variable.left, i)} ${component(variable.right, i)})`,
  );
  return products.length === 1 ? products.join('') : `(+ ${products.join(' ')})`;
}

function termText({ coefficient, powers }: Term, spec: QuerySpec): string {
  const factors = powers.flatMap(({ variable, exponent }) =>
    Array.from({ length: exponent }, () => variableText(variable, spec)),
  );
  return factors.length === 0
    ? numberText(coefficient)
    : `(* ${numberText(coefficient)} ${factors.join(' ')})`;
}

function polynomialText({ terms }: Polynomial, spec: QuerySpec): string {
  const parts = [...terms.values()].map((term) => termText(term, spec));
  if (parts.length === 0) return '0.0';
  return parts.length === 1 ? parts.join('') : `(+ ${parts.join(' ')})`;
}

/** The names of the reals that occur, and the domain of each: a ∈ (0, 1], η > 0, indices ≥ 0, … */
function declarations(variables: readonly Variable[], spec: QuerySpec): readonly string[] {
  const lines = new Map<string, readonly string[]>();
  const declare = (name: string, ...domain: readonly string[]): void => {
    lines.set(name, [`(declare-const ${name} Real)`, ...domain.map((text) => `(assert ${text})`)]);
  };
  for (const variable of variables) {
    if (variable.kind === 'gram') {
      for (const atom of [variable.left, variable.right]) {
        for (let i = 0; i < spec.dimension; i += 1) declare(component(atom, i));
      }
    } else if (spec.fixed?.has(variable.key) !== true) {
      const name = quoted(variable.key);
      const sign = generators.find(({ key }) => key === variable.key)?.sign;
      if (variable.key === 'a') declare(name, `(> ${name} 0.0)`, `(<= ${name} 1.0)`);
      else if (sign === 'positive') declare(name, `(> ${name} 0.0)`);
      else if (sign === 'nonnegative' || variable.kind === 'index') declare(name, `(>= ${name} 0.0)`);
      else declare(name);
    }
  }
  return [...lines.values()].flat();
}

/** The question in SMT-LIB: satisfiable iff there is a counterexample. */
export function createQuery(spec: QuerySpec): string {
  const goal = goalOf(spec.step, spec.lowered);
  const { rewrite = [], orthogonal = [] } = goal.certificate;
  const normal = (polynomial: Polynomial): Polynomial => rewritten(polynomial, rewrite);
  const conclusion = normal(goal.conclusion);
  const premises = premisesOf(goal).map(normal);
  const zeros = orthogonal.map(({ older, noise }) => normal(innerProduct(older, atomVector(noise))));
  const variables = [conclusion, ...premises, ...zeros].flatMap((one) => variablesOf(expandDefinitions(one)));
  return [
    ...declarations(variables, spec),
    ...premises.map((one) => `(assert (>= ${polynomialText(one, spec)} 0.0))`),
    ...zeros.map((one) => `(assert (= ${polynomialText(one, spec)} 0.0))`),
    `(assert (< ${polynomialText(conclusion, spec)} 0.0))`,
  ].join('\n');
}
