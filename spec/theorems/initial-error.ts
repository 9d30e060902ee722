/** How the initialisation enters the bounds: what stands where they have ā²e₀. */
import { fromInteger, maximum, type Field } from '../algebra/index.js';
import { ContractError } from '../errors.js';
import { createArithmetic, type Fraction } from './arithmetic.js';
import type { RateTheorem } from './theorem.js';

/** What e₀ is multiplied by, and σ_{D,1}² under `first-snapshot`. */
interface StartWeights<S> {
  readonly given: Fraction<S>;
  readonly firstSnapshot: () => Fraction<S>;
}

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
export function createInitialError(weight: FirstSnapshotWeight): RateTheorem['initialError'] {
  return weighStart((field, momentumWeight) => {
    const { square, over } = createArithmetic(field);
    return {
      given: over(square(field.subtract(field.one, momentumWeight))),
      firstSnapshot: () => over(weight(field, momentumWeight)),
    };
  });
}

/** e₀ for `given`, `zero` and `exact`; σ_{D,1}²/B for `batch`; numerator·σ_{D,1}²/denominator for `first-snapshot`. */
export function createStartError(numerator: number, denominator = 1): RateTheorem['initialError'] {
  return weighStart((field) => {
    const { over } = createArithmetic(field);
    return {
      given: over(field.one),
      firstSnapshot: () => over(fromInteger(field, numerator), fromInteger(field, denominator)),
    };
  });
}

function weighStart(
  weights: <S>(field: Field<S>, momentumWeight: S) => StartWeights<S>,
): RateTheorem['initialError'] {
  return (field, { momentumWeight }, initialization, constants) => {
    const { times, over } = createArithmetic(field);
    const { given, firstSnapshot } = weights(field, momentumWeight);
    const weigh = ({ numerator, denominator }: typeof given, error: typeof momentumWeight, count = 1) =>
      over(times(numerator, error), times(denominator, count));
    switch (initialization.kind) {
      case 'given':
      case 'zero':
      case 'exact':
        return weigh(given, constants.correctionError);
      case 'batch':
        return weigh(given, constants.firstSnapshotVariance, initialization.size);
      case 'first-snapshot':
        return weigh(firstSnapshot(), constants.firstSnapshotVariance);
      case 'none':
        throw new ContractError(
          'the bound needs an initial estimate: given, zero, exact, batch or first-snapshot',
        );
    }
  };
}
