/** CORR: snapshot noises of g_f and g_h that are more correlated do not hurt AuxMOM and AuxMVR. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isZero, multiplyMatrices } from '../../spec/algebra/index.js';
import { rationals, withNoise } from '../../docs/tooling/theory-figures/noise.js';
import { covarianceDrop, measureResponses, squaredGradients } from './correlation/responses.js';
import { arbitraryOrderedPair, type OrderedPair } from './correlation/ordered-laws.js';
import { firstOf } from '../support/some-of.js';

/** E‖∇f‖² at every local point under the less and the more correlated law. */
const gradientsUnder = ({ given, lower, higher }: OrderedPair) =>
  [squaredGradients(withNoise(given, lower)), squaredGradients(withNoise(given, higher))] as const;

firstOf(1, [[8], [60]])(
  'CORR: no E‖∇f(y)‖² grows with the correlation, and it falls exactly where C(Σ_D − Σ_D′) ≠ 0: %i cases',
  (numRuns) => {
    fc.assert(
      fc.property(arbitraryOrderedPair, (pair) => {
        const [before, after] = gradientsUnder(pair);
        const drop = covarianceDrop(pair.lower, pair.higher);
        const falls = before.map((value, point) => rationals.compare(after[point] ?? value, value) < 0);
        const rises = before.map((value, point) => rationals.compare(after[point] ?? value, value) > 0);
        expect(rises).not.toContain(true);
        expect(falls).toEqual(
          measureResponses(pair.given).map(
            ({ coefficient }) =>
          multiplyMatrices(rationals, coefficient, drop).flat().some((entry) => !isZero(rationals, entry)), // prettier-ignore
          ),
        );
      }),
      { numRuns },
    );
  },
);

it('with the two laws exchanged it shrinks to a problem that one can check by hand', { tags: 'long' }, () => {
  const exchanged = fc.property(arbitraryOrderedPair, (pair) => {
    const [before, after] = gradientsUnder(pair);
    return before.every((value, point) => rationals.compare(after[point] ?? value, value) >= 0);
  });
  const details = fc.check(exchanged, { numRuns: 200 });
  const [found] = details.counterexample ?? [];
  expect(found?.given.problem.dimension).toBe(1);
  const { localStepCount = 0, roundCount = 0 } = found?.given.parameters ?? {};
  expect(localStepCount * roundCount).toBe(2); // noise of the first draw shows at the second local point
  expect(fc.defaultReportMessage(details)).toContain('"format": "auxopt-problem/1"');
});
