/** CORR by exact expectation: affine in Σ_D, monotone in the Loewner order, strict exactly where C(Σ_D − Σ_D′) ≠ 0; and its stored examples. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPositiveSemidefinite,
  isZero,
  multiplyMatrices,
  type Matrix,
} from '../../../spec/algebra/index.js';
import { isCorrelationIncrease, scalarCounterexample } from '../../../spec/theorems/index.js';
import { type Ratio, formatRatio, parseExactNumber } from '../../../src/exact/index.js';
import {
  withVariant,
  type ProblemCase,
  formatProblemFile,
  readProblem,
  toProblemFile,
  type ResolvedProblem,
} from '../../../src/problems/index.js';
import { arbitraryOrderedPair, type CoupledLaws } from './ordered-laws.js';
import { rationals, withNoise } from '../../../docs/tooling/theory-figures/noise.js';
import {
  covarianceDrop,
  differenceCovarianceOf,
  measureResponses,
  squaredGradients,
  covariancesOf,
  traceOfProduct,
  noiseOf,
} from './responses.js';
import { firstOf } from '../../support/some-of.js';
import { mapProblem } from '../../../spec/model/index.js';
import { subtractRatios } from '../../../src/exact/exact-number.js';
import {
  averageSquaredGradient,
  createCorrelationExample,
  isBelow,
  tune,
  createScalarCase,
  type ScalarSide,
} from '../../../docs/tooling/theory-figures/correlation-examples.js';

type Rational = typeof rationals.one;

const isZeroMatrix = (matrix: Matrix<Rational>): boolean =>
  matrix.every((row) => row.every((value) => isZero(rationals, value)));

/** Whether E‖∇f‖² falls (1), stays (0) or rises (−1) from the first law to the second, at every local point. */
function falls(given: ProblemCase<Ratio>, { lower, higher }: CoupledLaws): readonly number[] {
  const [before, after] = [lower, higher].map((law) => squaredGradients(withNoise(given, law)));
  return (before ?? []).map((value, point) => Math.sign(rationals.compare(value, after?.[point] ?? value)));
}

describe('CORR on random quadratics', () => {
  const title =
    'every E‖∇f(y^{t,k})‖² is c + tr(CΣ_D) with C ⪰ 0, falls with correlation, strictly iff C(Σ_D − Σ_D′) ≠ 0: %i problems';
  firstOf(1, [[15], [250]])(title, (numRuns) => {
    const points = { strict: 0, equal: 0 };
    fc.assert(
      fc.property(arbitraryOrderedPair, ({ given, ...laws }) => {
        const [lower, higher] = [laws.lower, laws.higher].map((law) => covariancesOf(rationals, law));
        expect(lower?.target).toEqual(higher?.target);
        expect(lower?.auxiliary).toEqual(higher?.auxiliary);
        expect(isCorrelationIncrease(rationals, lower?.cross ?? [], higher?.cross ?? [])).toBe(true);
        const responses = measureResponses(given);
        const drop = covarianceDrop(laws.lower, laws.higher);
        for (const law of [laws.lower, laws.higher]) {
          const values = squaredGradients(withNoise(given, law));
          const covariance = differenceCovarianceOf(law);
          responses.forEach(({ constant, coefficient }, point) => {
            const predicted = rationals.add(constant, traceOfProduct(rationals, coefficient, covariance));
            expect(rationals.compare(values[point] ?? rationals.zero, predicted)).toBe(0);
          });
        }
        const signs = falls(given, laws);
        responses.forEach(({ coefficient }, point) => {
          expect(isPositiveSemidefinite(rationals, coefficient)).toBe(true);
          const isStill = isZeroMatrix(multiplyMatrices(rationals, coefficient, drop));
          expect(signs[point]).toBe(isStill ? 0 : 1);
          points[isStill ? 'equal' : 'strict'] += 1;
        });
      }),
      { numRuns },
    );
    expect(points.strict).toBeGreaterThan(1.2 * numRuns);
    expect(points.equal).toBeGreaterThan(0.4 * numRuns);
  });

  it('notices a decrease: the two laws exchanged, E‖∇f‖² rises', () => {
    fc.assert(
      fc.property(arbitraryOrderedPair, ({ given, lower, higher }) => {
        const signs = falls(given, { lower: higher, higher: lower });
        expect(signs.some((sign) => sign < 0)).toBe(falls(given, { lower, higher }).some((sign) => sign > 0));
      }),
      { numRuns: 20 },
    );
  });

  it('shrinks that to a problem that one can check by hand', { tags: 'long' }, () => {
    const neverFalls = fc.property(
      arbitraryOrderedPair,
      ({ given, ...laws }) => !falls(given, laws).includes(1),
    );
    const details = fc.check(neverFalls, { numRuns: 200 });
    const [found] = details.counterexample ?? [];
    expect(found?.given.problem.dimension).toBe(1);
    const { localStepCount = 0, roundCount = 0 } = found?.given.parameters ?? {};
    expect(localStepCount * roundCount).toBe(2); // noise of the first draw shows at the second local point
    expect(fc.defaultReportMessage(details)).toContain('"format": "auxopt-problem/1"');
  });
});

