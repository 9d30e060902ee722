/** h = 0 and K = 1: AuxMVR is STORM. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ratio } from '../../src/exact/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { combine, gradientAt, minus, ratio, times } from '../support/plain-ratios.js';
import {
  exactIterates,
  oneRatio,
  reshape,
  targetOfRound,
  textsOf,
  withoutAuxiliary,
} from '../support/reshape-case.js';
import { firstOf } from '../support/some-of.js';

const minusOne = ratio(-1);

/** STORM with constant step size and weight: d₁ = ∇f(x₁, ξ₁), d_t = ∇f(x_t, ξ_t) + (1−a)(d_{t−1} − ∇f(x_{t−1}, ξ_t)). */
function storm(testCase: TestCase, stepSize: Ratio, weight: Ratio): string[][] {
  const rest = minus(oneRatio, weight);
  let x: readonly Ratio[] = testCase.startingPoint;
  let before = x;
  let d: Ratio[] = [];
  const visited = [textsOf(x)];
  for (let t = 1; t <= testCase.parameters.roundCount; t += 1) {
    const sample = targetOfRound(testCase, t);
    const here = gradientAt(sample, x);
    d =
      t === 1
        ? here
        : combine([oneRatio, here], [rest, combine([oneRatio, d], [minusOne, gradientAt(sample, before)])]);
    before = x;
    x = combine([oneRatio, x], [times(minusOne, stepSize), d]);
    visited.push(textsOf(x));
  }
  return visited;
}

describe.each(['aux-mvr', 'aux-mvr-target'] as const)('%s with h = 0 and K = 1', (variant) => {
  const arbitrary = arbitraryCase({ variants: [variant], maximumRounds: 6, maximumSteps: 1 }).map(
    (testCase) =>
      reshape(testCase, {
        problem: withoutAuxiliary,
        parameters: { localStepCount: 1 },
        initialization: { kind: 'first-snapshot' },
      }),
  );
  firstOf(1, [[40], [200]])('and first-snapshot is STORM: %i cases', (numRuns) => {
    fc.assert(
      fc.property(arbitrary, (testCase) => {
        const { stepSize, momentumWeight } = testCase.parameters;
        expect(exactIterates(testCase)).toEqual(storm(testCase, stepSize, momentumWeight));
      }),
      { numRuns },
    );
  });

  it('is plain SGD at a = 1', () => {
    fc.assert(
      fc.property(arbitrary, (testCase) => {
        const full = reshape(testCase, { parameters: { momentumWeight: oneRatio } });
        const sgd = reshape(full, { variant: 'sgd', initialization: { kind: 'none' } });
        expect(exactIterates(full)).toEqual(exactIterates(sgd));
      }),
      { numRuns: 60 },
    );
  });
});
