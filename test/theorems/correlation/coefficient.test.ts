/** CORR by exact expectation: affine in Σ_D, monotone in the Loewner order, strict exactly where C(Σ_D − Σ_D′) ≠ 0. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPositiveSemidefinite,
  isZero,
  multiplyMatrices,
  type Matrix,
} from '../../../spec/algebra/index.js';
import { isCorrelationIncrease } from '../../../spec/theorems/index.js';
import type { Ratio } from '../../../src/exact/index.js';
import { withVariant, type ProblemCase } from '../../../src/problems/index.js';
import { arbitraryOrderedPair, type CoupledLaws } from './ordered-laws.js';
import { rationals, withNoise } from '../../../docs/tooling/theory-figures/noise.js';
import {
  covarianceDrop,
  differenceCovarianceOf,
  measureResponses,
  squaredGradients,
  covariancesOf,
  traceOfProduct,
} from './responses.js';
import { firstOf } from '../../support/some-of.js';

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
