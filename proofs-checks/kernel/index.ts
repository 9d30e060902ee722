/**
 * The trusted base. A document goes in, facts come out, and nothing else does: a fact is data that says what was
 * proved and from what, and handing it back proves nothing.
 */
import { addUnique } from './declarations.js';
import { readJson, readList, readName, readRecord, readText, type Json } from './json.js';
import type { Polynomial } from './polynomial.js';
import { readHead } from './premises.js';
import { limitEffort, refuse, within } from './refusal.js';
import type { RuleName } from './certificate.js';
import { createChecker, type Checker } from './rules.js';

export { RefusedError } from './refusal.js';
export type { Json } from './json.js';
export type { Polynomial } from './polynomial.js';
export type { CertificateParts, RuleName } from './certificate.js';

/** A proved statement: it is ≥ 0 wherever what it rests on holds, for all values of its indices. */
export interface Fact {
  readonly name: string;
  readonly statement: Json;
  /** The names of the hypotheses and equations that it rests on. */
  readonly premises: readonly string[];
  /** The families of noise whose mean zero, given everything born earlier, it rests on. */
  readonly noises: readonly string[];
  /** The laws of draws that it rests on: independent draws, each of this law. Left out where there is none. */
  readonly laws?: readonly string[];
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
  /** The steps, all of them proved, by name. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** The hypotheses, by name: what is assumed to be ≥ 0. */
  readonly hypotheses: ReadonlyMap<string, Polynomial>;
  /** The conclusions, by name. */
  readonly conclusions: ReadonlyMap<string, Conclusion>;
}

/** The keys of a document. */
const required = ['format', 'id', 'title', 'indices', 'parameters', 'operators', 'families', 'abbreviations'];
const partsOfProof = ['definitions', 'hypotheses', 'equations', 'steps', 'conclusions'];

/** Reads a document without its steps, and what checks them: only what `checkDerivation` returns is proved. */
export function openDocument(given: unknown) {
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
 * Checks a document, given as JSON text or as a value that JSON can write. For derivations that others wrote.
 *
 * @returns the facts that its steps prove, and what each rests on.
 * @throws RefusedError where it breaks the format or a step does not follow; nothing else.
 */
export const checkDerivation = (given: unknown): CheckedDerivation => limitEffort(() => checkAll(given));

function checkAll(given: unknown): CheckedDerivation {
  const { document, head, checker } = openDocument(given);
  const facts = new Map<string, Fact>();
  for (const step of readList(document['steps'], 'steps')) {
    const { name, statement, premises, noises, laws, rules } = checker.accept(step);
    const fact: Fact = {
      name,
      statement,
      premises: Object.freeze([...premises].sort()),
      noises: Object.freeze([...noises].sort()),
      ...(laws.size > 0 && { laws: Object.freeze([...laws].sort()) }),
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
