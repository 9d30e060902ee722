/** Mistakes in the check of the parameters: no run shows them, only a refusal that is missing or too many. */
import type { DomainViolation } from '../../../spec/model/index.js';
import type { Mutant, Mutation } from './mutation.js';

type Parameter = DomainViolation['parameter'];

/** A mutant that is caught where a session is opened. */
const domainMutant = (
  id: string,
  mistake: string,
  mend: string,
  domain: NonNullable<Mutation['domain']>,
): Mutant => ({
  id,
  mistake,
  mend,
  variant: 'aux-mom',
  breaks: { equation: 'DOMAIN', round: 0 },
  mutation: { domain },
});

const without = (honest: readonly DomainViolation[], parameter: Parameter): readonly DomainViolation[] =>
  honest.filter((violation) => violation.parameter !== parameter);

export const domainMutants: readonly Mutant[] = [
  domainMutant(
    'accepts-zero-weight',
    'a = 0 is accepted: the estimate never changes',
    'Reject a ≤ 0.',
    (honest, { momentumWeight }, field) =>
      field.compare(momentumWeight, field.zero) === 0 ? without(honest, 'momentumWeight') : honest,
  ),
  domainMutant(
    'accepts-large-weight',
    'a > 1 is accepted: the old estimate gets a negative weight',
    'Reject a > 1.',
    (honest, { momentumWeight }, field) =>
      field.compare(momentumWeight, field.one) > 0 ? without(honest, 'momentumWeight') : honest,
  ),
  domainMutant(
    'accepts-no-local-steps',
    'K = 0 is accepted: a round moves nothing',
    'Reject K < 1.',
    (honest, { localStepCount }) => (localStepCount === 0 ? without(honest, 'localStepCount') : honest),
  ),
  domainMutant('accepts-any-step-size', 'η ≤ 0 is accepted', 'Reject η ≤ 0.', (honest) =>
    without(honest, 'stepSize'),
  ),
  domainMutant(
    'accepts-anything',
    'the parameters are not checked',
    'Check 0 < a ≤ 1, η > 0, K ≥ 1 and T ≥ 1 before the run begins.',
    () => [],
  ),
  domainMutant(
    'refuses-full-weight',
    'a = 1 is rejected: the interval of a is taken as open',
    'Accept a = 1.',
    (honest, { momentumWeight }, field) =>
      field.compare(momentumWeight, field.one) === 0
        ? [...honest, { parameter: 'momentumWeight', expected: '0 < a < 1' }]
        : honest,
  ),
];
