/** What a judgement reports about traces of a run that can be worked out by hand: f = x²/2, h = x², exact or in doubles. */
import { describe, expect, it } from 'vitest';
import { floatFormats } from '../../src/exact/index.js';
import { judgeTrace, readDouble, type JudgeRequest } from '../../src/judge/index.js';
import { problemOf, request, states, judge, doubles, binary64 } from './worked-run.js';

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
    expect([worst?.fraction, worst?.equation]).toEqual([0, 'START.1']);
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
    expect([verdict, violationCount]).toEqual(['fail', 4]);
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
    expect([report.verdict, report.arithmetic, report.compared]).toEqual(['pass', 'binary64', 49]);
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

  it('may be off within its bound and no more, and not at all where nothing is rounded', () => {
    const judgeDirection = (f: string, h: string, direction: number) => {
      const change: Partial<JudgeRequest> = {
        problem: problemOf(f, h),
        parameters: { ...request.parameters, localStepCount: 1, roundCount: 1 },
      };
      const taken = { function: 'h', draw: 'local', atom: 0, at: [1], value: [Number(h)] };
      const steps = [{ gradients: { auxiliaryAtPoint: taken }, direction: [direction] }];
      const rounds = [{ correction: [2], steps, iterate: [1 - direction / 4] }];
      return judgeDoubles({ start: { iterate: [1] }, rounds }, change);
    };
    // f = 5x²/2, h = (1 + 2⁻⁵²)x²/2, x⁰ = 1: m¹ is rounded to 2, d = 3 + 2⁻⁵² lies between two doubles, with the bound 3u + 2⁻⁵²u
    const odd = '1.0000000000000002220446049250313080847263336181640625';
    const within = judgeDirection('5', odd, 3);
    expect(within.verdict).toBe('pass');
    expect(within.worst).toMatchObject({
      equation: 'AUX-MOM.4',
      error: 2 ** -52,
      bound: 3 * 2 ** -53,
      fraction: 2 / 3,
    });
    const beyond = judgeDirection('5', odd, 3 - 2 ** -51);
    expect(beyond.violations.map(({ equation, fraction }) => [equation, fraction])).toEqual([
      ['AUX-MOM.4', 2],
    ]);
    // f = 3x², h = x²: m¹ = 2 and d = 2 + 2, which no honest sum is off of, although 4u = 2⁻⁵¹ would be allowed
    expect(judgeDirection('6', '2', 4).verdict).toBe('pass');
    const [exact, ...others] = judgeDirection('6', '2', 4 - 2 ** -51).violations;
    expect(others).toEqual([]);
    expect(exact).toMatchObject({ equation: 'AUX-MOM.4', error: 2 ** -51, bound: 0, fraction: Infinity });
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
