/** The catalogue of mistakes: each one is caught from the states of one run, and the docs list them. */
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import { judgeTrace, type JudgeReport } from '../../../src/judge/index.js';
import { mutants, mutatedPage, type Mutant } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { readPage } from '../../support/pages.js';
import { driveCase } from '../diagnosis/drive-case.js';
import { caseFor } from './table.js';

async function judged(mutant: Mutant): Promise<JudgeReport> {
  const reference = createReference({ mutant, arithmetic: 'decimal' });
  const { request, trace, read } = await driveCase(reference, caseFor(mutant), 'decimal', 'tape');
  return judgeTrace(request, trace, read);
}

const right = variantNames.map((variant): Mutant => ({
  ...{ id: 'none', mistake: 'none', variant, mutation: {} },
}));
const starts = ['batch', 'exact', 'zero', 'first-snapshot', undefined] as const;

it.each(starts)('a page with no other line passes, start %s', async (start) => {
  for (const mutant of right) {
    const report = await judged({ ...mutant, ...(start === undefined ? {} : { start }) });
    expect([mutant.variant, report.verdict]).toEqual([mutant.variant, 'pass']);
  }
});

describe('the table of mutants', () => {
  it('has different names', () => {
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  });

  it('has another line in place of every one of the pages', () => {
    const changed = mutants.flatMap(({ mutation: { lines = {} } }) => Object.keys(lines));
    const variants = new Set(mutants.map(({ variant }) => variant));
    expect(variants.size).toBe(6);
    for (const variant of variants) {
      const numbered = readPage(variant).match(/^ *\S.* {2,}\d( .*)?$/gmu) ?? [];
      expect(numbered.length).toBeGreaterThan(2);
      // sgd and naive draw as the others do
      for (const line of numbered.map((one) => one.trim()).filter((one) => !one.startsWith('sample')))
        expect([line, changed.some((start) => line.startsWith(start))]).toEqual([line, true]);
    }
  });

  it('does not take a line that is not on the page', () => {
    expect(() => mutatedPage(readPage('sgd'), { 'm ←': 'm ← d' })).toThrow('lines of the page');
  });

  it.each(mutants.map((mutant) => [mutant.id, mutant] as const))('%s is caught', async (_id, mutant) => {
    expect((await judged(mutant)).verdict).toBe('fail');
  });

  it('is what the docs say', { tags: ['long', 'gate'] }, async () => {
    const rows: string[] = [];
    const named = new Set<string>();
    for (const mutant of mutants) {
      const [first] = (await judged(mutant)).violations;
      const { equation = '', round = '' } = first ?? {};
      named.add(equation);
      const start = caseFor(mutant).initialization.kind;
      rows.push(
        `| \`${mutant.id}\` | ${mutant.mistake} | ${mutant.variant} | ${start} | ${equation} | ${round} |`,
      );
    }
    const known = new Map(
      Object.values(algorithms).flatMap(({ equations, startEquations }) =>
        [...startEquations, ...equations].map(({ id, statement }) => [id, statement] as const),
      ),
    );
    const text = [
      '# Mutants',
      '',
      `A _mutant_ is a variant with one deliberate mistake. This page lists ${mutants.length} of them. Each one is the page of the variant that it claims to be`,
      'with other lines (`auxopt print mutants --json` has them), or with another start. Each ran on one small problem (problem 2 of the',
      '[hand-computed vectors](hand-computed-vectors.md), four rounds of three local steps, a = 0.2, η = 0.1). The table says which equation breaks first',
      'where an implementation reports its states alone. Round 0 is the start of the run.',
      '',
      '`test/verify/mutants/mutants.test.ts` writes this page and fails if it is out of date.',
      '',
      '| id | mistake | claims to be | start | equation | round |',
      '|---|---|---|---|---|---|',
      ...rows,
      '',
      '## The equations named above',
      '',
      ...[...named].sort().map((id) => `- ${id}: ${known.get(id) ?? ''}.`),
      '',
    ].join('\n');
    const formatted = await format(text, { parser: 'markdown', printWidth: 110, singleQuote: true });
    await expect(formatted).toMatchFileSnapshot('../../../docs/theory/mutants.md');
  });
});
