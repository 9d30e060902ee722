/** MOM-3: AuxMOM, any f and D, sharper in σ_h. */
import { expect, it } from 'vitest';
import { rateTheorems } from '../../spec/theorems/index.js';
import { firstOf } from '../support/some-of.js';
import {
  halveTerm,
  holdsOnAll,
  ratioOfWitness,
  shrunkCounterexample,
} from '../support/theorem-properties.js';

const mom3 = rateTheorems['MOM-3'];

firstOf(1, [[15], [60]])(
  'MOM-3: G is at most the bound on every quadratic with similarity δ, for all admissible η, a, K, T and noise: %i cases',
  (count) => {
    holdsOnAll(mom3, 'quadratic', count);
  },
);

it('MOM-3: and where f is not convex', { tags: 'long' }, () => {
  holdsOnAll(mom3, 'rational', 20);
});

firstOf(1, [['suboptimality'], ['descent-noise']])(
  'with half of its term %s it shrinks to a problem that one can check by hand',
  (term) => {
    const { problemCase, message } = shrunkCounterexample(halveTerm(mom3, term));
    expect(problemCase.problem.dimension).toBe(1);
    expect(problemCase.parameters.localStepCount).toBe(1);
    expect(problemCase.parameters.roundCount).toBeLessThanOrEqual(4);
    expect(message).toContain('"format": "auxopt-problem/1"');
  },
);

it.each(['initial-error'] as const)(
  'needs its term %s: half of it is too little for a stored case',
  (term) => {
    expect(ratioOfWitness(mom3, term)).toBeGreaterThan(1);
  },
);
