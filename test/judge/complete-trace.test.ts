/** What an implementation leaves out is filled in from what it did: the hand-computed runs, with parts missing. */
import { describe, expect, it } from 'vitest';
import { algorithms } from '../../spec/algorithms/index.js';
import { createRationalField, parseExactNumber, runExact } from '../../src/exact/index.js';
import { judgeTrace, readExactText, type JudgeRequest, type ReportedTrace } from '../../src/judge/index.js';
import { completeTrace } from '../../src/judge/complete-trace.js';
import { handVectors, judgeRequestOf, readHandVector, type HandVector } from '../support/hand-vectors.js';
import { present } from '../fast/present.js';

const field = createRationalField();
const judge = (vector: HandVector, trace: unknown, change: Partial<JudgeRequest> = {}) =>
  judgeTrace({ ...judgeRequestOf(vector), ...change }, trace as ReportedTrace<string>, readExactText);
const broken = (vector: HandVector, trace: unknown, change: Partial<JudgeRequest> = {}) =>
  judge(vector, trace, change).violations.map(
    ({ equation, round, step, quantity }) => `${equation} ${round}.${step ?? ''} ${quantity}`,
  );
const blind = (request: JudgeRequest): JudgeRequest => {
  const { problem: _problem, ...rest } = request;
  return rest;
};

describe.each(handVectors)('%s', (_name, vector) => {
  const { start, rounds } = vector.trace;
  const full = judge(vector, vector.trace);
  const iterates = {
    start: { iterate: start.iterate },
    rounds: rounds.map(({ iterate }) => ({ steps: [], iterate })),
  };

  it('passes as a whole, from its states, from its points and from its iterates, compared everywhere alike', () => {
    const states = {
      start: {
        iterate: start.iterate,
        ...(start.correction === undefined ? {} : { correction: start.correction }),
      },
      rounds: rounds.map(({ correction, steps, iterate }) => ({
        ...(correction === undefined ? {} : { correction }),
        steps: steps.map(({ point }) => ({ point })),
        iterate,
      })),
    };
    const points = {
      start: { iterate: start.iterate },
      rounds: rounds.map(({ steps, iterate }) => ({ steps: steps.map(({ point }) => ({ point })), iterate })),
    };
    const directions = {
      start: { iterate: start.iterate },
      rounds: rounds.map(({ steps, iterate }) => ({
        steps: steps.map(({ direction = [] }) => ({ direction })),
        iterate,
      })),
    };
    for (const trace of [states, points, directions, iterates]) {
      const { verdict, compared } = judge(vector, trace);
      expect([verdict, compared]).toEqual(['pass', full.compared]);
    }
    expect(full.verdict).toBe('pass');
  });

  it('passes without a problem where all gradients were reported, and only then', () => {
    const report = judgeTrace(blind(judgeRequestOf(vector)), vector.trace, readExactText);
    expect(report.verdict).toBe('pass');
    expect(report.compared).toBeLessThan(full.compared);
    const bare = judgeTrace(blind(judgeRequestOf(vector)), iterates, readExactText);
    expect(bare.verdict).toBe('fail');
    expect(bare.violations.some(({ quantity }) => quantity.startsWith('the presence of'))).toBe(true);
  });

  it('takes a reported part for what it is, also where it is wrong', () => {
    const wrong = {
      ...iterates,
      rounds: iterates.rounds.map((round, t) =>
        t === 0 ? { ...round, steps: [{ point: start.iterate.map(() => '77') }] } : round,
      ),
    };
    const last = vector.parameters.localStepCount;
    expect(judge(vector, wrong).verdict).toBe('fail');
    expect(broken(vector, wrong).some((line) => /\.5 1\.1 y|\.3 1\.1 y/.test(line))).toBe(true);
    // one step was reported, so one step is judged
    expect(broken(vector, wrong).some((line) => line.endsWith('the number of local steps'))).toBe(last !== 1);
  });
});

describe('starts', () => {
  const vector = handVectors.find(([name]) => name === 'aux-mvr')?.[1] as HandVector;
  const { request } = readHandVector(field, vector);
  const texts = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (_key, part: unknown) =>
        typeof part === 'object' && part !== null && 's' in part
          ? field.format(part as typeof field.zero)
          : part,
      ),
    );

  it.each(['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const)(
    'of every kind are made for %s',
    (variant) => {
      const kinds = [
        { kind: 'zero' },
        { kind: 'exact' },
        { kind: 'batch', size: 2 },
        { kind: 'first-snapshot' },
        { kind: 'given', correction: ['0.3'] },
      ] as const;
      for (const initialization of kinds) {
        const run = {
          ...request,
          initialization:
            initialization.kind === 'given'
              ? ({ kind: 'given', correction: [field.fromString('0.3')] } as const)
              : initialization,
        };
        const trace = runExact(field, variant, run);
        const change: Partial<JudgeRequest> = {
          variant,
          initialization:
            initialization.kind === 'given'
              ? { kind: 'given', correction: [parseExactNumber('0.3')] }
              : initialization,
        };
        const short = {
          start: { iterate: texts(trace.start.iterate) },
          rounds: trace.rounds.map(({ iterate }) => ({ steps: [], iterate: texts(iterate) })),
        };
        expect([broken(vector, short, change), broken(vector, texts(trace), change)]).toEqual([[], []]);
      }
    },
  );

  it('are judged by the gradients that were reported, where there are any', () => {
    const [first, second] = vector.trace.start.gradients;
    const target = present(first?.target, 'the target gradient at the start');
    const changed = [{ ...first, target: { ...target, value: ['99'] } }, present(second, 'a second draw')];
    expect(
      broken(vector, { ...vector.trace, start: { iterate: vector.trace.start.iterate, gradients: changed } }),
    ).toContain('ORACLE.1 0. the value of target');
    expect(
      broken(vector, { ...vector.trace, start: { iterate: vector.trace.start.iterate, gradients: [] } }),
    ).toEqual([]);
  });

  it('fail without a problem where nothing was reported of them', () => {
    const { initialization: _kind, ...rest } = judgeRequestOf(vector);
    const exact = blind({ ...rest, initialization: { kind: 'exact' } });
    const trace = { start: { iterate: vector.trace.start.iterate }, rounds: [] };
    const lines = judgeTrace(exact, trace, readExactText).violations.map(
      ({ equation, quantity }) => `${equation} ${quantity}`,
    );
    expect(lines.slice(0, 2)).toEqual([
      'START.2 the presence of initial gradient 1 (target)',
      'START.2 the presence of initial gradient 1 (auxiliary)',
    ]);
  });
});

