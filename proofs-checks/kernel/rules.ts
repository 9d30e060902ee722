/**
 * The rules. A step is accepted where its certificate makes an identity of polynomials of it; there is no other way.
 *
 * What a step says: wherever the hypotheses hold that it rests on, for all values of its indices and every operator in
 * the place of the arbitrary one, its statement is ≥ 0.
 */
import { caseKey, type Head } from './declarations.js';
import { spend } from './effort.js';
import type { Scope } from './formula.js';
import { readList, readName, readRecord, readText, type Json, type JsonRecord } from './json.js';
import {
  constant,
  difference,
  isLinear,
  isSymbolFree,
  isZero,
  mapVariables,
  polynomialKey,
  product,
  sum,
  sumOf,
  type Polynomial,
} from './polynomial.js';
import { refuse, within } from './refusal.js';
import { innerProduct, isOlder, rewriteMember, type Atom } from './vectors.js';

/** The names of the rules. */
export type RuleName = 'CERT' | 'CANCEL' | 'IND' | 'FRESH' | 'HYPOTHESIS';

/** What a statement rests on. */
export interface Foundation {
  /** The names of hypotheses and equations. */
  readonly premises: ReadonlySet<string>;
  /** The families of noise that were taken to have mean zero given everything born earlier. */
  readonly noises: ReadonlySet<string>;
  readonly rules: ReadonlySet<RuleName>;
}

/** A statement that may be used: a hypothesis or a proven step. */
export interface Premise extends Foundation {
  readonly statement: Json;
}

/** What collects, while a step is checked, what it rests on. */
interface Growing {
  readonly premises: Set<string>;
  readonly noises: Set<string>;
  readonly rules: Set<RuleName>;
}

/** The induction hypothesis: P(n) for this n, and all values of every other index. */
interface InductionHypothesis {
  readonly statement: Json;
  readonly over: string;
}

const nothing = Object.freeze(Object.create(null) as JsonRecord);

/** The name of the induction hypothesis as a premise. */
export const inductionHypothesis = 'induction hypothesis';

/** What a certificate adds up, each part a polynomial. */
export interface CertificateParts {
  readonly goal: Polynomial;
  readonly terms: readonly Polynomial[];
  readonly orthogonal: readonly Polynomial[];
  /** Every rewriting, in order; `idle` is told of one that changes nothing, which is refused by default. */
  readonly rewrite: (polynomial: Polynomial, idle?: (reason: string) => void) => Polynomial;
}

/** Checks steps over a head. */
export interface Checker {
  /** What the step rests on; refuses a step that does not follow. */
  readonly check: (step: Json) => Foundation & { readonly name: string; readonly statement: Json };
  /** The parts of a step's certificate, of an induction those of its step; nothing is proven by them. */
  readonly parts: (step: Json) => CertificateParts;
  /** A bound of ≤ numerator/denominator, if the denominator is positive by its form. */
  readonly bound: (node: Json) => Readonly<Record<'of' | 'numerator' | 'denominator', Polynomial>>;
  /** A statement as a polynomial. */
  readonly polynomial: (statement: Json) => Polynomial;
}

