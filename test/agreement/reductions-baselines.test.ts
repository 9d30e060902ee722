/** What the baselines are: special cases of one another, and of AuxMOM. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { ratio } from '../support/plain-ratios.js';
import {
  exactIterates,
  exactPoints,
  oneRatio,
  reshape,
  withAuxiliaryEqualToTarget,
  withoutAuxiliary,
  withoutNoise,
} from '../support/reshape-case.js';

const singleStep = arbitraryCase({ variants: ['naive'], maximumSteps: 1, maximumRounds: 5 });
const asSgd = (testCase: TestCase): TestCase =>
  reshape(testCase, { variant: 'sgd', parameters: { localStepCount: 1 } });

describe('sgd', () => {
  it('is naive at K = 1, and aux-mom at K = 1, h = 0, a = 1', () => {
    fc.assert(
      fc.property(singleStep, (testCase) => {
        const expected = exactIterates(asSgd(testCase));
        expect(exactIterates(testCase)).toEqual(expected);
        const momentum = reshape(testCase, {
          variant: 'aux-mom',
          problem: withoutAuxiliary,
          parameters: { momentumWeight: oneRatio },
          initialization: { kind: 'zero' },
        });
        expect(exactIterates(momentum)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

describe('naive', () => {
  it('is K·T gradient steps where h = f and nothing is noisy', () => {
    fc.assert(
      fc.property(arbitraryCase({ variants: ['naive'] }), (testCase) => {
        const same = reshape(testCase, {
          problem: (problem) => withoutNoise(withAuxiliaryEqualToTarget(problem)),
        });
        const { localStepCount, roundCount } = same.parameters;
        const steps = localStepCount * roundCount;
        const long: TestCase = {
          ...asSgd(same),
          parameters: { ...same.parameters, localStepCount: 1, roundCount: steps },
          tape: { initial: [], rounds: Array.from({ length: steps }, () => ({ snapshot: 0, local: [0] })) },
        };
        expect(exactPoints(same)).toEqual(exactPoints(long));
      }),
      { numRuns: 100 },
    );
  });

  it('has a fixed point away from the minimiser', () => {
    // ∇f = x, ∇h = 2x − 1, η = 1/10, K = 2: x ↦ 0.72x + 0.1, which fixes 5/14 and not 0
    const line = (slope: number, shift: number) => ({ matrix: [[ratio(slope)]], vector: [ratio(shift)] });
    const testCase: TestCase = {
      variant: 'naive',
      problem: {
        dimension: 1,
        target: { ...line(1, 0), constant: ratio(0) },
        auxiliary: { ...line(2, 1), constant: ratio(0) },
        snapshotAtoms: [{ probability: oneRatio, target: line(1, 0), auxiliary: line(2, 1) }],
        localAtoms: [{ probability: oneRatio, auxiliary: line(2, 1) }],
      },
      parameters: { stepSize: ratio(1, 10), momentumWeight: oneRatio, localStepCount: 2, roundCount: 1 },
      initialization: { kind: 'none' },
      startingPoint: [ratio(5, 14)],
      tape: { initial: [], rounds: [{ snapshot: 0, local: [0, 0] }] },
    };
    expect(exactIterates(testCase)).toEqual([['5/14'], ['5/14']]);
    const corrected = reshape(testCase, { variant: 'aux-mom', initialization: { kind: 'exact' } });
    expect(exactIterates(corrected)[1]).not.toEqual(['5/14']);
    expect(exactIterates({ ...corrected, startingPoint: [ratio(0)] })).toEqual([['0'], ['0']]);
  });
});
