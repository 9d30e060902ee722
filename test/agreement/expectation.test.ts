/** The second-moment recursion against enumeration of every sequence of draws: the same numbers, to the last digit. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { createRatio, createRationalField, formatRatio, parseExactNumber } from '../../src/exact/index.js';
import {
  enumerateOracleRun,
  enumerateRun,
  expectRun,
  type EnumerationResult,
  type ExpectationResult,
} from '../../src/expectation/index.js';
import type { ResolvedProblem } from '../../src/problems/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { runExactly } from '../../src/cli/run/run-case.js';
import { firstOf } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

const resolved = (testCase: TestCase): ResolvedProblem => ({ name: 'case', seed: 1, ...testCase });

/** All numbers that both methods give. */
const numbersOf = ({ rounds, averageSquaredGradient }: ExpectationResult | EnumerationResult): unknown => ({
  averageSquaredGradient,
  rounds: rounds.map(({ steps, correctionError }) => [
    correctionError,
    steps.map(({ squaredGradient, targetValue }) => [squaredGradient, targetValue]),
  ]),
});
const byRecursion = (problem: ResolvedProblem): unknown => numbersOf(expectRun(problem));
const byEnumeration = (problem: ResolvedProblem): unknown => numbersOf(enumerateRun(problem));

const tiny = { maximumDimension: 2, maximumRounds: 3, maximumSteps: 2 };

firstOf(1, [
  ['aux-mom', 15],
  ['aux-mom', 100],
  ['aux-mvr-target', 100],
  ...variantNames.map((variant) => [variant, 200] as const),
])(
  'the expectation of %s is the same by second moments and by enumeration, on %i random problems',
  (variant, numRuns) => {
    let cases = 0;
    let noisy = 0;
    forAll(numRuns, [arbitraryCase({ ...tiny, variants: [variant] })], (testCase) => {
      cases += 1;
      const problem = resolved(testCase);
      if (problem.problem.snapshotAtoms.length > 1) noisy += 1;
      expect(byRecursion(problem)).toEqual(byEnumeration(problem));
    });
    expect(4 * noisy).toBeGreaterThan(cases);
  },
);

describe('a wrong expectation', { tags: 'long' }, () => {
  it('disagrees: the recursion of another problem, with the noise of one atom changed', () => {
    let cases = 0;
    let differs = 0;
    forAll(100, [arbitraryCase({ ...tiny, variants: ['aux-mvr'] })], (testCase) => {
      cases += 1;
      const problem = resolved(testCase);
      // independent draws at the two snapshots of AuxMVR would see another variance: emulate by mean atoms
      const averaged = {
        ...problem,
        problem: {
          ...problem.problem,
          snapshotAtoms: problem.problem.snapshotAtoms.map((atom) => ({
            ...atom,
            target: { matrix: problem.problem.target.matrix, vector: atom.target.vector },
          })),
        },
      };
      if (!isDeepStrictEqual(byRecursion(averaged), byEnumeration(problem))) differs += 1;
    });
    expect(10 * differs).toBeGreaterThan(cases);
  });
});

const number = parseExactNumber;
const affine = (matrix: string, vector: string) => ({ matrix: [[number(matrix)]], vector: [number(vector)] });
const zero = { ...affine('0', '0'), constant: number('0') };

/** d = 1, g_f = (2 + spread·s)x + s with s = ±1 equally likely, h = 0. */
function signCase(spread: string, change: Partial<ResolvedProblem> = {}): ResolvedProblem {
  const shifted = (sign: 1 | -1): ReturnType<typeof affine> => {
    const { numerator, denominator } = number(spread);
    return {
      matrix: [[{ numerator: 2n * denominator + BigInt(sign) * numerator, denominator }]],
      vector: [number(String(sign))],
    };
  };
  return {
    name: 'signs',
    seed: 1,
    variant: 'aux-mom',
    problem: {
      dimension: 1,
      target: { ...affine('2', '0'), constant: number('0') },
      auxiliary: zero,
      snapshotAtoms: ([1, -1] as const).map((sign) => ({
        probability: number('1/2'),
        target: shifted(sign),
        auxiliary: zero,
      })),
      localAtoms: [{ probability: number('1'), auxiliary: zero }],
    },
    parameters: { stepSize: number('1/7'), momentumWeight: number('2/5'), localStepCount: 1, roundCount: 2 },
    initialization: { kind: 'first-snapshot' },
    startingPoint: [number('1')],
    ...change,
  };
}

