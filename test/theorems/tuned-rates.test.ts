/** RATE-DET, RATE-MOM, RATE-MOM-G and RATE-MVR: at the parameters that they name, for a random free number. */
import { expect, it } from 'vitest';
import {
  createArithmetic,
  isTuned,
  rateTheorems,
  tuneParameters,
  type TunedTheoremId,
} from '../../spec/theorems/index.js';
import { rationalField as field } from '../../proofs-checks/theorems/rational-field.js';
import { firstSuites } from '../support/some-of.js';
import {
  halveTerm,
  holdsOnAll,
  ratioOfWitness,
  shrunkCounterexample,
} from '../support/theorem-properties.js';

const ids: readonly TunedTheoremId[] = ['RATE-DET', 'RATE-MOM', 'RATE-MOM-G', 'RATE-MVR'];

firstSuites(1, ids)('%s', (id) => {
  const theorem = rateTheorems[id];

  it('G is at most the bound on every quadratic, for every K, T and start', () => {
    holdsOnAll(theorem, 'quadratic', 60);
  });

  it('and where f is not convex', { tags: 'long' }, () => {
    holdsOnAll(theorem, 'rational', 20);
  });

  it(
    'with half of its term smoothness it shrinks to a problem that one can check by hand',
    { tags: 'long' },
    () => {
      const { problemCase, message } = shrunkCounterexample(halveTerm(theorem, 'smoothness'));
      expect(problemCase.problem.dimension).toBe(1);
      expect(problemCase.parameters.localStepCount).toBeLessThanOrEqual(2);
      expect(problemCase.parameters.roundCount).toBeLessThanOrEqual(6);
      expect(message).toContain('"format": "auxopt-problem/1"');
    },
  );

  it('needs its term smoothness: half of it is too little for a stored case', () => {
    expect(ratioOfWitness(theorem, 'smoothness')).toBeGreaterThan(1);
  });

  it('recognises the free number by the step size', () => {
    if (!isTuned(theorem)) throw new Error('it is tuned');
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
    if (id === 'RATE-DET') expect(found).toBeUndefined();
    else expect(field.format(found ?? field.zero)).toBe('11/13');
    // a ∈ (0, 1]
    expect(field.compare(momentumWeight, field.zero)).toBeGreaterThan(0);
    expect(field.compare(momentumWeight, field.one)).toBeLessThanOrEqual(0);
    const weight = theorem.tuning.momentumWeight(createArithmetic(field), { ...input, stepSize });
    expect(field.compare(weight, momentumWeight)).toBe(0);
  });
});

it('RATE-DET needs its term similarity', () => {
  expect(ratioOfWitness(rateTheorems['RATE-DET'], 'similarity')).toBeGreaterThan(1.39);
});
