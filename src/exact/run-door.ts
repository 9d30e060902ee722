/** The door of the exact recursions and of everything built on them: domains, lengths, initialisations. */
import type { Field, Vector } from '../../spec/algebra/index.js';
import { algorithms } from '../../spec/algorithms/index.js';
import {
  checkParameters,
  type Initialization,
  type Parameters,
  type VariantName,
} from '../../spec/model/index.js';
import { InputError } from '../errors.js';

/** What a run is given, but for its oracle and its draws. */
export interface RunInputs<S> {
  readonly parameters: Parameters<S>;
  readonly initialization: Initialization<S>;
  readonly startingPoint: Vector<S>;
}

/**
 * Checks the parameters' domains, the lengths of x⁰ and a given m⁰, and that the initialisation fits the variant.
 *
 * @throws InputError for the first that does not hold.
 */
export function assertRunInputs<S>(
  field: Field<S>,
  variant: VariantName,
  { parameters, initialization, startingPoint }: RunInputs<S>,
  dimension: number,
): void {
  const [violation] = checkParameters(field, variant, parameters);
  if (violation !== undefined) {
    const value = parameters[violation.parameter];
    throw new InputError({
      problem: `the value ${typeof value === 'number' ? value : field.format(value)} is outside its domain`,
      where: `parameters.${violation.parameter}`,
      expected: violation.expected,
      fix: 'Choose a value in this domain.',
    });
  }
  assertLength('startingPoint', startingPoint.length, dimension);
  if (initialization.kind === 'given') {
    assertLength('initialization.correction', initialization.correction.length, dimension);
  }
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  if (keepsEstimate === (initialization.kind === 'none')) {
    throw new InputError({
      problem: `the initialisation "${initialization.kind}" does not fit ${variant}`,
      where: 'initialization.kind',
      expected: keepsEstimate ? 'given, zero, exact, batch or first-snapshot' : 'none',
      fix: `${variant} ${keepsEstimate ? 'keeps an estimate, which needs a start' : 'keeps no estimate'}.`,
    });
  }
  if (
    initialization.kind === 'batch' &&
    !(Number.isSafeInteger(initialization.size) && initialization.size >= 1)
  ) {
    throw new InputError({
      problem: `the initial batch has size ${initialization.size}`,
      where: 'initialization.size',
      expected: 'a whole number B ≥ 1',
      fix: 'Choose how many draws the initial estimate averages, or another initialisation.',
    });
  }
}

function assertLength(where: string, actual: number, dimension: number): void {
  if (actual === dimension) return;
  throw new InputError({
    problem: `a vector has length ${actual}`,
    where,
    expected: `length ${dimension}, the dimension of the problem`,
    fix: 'Give one number for each coordinate.',
  });
}
