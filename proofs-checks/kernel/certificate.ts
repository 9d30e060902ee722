/** Certificates: a statement is ≥ 0 where it is a sum of what is ≥ 0 and what is 0, as an identity of polynomials. */
import type { Indices } from './declarations.js';
import { createScope, type Scope } from './formula.js';
import { readList, readRecord, readText, type Json, type JsonRecord } from './json.js';
import {
  difference,
  isSymbolFree,
  isZero,
  mapVariables,
  polynomialKey,
  product,
  sumOf,
  type Polynomial,
} from './polynomial.js';
import { inductionHypothesis, type Head } from './premises.js';
import { refuse, spend, within } from './refusal.js';
import { innerProduct, isOlder, isSame, rewriteMember, type Vector } from './vectors.js';

/** The names of the rules. */
export type RuleName = 'CERT' | 'CANCEL' | 'IND' | 'FRESH' | 'EXCH' | 'HYPOTHESIS';

/** What a step rests on, collected while it is checked. */
export interface Rests {
  /** The names of hypotheses and equations. */
  readonly premises: Set<string>;
  /** The families of noise that were taken to have mean zero given everything born earlier. */
  readonly noises: Set<string>;
  /** The laws of which all draws were taken to be the same. */
  readonly laws: Set<string>;
  readonly rules: Set<RuleName>;
  /** What a test has read of nodes that it sees again; a test keeps no record of what it rests on. */
  readonly seen: WeakMap<object, unknown> | undefined;
}

/** Nothing yet. */
export const createRests = (): Rests => ({
  premises: new Set(),
  noises: new Set(),
  laws: new Set(),
  rules: new Set(),
  seen: undefined,
});

/** Reads a node, or recalls what a test has read in it before. */
function recall<Value>({ seen }: Rests, node: Json, read: () => Value): Value {
  if (seen === undefined || typeof node !== 'object') return read();
  if (!seen.has(node)) seen.set(node, read());
  return seen.get(node) as Value;
}

/** A statement that may be used, and what it rests on: a hypothesis or a proved step. */
export interface Premise extends Rests {
  readonly statement: Json;
}

/** The induction hypothesis: P(n) for this n, and all values of every other index. */
export interface InductionHypothesis {
  readonly statement: Json;
  readonly over: string;
}

const nothing = Object.freeze(Object.create(null) as JsonRecord);

/** What a certificate adds up, each part a polynomial. */
export interface CertificateParts {
  readonly goal: Polynomial;
  readonly terms: readonly Polynomial[];
  readonly orthogonal: readonly Polynomial[];
  readonly exchange: readonly Polynomial[];
  /** Every rewriting, in order; `idle` is told of one that changes nothing, which is refused by default. */
  readonly rewrite: (polynomial: Polynomial, idle?: (reason: string) => void) => Polynomial;
}

