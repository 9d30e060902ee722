/** What a judgement reports about traces of a run that can be worked out by hand: f = x²/2, h = x², exact or in doubles. */
import { describe, expect, it } from 'vitest';
import { floatFormats, parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import { judgeTrace, readDouble, readExactText, type JudgeRequest } from '../../../src/judge/index.js';

const number = parseExactNumber;
const affine = (matrix: string) => ({ matrix: [[number(matrix)]], vector: [number('0')] });
const target = { ...affine('1'), constant: number('0') };
const auxiliary = { ...affine('2'), constant: number('0') };
const request: JudgeRequest = {
  variant: 'aux-mom',
  problem: {
    dimension: 1,
    target,
    auxiliary,
    snapshotAtoms: [{ probability: number('1'), target, auxiliary }],
    localAtoms: [{ probability: number('1'), auxiliary }],
  },
  parameters: { stepSize: number('1/4'), momentumWeight: number('1/2'), localStepCount: 2, roundCount: 2 },
  initialization: { kind: 'zero' },
  startingPoint: [number('1')],
  tape: { initial: [], rounds: [0, 0].map((snapshot) => ({ snapshot, local: [0, 0] })) },
  arithmetic: 'exact',
};
// m¹ = −1/2, d = 3/2, y = 5/8; d = 3/4, y = 7/16; m² = −1/4 − 7/32 = −15/32; d = 13/32, y = 43/128; d = 13/64, y = 73/256
const states = {
  start: { iterate: ['1'], correction: ['0'] },
  rounds: [
    { correction: ['-1/2'], steps: [{ point: ['5/8'] }, { point: ['7/16'] }], iterate: ['7/16'] },
    { correction: ['-15/32'], steps: [{ point: ['43/128'] }, { point: ['73/256'] }], iterate: ['73/256'] },
  ],
};
type States = typeof states;
const judge = (trace: unknown, change: Partial<JudgeRequest> = {}) =>
  judgeTrace({ ...request, ...change }, trace as States, readExactText);
const doubles = (trace: States) =>
  JSON.parse(JSON.stringify(trace), (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    const { numerator, denominator } = number(value);
    return Number(numerator) / Number(denominator);
  }) as { start: { iterate: number[] }; rounds: { iterate: number[] }[] };
const binary64 = { format: floatFormats.binary64, subnormals: 'gradual' } as const;

describe('an exact trace', () => {
  it('passes, and says how much was compared', () => {
    const report = judge(states);
    const { worst, ...rest } = report;
    expect(rest).toEqual({
      verdict: 'pass',
      variant: 'aux-mom',
      arithmetic: 'exact',
      // x⁰, 0 draws, m⁰; a round: 2·3 queries, 4 values, m, 2·3 queries, 2 directions, 2 points, K and x
      compared: 49,
      violationCount: 0,
      violations: [],
      largestBoundInUlps: 0,
    });
    expect(worst?.fraction).toBe(0);
    expect(worst?.equation).toBe('START.1');
  });

  it('may be as short as its iterates', () => {
    const iterates = {
      start: { iterate: ['1'] },
      rounds: states.rounds.map(({ iterate }) => ({ steps: [], iterate })),
    };
    expect(judge(iterates).verdict).toBe('pass');
    const off = {
      ...iterates,
      rounds: [
        { steps: [], iterate: ['3/8'] },
        { steps: [], iterate: ['73/256'] },
      ],
    };
    const { violations, verdict } = judge(off);
    expect(verdict).toBe('fail');
    expect(violations.map(({ equation, round }) => `${equation} ${round}`)).toEqual([
      'AUX-MOM.6 1',
      'AUX-MOM.6 2',
    ]);
  });

  it('is read step by step: one wrong state breaks its own equations alone', () => {
    const wrong = { ...states, rounds: [{ ...states.rounds[0], correction: ['-3/8'] }, states.rounds[1]] };
    const { verdict, violationCount, violations, worst } = judge(wrong);
    expect(verdict).toBe('fail');
    expect(violationCount).toBe(4);
    expect(
      violations.map(({ equation, round, step, quantity }) => [equation, round, step, quantity]),
    ).toEqual([
      ['AUX-MOM.2', 1, undefined, 'm'],
      ['AUX-MOM.5', 1, 1, 'y'],
      ['AUX-MOM.5', 1, 2, 'y'],
      ['AUX-MOM.2', 2, undefined, 'm'],
    ]);
    expect(violations[0]).toEqual({
      equation: 'AUX-MOM.2',
      statement:
        'the estimate is a moving average of the sampled difference of target and auxiliary gradients',
      round: 1,
      quantity: 'm',
      component: 0,
      expected: '-0.5',
      actual: '-0.375',
      error: 1 / 8,
      bound: 0,
      fraction: Infinity,
      boundInUlps: 0,
    });
    expect(violations[0]).not.toHaveProperty('step');
    expect(worst).toEqual(violations[0]);
  });

  it('has numbers of denominators that no sum or product of the data makes only by mistake', () => {
    const sevenths = { ...states, start: { iterate: ['1'], correction: ['1/7'] } };
    const { verdict, violations } = judge(sevenths);
    expect(verdict).toBe('fail');
    expect(violations[0]).toMatchObject({
      equation: 'REPORT.4',
      statement: 'every number is one of the declared arithmetic',
      round: 0,
      quantity: 'm',
      component: 0,
      actual: '1/7',
      expected: 'denominators that divide a power of 10',
      error: Infinity,
      bound: 0,
      fraction: Infinity,
      boundInUlps: 0,
    });
  });
});

describe('a trace in doubles', () => {
  const judgeDoubles = (trace: ReturnType<typeof doubles>, change: Partial<JudgeRequest> = {}) =>
    judgeTrace({ ...request, arithmetic: binary64, ...change }, trace as never, readDouble);

  it('passes with its bounds', () => {
    const report = judgeDoubles(doubles(states));
    expect(report.verdict).toBe('pass');
    expect(report.arithmetic).toBe('binary64');
    expect(report.compared).toBe(49);
    expect(report.largestBoundInUlps).toBeGreaterThan(1);
    expect(report.worst?.fraction).toBe(0);
  });

  it('is worst where it comes closest to its bound', () => {
    const nudged = doubles(states);
    (nudged.rounds[1] as { iterate: number[] }).iterate = [73 / 256 + 2 ** -52];
    const { verdict, worst, violations } = judgeDoubles(nudged);
    expect(verdict).toBe('fail');
    expect(worst).toMatchObject({
      equation: 'AUX-MOM.6',
      round: 2,
      quantity: 'x',
      error: 2 ** -52,
      fraction: Infinity,
    });
    expect(violations).toEqual([worst]);
    // within the bound of the move, and nothing else is off
    const moved = doubles(states) as unknown as {
      rounds: { steps: { point: number[] }[]; iterate: number[] }[];
    };
    const [last] = moved.rounds.slice(-1);
    if (last === undefined) throw new RangeError('two rounds');
    last.steps = [{ point: [43 / 128] }, { point: [73 / 256 + 2 ** -54] }];
    last.iterate = [73 / 256 + 2 ** -54];
    const within = judgeDoubles(moved as never);
    expect(within.verdict).toBe('pass');
    expect(within.worst).toMatchObject({
      equation: 'AUX-MOM.5',
      round: 2,
      step: 2,
      quantity: 'y',
      error: 2 ** -54,
    });
    const fraction = within.worst?.fraction ?? 0;
    expect(fraction).toBe((within.worst?.error ?? 0) / (within.worst?.bound ?? 1));
    expect(fraction).toBeGreaterThan(0);
    expect(fraction).toBeLessThan(1);
  });

  it('of a narrow format has only numbers of that format', () => {
    const arithmetic = { format: floatFormats.binary16, subnormals: 'gradual' } as const;
    const trace = doubles(states);
    trace.start.iterate = [1 + 2 ** -20];
    const report = judgeDoubles(trace, { arithmetic });
    expect(report.violations.map(({ equation }) => equation)).toEqual(['START.1', 'REPORT.4']);
    expect(report.violations.at(-1)).toMatchObject({
      equation: 'REPORT.4',
      round: 0,
      quantity: 'x',
      component: 0,
      expected: 'a binary16 number',
      actual: '1.00000095367431640625',
    });
    expect(report.arithmetic).toBe('binary16');
  });
});

describe('the rules of reporting', () => {
  const [first, second] = states.rounds;

  it('REPORT.1: all rounds, no more', () => {
    const { violations, violationCount, verdict } = judge({ ...states, rounds: [first] });
    expect([verdict, violationCount]).toEqual(['fail', 1]);
    expect(violations[0]).toMatchObject({
      equation: 'REPORT.1',
      statement: 'a run reports exactly its T rounds',
      round: 1,
      quantity: 'the number of rounds',
      component: 0,
      expected: '2',
      actual: '1',
    });
    expect(judge({ ...states, rounds: [first, second, second] }).violations).toContainEqual(
      expect.objectContaining({ equation: 'REPORT.1', round: 3, actual: '3' }),
    );
  });

  it('REPORT.2: vectors of the dimension; what comes later is not judged', () => {
    const long = { ...states, rounds: [{ ...first, correction: ['-1/2', '0'] }, second] };
    const { violations, compared } = judge(long);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({
      equation: 'REPORT.2',
      statement: 'every vector has the dimension of the problem',
      round: 1,
      quantity: 'm',
      component: 0,
      expected: 'length 1',
      actual: 'length 2',
    });
    expect(compared).toBe(3);
    const none = judge({ ...states, start: { iterate: [], correction: ['0'] } });
    expect([none.verdict, none.compared]).toEqual(['fail', 0]);
  });

  it('REPORT.3: finite numbers; the first round without them ends the trace', () => {
    const rounds = [
      { ...first, iterate: ['oops'] },
      { ...second, steps: [{ point: ['NaN'] }] },
    ];
    const { violations, compared, verdict, worst } = judge({ ...states, rounds });
    expect(verdict).toBe('fail');
    expect(compared).toBe(3);
    expect(worst?.round).toBe(0);
    expect(
      violations.map(({ round, step, quantity, expected, actual, statement }) => [
        round,
        step,
        quantity,
        expected,
        actual,
        statement,
      ]),
    ).toEqual([
      [1, undefined, 'x', 'a finite number', 'oops', 'every number is finite'],
      [2, 1, 'y', 'a finite number', 'NaN', 'every number is finite'],
    ]);
    const later = judge({ ...states, rounds: [first, { ...second, iterate: ['x'] }] });
    expect(later.compared).toBe(26);
    const earliest = judge({
      ...states,
      rounds: [first, { ...second, iterate: ['x'], correction: ['1', '2'] }],
    });
    expect(earliest.violations.map(({ equation }) => equation)).toEqual(['REPORT.2', 'REPORT.3']);
  });
});

describe('a report', () => {
  it('lists 20 violations, in the order of the run, and counts them all', () => {
    const roundCount = 30;
    const tape = {
      initial: [],
      rounds: Array.from({ length: roundCount }, () => ({ snapshot: 0, local: [0, 0] })),
    };
    const parameters = { ...request.parameters, roundCount };
    const rounds = Array.from({ length: roundCount }, () => ({ steps: [], iterate: ['1'] }));
    const report = judge({ start: { iterate: ['1'] }, rounds }, { parameters, tape });
    expect(report.violationCount).toBe(30);
    expect(report.violations.map(({ round }) => round)).toEqual(Array.from({ length: 20 }, (_, t) => t + 1));
    // a broken rule of an early round comes before equations of later ones
    const early = judge({ start: { iterate: ['1'] }, rounds: rounds.slice(0, 29) }, { parameters, tape });
    expect(early.violationCount).toBe(30);
    expect(early.violations).toHaveLength(20);
    const misread = rounds.map((round) => ({ ...round, correction: ['oops'] }));
    expect(
      judge({ start: { iterate: ['1'] }, rounds: misread }, { parameters, tape }).violations,
    ).toHaveLength(20);
    const nothing = judge({ start: { iterate: ['oops'] }, rounds: [] }, { parameters, tape });
    expect(nothing.violations.map(({ equation, round }) => [equation, round])).toEqual([
      ['REPORT.3', 0],
      ['REPORT.1', 0],
    ]);
    expect(nothing).not.toHaveProperty('worst');
    expect(nothing).not.toHaveProperty('reason');
  });

  it('is "unsupported" where the next round may leave the range of the format, and says which', () => {
    const arithmetic = { format: floatFormats.binary16, subnormals: 'gradual' } as const;
    const huge = { ...request, startingPoint: [number('60000')], arithmetic };
    const read = (value: number): Ratio | undefined => readDouble(value);
    const trace = {
      start: { iterate: [60000] },
      rounds: [
        { steps: [], iterate: [Infinity] },
        { steps: [], iterate: [NaN] },
      ],
    };
    const report = judgeTrace(huge, trace, read);
    expect(report.verdict).toBe('unsupported');
    expect(report.reason).toBe(
      'an honest run may leave the range of binary16 in round 1; only the rounds before it were judged',
    );
    expect([report.violationCount, report.violations]).toEqual([0, []]);
    // not where the numbers are small, not where something else is wrong, not in exact arithmetic
    const small = { ...request, arithmetic };
    const lost = { start: { iterate: [1] }, rounds: trace.rounds };
    expect(judgeTrace(small, lost, read).verdict).toBe('fail');
    expect(judgeTrace(huge, { ...trace, start: { iterate: [59968] } }, read).verdict).toBe('fail');
    expect(judgeTrace({ ...huge, arithmetic: 'exact' }, trace, read).verdict).toBe('fail');
    const shorter = {
      ...trace,
      rounds: [
        { steps: [], iterate: [1, 2] },
        { steps: [], iterate: [NaN] },
      ],
    };
    expect(judgeTrace(huge, shorter, read).verdict).toBe('fail');
    expect(judgeTrace(huge, { start: { iterate: [NaN] }, rounds: [] }, read).verdict).toBe('fail');
  });
});
