/** The equations that a trace breaks, in the order in which the relation states them along the run. */
import { isZero, type Field } from '../../spec/algebra/index.js';
import {
  algorithms,
  compareTrace,
  type LocatedComparison,
  type RunRequest,
} from '../../spec/algorithms/index.js';
import type { Trace, VariantName } from '../../spec/model/index.js';

/** One broken instance of an equation. */
export interface BrokenEquation {
  readonly equation: string;
  /** Round t; 0 for the start. */
  readonly round: number;
  readonly step?: number;
  readonly quantity: string;
}

/** Whether both sides agree in every component; sides of different lengths do not. */
function holds<S>(field: Field<S>, { actual, expected }: LocatedComparison<S>): boolean {
  return (
    actual.length === expected.length &&
    actual.every((value, i) => isZero(field, field.subtract(value, expected[i] as S)))
  );
}

/** Every instance of every equation that `trace` breaks; none for an exact run of `variant`. */
export function brokenEquations<S>(
  field: Field<S>,
  variant: VariantName,
  request: RunRequest<S>,
  trace: Trace<S>,
): BrokenEquation[] {
  const broken: BrokenEquation[] = [];
  for (const comparison of compareTrace(field, algorithms[variant], request, trace)) {
    if (holds(field, comparison)) continue;
    const { equation, round, step, quantity } = comparison;
    broken.push({ equation, round, ...(step === undefined ? {} : { step }), quantity });
  }
  return broken;
}