describe('first-snapshot', () => {
  const last = (problem: ResolvedProblem): string => {
    const value = expectRun(problem).rounds[1]?.steps[0]?.targetValue; // f(x) = x², so E f(x²) = E x₂²
    return value === undefined ? '' : formatRatio(value);
  };
  it('is not a batch of one: the same atom is used twice', () => {
    expect(last(signCase('0'))).toBe('15669/60025');
    expect(last(signCase('0', { initialization: { kind: 'batch', size: 1 } }))).toBe('359277/1500625');
  });
});

describe('the mean trajectory', () => {
  const asMean = (problem: ResolvedProblem): ResolvedProblem => ({
    ...problem,
    problem: {
      ...problem.problem,
      snapshotAtoms: [
        { probability: number('1'), target: problem.problem.target, auxiliary: problem.problem.auxiliary },
      ],
      localAtoms: [{ probability: number('1'), auxiliary: problem.problem.auxiliary }],
    },
    // the mean of a batch of draws is the exact gradient
    initialization: problem.initialization.kind === 'batch' ? { kind: 'exact' } : problem.initialization,
  });
  const means = (problem: ResolvedProblem): (string[] | undefined)[] =>
    expectRun(problem).rounds.map(({ iterate }) => iterate?.mean.map(formatRatio));
  const runOfMean = (problem: ResolvedProblem): string[][] =>
    runExactly(asMean(problem))
      .rounds.slice(1)
      .map(({ iterate }) => iterate.map((text) => formatRatio(number(text))));

  firstOf(1, [[40], [300]])(
    'is the run of the mean problem for every quadratic: additive noise or multiplicative: %i cases',
    (numRuns) => {
      // each map is affine in its one fresh atom, so means go through it
      forAll(numRuns, [arbitraryCase({ ...tiny, maximumSteps: 3 })], (testCase) => {
        expect(means(resolved(testCase))).toEqual(runOfMean(resolved(testCase)));
      });
    },
  );

  it('is not, where gradients are not affine: x²/(1 + x²) with additive noise', () => {
    const field = createRationalField();
    const [one, two] = [field.one, field.fromString('2')];
    /** ∇f(x) = 2x/(1 + x²)², plus or minus 1. */
    const gradient = (x: typeof one, noise: typeof one) => {
      const root = field.add(one, field.multiply(x, x));
      return field.add(field.divide(field.multiply(two, x), field.multiply(root, root)), noise);
    };
    const run = (noises: readonly (typeof one)[]) =>
      enumerateOracleRun(
        field,
        'sgd',
        {
          oracle: {
            dimension: 1,
            gradient: ({ atom, at }) => [gradient(at[0] ?? field.zero, noises[atom] ?? field.zero)],
          },
          snapshotProbabilities: noises.map(() => createRatio(1n, BigInt(noises.length))),
          localProbabilities: [number('1')],
          parameters: { stepSize: one, momentumWeight: one, localStepCount: 1, roundCount: 2 },
          initialization: { kind: 'none' },
          startingPoint: [one],
        },
        ({ rounds }) => rounds.map(({ iterate }) => iterate[0] ?? field.zero),
      ).mean.map(field.format);
    // x¹ = 1/2 ± 1: the mean agrees after one round and not after two
    const [noisy, mean] = [run([one, field.negate(one)]), run([field.zero])];
    expect(noisy[0]).toBe(mean[0]);
    expect(noisy[1]).not.toBe(mean[1]);
    // by hand: E x² = 1/2 − ½[∇f(3/2) + ∇f(−1/2)] = 1/2 − ½[48/169 − 16/25]
    expect(noisy[1]).toBe('5729/8450');
  });
});
