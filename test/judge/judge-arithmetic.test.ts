/** The arithmetic of a judgement: a ring that holds all data, and what was not held exactly carries an error. */
import { describe, expect, it } from 'vitest';
import { parametersAt, valueAt } from '../../spec/model/index.js';
import { floatFormats, parseExactNumber as ratio } from '../../src/exact/index.js';
import { createJudgeArithmetic, liftRequest } from '../../src/judge/judge-arithmetic.js';
import type { JudgeRequest } from '../../src/judge/index.js';
import { measureComparison } from '../../src/judge/measure-comparison.js';

const affine = (entry: string) => ({ matrix: [[ratio(entry)]], vector: [ratio('0')], constant: ratio('0') });
const problemWith = (entry: string) => ({
  dimension: 1,
  target: affine(entry),
  auxiliary: affine('2'),
  snapshotAtoms: [{ probability: ratio('1'), target: affine(entry), auxiliary: affine('2') }],
  localAtoms: [{ probability: ratio('1'), auxiliary: affine('2') }],
});
const request: JudgeRequest = {
  variant: 'aux-mom',
  problem: problemWith('1'),
  parameters: { stepSize: ratio('0.1'), momentumWeight: ratio('0.5'), localStepCount: 1, roundCount: 1 },
  initialization: { kind: 'zero' },
  startingPoint: [ratio('1')],
  tape: { initial: [], rounds: [{ snapshot: 0, local: [0] }] },
  arithmetic: 'exact',
};
const binary64 = (subnormals: 'gradual' | 'flushed') =>
  ({ format: floatFormats.binary64, subnormals }) as const;

describe('the ring', () => {
  it.each<[string, string, Partial<JudgeRequest>, bigint[]?]>([
    ['the step size', '1/3', { parameters: { ...request.parameters, stepSize: ratio('1/3') } }],
    ['the momentum weight', '1/7', { parameters: { ...request.parameters, momentumWeight: ratio('1/7') } }],
    ['the start', '1/11', { startingPoint: [ratio('2/11')] }],
    ['a given m⁰', '1/13', { initialization: { kind: 'given', correction: [ratio('5/13')] } }],
    ['the size of a batch', '1/9', { initialization: { kind: 'batch', size: 9 } }],
    ['the problem', '1/17', { problem: problemWith('3/17') }],
    ['a divisor', '1/19', {}, [19n]],
  ])('holds the denominators of %s, and no others', (_name, text, change, divisors) => {
    const { base } = createJudgeArithmetic({ ...request, ...change }, divisors);
    expect(base.format(base.fromString(text))).toBe(text);
    const { base: plain } = createJudgeArithmetic(request);
    expect(() => plain.fromString(text)).toThrow('denominators that divide a power of 10');
  });
});

describe('errors', () => {
  const underflowOf = (arithmetic: JudgeRequest['arithmetic']): string => {
    const { base, field } = createJudgeArithmetic({ ...request, arithmetic });
    return base.format(field.reported(base.one).underflow);
  };

  it('of reported numbers are what flushing loses', () => {
    expect([underflowOf(binary64('flushed')), underflowOf(binary64('gradual'))]).toEqual(['1', '0']);
    expect(underflowOf('exact')).toBe('0');
  });

  it('of data are one rounding where the format does not hold them', () => {
    const lifted = (arithmetic: JudgeRequest['arithmetic']) => {
      const change = { ...request, arithmetic, initialization: { kind: 'batch', size: 3 } } as const;
      const { parameters, reciprocalBatchSize } = liftRequest(createJudgeArithmetic(change), change);
      const { stepSize, momentumWeight } = parametersAt(parameters, 1);
      return [valueAt(stepSize, 1), momentumWeight, reciprocalBatchSize].map(({ operations }) => operations);
    };
    expect(lifted(binary64('gradual'))).toEqual([1, 0, 1]);
    expect(lifted('exact')).toEqual([0, 0, 0]);
  });
});

