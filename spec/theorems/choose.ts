/** What a theorem says of its own parts: its conditions, its constants, and a of those that are tuned. */
import type { Field } from '../algebra/index.js';
import { createArithmetic } from './arithmetic.js';
import type {
  Condition,
  ConditionName,
  RateInput,
  RateTheorem,
  TunedTheorem,
  TuningInput,
} from './theorem.js';

/** a of a theorem that says which to take, for that η. */
export function tunedWeight<S>(
  field: Field<S>,
  { momentumWeight }: TunedTheorem['tuning'],
  input: TuningInput<S> & Pick<RateInput<S>, 'stepSize'>,
): S {
  const { numerator, denominator } = momentumWeight(createArithmetic(field), input);
  return field.compare(denominator, field.one) === 0 ? numerator : field.divide(numerator, denominator);
}

/** The condition of that name; `quiet` is none where a theorem has no such condition. */
export const conditionOf = (theorem: RateTheorem, name: ConditionName): Condition =>
  ({
    exact: theorem.exactCondition,
    simple: theorem.simpleCondition,
    quiet: theorem.quietCondition ?? theorem.exactCondition,
  })[name];

/** Whether a theorem speaks of δ of A2 and of Δ of A5 or A7; else its one δ is that of its assumption. */
export const hasOwnMeanSquare = ({ assumptions }: Pick<RateTheorem, 'assumptions'>): boolean =>
  assumptions.includes('A2') && (assumptions.includes('A5') || assumptions.includes('A7'));
