/** Expectations worked out by hand: f = x², h = x²/2, one snapshot draw that shifts g_f by ±1 and g_h by ∓1. */
import { describe, expect, it } from 'vitest';
import { formatRatio, parseExactNumber as number, type Ratio } from '../../src/exact/index.js';
import {
  expectRun,
  type ExpectationCase,
  type ExpectationOptions,
  type Moments,
} from '../../src/expectation/index.js';
import { affine, certain, half, signs } from './scalar-case.js';

const given: ExpectationCase = {
  ...signs,
  problem: {
    ...signs.problem,
    localAtoms: ['2', '-2'].map((noise) => ({ probability: half, auxiliary: affine('1', noise) })),
  },
};

/** With numbers as texts. */
const texts = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && 'numerator' in part ? formatRatio(part as Ratio) : part,
    ),
  ) as unknown;
const run = (change: Partial<ExpectationCase> = {}, options?: ExpectationOptions) =>
  texts(expectRun({ ...given, ...change }, options)) as Record<string, unknown> & {
    rounds: Record<string, unknown>[];
  };

describe('one round of aux-mom', () => {
  // m = (1 ∓ 2)/2, mean ½, variance 1; y¹ = 1 − (1 ∓ 2' + m)/4: mean 5/8, variance 4/16 + 1/16 = 5/16
  const whole = {
    variant: 'aux-mom',
    initialTargetValue: '1',
    initialError: '1', // (0 − 1)²
    averageSquaredGradient: '3.40625', // (4 + 45/16)/2
    snapshotVariance: { maximum: '4', average: '4' },
    targetVariance: { maximum: '1', average: '1' },
    localVariance: { maximum: '4', average: '4' },
  };
  const steps = [
    // E y² = 25/64 + 5/16
    { step: 1, squaredGradient: '4', targetValue: '0.703125', localVariance: '4' },
    // y² = ¾ y¹ − ¼ m ± ½: mean 15/32 − 1/8 = 11/32; variance (7/16)² + 9/64 + ¼ = 149/256
    { step: 2, squaredGradient: '2.8125', targetValue: '0.7001953125', localVariance: '4' },
  ];
  const moments = {
    correction: { mean: ['0.5'], covariance: [['1']], totalVariance: '1' },
    iterate: { mean: ['0.34375'], covariance: [['0.58203125']], totalVariance: '0.58203125' },
  };
  const round = {
    round: 1,
    correctionError: '1.25', // (½ − 1)² + 1
    snapshotVariance: '4',
    targetVariance: '1',
    averageSquaredGradient: '3.40625',
  };

  it('is what paper says', () => {
    expect(run()).toEqual({ ...whole, rounds: [{ ...round, ...moments, steps }] });
  });

  it('is refused for a problem whose atoms do not average to it, by name', () => {
    const localAtoms = [{ probability: certain, auxiliary: affine('1', '2') }];
    expect(() => run({ problem: { ...given.problem, localAtoms } })).toThrow(/^the problem/);
  });

  it('reports as much as it is asked for', () => {
    expect(run({}, { moments: false })).toEqual({ ...whole, rounds: [{ ...round, steps }] });
    const last = { ...round, ...moments, steps: steps.slice(1) };
    expect(run({}, { localSteps: false })).toEqual({ ...whole, rounds: [last] });
    expect([run({}, { rounds: false }), run({}, {})]).toEqual([{ ...whole, rounds: [] }, run()]);
  });
});

describe('other starts and variants', () => {
  const first = (change: Partial<ExpectationCase>) => {
    const { rounds, initialError } = run(change);
    const { correction, correctionError, steps } = rounds[0] as {
      correction?: Moments;
      correctionError?: string;
      steps: { targetValue: string }[];
    };
    return [initialError, correction?.mean, correctionError, steps.map(({ targetValue }) => targetValue)];
  };

  it.each<[string, Partial<ExpectationCase>, readonly unknown[]]>([
    ['exact', { initialization: { kind: 'exact' } }, ['0', ['1']]],
    ['a batch', { initialization: { kind: 'batch', size: 2 } }, ['2', ['1']]],
    ['given', { initialization: { kind: 'given', correction: [number('3')] } }, ['4', ['2']]],
    ['the first snapshot', { initialization: { kind: 'first-snapshot' } }, [undefined, ['1'], '4']],
    ['zero, of a target variant', { variant: 'aux-mom-target' }, ['4', ['1'], '1.25']],
  ])('begin with the error of their m⁰: %s', (_, change, expected) => {
    expect(first(change).slice(0, expected.length)).toEqual(expected);
  });

  it('make local step 1 of the snapshot draw for the baselines', () => {
    const initialization = { kind: 'none' } as const;
    // y = 1 − (2 ∓ 1)/4: ½ ± ¼, E y² = 5/16; y' = ¾ y ± ½: E y'² = 45/256 + ¼
    const values = (change: Partial<ExpectationCase>) => first({ initialization, ...change });
    expect(values({ variant: 'naive' })).toEqual([undefined, undefined, undefined, ['0.3125', '0.42578125']]);
    const parameters = { ...given.parameters, localStepCount: 1, roundCount: 2 };
    const sgd = { variant: 'sgd', initialization, parameters } as const;
    expect(values(sgd)).toEqual([undefined, undefined, undefined, ['0.3125']]);
    const { rounds, localVariance } = run(sgd);
    // x² = ½ x¹ ± ¼: E = 5/64 + 1/16
    const step = { step: 1, squaredGradient: '1.25', targetValue: '0.140625' };
    expect(rounds[1]).toMatchObject({ round: 2, steps: [step] });
    expect(localVariance).toEqual({ maximum: '4', average: '4' });
  });

  it('use their first atom once more in round 2 only by what it left', () => {
    const parameters = { ...given.parameters, localStepCount: 1, roundCount: 2 };
    const { rounds } = run({ parameters, initialization: { kind: 'first-snapshot' } });
    const corrections = rounds.map(({ correction }) => correction as Record<string, unknown>);
    expect(corrections.map(({ mean }) => mean)).toEqual([['1'], ['0.75']]);
    // m² = ½ m¹ + ½(x¹ ∓ 2): m¹ = 1 ∓ 2, x¹ = 1 − (1 ∓ 2' + m¹)/4
    expect(corrections.map(({ totalVariance }) => totalVariance)).toEqual(['4', '1.625']);
  });
});
