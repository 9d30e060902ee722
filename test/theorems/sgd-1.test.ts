/** SGD-1: SGD on f alone. */
import { expect, it } from 'vitest';
import { rateTheorems } from '../../spec/theorems/index.js';
import { halveTerm, holdsOnAll, shrunkCounterexample } from '../support/theorem-properties.js';

const sgd1 = rateTheorems['SGD-1'];

it('SGD-1: G is at most the bound on every quadratic with similarity δ, for all admissible η, a, K, T and noise', () => {
  holdsOnAll(sgd1, 'quadratic', 60);
});

it('SGD-1: and where f is not convex', () => {
  holdsOnAll(sgd1, 'rational', 20);
});

it.each(['suboptimality', 'target-noise'] as const)(
  'with half of its term %s it shrinks to a problem that one can check by hand',
  { tags: 'long' }, // MOM-3 keeps one in npm test
  (term) => {
    const { problemCase, message } = shrunkCounterexample(halveTerm(sgd1, term));
    expect(problemCase.problem.dimension).toBe(1);
    expect(problemCase.parameters.localStepCount).toBe(1);
    expect(problemCase.parameters.roundCount).toBeLessThanOrEqual(4);
    expect(message).toContain('"format": "auxopt-problem/1"');
  },
);
