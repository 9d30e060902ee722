/** The theorems about rates as properties of random problems, and how a false one shrinks. */
import { expect, it } from 'vitest';
import {
  isTuned,
  rateTheorems,
  tunedWeight,
  tuneParameters,
  type BoundTermId,
  type RateTheoremId,
} from '../../spec/theorems/index.js';
import { rationalField as field } from '../../proofs-checks/theorems/rational-field.js';
import { firstOf } from '../support/some-of.js';
import { halveTerm, holdsOnAll, shrunkCounterexample } from '../support/theorem-properties.js';

const all = Object.values(rateTheorems);
/** The tuned ones follow the first of them. */
const ids = [...all.filter((theorem) => !isTuned(theorem)), ...all.filter((theorem) => isTuned(theorem))].map(
  ({ id }): [RateTheoremId] => [id],
);

firstOf(6, ids)('%s: G is at most the bound on random quadratics, for all that it admits', (id) => {
  holdsOnAll(rateTheorems[id], 'quadratic', 15);
});

it.each(ids)('%s: and on many, convex and not', { tags: 'long' }, (id) => {
  holdsOnAll(rateTheorems[id], 'quadratic', 60);
  holdsOnAll(rateTheorems[id], 'rational', 20);
});

it.each(['MOM-2', 'SGD-1'] as const)('%s: and where f is not convex', (id) => {
  holdsOnAll(rateTheorems[id], 'rational', 20);
});

/** Where a problem that one can check by hand refutes the bound with half of a term, its K and its greatest T. */
const shrinking: [RateTheoremId, BoundTermId, number, number][] = [
  ...(['MOM-3', 'MOM-2', 'MOM-1', 'MVR-1'] as const).flatMap((id) =>
    (['suboptimality', 'descent-noise'] as const).map((term): [RateTheoremId, BoundTermId, number, number] => [
      id, term, 1, 4,
    ]),
  ),
  ['SGD-1', 'suboptimality', 1, 4],
  ['SGD-1', 'target-noise', 1, 4],
  ...(['RATE-DET', 'RATE-MOM', 'RATE-MOM-G', 'RATE-MVR'] as const).map(
    (id): [RateTheoremId, BoundTermId, number, number] => [id, 'smoothness', 2, 6],
  ),
]; // prettier-ignore

firstOf(1, shrinking)(
  '%s with half of its term %s shrinks to one dimension, K ≤ %i and T ≤ %i',
  (id, term, steps, rounds) => {
    const { problemCase, message } = shrunkCounterexample(halveTerm(rateTheorems[id], term));
    expect(problemCase.problem.dimension).toBe(1);
    expect(problemCase.parameters.localStepCount).toBeLessThanOrEqual(steps);
    expect(problemCase.parameters.roundCount).toBeLessThanOrEqual(rounds);
    expect(message).toContain('"format": "auxopt-problem/1"');
  },
);

it.each(all.filter((theorem) => isTuned(theorem)))(
  '$id recognises its free number by the step size',
  (theorem) => {
    const number = field.fromString;
    const input = {
      smoothness: number('3'),
      hessianSimilarity: number('1/4'),
      suboptimality: number('2'),
      snapshotVariance: number('5'),
      localVariance: number('7'),
      localStepCount: number('6'),
      freeNumber: number('11/13'),
    };
    const { stepSize, momentumWeight } = tuneParameters(field, theorem, input);
    const found = theorem.tuning.freeNumberOf?.(field, { ...input, stepSize });
    expect(found && field.format(found)).toBe(theorem.id === 'RATE-DET' ? undefined : '11/13');
    // a ∈ (0, 1]
    expect(field.compare(momentumWeight, field.zero)).toBeGreaterThan(0);
    expect(field.compare(momentumWeight, field.one)).toBeLessThanOrEqual(0);
    expect(field.compare(tunedWeight(field, theorem.tuning, { ...input, stepSize }), momentumWeight)).toBe(0);
  },
);
