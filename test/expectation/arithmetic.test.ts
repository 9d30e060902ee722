/** Which arithmetic second moments are computed in: the fastest that is worth its preparation, or what is asked for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Initialization } from '../../spec/model/index.js';
import { InputError } from '../../src/errors.js';
import { parseExactNumber, type Ratio } from '../../src/exact/index.js';
import { enumerateRun, expectRun } from '../../src/expectation/index.js';
import { createMoments } from '../../src/expectation/create-moments.js';
import { prepareMoments } from '../../src/expectation/prepare-moments.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';

const [small] = fc.sample(arbitraryCase({ variants: ['aux-mom'], maximumDimension: 1, noise: false }), {
  numRuns: 1,
  seed: 4,
});
if (small === undefined) throw new RangeError('one case');

/** The moments' problem of a run with so many rounds of so many steps. */
function problemOf(roundCount: number, localStepCount: number, change: Partial<TestCase> = {}) {
  const initialization: Initialization<Ratio> = { kind: 'zero' };
  const given = { ...(small as TestCase), initialization, ...change };
  return prepareMoments({ ...given, parameters: { ...given.parameters, roundCount, localStepCount } })
    .problem;
}

const none = () => undefined;
const firstSnapshot = { initialization: { kind: 'first-snapshot' } } as const;

describe('the fastest', () => {
  it.each([
    ['1 + 38 steps', 1, 38, {}, 'bigint'],
    ['1 + 39 steps', 1, 39, {}, 'wasm-limbs'],
    ['13 + 26 steps', 13, 2, {}, 'bigint'],
    ['8 + 32 steps', 8, 4, {}, 'wasm-limbs'],
    ['20 + 20 steps', 20, 1, {}, 'wasm-limbs'],
    ['1 + 19 + 20 steps, the first apart', 20, 1, firstSnapshot, 'wasm-limbs'],
  ] as const)('of %s', (_name, roundCount, localStepCount, change, expected) => {
    const problem = problemOf(roundCount, localStepCount, change);
    expect(createMoments(problem, 'fastest').arithmetic).toBe(expected);
  });

  it('is limbs in JavaScript where there is no kernel in WebAssembly', () => {
    expect(createMoments(problemOf(8, 4), 'fastest', none).arithmetic).toBe('limbs');
  });
});

describe('an arithmetic that is asked for', () => {
  it.each(['bigint', 'limbs', 'wasm-limbs'] as const)('%s is taken, however short the run', (arithmetic) => {
    for (const rounds of [1, 50]) {
      expect(createMoments(problemOf(rounds, 1), arithmetic).arithmetic).toBe(arithmetic);
    }
    if (arithmetic !== 'wasm-limbs') {
      expect(createMoments(problemOf(1, 1), arithmetic, none).arithmetic).toBe(arithmetic);
    }
  });

  it('is refused where it cannot be had, and left out where it need not be had', () => {
    const refusal = (arithmetic: string) =>
      new InputError({
        problem: `these second moments cannot be computed in ${arithmetic}`,
        where: 'options.arithmetic',
        expected:
          'coefficients for which every sum of limbs stays within 2^53, and a platform that has the kernel',
        fix: 'Leave arithmetic out, or say "bigint".',
      });
    expect(() => createMoments(problemOf(8, 4), 'wasm-limbs', none)).toThrow(refusal('wasm-limbs'));
    const stepSize = parseExactNumber(`1/${10n ** 60n + 7n}`);
    const parameters = { ...small.parameters, stepSize };
    const long = problemOf(8, 6, { parameters });
    expect(() => createMoments(long, 'limbs')).toThrow(refusal('limbs'));
    expect(createMoments(long, 'fastest').arithmetic).toBe('bigint');
  });
});

describe('the steps of a run', () => {
  it('are counted by kinds; baselines make one local step of the snapshot draw', () => {
    expect(problemOf(4, 3).stepCounts).toEqual({ first: 1, snapshot: 3, local: 12 });
    const naive = { variant: 'naive', initialization: { kind: 'none' } } as const;
    expect(problemOf(4, 3, naive).stepCounts).toEqual({ first: 1, snapshot: 3, local: 8 });
  });
});

describe('a form that is absent', () => {
  it.each(['bigint', 'limbs', 'wasm-limbs'] as const)('is 0 in %s', (arithmetic) => {
    const naive = { variant: 'naive', initialization: { kind: 'none' } } as const;
    const zero = { numerator: 0n, denominator: 1n };
    expect(createMoments(problemOf(2, 2, naive), arithmetic).measure('correctionError')).toEqual(zero);
    const withError = createMoments(problemOf(2, 2), arithmetic);
    expect(withError.measure('correctionError')).not.toEqual(zero);
  });
});

describe('a start from a batch', () => {
  it.each(['aux-mom', 'aux-mvr-target'] as const)(
    'of %s in two dimensions has the covariance of its mean, as enumeration says',
    (variant) => {
      const initialization: Initialization<Ratio> = { kind: 'batch', size: 2 };
      const cases = fc
        .sample(arbitraryCase({ variants: [variant], maximumDimension: 2 }), { numRuns: 300, seed: 6 })
        .filter(({ problem }) => problem.dimension === 2 && problem.snapshotAtoms.length > 1)
        .slice(0, 6);
      expect(cases).toHaveLength(6);
      for (const { parameters, ...given } of cases) {
        const short = { ...parameters, roundCount: 1, localStepCount: 2 };
        const run = { ...given, initialization, parameters: short };
        const known = enumerateRun({ name: 'batch', seed: 1, ...run });
        const { averageSquaredGradient, rounds } = expectRun(run);
        expect(averageSquaredGradient).toEqual(known.averageSquaredGradient);
        expect(rounds[0]?.correctionError).toEqual(known.rounds[0]?.correctionError);
      }
    },
  );
});
