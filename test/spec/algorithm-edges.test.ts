/** The relation at its edges: starts, what may be left out, values without an oracle, rounds that end early. */
import { describe, expect, it } from 'vitest';
import {
  auxiliaryAtPoint,
  compareTrace,
  localPoint,
  queryForRole,
  roundContext,
  startContext,
  startQueries,
  sumOfStartSamples,
} from '../../spec/algorithms/index.js';
import type { RoundRecord, Trace } from '../../spec/model/index.js';
import { runExact } from '../../src/exact/index.js';
import { field, holds, lineOf, read, texts, vectors, type Rational } from '../support/relation.js';

const number = field.fromString;

describe('the start', () => {
  const draws = [1, 0];
  const startingPoint = [number('2')];
  const query = (f: 'f' | 'h', draw: 'mean' | 'snapshot', atom: number) => ({
    function: f,
    draw,
    atom,
    at: startingPoint,
  });

  it('asks for the exact gradients, for one pair a draw, or for nothing', () => {
    const ask = (
      initialization: Parameters<typeof startQueries>[1]['initialization'],
      estimates: 'difference' | 'target',
    ) => startQueries(estimates, { initialization, draws, startingPoint });
    expect(ask({ kind: 'exact' }, 'difference')).toEqual([
      { target: query('f', 'mean', 0), auxiliary: query('h', 'mean', 0) },
    ]);
    expect(ask({ kind: 'exact' }, 'target')).toEqual([{ target: query('f', 'mean', 0) }]);
    expect(ask({ kind: 'batch', size: 3 }, 'target')).toEqual(
      [1, 0, -1].map((atom) => ({ target: query('f', 'snapshot', atom) })),
    );
    expect(ask({ kind: 'batch', size: 1 }, 'difference')).toEqual([
      { target: query('f', 'snapshot', 1), auxiliary: query('h', 'snapshot', 1) },
    ]);
    for (const kind of ['zero', 'first-snapshot', 'none'] as const)
      expect(ask({ kind }, 'difference')).toEqual([]);
  });

  it('sums samples of the difference, or of the target alone', () => {
    const record = (value: string) => ({ ...query('f', 'mean', 0), value: [number(value)] });
    const sumOf = (gradients: Parameters<typeof sumOfStartSamples<Rational>>[1]) =>
      texts(sumOfStartSamples(field, gradients, 1));
    expect([sumOf([]), sumOf([{ target: record('3') }, { target: record('4') }])]).toEqual(['(0)', '(7)']);
    expect(
      sumOf([
        { target: record('3'), auxiliary: record('1') },
        { target: record('4'), auxiliary: record('1') },
      ]),
    ).toBe('(5)');
    expect(sumOf([{}])).toBe('()');
  });

  const { algorithm, request, trace } = read('aux-mvr');
  const broken = (start: Trace<Rational>['start'], change: Partial<typeof request> = {}): string[] =>
    [...compareTrace(field, algorithm, { ...request, ...change }, { start, rounds: [] })]
      .filter((comparison) => !holds(comparison))
      .map(lineOf);

  it('misses draws and gradients that are not there', () => {
    const [first = {}, second = {}] = trace.start.gradients;
    expect(broken(trace.start)).toEqual([]);
    expect(broken({ ...trace.start, gradients: [first] })).toEqual([
      'START.2, round 0: the number of initial draws (1) = (2)',
      'START.2, round 0: the presence of initial gradient 2 (target) (0) = (1)',
      'START.2, round 0: the presence of initial gradient 2 (auxiliary) (0) = (1)',
      'START.3, round 0: m (-0.2) = (-0.9) times 2',
    ]);
    expect(broken({ ...trace.start, gradients: [first, { target: second.target as never }] })).toEqual([
      'START.2, round 0: the presence of initial gradient 2 (auxiliary) (0) = (1)',
      'START.3, round 0: m (-0.2) = (3.6) times 2',
    ]);
  });

  it('is the given vector, zero or the exact gradient, and nothing for first-snapshot', () => {
    const { iterate } = trace.start;
    const bare = { iterate, gradients: [] };
    const of = (initialization: (typeof request)['initialization'], correction?: string): string[] =>
      broken(
        { ...bare, ...(correction === undefined ? {} : { correction: [number(correction)] }) },
        { initialization },
      );
    const given = { kind: 'given', correction: [number('3')] } as const;
    expect([of(given, '3'), of(given, '2')]).toEqual([[], ['START.3, round 0: m (2) = (3)']]);
    expect([of(given), of({ kind: 'zero' }, '0')]).toEqual([['START.3, round 0: m () = (3)'], []]);
    expect(of({ kind: 'zero' }, '1')).toEqual(['START.3, round 0: m (1) = (0)']);
    const [gradients] = trace.start.gradients;
    expect(
      broken(
        { iterate, correction: [number('0')], gradients: [gradients ?? {}] },
        { initialization: { kind: 'zero' } },
      ),
    ).toEqual(['START.2, round 0: the number of initial draws (1) = (0)']);
    expect(of({ kind: 'exact' }, '1')).toHaveLength(4);
    expect(of({ kind: 'exact' }, '1').at(-1)).toBe('START.3, round 0: m (1) = (0)');
    expect([of({ kind: 'first-snapshot' }), of({ kind: 'first-snapshot' }, '1')]).toEqual([[], []]);
    expect(of({ kind: 'none' })).toEqual([]);
  });
});

