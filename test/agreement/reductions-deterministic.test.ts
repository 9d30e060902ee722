/** Without noise: plain gradient steps where h = f, and the step of inexact DANE where a = 1; and what the baselines are. */
import { describe, expect, it } from 'vitest';
import type { Ratio } from '../../src/exact/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { combine, gradientAt, minus, plus, ratio, times } from '../support/plain-ratios.js';
import {
  exactPoints,
  oneRatio,
  reshape,
  textsOf,
  withAuxiliaryEqualToTarget,
  withoutNoise,
  exactIterates,
  withoutAuxiliary,
} from '../support/reshape-case.js';
import { firstOf } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

const minusOne = ratio(-1);
const corrected = ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const;

/** K·T steps of gradient descent on f. */
function gradientDescent({ problem, parameters, startingPoint }: TestCase): string[][] {
  const { stepSize, localStepCount, roundCount } = parameters;
  let x: readonly Ratio[] = startingPoint;
  return Array.from({ length: localStepCount * roundCount }, () => {
    x = combine([oneRatio, x], [times(minusOne, stepSize), gradientAt(problem.target, x)]);
    return textsOf(x);
  });
}

/** K gradient steps a round on DANE's local objective φ(y) = h(y) + ⟨∇f(x) − ∇h(x), y⟩, from differences of φ alone. */
function inexactDane({ problem, parameters, startingPoint }: TestCase): string[][] {
  const half = ratio(1, 2);
  const { target, auxiliary } = problem;
  const dot = (u: readonly Ratio[], v: readonly Ratio[]): Ratio =>
    u.map((value, i) => times(value, v[i] ?? value)).reduce((sum, term) => plus(sum, term));
  let x: readonly Ratio[] = startingPoint;
  return Array.from({ length: parameters.roundCount }, () => {
    const shift = combine([oneRatio, gradientAt(target, x)], [minusOne, gradientAt(auxiliary, x)]);
    const phi = (y: readonly Ratio[]): Ratio => {
      const curved = auxiliary.matrix.map((row) => dot(row, y));
      return plus(minus(times(half, dot(y, curved)), dot(auxiliary.vector, y)), dot(shift, y));
    };
    const points = Array.from({ length: parameters.localStepCount }, () => {
      // a central difference of a quadratic is its derivative, exactly
      const slope = x.map((_, i) => {
        const moved = (by: Ratio) => x.map((value, j) => (i === j ? plus(value, by) : value));
        return times(half, minus(phi(moved(oneRatio)), phi(moved(minusOne))));
      });
      x = combine([oneRatio, x], [times(minusOne, parameters.stepSize), slope]);
      return textsOf(x);
    });
    return points;
  }).flat();
}

describe.each(corrected)('%s without noise', (variant) => {
  const arbitrary = arbitraryCase({ variants: [variant], noise: false });
  const isTarget = variant.endsWith('-target');

  firstOf(1, [[25], [100]])('is K·T plain gradient steps where h = f and a = 1: %i cases', (numRuns) => {
    forAll(numRuns, [arbitrary], (testCase) => {
      const same = reshape(testCase, {
        problem: (problem) => withoutNoise(withAuxiliaryEqualToTarget(problem)),
        parameters: { momentumWeight: oneRatio },
      });
      expect(exactPoints(same)).toEqual(gradientDescent(same));
    });
  });

  firstOf(1, [[15], [60]])('is the inexact DANE step at a = 1: %i cases', (numRuns) => {
    forAll(numRuns, [arbitrary], (testCase) => {
      const full = reshape(testCase, { parameters: { momentumWeight: oneRatio } });
      expect(exactPoints(full)).toEqual(inexactDane(full));
    });
  });

  if (isTarget) return; // u⁰ = 0 is no estimate of ∇f
  firstOf(1, [[25], [100]])(
    'is K·T plain gradient steps where h = f and m⁰ = 0, for any a: %i cases',
    (numRuns) => {
      forAll(numRuns, [arbitrary], (testCase) => {
        const same = reshape(testCase, {
          problem: (problem) => withoutNoise(withAuxiliaryEqualToTarget(problem)),
          initialization: { kind: 'zero' },
        });
        expect(exactPoints(same)).toEqual(gradientDescent(same));
      });
    },
  );
});

const singleStep = arbitraryCase({ variants: ['naive'], maximumSteps: 1, maximumRounds: 5 });
const asSgd = (testCase: TestCase): TestCase =>
  reshape(testCase, { variant: 'sgd', parameters: { localStepCount: 1 } });

it('sgd is naive at K = 1, and aux-mom at K = 1, h = 0, a = 1', () => {
  forAll(100, [singleStep], (testCase) => {
    const expected = exactIterates(asSgd(testCase));
    expect(exactIterates(testCase)).toEqual(expected);
    const momentum = reshape(testCase, {
      variant: 'aux-mom',
      problem: withoutAuxiliary,
      parameters: { momentumWeight: oneRatio },
      initialization: { kind: 'zero' },
    });
    expect(exactIterates(momentum)).toEqual(expected);
  });
});

it('naive is K·T gradient steps where h = f and nothing is noisy', () => {
  forAll(100, [arbitraryCase({ variants: ['naive'] })], (testCase) => {
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
  });
});
