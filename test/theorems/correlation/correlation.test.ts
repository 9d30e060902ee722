/** CORR by exact expectation, and its stored examples. */
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
import { forAll } from '../../support/for-all.js';

type Rational = typeof rationals.one;

const texts = (values: readonly Rational[]) => values.map(rationals.format);

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
    forAll(numRuns, [arbitraryOrderedPair], ({ given, ...laws }) => {
      const [lower, higher] = [covariancesOf(rationals, laws.lower), covariancesOf(rationals, laws.higher)];
      expect([lower.target, lower.auxiliary]).toEqual([higher.target, higher.auxiliary]);
      expect(isCorrelationIncrease(rationals, lower.cross, higher.cross)).toBe(true);
      const responses = measureResponses(given);
      const drop = covarianceDrop(laws.lower, laws.higher);
      for (const law of [laws.lower, laws.higher]) {
        const covariance = differenceCovarianceOf(law);
        const predicted = responses.map(({ constant, coefficient }) =>
          rationals.add(constant, traceOfProduct(rationals, coefficient, covariance)),
        );
        expect(texts(squaredGradients(withNoise(given, law)))).toEqual(texts(predicted));
      }
      const signs = falls(given, laws);
      responses.forEach(({ coefficient }, point) => {
        expect(isPositiveSemidefinite(rationals, coefficient)).toBe(true);
        const isStill = isZeroMatrix(multiplyMatrices(rationals, coefficient, drop));
        expect(signs[point]).toBe(isStill ? 0 : 1);
        points[isStill ? 'equal' : 'strict'] += 1;
      });
    });
    expect(points.strict).toBeGreaterThan(1.2 * numRuns);
    expect(points.equal).toBeGreaterThan(0.4 * numRuns);
  });

  it('notices a decrease: the two laws exchanged, E‖∇f‖² rises', () => {
    forAll(20, [arbitraryOrderedPair], ({ given, lower, higher }) => {
      const signs = falls(given, { lower: higher, higher: lower });
      expect(signs.some((sign) => sign < 0)).toBe(falls(given, { lower, higher }).some((sign) => sign > 0));
    });
  });

  it('shrinks that to a problem that one can check by hand', { tags: 'long' }, () => {
    const property = fc.property(
      arbitraryOrderedPair,
      ({ given, ...laws }) => !falls(given, laws).includes(1),
    );
    const details = fc.check(property, { numRuns: 200 });
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
    forAll(15, [arbitraryOrderedPair], ({ given, ...laws }) => {
      const isGiven = given.initialization.kind === 'given';
      const blind = withVariant(given, variant, isGiven ? { kind: 'zero' } : given.initialization);
      // Neither the coupling nor the marginal of the snapshot noise of g_h matters.
      const silent = laws.higher.map((outcome) => ({
        ...outcome,
        auxiliary: outcome.auxiliary.map(() => rationals.zero),
      }));
      expect(new Set(falls(blind, laws))).toEqual(new Set([0]));
      expect(new Set(falls(blind, { lower: laws.lower, higher: silent }))).toEqual(new Set([0]));
      sensitive += falls(given, laws).some((sign) => sign !== 0) ? 1 : 0;
    });
    expect(sensitive).toBeGreaterThan(3); // where the same laws do matter to aux-mom and aux-mvr
  });
});

const folder = new URL('../../../docs/examples/', import.meta.url);
const load = (name: string): ResolvedProblem =>
  readProblem(readFileSync(new URL(name, folder), 'utf8'), name, () => '');
const lawOf = (given: ResolvedProblem) => noiseOf(rationals, mapProblem(given.problem, rationals.fromRatio));
const trace = (matrix: Matrix<Rational>): string =>
  rationals.format(matrix.map((row, i) => row[i] ?? rationals.zero).reduce(rationals.add));
const number = (text: string): Ratio => parseExactNumber(text);
const textOf = (given: ResolvedProblem) => formatProblemFile(toProblemFile(given));
const difference = (left: Ratio, right: Ratio) => formatRatio(subtractRatios(left, right));

