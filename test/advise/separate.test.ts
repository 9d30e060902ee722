/** What is proved against SGD: three answers, what a start costs, and how an answer is said. */
import { describe, expect, it } from 'vitest';
import { describeSeparation } from '../../src/advise/describe-gain.js';
import { separatePlan } from '../../src/advise/separate.js';
import { InputError } from '../../src/errors.js';
import {
  exactly,
  separate,
  type Plan,
  type Separation,
  type SeparationQuestion,
} from '../../src/advise/index.js';
import { mapNumbers } from '../../src/advise/plan.js';
import { formatRatio, parseExactNumber, type Ratio } from '../../src/exact/index.js';

const number = parseExactNumber;
/** The exact start, as if it cost nothing. */
const free = { kind: 'exact', targetGradientCount: 0 } as const;

const plain: SeparationQuestion = {
  ...{ smoothness: number('1'), hessianSimilarity: number('0.05'), localStepCount: 24, roundCount: 20 },
  ...{ suboptimality: number('1'), targetVariance: number('0'), snapshotVariance: number('0') },
  ...{ localVariance: number('0'), start: { kind: 'first-snapshot' }, affineDifference: true },
};
const noisy: SeparationQuestion = {
  ...{ ...plain, hessianSimilarity: number('0.01'), targetVariance: number('1') },
  ...{ localStepCount: 100, roundCount: 100_000 },
};
const ask = (question: SeparationQuestion, more: Partial<SeparationQuestion> = {}): Separation =>
  separate({ ...question, ...more });
const factorOf = ({ factor }: Separation): number => Number(formatRatio(factor));
const say = (found: Separation) => describeSeparation(found, (value: Ratio) => formatRatio(value));

describe('a question outside the domain', () => {
  it.each([
    ['start.targetGradientCount', '-19', { start: { kind: 'exact', targetGradientCount: -19 } }],
    ['start.targetGradientCount', '0.5', { start: { kind: 'exact', targetGradientCount: 0.5 } }],
    ['start.size', '0', { start: { kind: 'batch', size: 0 } }],
    ['start.size', '1.5', { start: { kind: 'batch', size: 1.5 } }],
    ['start.correctionError', '-1', { start: { kind: 'zero', correctionError: number('-1') } }],
    ['localStepCount', '0', { localStepCount: 0 }],
    ['roundCount', 'NaN', { roundCount: Number.NaN }],
    ['smoothness', '0', { smoothness: number('0') }],
    ['targetVariance', '-1', { targetVariance: number('-1') }],
  ] as const)('is refused: %s = %s', (name, shown, more) => {
    expect(() => ask(plain, more)).toThrow(InputError);
    expect(() => ask(plain, more)).toThrow(`${name}: it is ${shown}; expected a `);
  });

  it('is none at its edge: the control', () => {
    expect(ask(plain, { start: free }).targetGradientCount).toBe(20);
    expect(ask(noisy, { start: { kind: 'batch', size: 1 } }).targetGradientCount).toBe(100_001);
  });
});