describe('a comparison', () => {
  const measure = (
    actual: readonly string[],
    expected: readonly string[],
    change: Partial<JudgeRequest> = {},
    scale?: number,
  ) => {
    const asked = { ...request, ...change };
    const judge = createJudgeArithmetic(asked);
    const numbers = (texts: readonly string[]) =>
      texts.map((text) => judge.field.reported(judge.base.fromString(text)));
    return measureComparison(judge, asked.arithmetic, {
      equation: 'E.1',
      round: 2,
      step: 3,
      quantity: 'y',
      actual: numbers(actual),
      expected: numbers(expected),
      ...(scale === undefined ? {} : { scale }),
    });
  };
  const place = { equation: 'E.1', statement: 'why', round: 2, step: 3, quantity: 'y' };

  it.each([
    [['1', '2'], ['1'], 'length 1', 'length 2'],
    [['1'], ['1', '2'], 'length 2', 'length 1'],
  ])('of %j with %j misses a component', (is, should, expected, actual) => {
    const measured = measure(is, should);
    expect([measured.length, measured[0]?.fraction()]).toEqual([2, 0]);
    expect([measured[1]?.fraction(), measured[1]?.boundInUlps()]).toEqual([Infinity, 0]);
    expect(measured[1]?.describe('why')).toEqual({
      ...place,
      component: 1,
      expected,
      actual,
      error: Infinity,
      bound: 0,
      fraction: Infinity,
      boundInUlps: 0,
    });
  });

  it('divides what carries a factor', () => {
    const [first] = measure(['3'], ['1'], {}, 2);
    expect(first?.describe('why')).toEqual({
      ...place,
      component: 0,
      expected: '0.5',
      actual: '1.5',
      error: 1,
      bound: 0,
      fraction: Infinity,
      boundInUlps: 0,
    });
    expect(first?.boundInUlps()).toBe(0);
  });

  it('of reported numbers allows nothing, in any format', () => {
    const [same, off] = measure(['1', '2'], ['1', '3'], { arithmetic: binary64('gradual') });
    expect([same?.fraction(), same?.boundInUlps(), off?.fraction(), off?.boundInUlps()]).toEqual([
      0,
      0,
      Infinity,
      0,
    ]);
  });

  it('tells its bound in units in the last place of its terms', () => {
    const asked = { ...request, arithmetic: binary64('gradual') };
    const judge = createJudgeArithmetic(asked);
    const { field, base } = judge;
    const sum = field.add(field.reported(base.fromString(String(2 ** 60))), field.zero);
    const place = { equation: 'E.1', round: 1, quantity: 'y' };
    const [one] = measureComparison(judge, asked.arithmetic, { ...place, actual: [sum], expected: [sum] });
    expect(one?.boundInUlps()).toBe(0.5);
    expect(one?.describe('why')).not.toHaveProperty('step');
  });

  it('is above its bound by as little as no double can tell, and above 1 then', () => {
    const asked = { ...request, arithmetic: binary64('gradual') };
    const judge = createJudgeArithmetic(asked);
    const { field, base } = judge;
    // one rounded sum of magnitude 2⁶⁰ may be off by 2⁶⁰u = 2⁷, which is rounded up by less than 2⁶⁰10⁻³⁶
    const sum = {
      ...field.add(field.reported(base.fromString(String(2n ** 60n))), field.zero),
      // its terms are multiples of nothing that is known
      grid: -Infinity,
      finest: -Infinity,
    };
    const fractionOf = (text: string) =>
      measureComparison(judge, asked.arithmetic, {
        equation: 'E.1',
        round: 1,
        quantity: 'y',
        actual: [field.reported(base.fromString(text))],
        expected: [sum],
      })[0]?.fraction();
    const atBound = 2n ** 60n + 128n;
    expect(fractionOf(`${atBound}`)).toBe(1);
    expect(fractionOf(`${atBound}.${'0'.repeat(15)}1`)).toBe(1 + Number.EPSILON);
    expect(fractionOf(`${atBound - 1n}.${'9'.repeat(40)}`)).toBe(1);
    expect(fractionOf(`${atBound + 128n}`)).toBe(2);
  });
});