describe('the scalar form of CORR is false', () => {
  const loadSide = (side: ScalarSide) => load(`correlation-scalar-${side}.json`);
  const sides = [loadSide('a'), loadSide('b')] as const;
  const [first, second] = [lawOf(sides[0]), lawOf(sides[1])];

  it.each<ScalarSide>(['a', 'b'])('the file of side %s is the case', (side) => {
    expect(textOf(loadSide(side))).toBe(textOf(createScalarCase(side)));
  });

  it('the marginals are equal, σ_D² falls from 3.6 to 2.2, and the Loewner order does not hold', () => {
    const { marginal, lower, higher, snapshotVariances } = scalarCounterexample;
    const covariances = [first, second].map((law) => covariancesOf(rationals, law));
    for (const { target, auxiliary } of covariances)
      expect([target, auxiliary].map((matrix) => matrix.map(texts))).toEqual([marginal, marginal]);
    const [before = [], after = []] = covariances.map(({ cross }) => cross);
    expect([before, after].map((matrix) => matrix.map(texts))).toEqual([lower, higher]);
    const variances = [first, second].map((law) => trace(differenceCovarianceOf(law)));
    expect([variances, isCorrelationIncrease(rationals, before, after)]).toEqual([snapshotVariances, false]);
    expect(trace(covarianceDrop(first, second))).toBe('1.4');
  });

  it('and yet G rises, by η²(2.00002 − 1.6002)/2', () => {
    const [before, after] = [averageSquaredGradient(sides[0]), averageSquaredGradient(sides[1])];
    expect(difference(after, before)).toBe('0.0499775'); // 0.25·0.39982/2
    // The noise part of E‖∇f(x¹)‖² is η² tr(A²Σ_D); the deterministic part is ‖∇f(x¹)‖² = 0.5²·1 + 0.01²·0.995².
    const deterministic = rationals.fromString('0.2500990025');
    const noise = sides.map((side) =>
      rationals.subtract(squaredGradients(side)[1] ?? rationals.zero, deterministic),
    );
    expect(texts(noise)).toEqual(['0.40005', '0.500005']);
  });

  it('from the second round on only: at T = 1 the two are equal', () => {
    const [before, after] = (['a', 'b'] as const).map((side) => createScalarCase(side, 1));
    expect(before && averageSquaredGradient(before)).toEqual(after && averageSquaredGradient(after));
  });
});

describe('an auxiliary that makes things worse than SGD', () => {
  const worse = load('worse-than-sgd.json');

  it('is the example of the figure at ρ = −1', () => {
    expect(textOf(worse)).toBe(textOf(createCorrelationExample(number('-1'))));
  });

  it('G of aux-mom exceeds that of sgd with its best step size, at 20 target gradients each', () => {
    const sgd = tune(worse, 'sgd');
    expect([sgd.stepSize, isBelow(sgd.value, averageSquaredGradient(worse))]).toEqual(['0.5', true]);
  });

  it('no η, a, K of the grid helps; at ρ = 1 the same auxiliary is worth having', { tags: 'long' }, () => {
    const sgd = tune(worse, 'sgd');
    expect(isBelow(sgd.value, tune(worse, 'aux-mom').value)).toBe(true);
    const correlated = createCorrelationExample(number('1'));
    expect(isBelow(averageSquaredGradient(correlated), sgd.value)).toBe(true);
    expect(isBelow(tune(correlated, 'aux-mom').value, sgd.value)).toBe(true);
  });

  it.each([
    ...(['aux-mom', 'aux-mvr'] as const).map((variant) => [variant, /^-0\.\d/] as const),
    ...(['aux-mom-target', 'aux-mvr-target', 'naive', 'sgd'] as const).map((one) => [one, /^0$/] as const),
  ])('G of %s is affine in ρ, and constant where ξ_h is not used', (variant, slope) => {
    const values = ['-1', '-0.5', '0', '0.5', '1'].map((text) =>
      averageSquaredGradient(withVariant(createCorrelationExample(number(text)), variant)),
    );
    const steps = values.slice(1).map((value, i) => difference(value, values[i] ?? value));
    expect(new Set(steps).size).toBe(1);
    expect(steps[0]).toMatch(slope);
  });
});
