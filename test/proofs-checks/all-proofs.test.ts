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

describe('reportProofs', () => {
  it('proves C1 to C9', () => {
    const nine = Array.from({ length: 9 }, (_, at) => ({ id: `C${at + 1}`, verdict: 'proved' }));
    expect(report.lemmas).toEqual(nine);
  });

  it('proves the rates now; what rests on Coq is on record, and not proved now', () => {
    const those = (wanted: string) =>
      report.theorems.flatMap(({ id, verdict, gaps }) =>
        verdict === wanted && gaps === undefined ? [id] : [],
      );
    expect(those('proved').join(' ')).toBe(
      'MOM-1 MOM-1H MOM-2 MOM-3 MVR-1 MVR-2 FAM-1 FAM-2 TGT-MOM TGT-MVR SGD-1 RATE-DET RATE-MOM RATE-MOM-G ' +
        'RATE-MVR RATE-MVR-2 RATE-MVR-2P RATE-MVR-H RATE-FAM RATE-TGT-MOM RATE-TGT-MVR',
    );
    expect(those('recorded').join(' ')).toBe(
      'LOW-SGD LOW-SGD-ITERATES LOW-MOM SEP-DET SEP-NOISE SEP-CORR LOW-LTI LOW-HB-ITERATES LOW-TGT-MOM ' +
        'LOW-TGT-MVR SEP-LTI STAB CORR NAIVE',
    );
    expect(report.theorems).toHaveLength(21 + 14);
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
      if (inCoq === undefined) {
        expect(method).toMatch(/^kernel: proved now: /);
        continue;
      }
      const { file, theorems } = inCoq;
      const standing = describeStanding(standingOf(documents));
      expect(method).toContain(`${standing} (${file}.v: ${theorems.join(', ')})`);
      expect(method).toMatch(/^Coq: checked for these files \([0-9a-f]{12}\) on \d{4}-\d\d-\d\d by [\d.]+ /);
    }
  });

  it('says that Coq proves now what it was asked now, and nothing where it refuses', () => {
    const hash = 'f'.repeat(64);
    const now = reportProofs(proofs, { kind: 'now', hash, version: '8.20.1' }).theorems;
    expect(new Set(now.map(({ verdict }) => verdict))).toEqual(new Set(['proved']));
    const separation = now.find(({ id }) => id === 'SEP-DET')?.method;
    expect(separation).toMatch(/^Coq: proved now .*; kernel: proved now: /);
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
    const names = trustedRules.map((rule) => rule.split(':')[0]);
    expect(names.join(' ')).toBe('CERT CANCEL IND FRESH EXCH HYPOTHESIS');
  });
});

// `mutation.test.ts` mutates some of the certificates
it('checkAllProofs proves the same, and lets no mutant survive', { tags: 'long' }, () => {
  const all = checkAllProofs();
  expect(all).toMatchObject({ format: 'auxopt-proofs/3', trustedRules, ...report });
  expect([all.survivors, all.mutants.survived]).toEqual([[], 0]);
  expect(all.mutants.tried).toBeGreaterThan(5000);
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
      const certificates = steps.flatMap(certificatesOf);
      const used = new Set([
        ...conclusions.map(({ step }) => step),
        ...certificates.flatMap(({ terms }) => terms.flatMap(({ premise, scalar }) => [premise, scalar])),
        ...certificates.flatMap(({ rewrite = [] }) => rewrite.map(({ equation }) => equation)),
      ]);
      for (const { name } of [...steps, ...hypotheses, ...equations]) expect(used.has(name), name).toBe(true);
    }
  });
});

describe('what the proofs rest on', () => {
  const factOf = (id: string, conclusion: string) => {
    const checked = proofs.accepted.get(id);
    const fact = checked?.conclusions.get(`${id} (${conclusion})`)?.fact;
    if (checked === undefined || fact === undefined) throw new RangeError(`${id} is not proved`);
    return { document: checked.document as unknown as Derivation, fact };
  };
  const assumed = (id: string, conclusion: string): readonly string[] => {
    const { document, fact } = factOf(id, conclusion);
    return [...new Set(premisesOf(document, fact).map(({ assumption }) => assumption))].sort();
  };

  it.each([
    ['MOM-1', 'exact, given', 'A1 A2 A3 A4 AUX-MOM.2 F0 START.given e0'],
    ['MOM-2', 'simple, first-snapshot', 'A1 A2 A3 A4 AUX-MOM.2 F0 START.first-snapshot affine_difference'],
    ['MVR-1', 'simple, given', 'A1 A3 A4 A5 AUX-MVR.2 F0 START.given e0'],
  ])('uses exactly the assumptions that %s states: %s', (id, conclusion, assumptions) => {
    const condition = `${id} ${conclusion.split(',')[0] ?? ''}`;
    const stated = assumptions.split(' ').map((name) => name.replace('_', ' '));
    const all = [...stated, condition, 'LOCAL.1', 'LOCAL.2', 'LOCAL.3'];
    expect(assumed(id, conclusion)).toEqual(all.sort());
  });

  it('needs no affine difference for MOM-1, MOM-3 and MVR-1, and no A2 for MVR-1', () => {
    for (const id of ['MOM-1', 'MOM-3', 'MVR-1'])
      expect(proofs.accepted.get(id)?.hypotheses.keys()).not.toContain('Hessian of the noise');
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