describe('what is proved against SGD', () => {
  it('is that AuxMOM is better, by how much, and by which theorem', () => {
    // 1/24 + (5/7)/20 = 13/168
    const found = ask(plain);
    expect(found).toMatchObject({ verdict: 'better', theorems: ['SEP-DET'] });
    expect([found.factor, found.everyIterateFactor].map((value) => value && formatRatio(value))).toEqual([
      '12.92',
      '3.356', // 20/77 of it
    ]);
    const { headline, details } = say(found);
    expect(headline).toMatch(
      /^Provably better .*\(SEP-DET\).* 12\.92 times lower than what SGD can guarantee\. Against every SGD, heavy-ball or Nesterov run .* at least 12\.92 times lower \(SEP-LTI\)\. Schedules, .* are not covered/,
    );
    expect(details).toContain('against the least of them, x⁰ left out, 3.356;');
  });

  it('is that it is not, whatever the parameters, as a factor above 1', () => {
    expect(ask(plain, { localStepCount: 1 })).toMatchObject({
      verdict: 'not-better',
      theorems: ['LOW-MOM', 'SGD-1'],
    });
    // the difference is noisier than the target
    const noisier = {
      hessianSimilarity: number('1'),
      targetVariance: number('1e-5'),
      snapshotVariance: number('1'),
    };
    const found = ask(noisy, noisier);
    expect(found.verdict).toBe('not-better');
    const { headline, details } = say(found);
    expect(headline).toMatch(/^Provably not better /);
    const [, times] = /at best ([\d./]+) times higher than/.exec(details) ?? [];
    expect(Number(formatRatio(number(times ?? '0')).split('/')[0])).toBeGreaterThan(1);
  });

  it('is open', () => {
    const found = ask(plain, { hessianSimilarity: number('1.5'), localStepCount: 100 });
    expect(found.verdict).toBe('open');
    expect(factorOf(found)).toBeLessThanOrEqual(1);
    const { headline, details } = say(found);
    expect(headline).toContain('is open (SEP-DET, LOW-MOM, SGD-1)');
    expect(details).toMatch(/times higher than the least that SGD can guarantee/);
  });

  it('is up to half as much against momentum with constant coefficients where there is noise, and may be nothing', () => {
    const found = ask(noisy, { snapshotVariance: number('0.02'), start: free });
    const of = ({ filters }: Separation): number => Number(formatRatio(filters.factor));
    expect(found.filters.theorems).toEqual(['SEP-LTI']);
    expect(of(found)).toBeGreaterThan(1);
    expect(of(found) / factorOf(found)).toBeCloseTo(Math.SQRT1_2, 2);
    const little = ask(noisy, { snapshotVariance: number('1'), start: free });
    expect(factorOf(little)).toBeGreaterThan(1);
    expect(of(little)).toBeLessThanOrEqual(1);
    expect(say(little).headline).toMatch(/ Against momentum nothing is proved\.$/);
    const any = ask(noisy, { snapshotVariance: number('0.02'), affineDifference: false });
    expect(any.filters.theorems).toEqual(['RATE-MOM-G', 'LOW-LTI']);
  });

  it('is more for more correlated noise, and nothing for little', () => {
    // 2(1 − ρ)σ_f²
    const factor = (snapshotVariance: string): number =>
      factorOf(ask(noisy, { snapshotVariance: number(snapshotVariance), start: free }));
    expect(factor('0.02')).toBeGreaterThan(factor('0.2'));
    expect(factor('0.2')).toBeGreaterThan(1);
    expect(factor('4')).toBeLessThan(1);
  });

  it('is less where the difference need not be affine, by the theorems for that, with (14/13)σ_D² for e₀', () => {
    const given = { ...noisy, snapshotVariance: number('0.02') };
    const any = { ...given, affineDifference: false };
    const found = ask(any, { start: free });
    expect(found.theorems).toEqual(['RATE-MOM-G', 'LOW-SGD']);
    expect(factorOf(found)).toBeLessThan(factorOf(ask(given, { start: free })));
    // P = F₀ + (14/13)σ_D²/(8δ), as if e₀ = (14/13)·0.02 = 7/325 were given
    const zero = { kind: 'zero', correctionError: number('7/325') } as const;
    expect(ask(any).factor).toEqual(ask(any, { start: zero }).factor);
  });

  it('charges what a start costs: SGD takes as many target gradients', () => {
    const given = {
      ...{ ...plain, hessianSimilarity: number('0.01'), localStepCount: 100, roundCount: 10 },
      ...{ targetVariance: number('0.1'), snapshotVariance: number('0.0001') },
    };
    const at = (start: SeparationQuestion['start']): Separation => ask(given, { start });
    const batch = at({ kind: 'batch', size: 1000 });
    expect(batch).toMatchObject({ verdict: 'open', targetGradientCount: 1010 });
    expect(at(free)).toMatchObject({ verdict: 'better', targetGradientCount: 10 });
    expect(at({ kind: 'exact', targetGradientCount: 1000 })).toMatchObject({ targetGradientCount: 1010 });
    expect(ask(given)).toMatchObject({ targetGradientCount: 10 });
    // e₀ = σ_D²/B
    const left = at({ kind: 'zero', correctionError: number('0.0000001') });
    expect(factorOf(left)).toBeGreaterThan(factorOf(batch));
  });

  it('is not asked where δ is 0 and there is noise: the momentum weight is a multiple of it', () => {
    expect(() => ask(noisy, { hessianSimilarity: number('0') })).toThrow(/δ: it is 0, and there is noise/);
  });
});

it('of a plan it is the answer for its K, T and start, at the upper ends of the constants', () => {
  const { smoothness, hessianSimilarity, suboptimality, targetVariance, snapshotVariance, localVariance } =
    plain;
  const numbers = {
    smoothness,
    hessianSimilarity,
    suboptimality,
    targetVariance,
    snapshotVariance,
    localVariance,
  };
  const constants = {
    ...mapNumbers(numbers, (value) => exactly(value)),
    hessianSimilarity: { ...exactly(number('0.01')), upper: hessianSimilarity },
    affineDifference: true,
  };
  const plan: Plan<Ratio> = {
    ...{ variant: 'aux-mom', theorem: 'MOM-2', start: { kind: 'first-snapshot' } },
    parameters: { stepSize: number('0.1'), momentumWeight: number('1'), localStepCount: 24, roundCount: 20 },
  };
  expect(separatePlan(constants, plan)).toEqual(separate(plain));
  // nothing for another variant, and where a constant has no upper end
  expect(separatePlan(constants, { ...plan, variant: 'aux-mvr' })).toBeUndefined();
  const { upper: _upper, ...open } = constants.smoothness;
  expect(separatePlan({ ...constants, smoothness: open }, plan)).toBeUndefined();
});
