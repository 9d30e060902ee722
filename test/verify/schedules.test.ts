/** Schedules of η and a through the kit: right programs pass, each mistake in following one fails and is named. */
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { createScheduledCases } from '../../src/verify/cases/create-cases.js';
import { scheduleMutants } from '../../src/verify/mutants/index.js';
import { verifyImplementation, type VerifyReport } from '../../src/verify/index.js';
import { createReference } from '../../src/verify/served-reference/create-reference.js';

const cases = createScheduledCases();
const isOfSchedules = (id: string): boolean => cases.some((given) => id.startsWith(`L2/${given.id}/`));
const failures = ({ results }: VerifyReport) => results.filter(({ verdict }) => verdict !== 'pass');

describe('given schedules', () => {
  it.each(['binary64', 'binary16', 'decimal', 'rational'] as const)('pass in %s', async (arithmetic) => {
    const report = await verifyImplementation(createReference({ arithmetic }), { cases, level: 3 });
    expect(failures(report)).toEqual([]);
    expect(report.results.filter(({ id }) => isOfSchedules(id))).toHaveLength(2 * cases.length);
  });

  it('are of every variant', () => {
    expect(new Set(cases.map(({ variant }) => variant))).toEqual(new Set(variantNames));
  });

  it('are not asked of a program that does not declare them', async () => {
    const { schedules: _, ...plain } = createReference();
    const report = await verifyImplementation(plain);
    expect(report.verdict).toBe('pass');
    expect(report.results.filter(({ id }) => isOfSchedules(id) || id.includes('schedule'))).toEqual([]);
  });

  it.each(scheduleMutants.map((mutant) => [mutant.id, mutant] as const))(
    '%s passes with constants, fails with schedules and is named',
    async (_id, mutant) => {
      const report = await verifyImplementation(createReference({ mutant }));
      const failed = failures(report);
      expect(failed.length).toBeGreaterThan(0);
      expect(failed.filter(({ id }) => !isOfSchedules(id))).toEqual([]);
      const first = report.diagnosis?.[0];
      expect(first?.mistake).toBe(mutant.mistake);
      const { equation, round } = failed[0]?.violation ?? {};
      expect({ equation, round }).toEqual({ equation: mutant.breaks.equation, round: mutant.breaks.round });
    },
  );
});
