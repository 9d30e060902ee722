/** Mutation of the recursions: every mistake is caught, by the equation it breaks, in the round and step where it is made. */
import fc from 'fast-check';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import type { Trace } from '../../../spec/model/index.js';
import { mutants, type Mutant, type Mutation } from '../../../src/verify/mutants/index.js';
import { runMutated } from './run-mutated.js';
import { createDecimalField, runExact } from '../../../src/exact/index.js';
import { judgeTrace, type JudgeReport, type ReportedTrace } from '../../../src/judge/index.js';
import { brokenEquations } from '../../support/broken-equations.js';
import { arbitraryCase, instantiate } from '../../support/cases.js';
import { caseFor, requestFor } from './table.js';
import { firstOf } from '../../support/some-of.js';

const field = createDecimalField();
type Decimal = typeof field.zero;

const traceOf = (mutant: Mutant): Trace<Decimal> =>
  runMutated(field, mutant.variant, requestFor(field, mutant), mutant.mutation);

/** What is left where an implementation reports states alone. */
function statesOf({ start, rounds }: Trace<Decimal>): ReportedTrace<Decimal> {
  const correctionOf = ({ correction }: { readonly correction?: readonly Decimal[] }) =>
    correction === undefined ? {} : { correction };
  return {
    start: { iterate: start.iterate, ...correctionOf(start) },
    rounds: rounds.map((round) => ({
      ...correctionOf(round),
      steps: round.steps.map(({ point }) => ({ point })),
      iterate: round.iterate,
    })),
  };
}

function judgeStates(mutant: Mutant): JudgeReport {
  return judgeTrace({ ...caseFor(mutant), arithmetic: 'exact' }, statesOf(traceOf(mutant)), field.toRatio);
}

describe('the engine without a mutation', () => {
  firstOf(
    2,
    variantNames.map((variant) => [variant] as const),
  )('satisfies every equation of %s and is the exact run', (variant) => {
    fc.assert(
      fc.property(arbitraryCase({ variants: [variant] }), (testCase) => {
        const request = instantiate(field, testCase);
        const trace = runMutated(field, variant, request);
        expect(brokenEquations(field, variant, request, trace)).toEqual([]);
        const texts = ({ rounds }: Trace<Decimal>) => rounds.map(({ iterate }) => iterate.map(field.format));
        expect(texts(trace)).toEqual(texts(runExact(field, variant, request)));
      }),
      { numRuns: 50 },
    );
  });

  it.each(['batch', 'exact', 'zero', 'first-snapshot', undefined] as const)(
    'passes on the run of the mutants, start %s, in full and by its states alone',
    (start) => {
      for (const variant of variantNames) {
        const honest: Mutant = {
          id: 'none',
          mistake: 'none',
          fix: 'none',
          variant,
          ...(start === undefined ? {} : { start }),
          breaks: { equation: '', round: 0 },
          mutation: {},
        };
        const trace = traceOf(honest);
        expect(brokenEquations(field, variant, requestFor(field, honest), trace)).toEqual([]);
        expect(judgeStates(honest).violations).toEqual([]);
      }
    },
  );

  it('is not changed by a mistake that makes no difference', () => {
    const harmless: readonly Mutation[] = [
      // the last local point is the new iterate, so a local point that is never reset stands there anyway
      { firstPoint: ({ oldPoints, x }) => oldPoints.at(-1) ?? x },
      // m + a(g − m) is (1 − a)m + a g
      {
        newEstimate: ({ current }, { space, weight, estimate = current }) =>
          space.add(estimate, space.scale(weight, space.subtract(current, estimate))),
      },
    ];
    const request = requestFor(field, { variant: 'aux-mom' });
    for (const mutation of harmless) {
      const trace = runMutated(field, 'aux-mom', request, mutation);
      expect(brokenEquations(field, 'aux-mom', request, trace)).toEqual([]);
    }
  });
});

describe('the table of mutants', () => {
  it('has at least 25, with different names, for every variant', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(25);
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    expect(new Set(mutants.map(({ variant }) => variant))).toEqual(new Set(variantNames));
  });

  it('names every equation of every variant at least once, except where the wording is shared', () => {
    const broken = new Set(mutants.map(({ breaks }) => breaks.equation));
    for (const id of ['START.1', 'START.2', 'START.3', 'ORACLE.1']) expect(broken).toContain(id);
    for (const rule of [1, 2, 3, 4, 5, 6]) {
      expect([...broken].filter((id) => id.startsWith('AUX-') && id.endsWith(`.${rule}`))).not.toEqual([]);
    }
  });

  it.each(mutants.map((mutant) => [mutant.id, mutant] as const))('%s is caught', (_id, mutant) => {
    const { variant, breaks } = mutant;
    const [first] = brokenEquations(field, variant, requestFor(field, mutant), traceOf(mutant));
    const { equation, round, step } = first ?? { equation: 'none', round: -1 };
    expect({ equation, round, ...(step === undefined ? {} : { step }) }).toEqual(breaks);
    expect(judgeStates(mutant).verdict).toBe('fail');
  });

  it('is what the docs say', { tags: 'long' }, async () => {
    const cell = (value: string | number | undefined): string => String(value ?? '');
    const rows = mutants.map((mutant) => {
      const { id, mistake, variant, breaks } = mutant;
      const states = judgeStates(mutant).violations[0];
      const inStates = states === undefined ? 'none' : `${states.equation}, round ${states.round}`;
      const start = caseFor(mutant).initialization.kind;
      return `| \`${id}\` | ${mistake} | ${variant} | ${start} | ${breaks.equation} | ${cell(breaks.round)} | ${cell(breaks.step)} | ${inStates} |`;
    });
    const known = new Map(
      Object.values(algorithms).flatMap(({ equations, startEquations }) =>
        [...startEquations, ...equations].map(({ id, statement }) => [id, statement] as const),
      ),
    );
    const named = [...new Set(mutants.map(({ breaks }) => breaks.equation))].sort();
    const text = [
      '# Mutants',
      '',
      `A _mutant_ is a variant with one deliberate mistake. This page lists ${mutants.length} of them. Each mistake was built into the recursion of the variant that it`,
      'claims to be. Each mutant ran on one small problem (problem 2 of the [hand-computed vectors](hand-computed-vectors.md), four rounds of three local steps,',
      'a = 0.2, η = 0.1) and was checked against the equations of that variant. The table says which equation breaks first. Round 0 is the start of the',
      'run. The last column shows what the judge reports first if the implementation reports only its states, without gradients and directions.',
      '',
      '`test/verify/mutants/mutants.test.ts` writes this page and fails if it is out of date.',
      '',
      '| id | mistake | claims to be | start | equation | round | step | from states alone |',
      '|---|---|---|---|---|---|---|---|',
      ...rows,
      '',
      '## The equations named above',
      '',
      ...named.map((id) => `- ${id}: ${known.get(id) ?? ''}.`),
      '',
    ].join('\n');
    const formatted = await format(text, { parser: 'markdown', printWidth: 110, singleQuote: true });
    await expect(formatted).toMatchFileSnapshot('../../../docs/theory/mutants.md');
  });
});
