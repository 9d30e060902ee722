/**
 * The trusted base. A document goes in, facts come out, and nothing else does: a fact is data that says what was
 * proven and from what, and handing it back proves nothing.
 */
import { addUnique } from './declarations.js';
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
import type { Polynomial } from './polynomial.js';
import { readHead } from './premises.js';
import { limitEffort, refuse, within } from './refusal.js';
import { createChecker, type Checker, type RuleName } from './rules.js';

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

/** A conclusion of a document: a fact, and the bound that it is, of ≤ numerator/denominator with denominator > 0. */
export interface Conclusion {
  readonly fact: Fact;
  readonly bound?: Readonly<Record<'of' | 'numerator' | 'denominator', Polynomial>>;
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
const required = ['format', 'id', 'title', 'indices', 'parameters', 'operators', 'families', 'abbreviations'];
const partsOfProof = ['definitions', 'hypotheses', 'equations', 'steps', 'conclusions'];

function open(given: unknown) {
  const document = readRecord(
    readJson(given),
    'a document',
    [...required, ...partsOfProof],
    ['arbitraryOperator'],
  );
  if (document['format'] !== 'auxopt-derivation/1') refuse('the format is not auxopt-derivation/1');
  readName(document['id'], 'id');
  const head = readHead(document);
  return { document, head, checker: createChecker(head) };
}

/** A document whose head is read, for experiments with its steps: what comes of them is no fact. */
export type OpenDerivation = ReturnType<typeof openDerivation>;

/**
 * Reads a document without its steps. Everything that goes in or out is copied.
 *
 * @throws RefusedError where it breaks the format.
 */
export function openDerivation(given: unknown) {
  const { checker } = open(given);
  return {
    /** Checks a step, which may use everything accepted before and be used by later ones; returns its statement. */
    accept: (step: unknown): Json => limitEffort(() => checker.accept(copyJson(step)).statement),
    /** Tries other certificates, which are not copied, for `certificate`, `base` or `step` of a step. */
    tester: (step: unknown) => {
      const attempt = limitEffort(() => checker.tester(copyJson(step)));
      return (part: string, certificate: object): void => {
        limitEffort(() => {
          attempt(part, certificate as JsonRecord);
        });
      };
    },
    /** The parts of a step's certificate. */
    parts: (step: unknown) => limitEffort(() => checker.parts(copyJson(step))),
    /** A formula as a polynomial. */
    polynomial: (formula: unknown) => structuredClone(checker.polynomial(copyJson(formula))),
  };
}

function readConclusion(
  node: Json,
  checker: Checker,
  facts: ReadonlyMap<string, Fact>,
): readonly [string, Conclusion] {
  const record = readRecord(node, 'a conclusion', ['name', 'step'], ['bound']);
  const name = readName(record['name'], 'the name of a conclusion');
  return within(name, () => {
    const fact = facts.get(readText(record['step'], 'a step')) ?? refuse('there is no such step');
    if (record['bound'] === undefined) return [name, { fact }];
    return [name, { fact, bound: structuredClone(checker.bound(record['bound'], fact.statement)) }];
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
  const { document, head, checker } = open(given);
  const facts = new Map<string, Fact>();
  for (const step of readList(document['steps'], 'steps')) {
    const { name, statement, premises, noises, rules } = checker.accept(step);
    const fact: Fact = {
      name,
      statement,
      premises: Object.freeze([...premises].sort()),
      noises: Object.freeze([...noises].sort()),
      rules: Object.freeze([...rules].sort()),
    };
    facts.set(name, Object.freeze(fact));
  }
  const conclusions = new Map<string, Conclusion>();
  for (const node of readList(document['conclusions'], 'conclusions'))
    addUnique(conclusions, ...readConclusion(node, checker, facts));
  const hypotheses = new Map(
    [...head.hypotheses].map(([name, statement]) => [name, structuredClone(checker.polynomial(statement))]),
  );
  return Object.freeze({ document, facts, hypotheses, conclusions });
}
