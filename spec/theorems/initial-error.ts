/** How the initialisation enters the bounds: what stands where they have ā²e₀. */
import { fromInteger, maximum, type Field } from '../algebra/index.js';
import { ContractError } from '../errors.js';
import type { Initialization, Parameters } from '../model/index.js';
import { createArithmetic, type Fraction } from './arithmetic.js';
import type { RateConstants } from './theorem.js';

/** The factor of σ_{D,1}² under `first-snapshot`. */
type FirstSnapshotWeight = <S>(field: Field<S>, momentumWeight: S) => S;

/** 1 − a²: MOM-1, MOM-2, MOM-3. */
export const momentumFirstWeight: FirstSnapshotWeight = (field, momentumWeight) =>
  field.subtract(field.one, field.multiply(momentumWeight, momentumWeight));

/** max(0, 1 − 2a²): MVR-1. */
export const varianceReducedFirstWeight: FirstSnapshotWeight = (field, momentumWeight) => {
  const square = field.multiply(momentumWeight, momentumWeight);
  return maximum(field, field.zero, field.subtract(field.one, field.add(square, square)));
};

/**
 * ā²e₀ for `given`, `zero` and `exact`; ā²σ_{D,1}²/B for `batch` of size B; weight(a)·σ_{D,1}² for `first-snapshot`,
 * which uses ξ¹ twice and so is no batch.
 *
 * @throws RangeError for the initialisation `none`: those algorithms keep no estimate.
 */
export function createInitialError(
  weight: FirstSnapshotWeight,
): <S>(
  field: Field<S>,
  parameters: Parameters<S>,
  initialization: Initialization<S>,
  constants: RateConstants<S>,
) => Fraction<S> {
  return (field, { momentumWeight }, initialization, constants) => {
    const { times, square, over } = createArithmetic(field);
    const decay = square(field.subtract(field.one, momentumWeight));
    switch (initialization.kind) {
      case 'given':
      case 'zero':
      case 'exact':
        return over(times(decay, constants.correctionError));
      case 'batch':
        return over(times(decay, constants.firstSnapshotVariance), fromInteger(field, initialization.size));
      case 'first-snapshot':
        return over(times(weight(field, momentumWeight), constants.firstSnapshotVariance));
      case 'none':
        throw new ContractError(
          'the bound needs an initial estimate: given, zero, exact, batch or first-snapshot',
        );
    }
  };
}
