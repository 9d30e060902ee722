/** The door of the shared-scale engine and of everything built on its maps: domains, lengths, initialisations. */
import { algorithms } from '../../spec/algorithms/index.js';
import { checkParameters, type VariantName } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import { formatRatio } from './exact-number.js';
import { createRationalField } from './rational-field.js';
import type { SharedScaleInputs } from './shared-scale.js';

/**
 * Checks the parameters' domains, the lengths of x⁰ and a given m⁰, and that the initialisation fits the variant.
 *
 * @throws InputError for the first that does not hold.
 */
export function assertSharedScaleInputs(variant: VariantName, inputs: SharedScaleInputs): void {
  const { parameters, initialization, problem } = inputs;
  const field = createRationalField();
  const { stepSize, momentumWeight } = parameters;
  const [violation] = checkParameters(field, variant, {
    ...parameters,
    stepSize: field.fromRatio(stepSize),
    momentumWeight: field.fromRatio(momentumWeight),
  });
  if (violation !== undefined) {
    const value = parameters[violation.parameter];
    throw new InputError({
      problem: `the value ${typeof value === 'number' ? value : formatRatio(value)} is outside its domain`,
      where: `parameters.${violation.parameter}`,
      expected: violation.expected,
      mend: 'Choose a value in this domain.',
    });
  }
  assertLength('startingPoint', inputs.startingPoint.length, problem.dimension);
  if (initialization.kind === 'given') {
    assertLength('initialization.correction', initialization.correction.length, problem.dimension);
  }
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  if (keepsEstimate === (initialization.kind === 'none')) {
    throw new InputError({
      problem: `the initialisation "${initialization.kind}" does not fit ${variant}`,
      where: 'initialization.kind',
      expected: keepsEstimate ? 'given, zero, exact, batch or first-snapshot' : 'none',
      mend: `${variant} ${keepsEstimate ? 'keeps an estimate, which needs a start' : 'keeps no estimate'}.`,
    });
  }
  if (
    initialization.kind === 'batch' &&
    !(Number.isSafeInteger(initialization.size) && initialization.size >= 1)
  ) {
    throw new InputError({
      problem: `the initial batch has ${initialization.size} draws`,
      where: 'initialization.size',
      expected: 'a whole number B ≥ 1',
      mend: 'Choose a batch size, or another initialisation.',
    });
  }
}

function assertLength(where: string, actual: number, dimension: number): void {
  if (actual === dimension) return;
  throw new InputError({
    problem: `a vector has length ${actual}`,
    where,
    expected: `length ${dimension}, the dimension of the problem`,
    mend: 'Give one number for each coordinate.',
  });
}
