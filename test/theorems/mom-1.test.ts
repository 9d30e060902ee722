/** MOM-1: AuxMOM, any f and D. */
import { expect, it } from 'vitest';
import { rateTheorems } from '../../spec/theorems/index.js';
import {
  halveTerm,
  holdsOnAll,
  ratioOfWitness,
  shrunkCounterexample,
} from '../support/theorem-properties.js';

const mom1 = rateTheorems['MOM-1'];

it('MOM-1: G is at most the bound on every quadratic with similarity δ, for all admissible η, a, K, T and noise', () => {
  holdsOnAll(mom1, 'quadratic', 60);
});

it('MOM-1: and where f is not convex', { tags: 'long' }, () => {
  holdsOnAll(mom1, 'rational', 20);
});

it.each(['suboptimality', 'descent-noise'] as const)(
  'with half of its term %s it shrinks to a problem that one can check by hand',
  { tags: 'long' }, // MOM-3 keeps one in npm test
  (term) => {
    const { problemCase, message } = shrunkCounterexample(halveTerm(mom1, term));
    expect(problemCase.problem.dimension).toBe(1);
    expect(problemCase.parameters.localStepCount).toBe(1);
    expect(problemCase.parameters.roundCount).toBeLessThanOrEqual(4);
    expect(message).toContain('"format": "auxopt-problem/1"');
  },
);

it.each(['snapshot-noise'] as const)(
  'needs its term %s: half of it is too little for a stored case',
  (term) => {
    expect(ratioOfWitness(mom1, term)).toBeGreaterThan(1);
  },
);
