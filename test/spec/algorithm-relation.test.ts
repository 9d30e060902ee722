/** What the relation compares along a run, in order, and what it says where a part of the trace is missing. */
import { describe, expect, it, vi } from 'vitest';
import { compareTrace, residual } from '../../spec/algorithms/index.js';
import type { RoundRecord, StepRecord, Trace } from '../../spec/model/index.js';
import { field, holds, lineOf, read, texts, vectors, type Rational } from '../support/relation.js';

describe('along the hand-computed vectors, the relation compares', () => {
  it('what the files of algorithm-relation say (npx vitest run test/spec/algorithm-relation.test.ts --update)', async () => {
    // Loaded again, so that what is written down while modules load is part of the test.
    vi.resetModules();
    const again = await import('../support/relation.js');
    const { compareTrace: compare } = await import('../../spec/algorithms/index.js');
    expect(again.vectors.size).toBe(7);
    for (const name of again.vectors.keys()) {
      const { algorithm, request, trace } = again.read(name);
      const all = [...compare(again.field, algorithm, request, trace)];
      expect(all.every(again.holds)).toBe(true);
      // a step is a number or not there at all
      expect(all.every((one) => !('step' in one) || Number.isInteger(one.step))).toBe(true);
      const text = all.map(again.lineOf).join('\n');
      await expect(`${text}\n`).toMatchFileSnapshot(`algorithm-relation/${name}.txt`);
    }
  });
});

const number = field.fromString;
const digits = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** The trace without one part of round t = 2, or of its step 2. */
function without(trace: Trace<Rational>, part: string): Trace<Rational> {
  const inSteps = part.startsWith('step.');
  const name = part.replace('step.', '');
  const drop = <T extends object>(record: T, key: string): T =>
    Object.fromEntries(Object.entries(record).filter(([other]) => other !== key)) as T;
  const strip = <T extends RoundRecord<Rational> | StepRecord<Rational>>(record: T): T =>
    name in record ? drop(record, name) : { ...record, gradients: drop(record.gradients, name) };
  return {
    ...trace,
    rounds: trace.rounds.map((round, t) => {
      if (t !== 1) return round;
      return inSteps
        ? { ...round, steps: round.steps.map((step, k) => (k === 1 ? strip(step) : step)) }
        : strip(round);
    }),
  };
}

const partsOfRound = [
  'targetAtSnapshot',
  'auxiliaryAtSnapshot',
  'targetAtPrevious',
  'auxiliaryAtPrevious',
  'correction',
];
const partsOfStep = ['auxiliaryAtPoint', 'auxiliaryAtSnapshot', 'direction'];

describe('a trace that lacks a part', () => {
  it('breaks exactly what needs it, in every variant (the file without.txt)', async () => {
    const lines = [...vectors.keys()].flatMap((name) =>
      [...partsOfRound, ...partsOfStep.map((part) => `step.${part}`)].flatMap((part) => {
        const { algorithm, request, trace } = read(name);
        const changed = without(trace, part);
        if (JSON.stringify(changed, digits) === JSON.stringify(trace, digits)) return [];
        const failures = [...compareTrace(field, algorithm, request, changed)].filter((one) => !holds(one));
        return [`${name} without ${part}`, ...failures.map((one) => `  ${lineOf(one)}`)];
      }),
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('algorithm-relation/without.txt');
  });
});

describe('a round that ends early or elsewhere', () => {
  const { algorithm, request, trace } = read('aux-mom');
  const [first] = trace.rounds;
  const broken = (change: Partial<RoundRecord<Rational>>): string[] =>
    [
      ...compareTrace(field, algorithm, request, {
        ...trace,
        rounds: [{ ...(first as RoundRecord<Rational>), ...change }],
      }),
    ]
      .filter((comparison) => !holds(comparison))
      .map(({ equation, step, quantity }) => `${equation} ${step ?? ''} ${quantity}`);

  it('breaks its last equation', () => {
    expect([broken({}), broken({ iterate: first?.steps[0]?.point ?? [] })]).toEqual([[], ['AUX-MOM.6  x']]);
    expect(broken({ steps: [] })).toEqual(['AUX-MOM.6  the number of local steps', 'AUX-MOM.6  x']);
    expect(broken({ steps: first?.steps.slice(0, -1) ?? [] })).toEqual([
      'AUX-MOM.6  the number of local steps',
      'AUX-MOM.6  x',
    ]);
  });

  it('has a residual of 1 in a component that one side lacks', () => {
    const comparison = { quantity: 'x', actual: [number('3')], expected: [number('3'), number('0')] };
    expect(texts(residual(field, comparison))).toBe('(0, 1)');
    expect(
      texts(residual(field, { ...comparison, actual: comparison.expected, expected: comparison.actual })),
    ).toBe('(0, 1)');
  });
});