describe('a rule without its arguments', () => {
  it.each([...vectors.keys()])(
    '%s has no direction in a step that is not there, or that took no gradient',
    (name) => {
      const { algorithm, request, trace } = read(name);
      const context = roundContext(request, trace, 1);
      if (context === undefined) throw new RangeError('every vector has a round');
      expect(algorithm.direction(field, context, 99)).toBeUndefined();
      const round = { ...context.round, steps: [{ gradients: {}, point: [] }] };
      expect(algorithm.direction(field, { ...context, round }, 1)).toBeUndefined();
      expect([localPoint(context, 99), queryForRole(context, auxiliaryAtPoint, 99).atom]).toEqual([[], -1]);
    },
  );
});

describe('a gradient of another function or draw', () => {
  const { algorithm, request, trace } = read('aux-mom');
  const [first] = trace.rounds;
  const taken = first?.gradients.targetAtSnapshot;
  const broken = (targetAtSnapshot: object | undefined): string[] => {
    const round = { ...first, gradients: { ...first?.gradients, targetAtSnapshot } } as RoundRecord<Rational>;
    const { oracle: _oracle, ...blind } = request;
    return [...compareTrace(field, algorithm, blind, { ...trace, rounds: [round] })]
      .filter((comparison) => !holds(comparison))
      .map(lineOf);
  };

  it('is not the one that was prescribed', () => {
    const line = 'AUX-MOM.1, round 1: the function and draw of g_f(x^{t-1}, \\xi^t) (1) = (0)';
    expect([broken(taken), broken({ ...taken, function: 'h' })]).toEqual([[], [line]]);
    expect(broken({ ...taken, draw: 'mean' })).toEqual([line]);
  });

  it('is missing where it is there by name only', () => {
    const { oracle } = request;
    const round = { ...first, gradients: { ...first?.gradients, targetAtSnapshot: undefined } };
    const lines = [
      ...compareTrace(field, algorithm, { ...request, oracle }, { ...trace, rounds: [round as never] }),
    ]
      .filter((comparison) => !holds(comparison))
      .map(({ quantity }) => quantity);
    expect(lines).toEqual(['the presence of g_f(x^{t-1}, \\xi^t)', 'the presence of m']);
  });
});

describe('the context of a round', () => {
  const { request, trace } = read('aux-mom');
  it('has the states before it, from the trace, and x⁻¹ = x⁰', () => {
    const [first, second] = [1, 2].map((t) => roundContext(request, trace, t));
    expect(first?.previousSnapshot).toBe(trace.start.iterate);
    expect(first?.snapshot).toBe(trace.start.iterate);
    expect(first?.previousCorrection).toBe(trace.start.correction);
    expect(second?.previousSnapshot).toBe(trace.start.iterate);
    expect(second?.snapshot).toBe(trace.rounds[0]?.iterate);
    expect(second?.previousCorrection).toBe(trace.rounds[0]?.correction);
    expect(second?.draws).toBe(request.tape.rounds[1]);
    expect(roundContext(request, trace, trace.rounds.length + 1)).toBeUndefined();
  });

  it('leaves out what is not known, and draws no atom where the tape has ended', () => {
    const { oracle: _oracle, ...unknown } = request;
    const { correction: _m, ...start } = trace.start;
    const context = roundContext({ ...unknown, tape: { initial: [], rounds: [] } }, { ...trace, start }, 1);
    expect(context).not.toHaveProperty('oracle');
    expect(context).not.toHaveProperty('previousCorrection');
    expect(context?.draws).toEqual({ snapshot: -1, local: [] });
    expect(startContext(unknown, trace)).not.toHaveProperty('oracle');
    expect(startContext(request, trace)).toHaveProperty('oracle', request.oracle);
  });
});

