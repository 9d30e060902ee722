/** Means, covariances, e₀ and the oracle variances of a run, against enumeration of every sequence of draws. */
import { describe, expect, it } from 'vitest';
import { createVectorSpace, type Vector } from '../../spec/algebra/index.js';
import { algorithms, variantNames } from '../../spec/algorithms/index.js';
import { createQuadraticOracle, mapProblem, type Trace, type VariantName } from '../../spec/model/index.js';
import { baseOfRun, createRadixField, type RadixNumber, type Ratio } from '../../src/exact/index.js';
import {
  enumerateOracleRun,
  expectRun,
  type ExpectationResult,
  type Moments,
} from '../../src/expectation/index.js';
import { arbitraryCase, type TestCase } from '../support/cases.js';
import { firstOf } from '../support/some-of.js';
import { forAll } from '../support/for-all.js';

/** The numbers of a result that this test enumerates, round by round. */
function byRecursion({ initialError, rounds }: ExpectationResult): unknown {
  const plain = (moments: Moments | undefined) =>
    moments === undefined ? undefined : [moments.mean, moments.covariance?.flat(), moments.totalVariance];
  return {
    initialError,
    rounds: rounds.map(({ iterate, correction, snapshotVariance, targetVariance, steps }) => ({
      iterate: plain(iterate),
      correction: plain(correction),
      snapshotVariance,
      targetVariance,
      localVariances: steps.map(({ localVariance }) => localVariance),
    })),
  };
}

/** The same, each from its definition: covariances as E vvᵀ − E v E vᵀ, variances by asking every atom at every point. */
function byEnumeration(testCase: TestCase): unknown {
  const field = createRadixField(baseOfRun(testCase));
  const { add, subtract, scale, squaredNorm } = createVectorSpace(field);
  const problem = mapProblem(testCase.problem, field.fromRatio);
  const oracle = createQuadraticOracle(field, problem);
  const { estimates } = algorithms[testCase.variant];
  const ask = (name: 'f' | 'h', draw: 'snapshot' | 'local' | 'mean', atom: number, at: Vector<RadixNumber>) =>
    oracle.gradient({ function: name, draw, atom, at });
  const sampled = (kind: 'f' | 'D', draw: 'snapshot' | 'mean', atom: number, at: Vector<RadixNumber>) =>
    kind === 'f' ? ask('f', draw, atom, at) : subtract(ask('f', draw, atom, at), ask('h', draw, atom, at));
  /** Σ p ‖sample − mean‖² over atoms. */
  const variance = (
    atoms: readonly { readonly probability: RadixNumber }[],
    sample: (atom: number) => Vector<RadixNumber>,
    mean: Vector<RadixNumber>,
  ): RadixNumber =>
    atoms
      .map(({ probability }, j) => field.multiply(probability, squaredNorm(subtract(sample(j), mean))))
      .reduce(field.add);
  const pairs = (vector: Vector<RadixNumber>): Vector<RadixNumber> =>
    vector.flatMap((left) => vector.map((right) => field.multiply(left, right)));

  const measure = ({ start, rounds }: Trace<RadixNumber>): Vector<RadixNumber> => {
    const truth = sampled(estimates === 'target' ? 'f' : 'D', 'mean', 0, start.iterate);
    const error =
      start.correction === undefined ? field.zero : squaredNorm(subtract(start.correction, truth));
    let snapshot = start.iterate;
    const measured = rounds.flatMap(({ correction = [], steps, iterate }) => {
      const points = [snapshot, ...steps.slice(0, -1).map(({ point }) => point)];
      const variances = (['D', 'f'] as const).map((kind) =>
        variance(
          problem.snapshotAtoms,
          (atom) => sampled(kind, 'snapshot', atom, snapshot),
          sampled(kind, 'mean', 0, snapshot),
        ),
      );
      const local = points.map((at) =>
        variance(problem.localAtoms, (atom) => ask('h', 'local', atom, at), ask('h', 'mean', 0, at)),
      );
      snapshot = iterate;
      return [...iterate, ...pairs(iterate), ...correction, ...pairs(correction), ...variances, ...local];
    });
    return [error, ...measured];
  };
  const { mean } = enumerateOracleRun(
    field,
    testCase.variant,
    {
      parameters: {
        ...testCase.parameters,
        stepSize: field.fromRatio(testCase.parameters.stepSize),
        momentumWeight: field.fromRatio(testCase.parameters.momentumWeight),
      },
      initialization:
        testCase.initialization.kind === 'given'
          ? { kind: 'given', correction: testCase.initialization.correction.map(field.fromRatio) }
          : testCase.initialization,
      startingPoint: testCase.startingPoint.map(field.fromRatio),
      oracle,
      snapshotProbabilities: testCase.problem.snapshotAtoms.map(({ probability }) => probability),
      localProbabilities: testCase.problem.localAtoms.map(({ probability }) => probability),
    },
    measure,
  );

  // read the flat list back
  let cursor = 0;
  const take = (count: number): Vector<RadixNumber> => mean.slice(cursor, (cursor += count));
  const ratios = (vector: Vector<RadixNumber>): Ratio[] => vector.map(field.toRatio);
  const d = testCase.problem.dimension;
  const moments = (): unknown => {
    const [first, second] = [take(d), take(d * d)];
    const covariance = add(second, scale(field.negate(field.one), pairs(first)));
    const trace = first.map((_, i) => covariance[i * (d + 1)] ?? field.zero).reduce(field.add);
    return [ratios(first), ratios(covariance), field.toRatio(trace)];
  };
  const [error = field.zero] = take(1);
  const hasError = !['first-snapshot', 'none'].includes(testCase.initialization.kind);
  return {
    initialError: hasError ? field.toRatio(error) : undefined,
    rounds: Array.from({ length: testCase.parameters.roundCount }, () => {
      const iterate = moments();
      const correction = estimates === 'nothing' ? undefined : moments();
      const [snapshotVariance, targetVariance] = ratios(take(2));
      const localVariances = ratios(take(testCase.parameters.localStepCount));
      return { iterate, correction, snapshotVariance, targetVariance, localVariances };
    }),
  };
}