describe('a draw that the tape does not have', () => {
  const vector = handVectors.find(([name]) => name === 'aux-mom')?.[1] as HandVector;
  it('is no gradient, and no crash', () => {
    const { start, rounds } = vector.trace;
    const iterates = {
      start: { iterate: start.iterate },
      rounds: rounds.map(({ iterate }) => ({ steps: [], iterate })),
    };
    const lines = broken(vector, iterates, { tape: { initial: [], rounds: [] } });
    expect(lines).toContain('AUX-MOM.1 1. the presence of g_f(x^{t-1}, \\xi^t)');
    expect(lines).toContain('AUX-MOM.2 1. the presence of m');
    expect(lines).toContain('AUX-MOM.3 1.1 the presence of g_h(y^{t,k-1}, \\zeta^{t,k})');
  });
});

describe('the completed trace itself', () => {
  const [one, two] = [field.one, field.fromString('2')];
  const request = {
    parameters: { stepSize: one, momentumWeight: one, localStepCount: 1, roundCount: 1 },
    initialization: { kind: 'exact' },
    startingPoint: [two],
    tape: { initial: [], rounds: [{ snapshot: 0, local: [0] }] },
    reciprocalBatchSize: two,
  } as const;
  // ∇f = 2x, ∇h = x, and no word about what it can answer
  const oracle = {
    dimension: 1,
    gradient: ({
      function: name,
      at: [x = one],
    }: {
      readonly function: 'f' | 'h';
      readonly at: readonly (typeof one)[];
    }) => [name === 'f' ? field.add(x, x) : x],
  };
  const complete = (variant: 'aux-mom' | 'aux-mvr' | 'naive', change: object, reported: object) =>
    completeTrace(field, algorithms[variant], { ...request, ...change }, reported as never);
  const bare = { start: { iterate: [two] }, rounds: [] };

  it('asks any oracle, and divides by the size of a batch only where there is one', () => {
    expect(complete('aux-mom', { oracle }, bare).start.correction).toEqual([two]);
    const batch = { oracle, initialization: { kind: 'batch', size: 1 }, tape: { initial: [0], rounds: [] } };
    expect(complete('aux-mom', batch, bare).start.correction).toEqual([field.fromString('4')]);
  });

  it('asks for no gradient at an old snapshot that could not change a state: in round 1, and at a = 1', () => {
    const draws = [0, 0].map((snapshot) => ({ snapshot, local: [0] }));
    const rounds = draws.map(() => ({ steps: [], iterate: [two] }));
    const taken = (momentumWeight: typeof one) => {
      const change = {
        oracle,
        parameters: { ...request.parameters, momentumWeight, roundCount: 2 },
        tape: { initial: [], rounds: draws },
      };
      return complete('aux-mvr', change, { ...bare, rounds }).rounds.map(({ gradients }) =>
        Object.keys(gradients),
      );
    };
    const here = ['targetAtSnapshot', 'auxiliaryAtSnapshot'];
    expect(taken(field.fromString('0.5'))).toEqual([
      here,
      [...here, 'targetAtPrevious', 'auxiliaryAtPrevious'],
    ]);
    expect(taken(one)).toEqual([here, here]);
  });

  it('leaves out what nobody knows', () => {
    const { start } = complete(
      'aux-mom',
      { initialization: { kind: 'batch', size: 1 }, tape: { initial: [0], rounds: [] } },
      bare,
    );
    expect(start.gradients).toStrictEqual([{}]);
    const none = complete(
      'aux-mom',
      { initialization: { kind: 'first-snapshot' } },
      { ...bare, rounds: [{ steps: [], iterate: [two] }] },
    );
    expect(none.start).toStrictEqual({ iterate: [two], gradients: [] });
    expect(none.rounds).toStrictEqual([
      { gradients: {}, steps: [{ gradients: {}, point: [two] }], iterate: [two] },
    ]);
  });

  it('keeps what was reported, whatever the oracle says', () => {
    const record = { function: 'f', draw: 'snapshot', atom: 0, at: [two], value: [one] };
    const rounds = [{ gradients: { targetAtSnapshot: record }, steps: [], iterate: [two] }];
    expect(complete('aux-mom', { oracle }, { ...bare, rounds }).rounds[0]?.gradients.targetAtSnapshot).toBe(
      record,
    );
    const zero = complete(
      'aux-mom',
      { oracle, initialization: { kind: 'zero' } },
      { ...bare, start: { iterate: [two], gradients: [{ target: record }] } },
    );
    expect(zero.start.correction).toEqual([field.zero]);
  });

  it('has no estimate for a baseline', () => {
    const start = { iterate: [two], correction: [one], gradients: [{}] };
    expect(complete('naive', { oracle }, { start, rounds: [] }).start).toStrictEqual({
      iterate: [two],
      gradients: [],
    });
  });
});
