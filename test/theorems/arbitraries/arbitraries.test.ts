/** The arbitraries make valid cases, and counterexamples shrink to ones that a person can read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPositiveSemidefinite } from '../../../spec/algebra/index.js';
import { readProblem, type RandomCase } from '../../../src/problems/index.js';
import {
  arbitraryRationalCase,
  arbitraryProblemCase,
} from '../../../src/theorems/arbitraries/problem-cases.js';
import { decimals } from '../../problems/constructed/known-case.js';
import { firstOf } from '../../support/some-of.js';

const { fromRatio } = decimals;

describe('arbitraryProblemCase', () => {
  const planted: readonly (readonly [string, (found: RandomCase) => boolean, dimension: number])[] = [
    [
      'T ≥ 2 and F₀ > 0',
      ({ problemCase, constants }) =>
        problemCase.parameters.roundCount >= 2 && constants.suboptimality.numerator > 0n,
      1,
    ],
    ['δ > 0', ({ constants }) => constants.hessianSimilarity.numerator > 0n, 1],
    // one dimension needs δ > L, two a small eigenvalue beside a large one
    ['non-convex h', ({ isAuxiliaryConvex }) => !isAuxiliaryConvex, 2],
    [
      'h concave in every direction',
      ({ problemCase: { problem } }) =>
        // −B − 10⁻⁶I ⪰ 0
        isPositiveSemidefinite(
          decimals,
          problem.auxiliary.matrix.map((row, i) =>
            row.map((value, j) =>
              decimals.subtract(decimals.fromString(i === j ? '-0.000001' : '0'), fromRatio(value)),
            ),
          ),
        ),
      1,
    ],
    ['multiplicative noise', ({ snapshotNoise }) => snapshotNoise === 'multiplicative', 1],
    ['σ_h² > 0', ({ constants }) => (constants.localVariance?.numerator ?? 0n) > 0n, 1],
    ['a < 1', ({ problemCase }) => problemCase.parameters.momentumWeight.denominator > 1n, 1],
  ];

  firstOf(2, planted)('shrinks a planted failure, %s, to d = 1 and T ≤ 2', (_, fails, dimension) => {
    for (const seed of [1, 2, 3]) {
      const found = fc.check(
        fc.property(arbitraryProblemCase(), (one) => !fails(one)),
        { seed, numRuns: 1000 },
      );
      expect(found.failed).toBe(true);
      const [shrunk] = found.counterexample ?? [];
      if (shrunk === undefined) throw new Error('there is a counterexample');
      const { problem, parameters } = shrunk.problemCase;
      expect(problem.dimension).toBeLessThanOrEqual(dimension);
      expect(parameters.roundCount).toBeLessThanOrEqual(2);
      expect(parameters.localStepCount).toBe(1);
    }
  });

  it('drops noise and vectors that a failure does not need', () => {
    const found = fc.check(
      fc.property(arbitraryProblemCase(), ({ blueprint }) => blueprint.parameters.localStepCount < 3),
      { seed: 1, numRuns: 1000 },
    );
    const [shrunk] = found.counterexample ?? [];
    if (shrunk === undefined) throw new Error('there is a counterexample');
    expect([shrunk.snapshotNoise, shrunk.localNoise]).toEqual(['none', 'none']);
    expect(shrunk.problemCase.parameters.localStepCount).toBe(3);
    expect(shrunk.problemCase.startingPoint).toEqual([{ numerator: 0n, denominator: 1n }]);
    expect(shrunk.problemCase.problem.target.matrix).toEqual([[{ numerator: 1n, denominator: 1n }]]);
  });

  it('is printed as the problem file of the case', () => {
    const [found] = fc.sample(arbitraryProblemCase(), { seed: 4, numRuns: 1 });
    if (found === undefined) throw new Error('there is a case');
    expect(readProblem(fc.stringify(found), 'printed.json', () => '')).toEqual(found.problemCase);
  });
});

it('arbitraryRationalCase makes cases within its bounds that shrink to one well', () => {
  const bounds = { maximumSteps: 2, maximumRounds: 3 } as const;
  for (const { parameters, dimension } of fc.sample(arbitraryRationalCase(bounds), {
    seed: 1,
    numRuns: 300,
  })) {
    expect(dimension).toBeLessThanOrEqual(2);
    expect(parameters.localStepCount).toBeLessThanOrEqual(2);
    expect(parameters.roundCount).toBeLessThanOrEqual(3);
  }
  const found = fc.check(
    fc.property(arbitraryRationalCase(), ({ constants }) => constants.suboptimality.numerator === 0n),
    { seed: 1, numRuns: 1000 },
  );
  const [shrunk] = found.counterexample ?? [];
  expect(shrunk?.dimension).toBe(1);
  expect(shrunk?.parameters).toMatchObject({ localStepCount: 1, roundCount: 1 });
  expect(shrunk?.constants.smoothness).toEqual({ numerator: 2n, denominator: 1n });
  expect([shrunk?.snapshotNoise, shrunk?.localNoise, shrunk?.isDifferenceAffine]).toEqual([
    'none',
    'none',
    true,
  ]);
});
