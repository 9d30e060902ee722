/** Every lemma and theorem is proven, from what it says it assumes, and no mutant survives. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  allSteps,
  checkAllProofs,
  checkProofs,
  isProven,
  trustedRules,
  type ProofReport,
} from '../../proofs-checks/index.js';
import { isFact, type Fact } from '../../proofs-checks/kernel/index.js';
import { lemmas } from '../../proofs-checks/lemmas/registry.js';
import { premiseIds, unexpectedPremises } from '../../proofs-checks/theorems/assumed.js';
import { lemmaPremises } from '../../proofs-checks/theorems/lemma-premises.js';
import { rateProofs } from '../../proofs-checks/theorems/registry.js';

describe('checkProofs', () => {
  let report: Pick<ProofReport, 'lemmas' | 'theorems'>;
  beforeAll(() => {
    report = checkProofs();
  }, 120_000);

  it('proves C1 to C7', () => {
    expect(report.lemmas).toEqual(
      ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'].map((id) => ({ id, verdict: 'proved' })),
    );
  });

  it('proves the rates and the affine part of CORR, and checks STAB and NAIVE', () => {
    const verdicts = Object.fromEntries(report.theorems.map(({ id, verdict }) => [id, verdict]));
    expect(verdicts).toEqual({
      'MOM-1': 'proved',
      'MOM-2': 'proved',
      'MOM-3': 'proved',
      'MVR-1': 'proved',
      'SGD-1': 'proved',
      CORR: 'proved',
      STAB: 'checked',
      NAIVE: 'checked',
    });
  });

  it('names the trusted rules', () => {
    expect(trustedRules.map((rule) => rule.split(':')[0])).toEqual([
      'CERT',
      'CANCEL',
      'IND',
      'FRESH',
      'HYPOTHESIS',
    ]);
  });
});

// `mutation.test.ts` mutates some of the certificates
describe('checkAllProofs', () => {
  it('proves the same, and lets no mutant survive', { tags: 'long' }, () => {
    const report = checkAllProofs();
    expect(report).toMatchObject({ format: 'auxopt-proofs/1', trustedRules, ...checkProofs() });
    expect(report.survivors).toEqual([]);
    expect(report.mutants.survived).toBe(0);
    expect(report.mutants.certificates).toBeGreaterThan(5000);
    expect(report.mutants.statements).toBeGreaterThan(100);
    expect(report.mutants.tried).toBe(report.mutants.certificates + report.mutants.statements);
  });
});

describe('what the proofs rest on', () => {
  const ratesOf = (id: string) =>
    rateProofs.filter(({ theorem }) => theorem.id === id).flatMap(({ rates }) => rates);
  const factOf = (id: string, condition: string, start: string): Fact => {
    const rate = ratesOf(id).find((one) => one.condition === condition && one.start === start);
    if (rate === undefined) throw new RangeError(`${id} is not proven for ${condition}, ${start}`);
    return rate.bound.fact;
  };
  const local = ['LOCAL.1', 'LOCAL.2', 'LOCAL.3'];

  it('proves each rate of AuxMOM and AuxMVR under both conditions and for both kinds of start', () => {
    for (const id of ['MOM-1', 'MOM-2', 'MOM-3', 'MVR-1']) {
      expect(ratesOf(id).map(({ condition, start }) => `${condition} ${start}`)).toEqual([
        'exact given',
        'exact first-snapshot',
        'simple given',
        'simple first-snapshot',
      ]);
    }
  });

  it('uses exactly the assumptions that the theorems state', () => {
    expect(premiseIds(factOf('MOM-1', 'exact', 'given'))).toEqual(
      ['A1', 'A2', 'A3', 'A4', 'AUX-MOM.2', 'F0', ...local, 'MOM-1 exact', 'START.given', 'e0'].sort(),
    );
    expect(premiseIds(factOf('MOM-2', 'simple', 'first-snapshot'))).toEqual(
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
    expect(premiseIds(factOf('MVR-1', 'simple', 'given'))).toEqual(
      ['A1', 'A3', 'A4', 'A5', 'AUX-MVR.2', 'F0', ...local, 'MVR-1 simple', 'START.given', 'e0'].sort(),
    );
  });

  it('needs no affine difference for MOM-1, MOM-3 and MVR-1, and no A2 for MVR-1', () => {
    for (const id of ['MOM-1', 'MOM-3', 'MVR-1']) {
      for (const { bound } of ratesOf(id)) expect(premiseIds(bound.fact)).not.toContain('affine difference');
    }
    for (const { bound } of ratesOf('MVR-1')) expect(premiseIds(bound.fact)).not.toContain('A2');
  });

  it('finds no unexpected premise, and notices one (control)', () => {
    for (const proof of rateProofs) {
      for (const rate of proof.rates) expect(unexpectedPremises(proof, rate)).toEqual([]);
    }
    const [mom1, mom2] = rateProofs;
    const [rate] = mom2?.rates ?? [];
    if (mom1 === undefined || rate === undefined) throw new RangeError('expected MOM-1 and MOM-2');
    expect(unexpectedPremises(mom1, rate).join()).toContain('affine');
    expect(lemmaPremises(rate.bound.fact)).toEqual(['MOM-2 exact']);
  });

  it('is linked by facts: what a step uses was made by the kernel, in an earlier step or by a hypothesis', () => {
    const proven = new Set<unknown>(allSteps.map(({ fact }) => fact));
    const premises = allSteps.flatMap((step) => {
      const certificates =
        step.kind === 'certificate' ? [step.certificate] : [step.induction.base, step.induction.step];
      return certificates.flatMap(({ terms }) => terms.flatMap(({ premise, scalar }) => [premise, scalar]));
    });
    const facts = premises.filter((one): one is Fact => typeof one === 'object');
    expect(facts.length).toBeGreaterThan(100);
    for (const fact of facts) {
      expect(isFact(fact)).toBe(true);
      // What is no earlier step is an assumption: a fact by the rule HYPOTHESIS alone.
      if (!proven.has(fact)) expect([...fact.rules]).toEqual(['HYPOTHESIS']);
    }
  });

  it('uses every lemma in some theorem', () => {
    const used = new Set<unknown>(
      allSteps.flatMap((step) => {
        const certificates =
          step.kind === 'certificate' ? [step.certificate] : [step.induction.base, step.induction.step];
        return certificates.flatMap(({ terms }) => terms.flatMap(({ premise, scalar }) => [premise, scalar]));
      }),
    );
    for (const { id, steps } of lemmas) {
      for (const { name, fact } of steps) expect(used.has(fact), `${id}: ${name}`).toBe(true);
    }
  });

  it('rechecks a step, and says so where it fails (control)', () => {
    const [step] = allSteps;
    if (step?.kind !== 'certificate') throw new RangeError('expected a certificate first');
    expect(isProven(step)).toBe(true);
    expect(isProven({ ...step, certificate: { ...step.certificate, terms: [] } })).toBe(false);
  });
});
