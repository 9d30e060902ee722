/** How the initialisation enters the bounds: what stands where they have ā²e₀. */
import { fromInteger, maximum, type Field } from '../algebra/index.js';
import { ContractError } from '../errors.js';
import { createArithmetic, type Fraction } from './arithmetic.js';
import type { RateTheorem } from './theorem.js';

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

/** What an error is multiplied by. */
type Weight = <S>(field: Field<S>, momentumWeight: S) => Fraction<S>;

const weighStart =
  (ofGiven: Weight, ofFirstSnapshot: Weight): RateTheorem['initialError'] =>
  (field, { momentumWeight }, initialization, constants) => {
    const { times, over } = createArithmetic(field);
    const weigh = (weight: Weight, error: typeof momentumWeight, count = 1) => {
      const { numerator, denominator } = weight(field, momentumWeight);
      return over(times(numerator, error), times(denominator, count));
    };
    switch (initialization.kind) {
      case 'given':
      case 'zero':
      case 'exact':
        return weigh(ofGiven, constants.correctionError);
      case 'batch':
        return weigh(ofGiven, constants.firstSnapshotVariance, initialization.size);
      case 'first-snapshot':
        return weigh(ofFirstSnapshot, constants.firstSnapshotVariance);
      case 'none':
        throw new ContractError(
          'the bound needs an initial estimate: given, zero, exact, batch or first-snapshot',
        );
    }
  };

/**
 * ā²e₀ for `given`, `zero` and `exact`; ā²σ_{D,1}²/B for `batch` of size B; weight(a)·σ_{D,1}² for `first-snapshot`,
 * which uses ξ¹ twice and so is no batch.
 *
 * @throws RangeError for the initialisation `none`: those algorithms keep no estimate.
 */
export const createInitialError = (weight: FirstSnapshotWeight): RateTheorem['initialError'] =>
  weighStart(
    (field, a) => {
      const { square, over } = createArithmetic(field);
      return over(square(field.subtract(field.one, a)));
    },
    (field, a) => createArithmetic(field).over(weight(field, a)),
  );

/** e₀ for `given`, `zero` and `exact`; σ_{D,1}²/B for `batch`; numerator·σ_{D,1}²/denominator for `first-snapshot`. */
export const createStartError = (numerator: number, denominator = 1): RateTheorem['initialError'] =>
  weighStart(
    ({ one }) => ({ numerator: one, denominator: one }),
    (field) => ({ numerator: fromInteger(field, numerator), denominator: fromInteger(field, denominator) }),
  );
