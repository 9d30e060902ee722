/** Whether a run that stops being finite may have been honest: what the next round would compute, where it can be known. */
import { describe, expect, it } from 'vitest';
import { floatFormats } from '../../src/exact/index.js';
import { judgeTrace, readDouble, type JudgeRequest } from '../../src/judge/index.js';
import { number, problemOf, request } from './worked-run.js';

/** The judgement of a run of one round in binary16, from `x` by η = 1/1024, whose iterate is lost. */
function judgeLost(x: number, change: Partial<JudgeRequest>) {
  const { problem: _problem, ...rest } = request;
  const asked: JudgeRequest = {
    ...rest,
    arithmetic: { format: floatFormats.binary16, subnormals: 'gradual' },
    parameters: { ...request.parameters, stepSize: number('1/1024'), roundCount: 1 },
    startingPoint: [number(String(x))],
    ...change,
  };
  const rounds = [{ steps: [], iterate: [NaN] }];
  return judgeTrace(asked, { start: { iterate: [x] }, rounds }, readDouble);
}

describe('a round that is not finite is "unsupported" where what leaves the range of the format is', () => {
  it('the gradient of a later step', () => {
    // naive: step 1 follows ∇f = 0, step 2 takes ∇h = 8x at the same point
    const baseline = { variant: 'naive', initialization: { kind: 'none' } } as const;
    expect(judgeLost(60000, { ...baseline, problem: problemOf('0', '8') }).verdict).toBe('unsupported');
    expect(judgeLost(60000, { ...baseline, problem: problemOf('0', '1') }).verdict).toBe('fail');
    const parameters = { ...request.parameters, localStepCount: 1, roundCount: 1 };
    expect(judgeLost(60000, { ...baseline, problem: problemOf('0', '8'), parameters }).verdict).toBe('fail');
  });

  it('the target gradient of a snapshot, which the estimate takes with a weight of a', () => {
    // g_f = 8x = 320000 is lost, though m¹ = a·g_f = 312.5: the average is also computed as g_f + (1 − a)(m⁰ − g_f)
    const parameters = {
      ...request.parameters,
      stepSize: number('1/1024'),
      momentumWeight: number('1/1024'),
    };
    const of = (f: string) =>
      judgeLost(40000, { problem: problemOf(f, '0'), parameters: { ...parameters, roundCount: 1 } }).verdict;
    expect([of('8'), of('1/2')]).toEqual(['unsupported', 'fail']);
  });

  it('a direction, between a gradient and an estimate that are within', () => {
    // g_f = g_h = 0 at the snapshot, so m¹ = m⁰/2, which passes through m⁰ + m⁰/2; the local ∇h is x
    const of = (m: string) => {
      const initialization = { kind: 'given', correction: [number(m)] } as const;
      return judgeLost(40000, { problem: problemOf('0', '0', '1'), initialization }).verdict;
    };
    expect([of('32768'), of('1')]).toEqual(['unsupported', 'fail']);
  });
});

describe('a round that is not finite fails where nothing is known of what it would compute', () => {
  const tapeOf = (snapshot: number, local: number[]) => ({ initial: [], rounds: [{ snapshot, local }] });

  it.each<[string, Partial<JudgeRequest>]>([
    ['without a problem', {}],
    ['without the draws of its steps', { problem: problemOf('1', '1'), tape: tapeOf(0, []) }],
    ['with a draw of an atom that does not exist', { problem: problemOf('1', '1'), tape: tapeOf(7, [0, 0]) }],
  ])('%s', (_name, change) => {
    const { verdict, violations } = judgeLost(60000, change);
    expect([verdict, ...violations.map(({ equation }) => equation)]).toEqual(['fail', 'REPORT.3']);
  });

  it('and not with everything: the same run of the same problem', () => {
    expect(judgeLost(60000, { problem: problemOf('1', '1') }).verdict).toBe('unsupported');
  });
});
