/** Every lemma and theorem is proved, from what it says it assumes, and no mutant survives. */
import { describe, expect, it } from 'vitest';
import { checkAllProofs, createDerivations, derivationSchema } from '../../proofs-checks/index.js';
import { assumptionsOf, checkDocuments, reportProofs, trustedRules } from '../../proofs-checks/run.js';
import { type Derivation } from '../../proofs-checks/derivation/schema.js';
import { describeStanding, standingOf } from '../../proofs-checks/coq/record.js';
import { provedInCoq } from '../../proofs-checks/coq/theory.js';
import { certificatesOf } from '../../proofs-checks/derivation/build.js';
import { lemmas } from '../../proofs-checks/lemmas/registry.js';
import { premisesOf } from '../../proofs-checks/theorems/link.js';

const documents = createDerivations();
const proofs = checkDocuments(documents);
const report = reportProofs(proofs);

describe('checkProofs', () => {
  it('proves C1 to C9', () => {
    expect(report.lemmas).toEqual(
      ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9'].map((id) => ({ id, verdict: 'proved' })),
    );
  });

  it('proves the rates now; what rests on Coq is on record, and not proved now', () => {
    const verdicts = Object.fromEntries(report.theorems.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts).toEqual({
      'MOM-1': 'proved',
      'MOM-1H': 'proved',
      'MOM-2': 'proved',
      'MOM-3': 'proved',
      'MVR-1': 'proved',
      'MVR-2': 'proved',
      'FAM-1': 'proved',
      'FAM-2': 'proved',
      'TGT-MOM': 'proved',
      'TGT-MVR': 'proved',
      'SGD-1': 'proved',
      'RATE-DET': 'proved',
      'RATE-MOM': 'proved',
      'RATE-MOM-G': 'proved',
      'RATE-MVR': 'proved',
      'RATE-MVR-2': 'proved',
      'RATE-MVR-2P': 'proved',
      'RATE-MVR-H': 'proved',
      'RATE-FAM': 'proved',
      'RATE-TGT-MOM': 'proved',
      'RATE-TGT-MVR': 'proved',
      'LOW-SGD': 'recorded',
      'LOW-SGD-ITERATES': 'recorded',
      'LOW-MOM': 'recorded',
      'SEP-DET': 'recorded',
      'SEP-NOISE': 'recorded',
      'SEP-CORR': 'recorded',
      'LOW-LTI': 'recorded',
      'LOW-HB-ITERATES': 'recorded',
      'LOW-TGT-MOM': 'recorded',
      'LOW-TGT-MVR': 'recorded',
      'SEP-LTI': 'recorded',
      CORR: 'recorded',
      STAB: 'recorded',
      NAIVE: 'recorded',
    });
    for (const { gaps } of report.theorems) expect(gaps).toBeUndefined();
  });

  it('proves no lemma and no theorem where there is no document, or none that the kernel accepts', () => {
    const nothing = reportProofs(checkDocuments([]));
    const broken = documents.map((document) => ({ ...document, steps: document.steps.slice(1) }));
    for (const { lemmas: known, theorems } of [nothing, reportProofs(checkDocuments(broken))]) {
      expect(known.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 9 }, () => 'not proved'));
      expect(theorems.map(({ verdict }) => verdict)).toEqual(theorems.map(() => 'not proved'));
      expect(theorems.find(({ id }) => id === 'MOM-1')?.gaps?.[0]).toMatch(
        /no derivation|nothing before this/,
      );
    }
  });

  it('says who proves each theorem and when, and which theorems of Coq', () => {
    for (const { id, method, checks } of report.theorems) {
      const inCoq = Object.entries(provedInCoq).find(([name]) => name === id)?.[1];
      expect(checks.some(({ by }) => by === 'Coq')).toBe(inCoq !== undefined);
      if (inCoq === undefined) expect(method).toMatch(/^kernel: proved now: /);
      else {
        const { file, theorems } = inCoq;
        expect(method).toContain(
          `${describeStanding(standingOf(documents))} (${file}.v: ${theorems.join(', ')})`,
        );
        expect(method).toMatch(
          /^Coq: checked for these files \([0-9a-f]{12}\) on \d{4}-\d\d-\d\d by [\d.]+ /,
        );
      }
    }
  });

  it('says that Coq proves now what it was asked now, and nothing where it refuses', () => {
    const hash = 'f'.repeat(64);
    const now = reportProofs(proofs, { kind: 'now', hash, version: '8.20.1' }).theorems;
    expect(new Set(now.map(({ verdict }) => verdict))).toEqual(new Set(['proved']));
    expect(now.find(({ id }) => id === 'SEP-DET')?.method).toMatch(
      /^Coq: proved now .*; kernel: proved now: /,
    );
    for (const standing of [
      { kind: 'refused', hash, refusals: ['Stab.v: refused'] },
      { kind: 'unchecked', hash },
    ] as const) {
      const { theorems } = reportProofs(proofs, standing);
      const unproved = theorems.filter(({ verdict }) => verdict === 'not proved');
      expect(unproved.map(({ id }) => id).sort()).toEqual(Object.keys(provedInCoq).sort());
      for (const { gaps } of unproved) expect(gaps).toEqual([describeStanding(standing)]);
    }
  });

  it('names the trusted rules', () => {
    expect(trustedRules.map((rule) => rule.split(':')[0])).toEqual([
      'CERT',
      'CANCEL',
      'IND',
      'FRESH',
      'EXCH',
      'HYPOTHESIS',
    ]);
  });
});