describe('variants that never use ξ_h', () => {
  it.each(['aux-mom-target', 'aux-mvr-target', 'naive', 'sgd'] as const)('%s is insensitive', (variant) => {
    let sensitive = 0;
    fc.assert(
      fc.property(arbitraryOrderedPair, ({ given, ...laws }) => {
        const start =
          given.initialization.kind === 'given' ? ({ kind: 'zero' } as const) : given.initialization;
        const blind = withVariant(given, variant, start);
        // Neither the coupling nor the marginal of the snapshot noise of g_h matters.
        const silent = laws.higher.map((outcome) => ({
          ...outcome,
          auxiliary: outcome.auxiliary.map(() => rationals.zero),
        }));
        expect(new Set(falls(blind, laws))).toEqual(new Set([0]));
        expect(new Set(falls(blind, { lower: laws.lower, higher: silent }))).toEqual(new Set([0]));
        sensitive += falls(given, laws).some((sign) => sign !== 0) ? 1 : 0;
      }),
      { numRuns: 15 },
    );
    expect(sensitive).toBeGreaterThan(3); // where the same laws do matter to aux-mom and aux-mvr
  });
});

const folder = new URL('../../../docs/examples/', import.meta.url);
const load = (name: string): ResolvedProblem =>
  readProblem(readFileSync(new URL(name, folder), 'utf8'), name, () => '');
const lawOf = (given: ResolvedProblem) => noiseOf(rationals, mapProblem(given.problem, rationals.fromRatio));
type RationalOfExamples = typeof rationals.one;
const format = (matrix: Matrix<RationalOfExamples>) => matrix.map((row) => row.map(rationals.format));
const trace = (matrix: Matrix<RationalOfExamples>): string =>
  rationals.format(matrix.map((row, i) => row[i] ?? rationals.zero).reduce(rationals.add));
const number = (text: string): Ratio => parseExactNumber(text);