describe('what cannot change a state may be left out', () => {
  const lines = (
    name: string,
    request: ReturnType<typeof read>['request'],
    trace: Trace<Rational>,
  ): string[] =>
    [...compareTrace(field, read(name).algorithm, request, trace)]
      .filter((comparison) => !holds(comparison))
      .map(({ equation, round, quantity }) => `${equation} ${round} ${quantity}`);
  const estimating = ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const;

  it.each(estimating)('%s at a = 1 needs no old gradient and no old estimate', (name) => {
    const { request, algorithm } = read(name);
    const certain = { ...request, parameters: { ...request.parameters, momentumWeight: field.one } };
    const trace = runExact(field, algorithm.variant, certain);
    expect(trace.rounds[1]?.gradients).not.toHaveProperty('targetAtPrevious');
    expect(lines(name, certain, trace)).toEqual([]);
  });

  it.each(estimating)('%s by first-snapshot takes its first sample in full, in round 1 alone', (name) => {
    const { request, algorithm } = read(name);
    const run = { ...request, initialization: { kind: 'first-snapshot' } as const };
    expect(lines(name, run, runExact(field, algorithm.variant, run))).toEqual([]);
    const id = `${name.toUpperCase()}.2`;
    const zero = runExact(field, algorithm.variant, { ...request, initialization: { kind: 'zero' } });
    expect(lines(name, run, zero)).toEqual([`${id} 1 m`]);
    // with an m⁰ that nothing set, round 1 of any other start has no right-hand side
    const { correction: _m, ...start } = zero.start;
    const without = lines(name, { ...run, initialization: { kind: 'zero' } }, { ...zero, start });
    expect(without.slice(0, 2)).toEqual(['START.3 0 m', `${id} 1 the presence of m`]);
  });

  it.each(estimating)(
    '%s by exact gradients asks for those that its estimate needs, and no others',
    (name) => {
      const { request, algorithm } = read(name);
      const run = { ...request, initialization: { kind: 'exact' } as const };
      const trace = runExact(field, algorithm.variant, run);
      expect(lines(name, run, trace)).toEqual([]);
      expect(Object.keys(trace.start.gradients[0] ?? {})).toHaveLength(name.endsWith('-target') ? 1 : 2);
    },
  );

  it('aux-mvr-target may take the gradient at x⁻¹ = x⁰ in round 1, and then it counts', () => {
    const request = { ...read('aux-mvr-target').request, initialization: { kind: 'zero' } as const };
    const trace = runExact(field, 'aux-mvr-target', request);
    const [first, ...later] = trace.rounds;
    const taken = first?.gradients.targetAtSnapshot;
    if (first === undefined || taken === undefined) throw new RangeError('round 1 takes a target gradient');
    const withOld = (value: readonly Rational[]) => ({
      ...trace,
      rounds: [
        { ...first, gradients: { ...first.gradients, targetAtPrevious: { ...taken, value } } },
        ...later,
      ],
    });
    expect(lines('aux-mvr-target', request, withOld(taken.value))).toEqual([]);
    expect(lines('aux-mvr-target', request, withOld(taken.value.map(() => number('77'))))).toEqual([
      'ORACLE.1 1 the value of targetAtPrevious',
      'AUX-MVR-TARGET.2 1 m',
    ]);
  });
});

describe('gradient values', () => {
  const { algorithm, request, trace } = read('aux-mom');
  const linesWith = (oracle: (typeof request)['oracle'] | undefined): string[] =>
    [...compareTrace(field, algorithm, { ...request, oracle } as typeof request, trace)]
      .filter(({ equation }) => equation === 'ORACLE.1')
      .map(lineOf);

  it('are compared where there is an oracle that can answer', () => {
    const { canAnswer: _, ...plain } = request.oracle;
    expect(linesWith(request.oracle)).toEqual(linesWith(plain));
    expect(linesWith(plain).length).toBeGreaterThan(0);
    expect(linesWith(undefined)).toEqual([]);
  });

  it('of a question without an answer do not exist', () => {
    const [line] = linesWith({ ...request.oracle, canAnswer: () => false });
    const atom = trace.rounds[0]?.gradients.targetAtSnapshot?.atom ?? -1;
    expect(line).toBe(`ORACLE.1, round 1: the existence of targetAtSnapshot with atom ${atom} (0) = (1)`);
    const step = linesWith({ ...request.oracle, canAnswer: ({ draw }) => draw !== 'local' });
    expect(step.find((text) => text.includes('existence'))).toMatch(
      /^ORACLE\.1, round 1, step 1: the existence of/,
    );
  });
});
