/** The verdicts: a lemma counts only from the document that it belongs to, and what is handed out changes no verdict. */
import { describe, expect, it } from 'vitest';
import { createDerivations } from '../../proofs-checks/index.js';
import { allSteps, checkProofs } from '../../proofs-checks/run.js';
import { type Derivation } from '../../proofs-checks/derivation/schema.js';
import { rateTheorems } from '../../spec/theorems/index.js';

const documents = createDerivations();
const documentOf = (id: string): Derivation => {
  const document = documents.find((one) => one.id === id);
  if (document === undefined) throw new RangeError(`no document for ${id}`);
  return document;
};

describe('a lemma', () => {
  const assumeAll = (document: Derivation, id: string): Derivation => ({
    ...document,
    id,
    conclusions: [],
    equations: [],
    definitions: [],
    hypotheses: document.steps.map(({ name, statement }) => ({
      name: `assume ${name}`,
      assumption: 'A1',
      title: 'assumed',
      statement,
    })),
    steps: document.steps.map(({ name, statement }) => ({
      name,
      rule: 'certificate',
      statement,
      certificate: { terms: [{ multiplier: '1', premise: `assume ${name}` }] },
    })),
  });

  it(
    'is not proved by its own statement as a hypothesis, whatever the document is called',
    { tags: 'long' },
    () => {
      for (const rename of [(id: string) => id, (id: string) => `other ${id}`]) {
        const assumed = documents.map((document) => assumeAll(document, rename(document.id)));
        const { lemmas } = checkProofs(assumed);
        expect(lemmas.map(({ verdict }) => verdict)).not.toContain('proved');
      }
      expect(new Set(checkProofs().lemmas.map(({ verdict }) => verdict))).toEqual(new Set(['proved']));
    },
  );

  it('is not proved by a document that is not that of a theorem', () => {
    const renamed = documents.map((document) => ({ ...document, id: `other ${document.id}` }));
    expect(checkProofs(renamed).lemmas.map(({ verdict }) => verdict)).not.toContain('proved');
  });
});

describe('the documents and theorems that are handed out', () => {
  it('are copies, and changing them changes no verdict', () => {
    const document = documentOf('SGD-1');
    const changed = createDerivations().find(({ id }) => id === 'SGD-1');
    for (const one of changed?.hypotheses ?? []) one.statement = '0';
    for (const one of changed?.parameters ?? []) one.domain = 'positive';
    expect(createDerivations().find(({ id }) => id === 'SGD-1')).toEqual(document);
    expect(checkProofs([changed ?? document]).theorems.find(({ id }) => id === 'SGD-1')?.verdict).toBe(
      'not proved',
    );
  });

  it('are frozen where they are shared', () => {
    expect(() => (rateTheorems['SGD-1'].assumptions as string[]).push('more')).toThrow(TypeError);
    expect(() => Object.assign(allSteps[0] ?? {}, { statement: '0' })).toThrow(TypeError);
  });
});

describe('a document that is none', () => {
  it('leaves the verdicts on the others', () => {
    const long = { ...documentOf('SGD-1'), id: 'long', indices: Array.from({ length: 200_000 }, () => 'n') };
    const given = [null, undefined, '{}', long, documentOf('SGD-1')] as Derivation[];
    expect(checkProofs(given).theorems.find(({ id }) => id === 'SGD-1')?.verdict).toBe('proved');
  });
});
