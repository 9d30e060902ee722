/** Minibatches through the kit: right programs pass, each mistake in taking them fails and is named. */
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { createSampledCases } from '../../src/verify/cases/sampled-cases.js';
import { verifyImplementation, type VerifyReport } from '../../src/verify/index.js';
import { catalogue, minibatchMutants, samplerMutants } from '../../src/verify/mutants/index.js';
import { createReference } from '../../src/verify/served-reference/create-reference.js';

const cases = createSampledCases();
const isSampled = (id: string): boolean => cases.some((given) => id.startsWith(`L2/${given.id}/`));
const failures = ({ results }: VerifyReport) =>
  results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'unsupported');

describe('the reference', () => {
  it.each(['binary64', 'binary32', 'binary16', 'bfloat16', 'decimal', 'rational'] as const)(
    'passes in %s by every law',
    async (arithmetic) => {
      const report = await verifyImplementation(createReference({ arithmetic }), { cases, level: 2 });
      expect(failures(report)).toEqual([]);
      const judged = report.results.filter(({ id, verdict }) => id.startsWith('L2/') && verdict === 'pass');
      // a third is no decimal
      expect(judged).toHaveLength(arithmetic === 'decimal' ? 36 : 48);
    },
  );

  it('is asked in every variant', () => {
    expect(new Set(cases.map(({ variant }) => variant))).toEqual(new Set(variantNames));
  });
});

describe('mistakes', () => {
  it.each([...minibatchMutants, ...samplerMutants].map((mutant) => [mutant.id, mutant] as const))(
    '%s passes with single draws, fails with minibatches and is named',
    async (_id, mutant) => {
      const report = await verifyImplementation(createReference({ mutant }), { level: 2 });
      const failed = failures(report);
      expect(failed.length).toBeGreaterThan(0);
      expect(failed.filter(({ id }) => !isSampled(id))).toEqual([]);
      expect(report.diagnosis?.[0]?.mistake).toBe(mutant.mistake);
      const { equation, round } = failed[0]?.violation ?? {};
      expect({ equation, round }).toEqual({ equation: mutant.breaks.equation, round: mutant.breaks.round });
    },
  );

  it.each(['snapshot-atom-reused', 'independent-snapshot-atoms', 'local-atom-reused', 'momentum-forgotten'])(
    '%s is named where all draws are minibatches',
    async (id) => {
      const mutant = catalogue.find((one) => one.id === id);
      const report = await verifyImplementation(createReference(mutant === undefined ? {} : { mutant }), {
        cases,
        level: 2,
        only: (one) => one.startsWith('L2/'),
      });
      expect(failures(report).length).toBeGreaterThan(4);
      expect(report.diagnosis?.[0]?.mistake).toBe(mutant?.mistake);
    },
  );
});
