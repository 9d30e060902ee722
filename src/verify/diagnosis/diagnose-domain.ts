/** From an answer to `open` that should have been another to the mistakes in the check of the parameters. */
import {
  checkParameters,
  isConstant,
  mapParameters,
  violatingPart,
  type DomainViolation,
  type RunParameters,
  type VariantName,
} from '../../../spec/model/index.js';
import { createRationalField, formatRatio, type Ratio } from '../../exact/index.js';
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
  const known = domainMutants
    .filter(({ mutation }) => {
      const violations = mutation.domain?.(honest, lifted, field) ?? honest;
      return violations.length > 0 === isRejected;
    })
    .map(({ id, mistake, fix }) => ({ id, mistake, fix }));
  const isOfAll = ({ id }: Suspicion): boolean => id === 'accepts-anything';
  const specific = known.filter((one) => !isOfAll(one));
  const seen = honest.slice(0, 1).map((violation) => suspect(parameters, violation));
  // who checks constants may well look at a part of a schedule only
  const first = isConstant(parameters) ? [...specific, ...seen] : [...seen, ...specific];
  return [...first, ...known.filter(isOfAll)];
}

/** That this very value is not refused. */
function suspect(parameters: RunParameters<Ratio>, violation: DomainViolation): Suspicion {
  const { parameter, path, expected } = violation;
  const value = violatingPart(parameters, violation);
  const shown =
    typeof value === 'number'
      ? ` = ${value}`
      : 'numerator' in value
        ? ` = ${formatRatio(value)}`
        : ', a list of another length,';
  const place = path.length === 0 ? '' : ` in round ${(path[0] ?? 0) + 1} of a schedule`;
  return {
    id: `accepts-${parameter}`,
    mistake: `${symbols[parameter]}${shown}${place} is accepted`,
    fix: `Check before the run begins: ${expected}${isConstant(parameters) ? '' : ', in every round and local step of a schedule'}.`,
  };
}

const symbols: Readonly<Record<DomainViolation['parameter'], string>> = {
  stepSize: 'η',
  momentumWeight: 'a',
  localStepCount: 'K',
  roundCount: 'T',
};
