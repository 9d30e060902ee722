/**
 * The rules. A step is accepted where its certificate makes an identity of polynomials of it; there is no other way.
 *
 * What a step says: wherever the hypotheses hold that it rests on, for all values of its indices and every operator in
 * the place of the arbitrary one, its statement is ≥ 0.
 */
import type { Indices } from './declarations.js';
import type { Scope } from './formula.js';
import { readList, readName, readRecord, readText, type Json, type JsonRecord } from './json.js';
import {
  constant,
  difference,
  isLinear,
  isSymbolFree,
  isZero,
  mapVariables,
  one,
  polynomialKey,
  product,
  sum,
  sumOf,
  type Polynomial,
} from './polynomial.js';
import { inductionHypothesis, type Head } from './premises.js';
import { refuse, spend, within } from './refusal.js';
import { innerProduct, isOlder, rewriteMember, type Vector } from './vectors.js';

/** The names of the rules. */
export type RuleName = 'CERT' | 'CANCEL' | 'IND' | 'FRESH' | 'HYPOTHESIS';

/** What a step rests on, collected while it is checked. */
interface Rests {
  /** The names of hypotheses and equations. */
  readonly premises: Set<string>;
  /** The families of noise that were taken to have mean zero given everything born earlier. */
  readonly noises: Set<string>;
  readonly rules: Set<RuleName>;
  /** What a test has read of nodes that it sees again; a test keeps no record of what it rests on. */
  readonly seen?: WeakMap<object, unknown>;
}

const createRests = (): Rests => ({ premises: new Set(), noises: new Set(), rules: new Set() });

/** Reads a node, or recalls what a test has read in it before. */
function recall<Value>({ seen }: Rests, node: Json, read: () => Value): Value {
  if (seen === undefined || typeof node !== 'object') return read();
  if (!seen.has(node)) seen.set(node, read());
  return seen.get(node) as Value;
}

/** A statement that may be used, and what it rests on: a hypothesis or a proven step. */
interface Premise extends Rests {
  readonly statement: Json;
}

/** The induction hypothesis: P(n) for this n, and all values of every other index. */
interface InductionHypothesis {
  readonly statement: Json;
  readonly over: string;
}

const stepKeys = ['name', 'rule', 'statement'];
const nothing = Object.freeze(Object.create(null) as JsonRecord);

/** What a certificate adds up, each part a polynomial. */
export interface CertificateParts {
  readonly goal: Polynomial;
  readonly terms: readonly Polynomial[];
  readonly orthogonal: readonly Polynomial[];
  /** Every rewriting, in order; `idle` is told of one that changes nothing, which is refused by default. */
  readonly rewrite: (polynomial: Polynomial, idle?: (reason: string) => void) => Polynomial;
}

/** Checks steps over a head. */
export type Checker = ReturnType<typeof createChecker>;

