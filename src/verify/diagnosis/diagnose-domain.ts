/** From an answer to `open` that should have been another to the mistakes in the check of the parameters. */
import {
  mapParameters,
  checkParameters,
  type RunParameters,
  type VariantName,
} from '../../../spec/model/index.js';
import { createRationalField, type Ratio } from '../../exact/index.js';
import { domainMutants } from '../mutants/index.js';
import type { Suspicion } from '../report/verify-report.js';

/** What was asked, and how it was answered. */
export interface DomainInput {
  readonly variant: VariantName;
  readonly parameters: RunParameters<Ratio>;
  /** Whether the answer was `rejected`. */
  readonly isRejected: boolean;
}

/** The mistakes that make the answer what it was; none where it is right. */
export function diagnoseDomain({ variant, parameters, isRejected }: DomainInput): readonly Suspicion[] {
  const field = createRationalField();
  const lifted = mapParameters(parameters, field.fromRatio);
  const honest = checkParameters(field, variant, lifted);
  if (honest.length > 0 === isRejected) return [];
  // the check of the parameters is the same for every variant
  return domainMutants
    .filter(({ mutation }) => {
      const violations = mutation.domain?.(honest, lifted, field) ?? honest;
      return violations.length > 0 === isRejected;
    })
    .map(({ id, mistake, fix }) => ({ id, mistake, fix }));
}
