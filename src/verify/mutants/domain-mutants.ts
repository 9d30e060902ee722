/** Mistakes in the check of the parameters: no run shows them, only a refusal that is missing or too many. */
import type { Field } from '../../../spec/algebra/index.js';
import { valuesOf, violatingPart, type DomainViolation } from '../../../spec/model/index.js';
import { wordedMutants, type Mutation, type WordedMutant } from './mutant.js';

/** Leaves the check of one parameter out, where its wrong value fits; lists of a wrong length are refused nevertheless. */
const accepts = (
  name: DomainViolation['parameter'],
  fits: <S>(value: S, field: Field<S>) => boolean,
): Mutation => ({
  domain: (right, parameters, field) =>
    right.filter((violation) => {
      const value = violatingPart(parameters, violation);
      return violation.parameter !== name || Array.isArray(value) || !fits(value as typeof field.zero, field);
    }),
});

export const domainMutants: readonly WordedMutant[] = wordedMutants([
  [
    'accepts-zero-weight',
    'a = 0 is accepted: the estimate never changes',
    'Reject a ≤ 0.',
    accepts('momentumWeight', (a, { compare, zero }) => compare(a, zero) === 0),
  ],
  [
    'accepts-large-weight',
    'a > 1 is accepted: the old estimate gets a negative weight',
    'Reject a > 1.',
    accepts('momentumWeight', (a, { compare, one }) => compare(a, one) > 0),
  ],
  [
    'accepts-no-local-steps',
    'K = 0 is accepted: a round moves nothing',
    'Reject K < 1.',
    accepts('localStepCount', (K) => K === 0),
  ],
  ['accepts-any-step-size', 'η ≤ 0 is accepted', 'Reject η ≤ 0.', accepts('stepSize', () => true)],
  [
    'accepts-anything',
    'the parameters are not checked',
    'Check 0 < a ≤ 1, η > 0, K ≥ 1 and T ≥ 1 before the run begins.',
    { domain: () => [] },
  ],
  [
    'refuses-full-weight',
    'a = 1 is rejected: the interval of a is taken as open',
    'Accept a = 1.',
    {
      domain: (right, { momentumWeight }, field) =>
        valuesOf(momentumWeight).some((a) => field.compare(a, field.one) === 0)
          ? [...right, { parameter: 'momentumWeight', path: [], expected: '0 < a < 1' }]
          : right,
    },
  ],
]);