/** The checker of steps over a head; it remembers the steps that it accepts. */
export function createChecker(head: Head) {
  const { reader, indices, declarations, definitions, equations } = head;
  const { arbitraryOperator: letter, operators, families } = declarations;
  const names = new Set(head.names);
  const premises = new Map<string, Premise>();
  for (const [name, statement] of head.hypotheses)
    premises.set(name, {
      statement,
      premises: new Set([name]),
      noises: new Set(),
      rules: new Set<RuleName>(['HYPOTHESIS']),
    });
  /** A statement in this scope is about all indices and the arbitrary operator. */
  const general: Scope = { indices, ...(letter === undefined ? {} : { word: [letter] }) };

  /** The values of an instance: natural numbers, for names that may be instantiated. */
  function readValues({ indices: given }: JsonRecord, allowed: readonly string[]): Indices {
    const values =
      given === undefined ? nothing : readRecord(given, 'the indices of an instance', [], allowed);
    return new Map(Object.entries(values).map(([name, node]) => [name, reader.index(node, general)]));
  }

  /** What an instance puts in the place of the arbitrary operator. */
  function readWord({ operator }: JsonRecord): Pick<Scope, 'word'> {
    if (operator === undefined) return letter === undefined ? {} : { word: [letter] };
    if (letter === undefined) refuse('there is no arbitrary operator');
    const word = readList(operator, 'the operator of an instance').map((item) => {
      const name = readText(item, 'an operator');
      return operators.has(name) || name === letter ? name : refuse(`${name.slice(0, 60)} is no operator`);
    });
    return { word };
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
    for (const key of ['premises', 'noises', 'rules'] as const)
      for (const item of premise?.[key] ?? []) (rests[key] as Set<string>).add(item);
    return reader.scalar(statement ?? refuse(`nothing before this is called ${name.slice(0, 60)}`), {
      indices: new Map([...indices, ...readValues(instance, allowed)]),
      ...readWord(instance),
    });
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

  /** The parts of a certificate of `goal`, after checking that terms are ≥ 0, orthogonalities 0, and cancel > 0. */
  function readCertificate(
    goal: Polynomial,
    node: Json | undefined,
    rests: Rests,
    hypothesis?: InductionHypothesis,
  ): CertificateParts {
    const certificate = readRecord(node, 'a certificate', ['terms'], ['cancel', 'orthogonal', 'rewrite']);
    const { cancel, terms, orthogonal = [], rewrite = [] } = certificate;
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
      rewrite: (polynomial, idle) => rewritings.reduce((value, use) => use(value, idle), polynomial),
    };
  }

  /**
   * Checks one certificate: cancel · goal − Σ terms − Σ orthogonalities, rewritten, is 0. Then the goal times a positive
   * number is a sum of numbers ≥ 0, so the goal is ≥ 0.
   */
  function checkCertificate(...args: Parameters<typeof readCertificate>): void {
    const { goal, terms, orthogonal, rewrite } = readCertificate(...args);
    const residual = rewrite(difference(goal, sumOf([...terms, ...orthogonal])));
    if (!isZero(residual)) refuse(`the certificate leaves ${polynomialKey(residual).slice(0, 300)}`);
  }

  /** A statement as a polynomial. */
  function polynomial(statement: Json, values: Indices = new Map()): Polynomial {
    const result = reader.scalar(statement, { ...general, indices: new Map([...indices, ...values]) });
    return isLinear(result) ? result : refuse('a statement is linear in inner products and values');
  }

  /** The certificates of a step, each with what it proves: of an induction P(0), and P(n + 1) from P(n). */
  function readStep(step: JsonRecord) {
    const { statement = '', rule } = step;
    if (rule === 'certificate') {
      readRecord(step, 'a step', [...stepKeys, 'certificate']);
      return [{ part: 'certificate', goal: polynomial(statement), hypothesis: undefined }] as const;
    }
    if (rule !== 'induction') refuse('a step is proven by a certificate or by induction');
    readRecord(step, 'a step', [...stepKeys, 'over', 'base', 'step']);
    const over = readText(step['over'], 'the index of an induction');
    const n = indices.get(over) ?? refuse('an induction is over an index of the document');
    polynomial(statement);
    const at = (value: Polynomial): Polynomial => polynomial(statement, new Map([[over, value]]));
    return [
      { part: 'base', goal: at(constant(0)), hypothesis: undefined },
      { part: 'step', goal: at(sum(n, one)), hypothesis: { statement, over } },
    ] as const;
  }

  /** Checks a step, which may use everything accepted before. */
  function check(node: Json): Premise & { readonly name: string } {
    const step = readRecord(node, 'a step', stepKeys, ['certificate', 'over', 'base', 'step']);
    const name = readName(step['name'], 'the name of a step');
    const rests = createRests();
    within(name.slice(0, 100), () => {
      if (step['rule'] === 'induction') rests.rules.add('IND');
      for (const { part, goal, hypothesis } of readStep(step)) {
        const prove = (): void => {
          checkCertificate(goal, step[part], rests, hypothesis);
        };
        if (part === 'certificate') prove();
        else within(part, prove);
      }
    });
    return { name, statement: step['statement'] ?? '', ...rests };
  }

  return {
    check,
    polynomial,
    /** Checks a step; later ones may use it. */
    accept: (node: Json): ReturnType<typeof check> => {
      const step = check(node);
      if (names.has(step.name)) refuse(`two things are called ${step.name}`);
      names.add(step.name);
      premises.set(step.name, step);
      return step;
    },
    /** Tries other certificates for a part of a step, of nodes that do not change; nothing is proven by them. */
    tester: (node: Json) => {
      const tries = readStep(node as JsonRecord).map((one) => ({ ...one, seen: new WeakMap() }));
      return (part: string, certificate: Json): void => {
        const found = tries.find((one) => one.part === part) ?? refuse(`a step has no ${part}`);
        const { goal, hypothesis, seen } = found;
        checkCertificate(goal, certificate, { ...createRests(), seen }, hypothesis);
      };
    },
    /** The parts of a step's certificate, of an induction those of its step; nothing is proven by them. */
    parts: (node: Json): CertificateParts => {
      const step = readRecord(node, 'a step', stepKeys, ['certificate', 'over', 'base', 'step']);
      const last = readStep(step).at(-1) ?? refuse('a step has a certificate');
      const rests = createRests();
      return readCertificate(last.goal, step[last.part], rests, last.hypothesis);
    },
    /** A bound of ≤ numerator/denominator, if it is what `statement` says and the denominator is > 0 by its form. */
    bound: (node: Json, statement: Json) => {
      const record = readRecord(node, 'a bound', ['of', 'numerator', 'denominator']);
      if (!reader.hasSign(record['denominator'] ?? '', 'positive', general))
        refuse('the denominator of a bound is not positive by its form');
      const read = (key: string): Polynomial => reader.scalar(record[key] ?? '', general);
      const bound = { of: read('of'), numerator: read('numerator'), denominator: read('denominator') };
      const stated = difference(bound.numerator, product(bound.denominator, bound.of));
      return isZero(difference(stated, polynomial(statement)))
        ? bound
        : refuse('the bound is not what the step says');
    },
  };
}
