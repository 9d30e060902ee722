/** The rules of reporting, what a report lists, and when it says that nothing can be judged. */
import { describe, expect, it } from 'vitest';
import { floatFormats, type Ratio } from '../../src/exact/index.js';
import { judgeTrace, readDouble, type JudgeRequest } from '../../src/judge/index.js';
import { number, problemOf, quadratic, request, states, judge } from './worked-run.js';

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

  it('the estimate of a batch is reported as a mean, in lowest terms', () => {
    // g_D(1) = −1 four times: the equation compares 4·m⁰ with −4
    const batch = {
      initialization: { kind: 'batch', size: 4 },
      tape: { ...request.tape, initial: [0, 0, 0, 0] },
    } as const;
    expect(
      judge({ ...states, start: { iterate: ['1'], correction: ['1/2'] } }, batch).violations[0],
    ).toMatchObject({ round: 0, quantity: 'm', expected: '-1', actual: '0.5', error: 1.5 });
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
    expect([verdict, compared, worst?.round]).toEqual(['fail', 3, 0]);
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
      [
        1,
        undefined,
        'x',
        'a finite number, in a form of the protocol',
        'oops',
        'every number is finite, and written as its arithmetic allows',
      ],
      [
        2,
        1,
        'y',
        'a finite number, in a form of the protocol',
        'NaN',
        'every number is finite, and written as its arithmetic allows',
      ],
    ]);
    expect(judge({ ...states, rounds: [first, { ...second, iterate: ['x'] }] }).compared).toBe(26);
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
    expect([early.violationCount, early.violations.length]).toEqual([30, 20]);
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

  it('looks for an overflow in gradients too, and only where something is unreadable after the start', () => {
    const arithmetic = { format: floatFormats.binary16, subnormals: 'gradual' } as const;
    const asked: JudgeRequest = {
      ...request,
      arithmetic,
      problem: problemOf('8', '0'),
      parameters: { ...request.parameters, stepSize: number('1/1024'), momentumWeight: number('1/1024') },
      startingPoint: [number('60000')],
    };
    const still = { steps: [], iterate: [60000] };
    const verdict = (rounds: object[], start: object = { iterate: [60000] }) =>
      judgeTrace(asked, { start, rounds } as never, readDouble).verdict;
    // 8 · 60000 is beyond binary16, everything else is within
    expect(verdict([still, { steps: [], iterate: [NaN] }])).toBe('unsupported');
    expect(verdict([still, still])).toBe('pass');
    // nothing is unreadable in a run that ends early, whatever its next round would do
    expect(verdict([still])).toBe('fail');
    expect(verdict([still, still], { iterate: [60000], correction: [NaN] })).toBe('fail');
  });

  it('looks for an overflow in old gradients too', () => {
    // round 1 draws no noise and ends at 0: the one large gradient is that of round 2's atom at x⁰
    const [steep, flat, auxiliary] = [quadratic('8'), quadratic('0'), quadratic('1')];
    const verdict = (start: number) => {
      const asked: JudgeRequest = {
        ...request,
        variant: 'aux-mvr',
        arithmetic: { format: floatFormats.binary16, subnormals: 'gradual' },
        problem: {
          dimension: 1,
          target: steep,
          auxiliary,
          snapshotAtoms: [
            { probability: number('1/2'), target: auxiliary, auxiliary },
            { probability: number('1/2'), target: steep, auxiliary: flat },
          ],
          localAtoms: [{ probability: number('1'), auxiliary }],
        },
        parameters: {
          stepSize: number('1'),
          momentumWeight: number('1023/1024'),
          localStepCount: 1,
          roundCount: 2,
        },
        startingPoint: [number(String(start))],
        tape: { initial: [], rounds: [0, 1].map((snapshot) => ({ snapshot, local: [0] })) },
      };
      const rounds = [0, NaN].map((iterate) => ({ steps: [], iterate: [iterate] }));
      return judgeTrace(asked, { start: { iterate: [start] }, rounds }, readDouble).verdict;
    };
    expect([verdict(60000), verdict(600)]).toEqual(['unsupported', 'fail']);
  });

  it('looks for an overflow in the points of every step', () => {
    // f = h, so m = 0; η = 20 takes 1000 to −19000, and from there beyond binary16
    const verdict = (localStepCount: number, stepSize: string) => {
      const asked: JudgeRequest = {
        ...request,
        arithmetic: { format: floatFormats.binary16, subnormals: 'gradual' },
        problem: problemOf('1', '1'),
        parameters: {
          stepSize: number(stepSize),
          momentumWeight: number('1/2'),
          localStepCount,
          roundCount: 1,
        },
        startingPoint: [number('1000')],
      };
      const rounds = [{ steps: [], iterate: [NaN] }];
      return judgeTrace(asked, { start: { iterate: [1000] }, rounds }, readDouble).verdict;
    };
    expect([verdict(1, '5'), verdict(2, '5')]).toEqual(['fail', 'unsupported']);
    expect(verdict(1, '100')).toBe('unsupported');
  });

  it('lists broken rules among broken equations by their rounds', () => {
    const arithmetic = { format: floatFormats.binary16, subnormals: 'gradual' } as const;
    const rounds = [1 + 2 ** -20, 3].map((iterate) => ({ steps: [], iterate: [iterate] }));
    const report = judgeTrace({ ...request, arithmetic }, { start: { iterate: [1] }, rounds }, readDouble);
    expect(report.violations.map(({ equation, round }) => [equation, round])).toEqual([
      ['AUX-MOM.6', 1],
      ['REPORT.4', 1],
      ['AUX-MOM.6', 2],
    ]);
  });
});