// `mutation.test.ts` mutates some of the certificates
describe('checkAllProofs', () => {
  it('proves the same, and lets no mutant survive', { tags: 'long' }, () => {
    const all = checkAllProofs();
    expect(all).toMatchObject({ format: 'auxopt-proofs/3', trustedRules, ...report });
    expect(all.survivors).toEqual([]);
    expect(all.mutants.survived).toBe(0);
    expect(all.mutants.tried).toBeGreaterThan(5000);
  });
});

describe('a document', () => {
  it.each(documents.map((document) => [document.id, document] as const))(
    '%s is in the published format, and plain data',
    (_id, document) => {
      expect(derivationSchema.parse(document)).toEqual(document);
      expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    },
  );

  it('says the same wherever a step has the same name', () => {
    const steps = new Map<string, string>();
    for (const step of documents.flatMap((document) => document.steps)) {
      const text = JSON.stringify(step);
      expect(steps.get(step.name) ?? text).toBe(text);
      steps.set(step.name, text);
    }
  });

  it('has no step, premise or definition that nothing uses', () => {
    for (const { steps, hypotheses, equations, conclusions } of documents) {
      const used = new Set([
        ...conclusions.map(({ step }) => step),
        ...steps
          .flatMap(certificatesOf)
          .flatMap(({ terms, rewrite = [] }) => [
            ...terms.flatMap(({ premise, scalar }) => [premise, scalar]),
            ...rewrite.map(({ equation }) => equation),
          ]),
      ]);
      for (const { name } of [...steps, ...hypotheses, ...equations]) expect(used.has(name), name).toBe(true);
    }
  });
});

describe('what the proofs rest on', () => {
  const factOf = (id: string, conclusion: string) => {
    const checked = proofs.accepted.get(id);
    const fact = checked?.conclusions.get(`${id} (${conclusion})`)?.fact;
    if (checked === undefined || fact === undefined)
      throw new RangeError(`${id} is not proved: ${conclusion}`);
    return { document: checked.document as unknown as Derivation, fact };
  };
  const assumed = (id: string, conclusion: string): readonly string[] => {
    const { document, fact } = factOf(id, conclusion);
    return [...new Set(premisesOf(document, fact).map(({ assumption }) => assumption))].sort();
  };
  const local = ['LOCAL.1', 'LOCAL.2', 'LOCAL.3'];

  it('uses exactly the assumptions that the theorems state', () => {
    expect(assumed('MOM-1', 'exact, given')).toEqual(
      ['A1', 'A2', 'A3', 'A4', 'AUX-MOM.2', 'F0', ...local, 'MOM-1 exact', 'START.given', 'e0'].sort(),
    );
    expect(assumed('MOM-2', 'simple, first-snapshot')).toEqual(
      [
        'A1',
        'A2',
        'A3',
        'A4',
        'AUX-MOM.2',
        'F0',
        ...local,
        'MOM-2 simple',
        'START.first-snapshot',
        'affine difference',
      ].sort(),
    );
    expect(assumed('MVR-1', 'simple, given')).toEqual(
      ['A1', 'A3', 'A4', 'A5', 'AUX-MVR.2', 'F0', ...local, 'MVR-1 simple', 'START.given', 'e0'].sort(),
    );
  });

  it('needs no affine difference for MOM-1, MOM-3 and MVR-1, and no A2 for MVR-1', () => {
    for (const id of ['MOM-1', 'MOM-3', 'MVR-1']) {
      expect(proofs.accepted.get(id)?.hypotheses.keys()).not.toContain('Hessian of the noise');
    }
    expect(report.theorems.find(({ id }) => id === 'MVR-1')?.assumptions?.join()).not.toContain('A2');
  });

  it('says in words which independence it uses', () => {
    const { document, fact } = factOf('MOM-1', 'exact, given');
    const words = assumptionsOf(document, fact).filter((text) => text.startsWith('independence'));
    expect(words).toEqual([
      'independence: ζ^{t,k} is independent of everything before local step k of round t, ξᵗ included, and g_h is unbiased',
      'independence: ξᵗ is independent of everything before round t, and g_D is unbiased',
    ]);
    const ofSampled = report.theorems.find(({ id }) => id === 'MVR-1')?.assumptions ?? [];
    expect(ofSampled.filter((text) => text.startsWith('independence'))).toHaveLength(4);
  });

  it('uses every lemma in some theorem', () => {
    const steps = new Set(documents.flatMap((document) => document.steps.map(({ name }) => name)));
    for (const { id, steps: own } of lemmas) {
      for (const { name } of own) expect(steps.has(name), `${id}: ${name}`).toBe(true);
    }
  });
});
