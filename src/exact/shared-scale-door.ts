/** The door of the shared-scale engine, whose inputs are ratios. */
import { mapInitialization, mapParameters, type VariantName } from '../../spec/model/index.js';
import { createRationalField } from './rational-field.js';
import { assertRunInputs } from './run-door.js';
import type { SharedScaleInputs } from './shared-scale.js';

/**
 * {@link assertRunInputs} for ratios.
 *
 * @throws InputError as there.
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
