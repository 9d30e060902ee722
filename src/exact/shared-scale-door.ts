/** The door of the shared-scale engine, whose inputs are ratios. */
import { mapInitialization, mapParameters, type VariantName } from '../../spec/model/index.js';
import { createRationalField } from './rational-field.js';
import { assertRunInputs } from './run-door.js';
import type { SharedScaleInputs } from './shared-scale.js';

/**
 * Checks the parameters' domains, the lengths of x⁰ and a given m⁰, and that the initialisation fits the variant.
 *
 * @throws InputError for the first that does not hold.
 */
export function assertSharedScaleInputs(variant: VariantName, inputs: SharedScaleInputs): void {
  const field = createRationalField();
  const { parameters, initialization, startingPoint, problem } = inputs;
  const lifted = {
    parameters: mapParameters(parameters, field.fromRatio),
    initialization: mapInitialization(initialization, field.fromRatio),
    startingPoint: startingPoint.map(field.fromRatio),
  };
  assertRunInputs(field, variant, lifted, problem.dimension);
}
