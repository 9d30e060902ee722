/**
 * The trusted base. A document goes in, facts come out, and nothing else does: a fact is data that says what was
 * proven and from what, and handing it back proves nothing.
 */
import { addUnique, readHead } from './declarations.js';
import { limitEffort } from './effort.js';
import {
  copyJson,
  readJson,
  readList,
  readName,
  readRecord,
  readText,
  type Json,
  type JsonRecord,
} from './json.js';
import { difference, isZero, product, type Polynomial } from './polynomial.js';
import { refuse, within } from './refusal.js';
import {
  createChecker,
  inductionHypothesis,
  type CertificateParts,
  type Checker,
  type Premise,
  type RuleName,
} from './rules.js';

export { RefusedError } from './refusal.js';
export type { Json } from './json.js';
export type { Polynomial } from './polynomial.js';
export type { CertificateParts, RuleName } from './rules.js';

/** A proven statement: it is ≥ 0 wherever what it rests on holds, for all values of its indices. */
export interface Fact {
  readonly name: string;
  readonly statement: Json;
  /** The names of the hypotheses and equations that it rests on. */
  readonly premises: readonly string[];
  /** The families of noise whose mean zero, given everything born earlier, it rests on. */
  readonly noises: readonly string[];
  /** The rules used in it and in everything that it uses. */
  readonly rules: readonly RuleName[];
}

/** A proven bound: of ≤ numerator/denominator, with denominator > 0. */
export interface Bound {
  readonly of: Polynomial;
  readonly numerator: Polynomial;
  readonly denominator: Polynomial;
}

/** A conclusion of a document: a fact, and the bound that it is. */
export interface Conclusion {
  readonly fact: Fact;
  readonly bound?: Bound;
}

/** What the kernel says of a document that it accepted. */
export interface CheckedDerivation {
  /** The kernel's own copy, frozen: what was checked. */
  readonly document: Json;
  /** The steps, all of them proven, by name. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** The hypotheses, by name: what is assumed to be ≥ 0. */
  readonly hypotheses: ReadonlyMap<string, Polynomial>;
  /** The conclusions, by name. */
  readonly conclusions: ReadonlyMap<string, Conclusion>;
}

/** The keys of a document. */
const required = [
  'format',
  'id',
  'title',
  'indices',
  'parameters',
  'operators',
  'families',
  'abbreviations',
  'definitions',
  'hypotheses',
  'equations',
  'steps',
  'conclusions',
] as const;

/** A document whose head is read, and whose steps can be checked one after the other. */
export interface OpenDerivation {
  readonly document: JsonRecord;
  /** Checks a step, which may use everything accepted before; an accepted step may be used by later ones. */
  readonly accept: (step: Json) => Fact;
  /** Checks a step as {@link accept} does, and forgets it. */
  readonly test: (step: unknown) => void;
  /** The parts of a step's certificate: nothing is proven by them. */
  readonly parts: (step: unknown) => CertificateParts;
  readonly hypotheses: ReadonlyMap<string, Json>;
  readonly checker: Checker;
}

/**
 * Reads a document without its steps.
 *
 * @throws RefusedError where it breaks the format.
 */
export function openDerivation(given: unknown): OpenDerivation {
  const document = readRecord(readJson(given), 'a document', required, ['arbitraryOperator']);
  if (document['format'] !== 'auxopt-derivation/1') refuse('the format is not auxopt-derivation/1');
  readName(document['id'], 'id');
  readText(document['title'], 'title');
  const head = readHead(document);
  const premises = new Map<string, Premise>();
  const names = new Map<string, true>([[inductionHypothesis, true]]);
  for (const name of [...head.equations.keys()].map((key) => key.split('\n')[0] ?? key))
    names.set(name, true);
  for (const name of head.definitions) if (head.equations.has(name)) refuse(`two things are called ${name}`);
  for (const [name, statement] of head.hypotheses) {
    addUnique(names, name, true);
    premises.set(name, {
      statement,
      premises: new Set([name]),
      noises: new Set(),
      rules: new Set<RuleName>(['HYPOTHESIS']),
    });
  }
  const checker = createChecker(head, premises);
  return {
    document,
    checker,
    hypotheses: head.hypotheses,
    test: (step) => {
      limitEffort(() => checker.check(copyJson(step)));
    },
    parts: (step) => limitEffort(() => checker.parts(copyJson(step))),
    accept: (step) => {
      const { name, ...premise } = checker.check(copyJson(step));
      addUnique(names, name, true);
      premises.set(name, premise);
      return Object.freeze({
        name,
        statement: premise.statement,
        premises: Object.freeze([...premise.premises].sort()),
        noises: Object.freeze([...premise.noises].sort()),
        rules: Object.freeze([...premise.rules].sort()),
      });
    },
  };
}

function readConclusion(
  node: Json,
  { checker }: OpenDerivation,
  facts: ReadonlyMap<string, Fact>,
): readonly [string, Conclusion] {
  const record = readRecord(node, 'a conclusion', ['name', 'step'], ['bound']);
  const name = readName(record['name'], 'the name of a conclusion');
  return within(name, () => {
    const fact = facts.get(readText(record['step'], 'a step')) ?? refuse('there is no such step');
    if (record['bound'] === undefined) return [name, { fact }];
    const bound = checker.bound(record['bound']);
    const stated = difference(bound.numerator, product(bound.denominator, bound.of));
    return isZero(difference(stated, checker.polynomial(fact.statement)))
      ? [name, { fact, bound }]
      : refuse('the bound is not what the step says');
  });
}

/**
 * Checks a document, given as JSON text or as a value that JSON can write.
 *
 * @returns the facts that its steps prove, and what each rests on.
 * @throws RefusedError where it breaks the format or a step does not follow; nothing else.
 */
export const checkDerivation = (given: unknown): CheckedDerivation => limitEffort(() => checkAll(given));

function checkAll(given: unknown): CheckedDerivation {
  const open = openDerivation(given);
  const { document } = open;
  const facts = new Map<string, Fact>();
  for (const step of readList(document['steps'], 'steps')) {
    const fact = open.accept(step);
    facts.set(fact.name, fact);
  }
  const conclusions = new Map<string, Conclusion>();
  for (const node of readList(document['conclusions'], 'conclusions')) {
    const [name, conclusion] = readConclusion(node, open, facts);
    addUnique(conclusions, name, conclusion);
  }
  const hypotheses = new Map(
    [...open.hypotheses].map(([name, statement]) => [name, open.checker.polynomial(statement)]),
  );
  return Object.freeze({ document, facts, hypotheses, conclusions });
}