const [shortOne = 'aux-mom', ...longOnes] = variantNames;
describe.each([shortOne])('the moments of %s', testMoments);
describe.each(longOnes)('the moments of %s', { tags: 'long' }, testMoments);

function testMoments(variant: VariantName): void {
  firstOf(1, [[15], [60]])('are those of the enumeration, on %i random problems', (numRuns) => {
    const cases = arbitraryCase({
      variants: [variant],
      maximumDimension: 2,
      maximumRounds: 2,
      maximumSteps: 2,
    });
    let runs = 0;
    let noisy = 0;
    forAll(numRuns, [cases], (testCase) => {
      runs += 1;
      if (testCase.problem.snapshotAtoms.length > 1) noisy += 1;
      expect(byRecursion(expectRun(testCase))).toEqual(byEnumeration(testCase));
    });
    expect(4 * noisy).toBeGreaterThan(runs);
  });
  it.each([3, 150])('are those of the enumeration where denominators are %i', (denominator) => {
    const cases = arbitraryCase({
      variants: [variant],
      denominator,
      maximumDimension: 2,
      maximumRounds: 2,
      maximumSteps: 2,
    });
    forAll(15, [cases], (testCase) => {
      expect(byRecursion(expectRun(testCase))).toEqual(byEnumeration(testCase));
    });
  });
}

describe('what a result contains', () => {
  const cases = arbitraryCase({ maximumRounds: 3, maximumSteps: 3 });
  firstOf(1, [[8], [40]])(
    'is without moments where they are not asked for, and otherwise the same: %i cases',
    (numRuns) => {
      forAll(numRuns, [cases], (testCase) => {
        const [full, lean] = [expectRun(testCase), expectRun(testCase, { moments: false })];
        const without = full.rounds.map(({ iterate: _iterate, correction: _correction, ...rest }) => rest);
        expect(lean).toEqual({ ...full, rounds: without });
        const total = (moments: Moments | undefined) =>
          moments && { mean: moments.mean, totalVariance: moments.totalVariance };
        expect(
          expectRun(testCase, { moments: 'totals' }).rounds.map(({ iterate, correction }) => [
            iterate,
            correction,
          ]),
        ).toEqual(full.rounds.map(({ iterate, correction }) => [total(iterate), total(correction)]));
      });
    },
  );
  firstOf(1, [[8], [40]])(
    'is without rounds where they are not asked for, and otherwise the same: %i cases',
    (numRuns) => {
      forAll(numRuns, [cases], (testCase) => {
        expect(expectRun(testCase, { rounds: false })).toEqual({ ...expectRun(testCase), rounds: [] });
      });
    },
  );
  it('sums up its rounds: G, and the greatest and the mean variances', () => {
    const less = (left: Ratio, right: Ratio) =>
      left.numerator * right.denominator < right.numerator * left.denominator;
    const isSum = (values: readonly Ratio[], average: Ratio): boolean => {
      // Σ values = count · average, cross-multiplied
      const product = values.reduce((all, { denominator }) => all * denominator, 1n);
      const sum = values.reduce(
        (all, { numerator, denominator }) => all + numerator * (product / denominator),
        0n,
      );
      return sum * average.denominator === BigInt(values.length) * average.numerator * product;
    };
    forAll(40, [cases], (testCase) => {
      const result = expectRun(testCase, { moments: false });
      const steps = result.rounds.flatMap((round) => round.steps);
      expect(
        isSum(
          steps.map(({ squaredGradient }) => squaredGradient),
          result.averageSquaredGradient,
        ),
      ).toBe(true);
      for (const [summary, values] of [
        [result.snapshotVariance, result.rounds.map(({ snapshotVariance }) => snapshotVariance)],
        [result.targetVariance, result.rounds.map(({ targetVariance }) => targetVariance)],
        [result.localVariance, steps.map(({ localVariance }) => localVariance)],
      ] as const) {
        expect(isSum(values, summary.average)).toBe(true);
        expect(values).toContainEqual(summary.maximum);
        expect(values.some((value) => less(summary.maximum, value))).toBe(false);
      }
    });
  });
});