/** Reads and checks certificates over a head; `premises` are the statements that may be used. */
export function createCertificateChecker(head: Head, premises: ReadonlyMap<string, Premise>) {
  const { reader, indices, declarations, definitions, equations } = head;
  const { arbitraryOperator: letter, operators, families } = declarations;
  /** A statement in this scope is about all indices and the arbitrary operator. */
  const general = createScope(indices, letter === undefined ? undefined : [letter]);

  /** The values of an instance: natural numbers, for names that may be instantiated. */
  function readValues({ indices: given }: JsonRecord, allowed: readonly string[]): Indices {
    const values =
      given === undefined ? nothing : readRecord(given, 'the indices of an instance', [], allowed);
    return new Map(Object.entries(values).map(([name, node]) => [name, reader.index(node, general)]));
  }

  /** What an instance puts in the place of the arbitrary operator. */
  function readWord({ operator }: JsonRecord): Scope['word'] {
    if (operator === undefined) return general.word;
    if (letter === undefined) refuse('there is no arbitrary operator');
    return readList(operator, 'the operator of an instance').map((item) => {
      const name = readText(item, 'an operator');
      return operators.has(name) || name === letter ? name : refuse(`${name.slice(0, 60)} is no operator`);
    });
  }

  const readInstance = (at: Json | undefined): JsonRecord =>
    at === undefined ? nothing : readRecord(at, 'an instance', [], ['indices', 'operator']);

  /** A premise at an instance. */
  function readPremise(
    node: Json,
    at: Json | undefined,
    hypothesis: InductionHypothesis | undefined,
    rests: Rests,
  ): Polynomial {
    const name = readText(node, 'a premise');
    const instance = readInstance(at);
    const isHypothesis = name === inductionHypothesis;
    if (isHypothesis && hypothesis === undefined) refuse('there is no induction hypothesis here');
    // The induction hypothesis is known for this n only, but for all values of every other index.
    const allowed = [...indices.keys()].filter((index) => !isHypothesis || index !== hypothesis?.over);
    const premise = premises.get(name);
    const statement = isHypothesis ? hypothesis?.statement : premise?.statement;
    spend(indices.size + (premise?.premises.size ?? 0));
    for (const key of ['premises', 'noises', 'laws', 'rules'] as const)
      for (const item of premise?.[key] ?? []) (rests[key] as Set<string>).add(item);
    return reader.scalar(
      statement ?? refuse(`nothing before this is called ${name.slice(0, 60)}`),
      createScope(new Map([...indices, ...readValues(instance, allowed)]), readWord(instance)),
    );
  }

  /** One term as a polynomial, after checking that it is ≥ 0. */
  function readTerm(node: Json, hypothesis: InductionHypothesis | undefined, rests: Rests): Polynomial {
    const optional = ['premise', 'at', 'scalar', 'scalarAt', 'square'];
    const term = readRecord(node, 'a term', ['multiplier'], optional);
    const { multiplier = '', premise, at, scalar, scalarAt, square } = term;
    if ((at !== undefined && premise === undefined) || (scalarAt !== undefined && scalar === undefined))
      refuse('an instance of nothing');
    if (premise !== undefined && square !== undefined) refuse('a term has a premise or a square');
    if (!reader.hasSign(multiplier, 'nonnegative', general))
      refuse('a multiplier is not nonnegative by its form');
    let value = reader.scalar(multiplier, general);
    if (isZero(value)) refuse('a term with multiplier 0 is idle');
    if (premise !== undefined) value = product(value, readPremise(premise, at, hypothesis, rests));
    if (square !== undefined) {
      const vector = reader.vector(square, general);
      value = product(value, innerProduct(vector, vector));
    }
    if (scalar === undefined) return value;
    // a ≥ 0 and X ≥ 0 give aX ≥ 0; where a is a number, aX is linear in the symbols.
    const number = readPremise(scalar, scalarAt, hypothesis, rests);
    return isSymbolFree(number) ? product(value, number) : refuse('a scalar premise contains numbers only');
  }

  /** weight · E⟨older, noise⟩ as a polynomial, after checking that it is 0. */
  function readOrthogonality(node: Json, rests: Rests): Polynomial {
    const record = readRecord(node, 'an orthogonality', ['weight', 'older', 'noise']);
    const weight = reader.scalar(record['weight'] ?? '', general);
    if (!isSymbolFree(weight)) refuse('the weight of an orthogonality is a number');
    const older = reader.vector(record['older'] ?? '', general);
    const noise = reader.vector(record['noise'] ?? '', general);
    const [drawn, ...others] = [...noise.values()];
    if (drawn === undefined || others.length > 0 || polynomialKey(drawn.coefficient) !== '1*')
      return refuse('a noise is one member of a family');
    const { family, birth } = drawn.atom;
    if (families.get(family)?.noise !== true) refuse(`${family} is not declared to have mean zero`);
    // E⟨v, n⟩ = E⟨v, E[n | born before n]⟩ = 0 needs v to be known strictly before n is drawn.
    if (!isOlder(older, birth)) refuse('orthogonality against the order of births');
    rests.noises.add(family);
    rests.rules.add('FRESH');
    return product(weight, innerProduct(older, noise));
  }

  /** A noise as one answer of an oracle, with the law, the point and the time of the draw. */
  function readDraw(node: Json | undefined) {
    const record = readRecord(node, 'a draw', ['family', 'at']);
    const name = readText(record['family'], 'a family');
    const { draw, indices: own = [] } = families.get(name) ?? {};
    if (draw === undefined) return refuse(`${name.slice(0, 60)} is not declared as an answer of an oracle`);
    const values = readRecord(record['at'], 'the indices of a draw', own);
    const { noise, point } = draw.at(
      new Map(own.map((index) => [index, reader.index(values[index] ?? '', general)])),
    );
    const [drawn] = [...noise.values()];
    return { law: draw.law, noise, point, birth: drawn?.atom.birth ?? refuse('a draw is a noise') };
  }

  /**
   * weight · (E‖left‖² − E‖right‖²) as a polynomial, after checking that it is 0: both noises are answers of one oracle at
   * one point, which is older than both draws.
   */
  function readExchange(node: Json, rests: Rests): Polynomial {
    const record = readRecord(node, 'an exchange', ['weight', 'left', 'right']);
    const weight = reader.scalar(record['weight'] ?? '', general);
    if (!isSymbolFree(weight)) refuse('the weight of an exchange is a number');
    const [left, right] = [readDraw(record['left']), readDraw(record['right'])];
    // E‖N(v, ξ)‖² = Σ p_j E‖N_j(v)‖² for every ξ of the law p that is independent of v.
    if (left.law !== right.law) refuse('an exchange of draws of two laws');
    if (!isSame(left.point, right.point)) refuse('an exchange of answers at two points');
    if (![left, right].every(({ birth }) => isOlder(left.point, birth)))
      refuse('an exchange against the order of births');
    if (isSame(left.noise, right.noise)) refuse('an exchange is idle');
    rests.laws.add(left.law);
    rests.rules.add('EXCH');
    return product(
      weight,
      difference(innerProduct(left.noise, left.noise), innerProduct(right.noise, right.noise)),
    );
  }

  /** What a rewriting uses: an equation that is assumed, or one of those of a definition. */
  function findEquation(name: string, which: Json | undefined, rests: Rests) {
    const definition = definitions.get(name);
    if (definition !== undefined && (which === 'zero' || which === 'successor')) return definition[which];
    if (definition !== undefined || which !== undefined) refuse('a definition has cases, zero and successor');
    rests.premises.add(name);
    return equations.get(name) ?? refuse('there is no such equation');
  }

  /** Reads a rewriting: the use of one equation, from left to right. */
  function readRewriting(node: Json, rests: Rests): CertificateParts['rewrite'] {
    const record = readRecord(node, 'a rewriting', ['equation'], ['case', 'at']);
    const name = readText(record['equation'], 'an equation');
    return within(name.slice(0, 60), () => {
      const equation = findEquation(name, record['case'], rests);
      const instance = readInstance(record['at']);
      if (instance['operator'] !== undefined) refuse('an equation has no arbitrary operator');
      spend(equation.indices.length);
      const own = equation.indices.map(
        (index) => [index, indices.get(index) ?? refuse(`${index} is no index of the document`)] as const,
      );
      const { member, value } = equation.sides(new Map([...own, ...readValues(instance, equation.indices)]));
      return (polynomial, idle = refuse) => {
        const result =
          equation.kind === 'vector'
            ? rewriteMember(polynomial, member, value as Vector)
            : mapVariables(polynomial, ({ key }) => (key === member ? (value as Polynomial) : undefined));
        if (isZero(difference(result, polynomial))) idle(`${name.slice(0, 60)}: an equation is idle`);
        return result;
      };
    });
  }

  /** The parts of a certificate of `goal`, after checking that terms are ≥ 0, the others 0, and cancel > 0. */
  function readCertificate(
    goal: Polynomial,
    node: Json | undefined,
    rests: Rests,
    hypothesis?: InductionHypothesis,
  ): CertificateParts {
    const certificate = readRecord(
      node,
      'a certificate',
      ['terms'],
      ['cancel', 'orthogonal', 'exchange', 'rewrite'],
    );
    const { cancel, terms, orthogonal = [], exchange = [], rewrite = [] } = certificate;
    rests.rules.add('CERT');
    if (cancel !== undefined) rests.rules.add('CANCEL');
    if (cancel !== undefined && !reader.hasSign(cancel, 'positive', general))
      refuse('what is cancelled is not strictly positive by its form');
    const rewritings = readList(rewrite, 'rewrite').map((item) =>
      recall(rests, item, () => readRewriting(item, rests)),
    );
    return {
      goal: cancel === undefined ? goal : product(reader.scalar(cancel, general), goal),
      terms: readList(terms, 'terms').map((item) =>
        recall(rests, item, () => readTerm(item, hypothesis, rests)),
      ),
      orthogonal: readList(orthogonal, 'orthogonal').map((item) =>
        recall(rests, item, () => readOrthogonality(item, rests)),
      ),
      exchange: readList(exchange, 'exchange').map((item) =>
        recall(rests, item, () => readExchange(item, rests)),
      ),
      rewrite: (polynomial, idle) => rewritings.reduce((value, use) => use(value, idle), polynomial),
    };
  }

  /**
   * Checks one certificate: cancel · goal − Σ terms − Σ orthogonalities − Σ exchanges, rewritten, is 0. Then the goal times a positive
   * number is a sum of numbers ≥ 0, so the goal is ≥ 0.
   */
  function checkCertificate(...args: Parameters<typeof readCertificate>): void {
    const { goal, terms, orthogonal, exchange, rewrite } = readCertificate(...args);
    const residual = rewrite(difference(goal, sumOf([...terms, ...orthogonal, ...exchange])));
    if (!isZero(residual)) refuse(`the certificate leaves ${polynomialKey(residual).slice(0, 300)}`);
  }

  return { general, readCertificate, checkCertificate };
}
