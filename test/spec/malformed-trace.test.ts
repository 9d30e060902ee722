/** Traces that no honest implementation writes: the relation reports them, and the judge fails them; neither throws. */
import { describe, expect, it } from 'vitest';
import { algorithms, compareTrace, residual } from '../../spec/algorithms/index.js';
import type { Trace } from '../../spec/model/index.js';
import { createDecimalField, runExact } from '../../src/exact/index.js';
import { judgeTrace } from '../../src/judge/index.js';
import { brokenEquations } from '../support/broken-equations.js';
import { caseFor, requestFor } from '../verify/mutants/table.js';

const field = createDecimalField();
type Decimal = typeof field.zero;
const run = { variant: 'aux-mom' } as const;
const request = requestFor(field, run);
const honest = runExact(field, 'aux-mom', request);

/** The honest trace with its first round changed. */
function withFirstRound(change: (round: Trace<Decimal>['rounds'][number]) => object): Trace<Decimal> {
  return {
    ...honest,
    rounds: honest.rounds.map((round, t) => (t === 0 ? { ...round, ...change(round) } : round)),
  };
}

const target = honest.rounds[0]?.gradients.targetAtSnapshot;
if (target === undefined) throw new Error('the honest run took no target gradient');

const malformed: readonly (readonly [name: string, trace: Trace<Decimal>, equation: string])[] = [
  [
    'an atom that does not exist',
    withFirstRound(({ gradients }) => ({
      gradients: { ...gradients, targetAtSnapshot: { ...target, atom: 99 } },
    })),
    'AUX-MOM.1',
  ],
  [
    'a target gradient from the local oracle, which has none',
    withFirstRound(({ gradients }) => ({
      gradients: { ...gradients, targetAtSnapshot: { ...target, draw: 'local' } },
    })),
    'AUX-MOM.1',
  ],
  ['a missing gradient', withFirstRound(() => ({ gradients: {} })), 'AUX-MOM.1'],
  ['no local steps', withFirstRound(() => ({ steps: [] })), 'AUX-MOM.6'],
  [
    'no estimate at the start',
    { ...honest, start: { iterate: honest.start.iterate, gradients: [] } },
    'START.3',
  ],
];

describe.each(malformed)('%s', (_name, trace, equation) => {
  it('breaks its equation first', () => {
    expect(brokenEquations(field, 'aux-mom', request, trace)[0]?.equation).toBe(equation);
  });

  it('has a residual that is not 0, wherever the relation is broken', () => {
    const values = [...compareTrace(field, algorithms['aux-mom'], request, trace)].flatMap((comparison) =>
      residual(field, comparison),
    );
    expect(values.some((value) => !value.isZero())).toBe(true);
  });
});

it.each(malformed.slice(0, 2))('the judge fails %s', (_name, trace) => {
  const report = judgeTrace({ ...caseFor(run), arithmetic: 'exact' }, trace, field.toRatio);
  expect([report.verdict, report.violations[0]?.equation]).toEqual(['fail', 'AUX-MOM.1']);
});
