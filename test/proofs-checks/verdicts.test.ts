/** The verdicts: a lemma counts only from the document that it belongs to, and what is handed out changes no verdict. */
import { describe, expect, it } from 'vitest';
import { createDerivations } from '../../proofs-checks/index.js';
import { checkDocuments, reportProofs } from '../../proofs-checks/run.js';
import { type Derivation } from '../../proofs-checks/derivation/schema.js';
import { lemmas } from '../../proofs-checks/lemmas/registry.js';
import { rateTheorems } from '../../spec/theorems/index.js';

const documents = createDerivations();
const sgd = documents.find(({ id }) => id === 'SGD-1');
if (sgd === undefined) throw new RangeError('SGD-1 has a document');
const verdictOfSgd = (given: readonly Derivation[]) =>
  reportProofs(checkDocuments(given)).theorems.find(({ id }) => id === 'SGD-1')?.verdict;

describe('a lemma', () => {
  const verdictsOf = (given: readonly Derivation[]) =>
    new Set(reportProofs(checkDocuments(given)).lemmas.map(({ verdict }) => verdict));
  const assumeAll = (document: Derivation): Derivation => ({
    ...{ ...document, conclusions: [], equations: [], definitions: [] },
    hypotheses: document.steps.map(({ name, statement }) => ({
      ...{ name: `assume ${name}`, assumption: 'A1', title: 'assumed', statement },
    })),
    steps: document.steps.map(({ name, statement }) => ({
      ...{ name, rule: 'certificate', statement },
      certificate: { terms: [{ multiplier: '1', premise: `assume ${name}` }] },
    })),
  });
  const assumed = documents.map(assumeAll);
  const renamed = (given: readonly Derivation[]) =>
    given.map((document) => ({ ...document, id: `other ${document.id}` }));

  it('is not proved by its own statement as a hypothesis, however named', { tags: ['long', 'gate'] }, () => {
    for (const given of [assumed, renamed(assumed)])
      expect(verdictsOf(given)).toEqual(new Set(['not proved']));
    expect(verdictsOf(documents)).toEqual(new Set(['proved']));
  });

  it('is not proved by a document that is not that of a theorem', () => {
    expect(verdictsOf(renamed(documents))).toEqual(new Set(['not proved']));
  });
});

describe('the documents and theorems that are handed out', () => {
  it('are copies, and changing them changes no verdict', () => {
    const changed = createDerivations().find(({ id }) => id === 'SGD-1');
    for (const one of changed?.hypotheses ?? []) one.statement = '0';
    for (const one of changed?.parameters ?? []) one.domain = 'positive';
    expect(createDerivations().find(({ id }) => id === 'SGD-1')).toEqual(sgd);
    expect(verdictOfSgd([changed ?? sgd])).toBe('not proved');
  });

  it('are frozen where they are shared', () => {
    expect(() => (rateTheorems['SGD-1'].assumptions as string[]).push('more')).toThrow(TypeError);
    expect(() => Object.assign(lemmas[0]?.steps[0] ?? {}, { statement: '0' })).toThrow(TypeError);
  });
});

it('a document that is none leaves the verdicts on the others', () => {
  const long = { ...sgd, id: 'long', indices: Array.from({ length: 200_000 }, () => 'n') };
  expect(verdictOfSgd([null, undefined, '{}', long, sgd] as Derivation[])).toBe('proved');
});
