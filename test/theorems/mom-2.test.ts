/** MOM-2: AuxMOM where ∇D is affine: on all quadratics. */
import { expect, it } from 'vitest';
import { rateTheorems } from '../../spec/theorems/index.js';
import { firstOf } from '../support/some-of.js';
import {
  halveTerm,
  holdsOnAll,
  ratioOfWitness,
  shrunkCounterexample,
} from '../support/theorem-properties.js';

const mom2 = rateTheorems['MOM-2'];

firstOf(1, [[15], [60]])(
  'MOM-2: G is at most the bound on every quadratic with similarity δ, for all admissible η, a, K, T and noise: %i cases',
  (count) => {
    holdsOnAll(mom2, 'quadratic', count);
  },
);

it('MOM-2: and where f is not convex, as long as ∇D is affine', () => {
  holdsOnAll(mom2, 'rational', 20);
});

it.each(['suboptimality', 'descent-noise'] as const)(
  'with half of its term %s it shrinks to a problem that one can check by hand',
  { tags: 'long' }, // MOM-3 keeps one in npm test
  (term) => {
    const { problemCase, message } = shrunkCounterexample(halveTerm(mom2, term));
    expect(problemCase.problem.dimension).toBe(1);
    expect(problemCase.parameters.localStepCount).toBe(1);
    expect(problemCase.parameters.roundCount).toBeLessThanOrEqual(4);
    expect(message).toContain('"format": "auxopt-problem/1"');
  },
);

it.each(['initial-error', 'snapshot-noise'] as const)(
  'needs its term %s: half of it is too little for a stored case',
  (term) => {
    expect(ratioOfWitness(mom2, term)).toBeGreaterThan(1);
  },
);
