/** The setting of a recursion over any field, with exact quotients. */
import { createVectorSpace, fromInteger, type Field } from '../../../spec/algebra/index.js';
import type { Parameters } from '../../../spec/model/index.js';
import type { Setting } from './mutation.js';

/** η, a, K and the arithmetic; where gradients and other atoms come from is the caller's. */
export function createSetting<S>(
  field: Field<S>,
  parameters: Parameters<S>,
  source: Pick<Setting<S>, 'gradient' | 'otherAtom'>,
): Setting<S> {
  const { stepSize, momentumWeight: weight, localStepCount } = parameters;
  return {
    field,
    space: createVectorSpace(field),
    stepSize,
    weight,
    rest: field.subtract(field.one, weight),
    localStepCount,
    divide: (value, count) => field.divide(value, fromInteger(field, count)),
    ...source,
  };
}
