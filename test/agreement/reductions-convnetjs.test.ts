/** A third party's optimizer: convnetjs's SGD with momentum is `aux-mom` with h = 0, K = 1, m⁰ = 0. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floatFormats, liftDouble, nearestDouble, parseExactNumber } from '../../src/exact/index.js';
import {
  formatViolation,
  judgeTrace,
  readDouble,
  type Arithmetic,
  type JudgeReport,
} from '../../src/judge/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { runConvnetjs, type TrainerSettings } from '../support/convnetjs-run.js';
import { exactIterates, reshape, withoutAuxiliary } from '../support/reshape-case.js';
import { firstOf } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

const binary64: Arithmetic = { format: floatFormats.binary64, subnormals: 'gradual' };

const asHeavyBall = (testCase: TestCase): TestCase =>
  reshape(testCase, {
    problem: withoutAuxiliary,
    parameters: { localStepCount: 1 },
    initialization: { kind: 'zero' },
  });

/** Whole-number data, η and a powers of two not below ⅛: four rounds need fewer than 53 bits. */
const dyadicCases = fc
  .record({
    testCase: arbitraryCase({
      variants: ['aux-mom'],
      maximumDimension: 2,
      maximumRounds: 4,
      maximumSteps: 1,
      denominator: 1,
    }),
    eta: fc.integer({ min: 1, max: 3 }),
    a: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ testCase, eta, a }) =>
    reshape(asHeavyBall(testCase), {
      parameters: {
        stepSize: parseExactNumber(`1/${2 ** eta}`),
        momentumWeight: parseExactNumber(`1/${2 ** a}`),
      },
    }),
  );

const decimalCases = arbitraryCase({ variants: ['aux-mom'], maximumRounds: 8, maximumSteps: 1 }).map(
  asHeavyBall,
);

function judge(testCase: TestCase, arithmetic: Arithmetic, settings?: TrainerSettings): JudgeReport {
  return judgeTrace({ ...testCase, arithmetic }, runConvnetjs(testCase, settings), readDouble);
}

describe('convnetjs', () => {
  firstOf(1, [[40], [200]])('makes exactly the same steps for η and a powers of two: %i cases', (numRuns) => {
    forAll(numRuns, [dyadicCases], (testCase) => {
      const { start, rounds } = runConvnetjs(testCase);
      const visited = [start, ...rounds].map(({ iterate }) => iterate.map(liftDouble));
      const exact = exactIterates(testCase).map((texts) => texts.map((text) => parseExactNumber(text)));
      expect([visited, judge(testCase, 'exact').verdict]).toEqual([exact, 'pass']);
    });
  });

  firstOf(1, [[40], [300]])(
    'is within the rounding bound of binary64 for any decimals: %i cases',
    (numRuns) => {
      forAll(numRuns, [decimalCases], (testCase) => {
        const report = judge(testCase, binary64);
        expect([report.violations.map(formatViolation), report.verdict]).toEqual([[], 'pass']);
      });
    },
  );

  it('does round there: exact arithmetic is not what it claims', () => {
    const reports = fc.sample(decimalCases, 100).map((testCase) => judge(testCase, 'exact').verdict);
    expect(reports.filter((verdict) => verdict === 'fail').length).toBeGreaterThan(50);
  });

  it.each([
    ['the momentum a instead of 1 − a', { learningRate: (eta, a) => eta * a, momentum: (a) => a }],
    ['the rate η instead of η·a', { learningRate: (eta) => eta, momentum: (a) => 1 - a }],
    ['the rate η·(1 − a)', { learningRate: (eta, a) => eta * (1 - a), momentum: (a) => 1 - a }],
  ] satisfies [string, TrainerSettings][])('fails with %s', (_name, settings) => {
    forAll(60, [decimalCases], (testCase) => {
      const weight = nearestDouble(testCase.parameters.momentumWeight);
      const { rounds } = runConvnetjs(testCase);
      const wrong = runConvnetjs(testCase, settings);
      fc.pre(weight !== 1 && weight !== 0.5);
      // where the gradient happens to vanish, or the mistake needs a second round, nothing is wrong yet
      fc.pre(JSON.stringify(wrong.rounds) !== JSON.stringify(rounds));
      const scale = Math.max(...rounds.flatMap(({ iterate }) => iterate.map(Math.abs)), 1);
      const moved = Math.max(
        ...wrong.rounds.flatMap(({ iterate }, t) =>
          iterate.map((value, i) => Math.abs(value - (rounds[t]?.iterate[i] ?? NaN))),
        ),
      );
      fc.pre(moved > 1e-6 * scale);
      expect(judge(testCase, binary64, settings).verdict).toBe('fail');
    });
  });
});
