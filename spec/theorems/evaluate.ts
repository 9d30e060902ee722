/** Evaluates conditions and bounds for given parameters, exactly and without a division. */
import { fromInteger, type Field } from '../algebra/index.js';
import type { Initialization, Parameters } from '../model/index.js';
import { addFractions, createArithmetic, type Fraction } from './arithmetic.js';
import { tunedWeight } from './choose.js';
import type {
  BoundTermId,
  Condition,
  RateConstants,
  RateInput,
  RateTheorem,
  TunedTheorem,
  TuningInput,
} from './theorem.js';

/**
 * Everything that a bound depends on, from a run's parameters and a problem's constants.
 * For every function here that takes a theorem's input.
 *
 * @param freeNumber - s or r of a tuned theorem; where it is left out, the one to which the run belongs.
 */
export function createRateInput<S>(
  field: Field<S>,
  theorem: RateTheorem,
  parameters: Parameters<S>,
  initialization: Initialization<S>,
  constants: RateConstants<S>,
  freeNumber?: S,
): RateInput<S> {
  const { correctionError: _, ...known } = constants;
  const input = {
    ...known,
    stepSize: parameters.stepSize,
    momentumWeight: parameters.momentumWeight,
    localStepCount: fromInteger(field, parameters.localStepCount),
    roundCount: fromInteger(field, parameters.roundCount),
    initialError: theorem.initialError(field, parameters, initialization, constants),
  };
  return {
    ...input,
    freeNumber: freeNumber ?? theorem.tuning?.freeNumberOf?.(field, input) ?? field.one,
  };
}

/** η and a of a theorem that says which to take. For a run as the theorem wants it. */
export function tuneParameters<S>(
  field: Field<S>,
  { tuning }: TunedTheorem,
  input: TuningInput<S> & Pick<RateInput<S>, 'freeNumber'>,
): Pick<Parameters<S>, 'stepSize' | 'momentumWeight'> {
  const arithmetic = createArithmetic(field);
  const { numerator, denominator } = tuning.inverseStepSize(arithmetic, input);
  const stepSize = field.divide(denominator, numerator);
  return { stepSize, momentumWeight: tunedWeight(field, tuning, { ...input, stepSize }) };
}

/**
 * The slacks of a condition: it holds iff none is negative, and is at its edge where one is 0.
 *
 * For runs at the edge.
 */
export function conditionSlacks<S>(field: Field<S>, condition: Condition, input: RateInput<S>): readonly S[] {
  return condition.slacks(createArithmetic(field), input);
}

/** Whether a condition holds, decided exactly. For a run about which a theorem may say nothing. */
export function satisfiesCondition<S>(field: Field<S>, condition: Condition, input: RateInput<S>): boolean {
  return conditionSlacks(field, condition, input).every((slack) => field.compare(slack, field.zero) >= 0);
}

/** One summand of the bound with its value. */
export interface BoundTermValue<S> {
  readonly id: BoundTermId;
  readonly latex: string;
  readonly value: Fraction<S>;
}

/** The summands of the bound, in its order. For tables and figures that show what dominates. */
export function boundTerms<S>(
  field: Field<S>,
  theorem: RateTheorem,
  input: RateInput<S>,
): readonly BoundTermValue<S>[] {
  const arithmetic = createArithmetic(field);
  return theorem.terms.map(({ id, latex, value }) => ({ id, latex, value: value(arithmetic, input) }));
}

/** The bound on G as numerator/denominator, denominator > 0. For G of a run. */
export function bound<S>(field: Field<S>, theorem: RateTheorem, input: RateInput<S>): Fraction<S> {
  const nothing: Fraction<S> = { numerator: field.zero, denominator: field.one };
  return boundTerms(field, theorem, input).reduce(
    (total, { value }) => addFractions(field, total, value),
    nothing,
  );
}

/** Whether G ≤ bound, cross-multiplied. For G of a run, measured exactly. */
export function isWithinBound<S>(
  field: Field<S>,
  measured: S,
  { numerator, denominator }: Fraction<S>,
): boolean {
  return field.compare(field.multiply(measured, denominator), numerator) <= 0;
}
