/** What the relation compares along a run, in order, and what it says where a part of the trace is missing. */
import { describe, expect, it, vi } from 'vitest';
import { compareTrace, residual } from '../../spec/algorithms/index.js';
import type { RoundRecord, StepRecord, Trace } from '../../spec/model/index.js';
import { field, holds, lineOf, read, texts, type Rational } from '../support/relation.js';

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

describe('a trace that lacks', () => {
  const broken = (name: string, part: string): string[] => {
    const { algorithm, request, trace } = read(name);
    const failures = [...compareTrace(field, algorithm, request, without(trace, part))].filter(
      (comparison) => !holds(comparison),
    );
    const present = failures.filter(({ quantity }) => quantity.startsWith('the presence of'));
    expect(present.every((comparison) => lineOf(comparison).endsWith(' (0) = (1)'))).toBe(true);
    expect(
      present.every(
        (comparison) => !('step' in comparison) || comparison.step === 2 || part === 'correction',
      ),
    ).toBe(true);
    expect(present.some(({ step }) => step !== undefined)).toBe(
      part.startsWith('step.') || part === 'correction',
    );
    return failures.map(
      ({ equation, round, step, quantity }) => `${equation} ${round}.${step ?? ''} ${quantity}`,
    );
  };
  const [here, before] = ['x^{t-1}, \\xi^t', 'x^{t-2}, \\xi^t'];

  it.each<[string, string, string[]]>([
    [
      'aux-mom',
      'targetAtSnapshot',
      [`AUX-MOM.1 2. the presence of g_f(${here})`, 'AUX-MOM.2 2. the presence of m'],
    ],
    [
      'aux-mom',
      'auxiliaryAtSnapshot',
      [`AUX-MOM.1 2. the presence of g_h(${here})`, 'AUX-MOM.2 2. the presence of m'],
    ],
    [
      'aux-mvr',
      'targetAtPrevious',
      [`AUX-MVR.1 2. the presence of g_f(${before})`, 'AUX-MVR.2 2. the presence of m'],
    ],
    [
      'aux-mvr',
      'auxiliaryAtPrevious',
      [`AUX-MVR.1 2. the presence of g_h(${before})`, 'AUX-MVR.2 2. the presence of m'],
    ],
    [
      'aux-mvr',
      'targetAtSnapshot',
      [`AUX-MVR.1 2. the presence of g_f(${here})`, 'AUX-MVR.2 2. the presence of m'],
    ],
    [
      'aux-mvr',
      'auxiliaryAtSnapshot',
      [`AUX-MVR.1 2. the presence of g_h(${here})`, 'AUX-MVR.2 2. the presence of m'],
    ],
    [
      'aux-mom-target',
      'targetAtSnapshot',
      [`AUX-MOM-TARGET.1 2. the presence of g_f(${here})`, 'AUX-MOM-TARGET.2 2. the presence of m'],
    ],
    [
      'aux-mvr-target',
      'targetAtSnapshot',
      [`AUX-MVR-TARGET.1 2. the presence of g_f(${here})`, 'AUX-MVR-TARGET.2 2. the presence of m'],
    ],
    [
      'aux-mvr-target',
      'targetAtPrevious',
      [`AUX-MVR-TARGET.1 2. the presence of g_f(${before})`, 'AUX-MVR-TARGET.2 2. the presence of m'],
    ],
    [
      'aux-mom',
      'step.auxiliaryAtPoint',
      ['AUX-MOM.3 2.2 the presence of g_h(y^{t,k-1}, \\zeta^{t,k})', 'AUX-MOM.4 2.2 the presence of d'],
    ],
    [
      'aux-mom-target',
      'step.auxiliaryAtPoint',
      [
        'AUX-MOM-TARGET.3 2.2 the presence of g_h(y^{t,k-1}, \\zeta^{t,k})',
        'AUX-MOM-TARGET.4 2.2 the presence of d',
      ],
    ],
    [
      'aux-mom-target',
      'step.auxiliaryAtSnapshot',
      [
        'AUX-MOM-TARGET.3 2.2 the presence of g_h(x^{t-1}, \\zeta^{t,k})',
        'AUX-MOM-TARGET.4 2.2 the presence of d',
      ],
    ],
    [
      'naive',
      'step.auxiliaryAtPoint',
      ['NAIVE.1 2.2 the presence of g_h(y^{t,k-1}, \\zeta^{t,k})', 'NAIVE.2 2.2 the presence of d'],
    ],
    ['aux-mom', 'step.direction', ['AUX-MOM.4 2.2 the presence of d']],
  ])('%s without %s breaks exactly what needs it', (name, part, expected) => {
    expect(broken(name, part)).toEqual(expected);
  });

  it.each([
    ['aux-mom', 'AUX-MOM'],
    ['aux-mvr', 'AUX-MVR'],
    ['aux-mom-target', 'AUX-MOM-TARGET'],
    ['aux-mvr-target', 'AUX-MVR-TARGET'],
  ])('%s without mᵗ breaks the equations of mᵗ and of every direction', (name, id) => {
    const lines = broken(name, 'correction');
    expect(lines[0]).toBe(`${id}.2 2. the presence of m`);
    expect(lines.slice(1, 3)).toEqual([`${id}.4 2.1 the presence of d`, `${id}.4 2.2 the presence of d`]);
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
    expect(broken({})).toEqual([]);
    expect(broken({ iterate: first?.steps[0]?.point ?? [] })).toEqual(['AUX-MOM.6  x']);
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
