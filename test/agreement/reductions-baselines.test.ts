/** What the baselines are: special cases of one another, and of AuxMOM. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCase, type TestCase } from '../support/cases.js';
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
});
