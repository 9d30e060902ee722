/** Types of what runs: the specification, the exact and the fast engine, expectations. */
import { InputError, runExact as runExactHere, type Trace } from 'auxopt';
import { createDecimalField, runExact, type ExactField, type ExactRun, type Ratio } from 'auxopt/exact';
import { expectRun, type ExpectationResult } from 'auxopt/expectation';
import { recordFastTrace, runFast, type FastRunRequest, type FastRunResult } from 'auxopt/fast';
import {
  algorithms,
  checkParameters,
  type Algorithm,
  type Field,
  type Initialization,
  type VariantName,
} from 'auxopt/spec';
import type { AllHold, Same } from './same-type.js';

const decimal = createDecimalField();
type Decimal = typeof decimal.zero;

/** What the functions return, to the letter. */
export type Claims = AllHold<
  [
    Same<VariantName, keyof typeof algorithms>,
    Same<(typeof algorithms)[VariantName], Algorithm>,
    Same<ReturnType<typeof expectRun>, ExpectationResult>,
    Same<ExpectationResult['averageSquaredGradient'], Ratio>,
    Same<ReturnType<typeof runFast>, FastRunResult>,
    Same<ReturnType<typeof recordFastTrace>, Trace<number>>,
    Same<typeof runExactHere, typeof runExact>,
    Same<ConstructorParameters<typeof InputError>[0]['problem'], string>,
    Same<ReturnType<typeof runs>, Trace<Decimal>>,
  ]
>;

/** What a run computes in is what its trace is made of. */
export function runs(decimalRun: ExactRun<Decimal>, textRun: ExactRun<string>) {
  const trace = runExact(decimal, 'aux-mom', decimalRun);
  // @ts-expect-error a run in texts is no run in decimals
  runExact(decimal, 'aux-mom', textRun);
  // @ts-expect-error nothing is called just AuxMOM
  runExact(decimal, 'AuxMOM', decimalRun);
  // @ts-expect-error states are never changed
  trace.rounds[0] = trace.rounds[1];
  return trace;
}

/** A field is asked only for what a field has, and for its own elements. */
export function fields<S>(field: Field<S>, exact: ExactField<S>): readonly Field<S>[] {
  const counts = { localStepCount: 1, roundCount: 1 };
  checkParameters(field, 'sgd', { ...counts, stepSize: field.one, momentumWeight: field.one });
  // @ts-expect-error a step size is an element, not a double
  checkParameters(field, 'sgd', { ...counts, stepSize: 0.1, momentumWeight: field.one });
  // @ts-expect-error not every field can be made of ratios
  const asExact: ExactField<S> = field;
  return [asExact, exact];
}

/** An initialisation says what its kind needs. */
export const starts: readonly Initialization<number>[] = [
  { kind: 'zero' },
  { kind: 'batch', size: 4 },
  { kind: 'given', correction: [1, 2] },
  // @ts-expect-error a batch has a size
  { kind: 'batch' },
  // @ts-expect-error there is no such start
  { kind: 'one' },
];

/** A fast run is in doubles. */
export function fast(request: FastRunRequest): void {
  runFast('aux-mvr', { ...request, startingPoint: new Float64Array(2) });
  // @ts-expect-error the starting point is numbers
  runFast('aux-mvr', { ...request, startingPoint: ['1', '2'] });
}