/** The checker of steps; `premises` are the statements proven so far. */
export function createChecker(head: Head, premises: ReadonlyMap<string, Premise>): Checker {
  const { reader, indices, declarations, equations, definitions } = head;
  const { arbitraryOperator } = declarations;
  /** A statement in this scope is about all indices and the arbitrary operator. */
  const general: Scope = {
    indices,
    ...(arbitraryOperator === undefined ? {} : { word: [arbitraryOperator] }),
  };

  /** The values of an instance: natural numbers, for names that may be instantiated. */
  function readValues(record: JsonRecord, allowed: readonly string[]): ReadonlyMap<string, Polynomial> {
    const { indices: given } = record;
    if (given === undefined) return new Map();
    const values = readRecord(given, 'the indices of an instance', [], allowed);
    return new Map(
      Object.entries(values).map(([name, node]) => {
        return [name, reader.index(node, general)];
      }),
    );
  }

  function readWordOf({ operator }: JsonRecord): readonly string[] | undefined {
    if (operator === undefined) return general.word;
    if (arbitraryOperator === undefined) refuse('there is no arbitrary operator');
    return readList(operator, 'the operator of an instance').map((item) => {
      const letter = readText(item, 'an operator');
      const isKnown = declarations.operators.has(letter) || letter === arbitraryOperator;
      return isKnown ? letter : refuse(`${letter.slice(0, 60)} is no operator`);
    });
  }

  const readInstance = (at: Json | undefined): JsonRecord =>
    at === undefined ? nothing : readRecord(at, 'an instance', [], ['indices', 'operator']);

  function readPremise(
    name: string,
    at: Json | undefined,
    hypothesis: InductionHypothesis | undefined,
    rests: Growing,
  ): Polynomial {
    const instance = readInstance(at);
    const isHypothesis = name === inductionHypothesis;
    if (isHypothesis && hypothesis === undefined) refuse('there is no induction hypothesis here');
    // The induction hypothesis is known for this n only, but for all values of every other index.
    const allowed = [...indices.keys()].filter((index) => !isHypothesis || index !== hypothesis?.over);
    const premise = isHypothesis ? undefined : premises.get(name);
    spend(indices.size + (premise?.premises.size ?? 0));
    for (const one of premise?.premises ?? []) rests.premises.add(one);
    for (const one of premise?.noises ?? []) rests.noises.add(one);
    for (const one of premise?.rules ?? []) rests.rules.add(one);
    const statement = isHypothesis ? hypothesis?.statement : premise?.statement;
    const word = readWordOf(instance);
    return reader.scalar(statement ?? refuse(`nothing before this is called ${name.slice(0, 60)}`), {
      indices: new Map([...indices, ...readValues(instance, allowed)]),
      ...(word === undefined ? {} : { word }),
    });
  }

  /** One term as a polynomial, after checking that it is ≥ 0. */
  function readTerm(node: Json, hypothesis: InductionHypothesis | undefined, rests: Growing): Polynomial {
    const term = readRecord(
      node,
      'a term',
      ['multiplier'],
      ['premise', 'at', 'scalar', 'scalarAt', 'square'],
    );
    const { multiplier = '', premise, at, scalar, scalarAt, square } = term;
    if ((at !== undefined && premise === undefined) || (scalarAt !== undefined && scalar === undefined)) {
      refuse('an instance of nothing');
    }
    if (premise !== undefined && square !== undefined) refuse('a term has a premise or a square');
    if (!reader.isNonnegative(multiplier, general)) refuse('a multiplier is not nonnegative by its form');
    const factors = [reader.scalar(multiplier, general)];
    if (factors.some(isZero)) refuse('a term with multiplier 0 is idle');
    if (premise !== undefined)
      factors.push(readPremise(readText(premise, 'a premise'), at, hypothesis, rests));
    if (square !== undefined) {
      const vector = reader.vector(square, general);
      factors.push(innerProduct(vector, vector));
    }
    if (scalar !== undefined) {
      // a ≥ 0 and X ≥ 0 give aX ≥ 0; where a is a number, aX is linear in the symbols.
      const number = readPremise(readText(scalar, 'a scalar premise'), scalarAt, hypothesis, rests);
      factors.push(isSymbolFree(number) ? number : refuse('a scalar premise contains numbers only'));
    }
    return product(...factors);
  }

  /** weight · E⟨older, noise⟩ as a polynomial, after checking that it is 0. */
  function readOrthogonality(node: Json, rests: Growing): Polynomial {
    const record = readRecord(node, 'an orthogonality', ['weight', 'older', 'noise']);
    const weight = reader.scalar(record['weight'] ?? '', general);
    if (!isSymbolFree(weight)) refuse('the weight of an orthogonality is a number');
    const older = reader.vector(record['older'] ?? '', general);
    const noise = reader.vector(record['noise'] ?? '', general);
    const [drawn, ...others] = [...noise.values()];
    if (drawn === undefined || others.length > 0 || polynomialKey(drawn.coefficient) !== '1*') {
      return refuse('a noise is one member of a family');
    }
    const { atom }: { readonly atom: Atom } = drawn;
    if (declarations.families.get(atom.family)?.noise !== true)
      refuse(`${atom.family} is not declared to have mean zero`);
    // E⟨v, n⟩ = E⟨v, E[n | born before n]⟩ = 0 needs v to be known strictly before n is drawn.
    if (!isOlder(older, atom.birth)) refuse('orthogonality against the order of births');
    rests.noises.add(atom.family);
    rests.rules.add('FRESH');
    return product(weight, innerProduct(older, noise));
  }

  /** The polynomial with one equation used, from left to right. */
  function rewrite(
    polynomial: Polynomial,
    node: Json,
    rests: Growing,
    idle: (reason: string) => void,
  ): Polynomial {
    const record = readRecord(node, 'a rewriting', ['equation'], ['case', 'at']);
    const name = readText(record['equation'], 'an equation');
    return within(name.slice(0, 60), () => {
      const { case: which } = record;
      const isDefinition = definitions.has(name);
      if (isDefinition ? which !== 'zero' && which !== 'successor' : which !== undefined)
        refuse('a definition has cases, zero and successor');
      const equation = equations.get(isDefinition ? caseKey(name, which as 'zero') : name);
      if (equation === undefined) return refuse('there is no such equation');
      if (!isDefinition) rests.premises.add(name);
      const instance = readInstance(record['at']);
      if (instance['operator'] !== undefined) refuse('an equation has no arbitrary operator');
      spend(equation.indices.length);
      const own = equation.indices.map(
        (index) => [index, indices.get(index) ?? refuse(`${index} is no index of the document`)] as const,
      );
      const sides = equation.sides(new Map([...own, ...readValues(instance, equation.indices)]));
      const result =
        'vector' in sides
          ? rewriteMember(polynomial, sides.member, sides.vector)
          : mapVariables(polynomial, ({ key }) => (key === sides.member ? sides.value : undefined));
      if (isZero(difference(result, polynomial))) idle('an equation is idle');
      return result;
    });
  }

  /** The parts of a certificate for cancel · goal, after checking that terms are ≥ 0, orthogonalities 0, and cancel > 0. */
  function readCertificate(
    goal: Polynomial,
    node: Json,
    rests: Growing,
    hypothesis?: InductionHypothesis,
  ): CertificateParts {
    const certificate = readRecord(node, 'a certificate', ['terms'], ['cancel', 'orthogonal', 'rewrite']);
    const { cancel, terms, orthogonal = [], rewrite: equationsUsed = [] } = certificate;
    rests.rules.add('CERT');
    if (cancel !== undefined) {
      rests.rules.add('CANCEL');
      if (!reader.isPositive(cancel, general))
        refuse('what is cancelled is not strictly positive by its form');
    }
    const rewritings = readList(equationsUsed, 'rewrite');
    return {
      goal: cancel === undefined ? goal : product(reader.scalar(cancel, general), goal),
      terms: readList(terms, 'terms').map((term) => readTerm(term, hypothesis, rests)),
      orthogonal: readList(orthogonal, 'orthogonal').map((one) => readOrthogonality(one, rests)),
      rewrite: (polynomial, idle = refuse) =>
        rewritings.reduce<Polynomial>((value, one) => rewrite(value, one, rests, idle), polynomial),
    };
  }

  /**
   * Checks one certificate: cancel · goal − Σ terms − Σ orthogonalities, rewritten, is 0. Then the goal times a positive
   * number is a sum of numbers ≥ 0, so the goal is ≥ 0.
   */
  function checkCertificate(...args: Parameters<typeof readCertificate>): void {
    const { goal, terms, orthogonal, rewrite: rewriteAll } = readCertificate(...args);
    const residual = rewriteAll(difference(goal, sumOf([...terms, ...orthogonal])));
    if (!isZero(residual)) refuse(`the certificate leaves ${polynomialKey(residual).slice(0, 300)}`);
  }

  function polynomial(statement: Json, values: ReadonlyMap<string, Polynomial> = new Map()): Polynomial {
    const result = reader.scalar(statement, { ...general, indices: new Map([...indices, ...values]) });
    return isLinear(result) ? result : refuse('a statement is linear in inner products and values');
  }

  function checkRule(step: JsonRecord, rests: Growing): void {
    const { statement = '', rule } = step;
    if (rule === 'certificate') {
      readRecord(step, 'a step', ['name', 'rule', 'statement', 'certificate']);
      checkCertificate(polynomial(statement), step['certificate'] ?? '', rests);
      return;
    }
    if (rule !== 'induction') refuse('a step is proven by a certificate or by induction');
    readRecord(step, 'a step', ['name', 'rule', 'statement', 'over', 'base', 'step']);
    rests.rules.add('IND');
    const { over, first, next } = readInduction(step);
    within('base', () => {
      checkCertificate(first, step['base'] ?? '', rests);
    });
    within('step', () => {
      checkCertificate(next, step['step'] ?? '', rests, { statement, over });
    });
  }

  /** The statements P(0) and P(n + 1) of an induction over n. */
  function readInduction({ statement = '', over: name }: JsonRecord) {
    const over = readText(name, 'the index of an induction');
    const n = indices.get(over) ?? refuse('an induction is over an index of the document');
    polynomial(statement);
    const at = (value: Polynomial): Polynomial => polynomial(statement, new Map([[over, value]]));
    return { over, first: at(constant(0)), next: at(sum(n, constant(1))) };
  }

  return {
    check: (node) => {
      const step = readRecord(
        node,
        'a step',
        ['name', 'rule', 'statement'],
        ['certificate', 'over', 'base', 'step'],
      );
      const name = readName(step['name'], 'the name of a step');
      const rests: Growing = { premises: new Set(), noises: new Set(), rules: new Set() };
      within(name.slice(0, 100), () => {
        checkRule(step, rests);
      });
      return { name, statement: step['statement'] ?? '', ...rests };
    },
    parts: (node) => {
      const step = readRecord(
        node,
        'a step',
        ['statement'],
        ['name', 'rule', 'certificate', 'over', 'base', 'step'],
      );
      const { statement = '', certificate } = step;
      const rests: Growing = { premises: new Set(), noises: new Set(), rules: new Set() };
      if (certificate !== undefined) return readCertificate(polynomial(statement), certificate, rests);
      const { over, next } = readInduction(step);
      return readCertificate(next, step['step'] ?? '', rests, { statement, over });
    },
    bound: (node) => {
      const record = readRecord(node, 'a bound', ['of', 'numerator', 'denominator']);
      if (!reader.isPositive(record['denominator'] ?? '', general)) {
        refuse('the denominator of a bound is not positive by its form');
      }
      const read = (key: string): Polynomial => reader.scalar(record[key] ?? '', general);
      return { of: read('of'), numerator: read('numerator'), denominator: read('denominator') };
    },
    polynomial: (statement) => polynomial(statement),
  };
}