describe('the scalar form of CORR is false', () => {
  const sides = (['a', 'b'] as const).map((side) => load(`correlation-scalar-${side}.json`));
  const [first, second] = sides.map(lawOf);

  it.each<ScalarSide>(['a', 'b'])('the file of side %s is the case', (side) => {
    const file = load(`correlation-scalar-${side}.json`);
    expect(formatProblemFile(toProblemFile(file))).toBe(
      formatProblemFile(toProblemFile(createScalarCase(side))),
    );
  });

  it('the marginals are equal, σ_D² falls from 3.6 to 2.2, and the Loewner order does not hold', () => {
    const [lower, higher] = [first, second].map((law) => covariancesOf(rationals, law ?? []));
    for (const covariances of [lower, higher]) {
      expect(format(covariances?.target ?? [])).toEqual(scalarCounterexample.marginal);
      expect(format(covariances?.auxiliary ?? [])).toEqual(scalarCounterexample.marginal);
    }
    expect(format(lower?.cross ?? [])).toEqual(scalarCounterexample.lower);
    expect(format(higher?.cross ?? [])).toEqual(scalarCounterexample.higher);
    const variances = [first, second].map((law) => trace(differenceCovarianceOf(law ?? [])));
    expect(variances).toEqual(scalarCounterexample.snapshotVariances);
    expect(isCorrelationIncrease(rationals, lower?.cross ?? [], higher?.cross ?? [])).toBe(false);
    expect(trace(covarianceDrop(first ?? [], second ?? []))).toBe('1.4');
  });

  it('and yet G rises, by η²(2.00002 − 1.6002)/2', () => {
    const [before, after] = sides.map(averageSquaredGradient);
    expect(formatRatio(subtractRatios(after ?? number('0'), before ?? number('0')))).toBe(
      formatRatio(number('0.0499775')), // 0.25·0.39982/2
    );
    // The noise part of E‖∇f(x¹)‖² is η² tr(A²Σ_D); the deterministic part is ‖∇f(x¹)‖² = 0.5²·1 + 0.01²·0.995².
    const noise = sides.map((side) => rationals.subtract(squaredGradients(side)[1] ?? rationals.zero, rationals.fromString('0.2500990025'))); // prettier-ignore
    expect(noise.map(rationals.format)).toEqual(['0.40005', '0.500005']);
  });

  it('from the second round on only: at T = 1 the two are equal', () => {
    const [before, after] = (['a', 'b'] as const).map((side) =>
      averageSquaredGradient(createScalarCase(side, 1)),
    );
    expect(before).toEqual(after);
  });
});

describe('an auxiliary that makes things worse than SGD', () => {
  const worse = load('worse-than-sgd.json');

  it('is the example of the figure at ρ = −1', () => {
    const expected = createCorrelationExample(number('-1'));
    expect(formatProblemFile(toProblemFile(worse))).toBe(formatProblemFile(toProblemFile(expected)));
  });

  it('G of aux-mom exceeds that of sgd with its best step size, at 20 target gradients each', () => {
    const sgd = tune(worse, 'sgd');
    expect(sgd.stepSize).toBe('0.5');
    expect(isBelow(sgd.value, averageSquaredGradient(worse))).toBe(true);
  });

  it(
    'and no η, a, K of the grid helps; at ρ = 1 the same auxiliary is worth having',
    { tags: 'long' },
    () => {
      const sgd = tune(worse, 'sgd');
      expect(isBelow(sgd.value, tune(worse, 'aux-mom').value)).toBe(true);
      const correlated = createCorrelationExample(number('1'));
      expect(isBelow(averageSquaredGradient(correlated), sgd.value)).toBe(true);
      expect(isBelow(tune(correlated, 'aux-mom').value, sgd.value)).toBe(true);
    },
  );

  it('G is affine in ρ for aux-mom and aux-mvr, and constant for the others', () => {
    for (const variant of [
      'aux-mom',
      'aux-mvr',
      'aux-mom-target',
      'aux-mvr-target',
      'naive',
      'sgd',
    ] as const) {
      const values = ['-1', '-0.5', '0', '0.5', '1'].map((text) =>
        averageSquaredGradient(withVariant(createCorrelationExample(number(text)), variant)),
      );
      const steps = values.slice(1).map((value, i) => formatRatio(subtractRatios(value, values[i] ?? value)));
      expect(new Set(steps).size, variant).toBe(1);
      if (variant === 'aux-mom' || variant === 'aux-mvr') expect(steps[0]).toMatch(/^-0\.\d/);
      else expect(steps[0]).toBe('0');
    }
  });
});
