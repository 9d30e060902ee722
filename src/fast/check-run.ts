/** The door of a run: every length, domain and draw is checked once, so that no step has to. */
import { algorithms } from '../../spec/algorithms/index.js';
import type { Initialization, Parameters, VariantName } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import { assertTape } from './check-tape.js';
import type { FastOracle } from './oracle.js';
import type { FastRunRequest } from './run-request.js';

/**
 * Refuses a run that could not be carried out as asked.
 *
 * @throws InputError naming the variant, the parameter, the vector, the initialisation or the draw that is wrong.
 */
export function assertRunRequest(variant: VariantName, request: FastRunRequest): void {
  const { oracle, parameters, initialization, startingPoint, tape, workspace } = request;
  if (!Object.hasOwn(algorithms, variant)) {
    refuse(
      `there is no variant "${variant}"`,
      'variant',
      `one of ${Object.keys(algorithms).join(', ')}`,
      'Name the variant in full.',
    );
  }
  assertOracle(oracle);
  assertParameters(variant, parameters);
  assertVector(startingPoint, oracle.dimension, 'startingPoint');
  assertInitialization(variant, initialization, oracle);
  assertTape(tape, parameters, initialization, oracle);
  if (workspace !== undefined && workspace.dimension !== oracle.dimension) {
    refuse(
      `the workspace is for dimension ${workspace.dimension}`,
      'workspace',
      `dimension ${oracle.dimension}, that of the oracle`,
      'Create it with createWorkspace(oracle.dimension), or leave it out.',
    );
  }
}

function assertOracle(oracle: FastOracle): void {
  if (!isCount(oracle.dimension)) {
    refuse(
      `the dimension is ${oracle.dimension}`,
      'oracle.dimension',
      'a whole number d ≥ 1',
      'Set it to the number of coordinates of a point.',
    );
  }
  for (const name of ['snapshotAtomCount', 'localAtomCount'] as const) {
    const count = oracle[name];
    if (isCount(count) || count === Infinity) continue;
    refuse(
      `the number of atoms is ${count}`,
      `oracle.${name}`,
      'a whole number ≥ 1, or Infinity where any whole number names an atom',
      'For an oracle without noise set it to 1.',
    );
  }
}

function assertParameters(variant: VariantName, parameters: Parameters<number>): void {
  const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
  const outside = (name: keyof Parameters<number>, expected: string): never =>
    refuse(
      `the value is ${parameters[name]}`,
      `parameters.${name}`,
      expected,
      'Choose a value in this domain.',
    );
  if (!(stepSize > 0 && stepSize < Infinity)) outside('stepSize', 'η > 0 and finite');
  if (!(momentumWeight > 0 && momentumWeight <= 1)) outside('momentumWeight', '0 < a ≤ 1');
  if (!isCount(localStepCount)) outside('localStepCount', 'a whole number K ≥ 1');
  if (variant === 'sgd' && localStepCount !== 1) {
    outside('localStepCount', 'K = 1, because sgd takes one step a round');
  }
  if (!isCount(roundCount)) outside('roundCount', 'a whole number T ≥ 1');
}

function assertInitialization(
  variant: VariantName,
  initialization: Initialization<number>,
  oracle: FastOracle,
): void {
  const { estimates } = algorithms[variant];
  if ((estimates === 'nothing') !== (initialization.kind === 'none')) {
    refuse(
      `the initialisation "${initialization.kind}" does not fit ${variant}`,
      'initialization.kind',
      estimates === 'nothing' ? 'none' : 'given, zero, exact, batch or first-snapshot',
      `${variant} ${estimates === 'nothing' ? 'keeps no estimate' : 'keeps an estimate, which needs a start'}.`,
    );
  }
  if (initialization.kind === 'given') {
    assertVector(initialization.correction, oracle.dimension, 'initialization.correction');
  }
  const lacksMean =
    oracle.writeMeanTarget === undefined ||
    (estimates === 'difference' && oracle.writeMeanAuxiliary === undefined);
  if (initialization.kind === 'exact' && lacksMean) {
    const needed = estimates === 'difference' ? 'writeMeanTarget and writeMeanAuxiliary' : 'writeMeanTarget';
    refuse(
      'the oracle has no exact gradients',
      'initialization.kind',
      `an oracle with ${needed}, because "exact" starts from exact gradients`,
      'Add them to the oracle, or start from a batch, from first-snapshot or from zero.',
    );
  }
}

function assertVector(vector: Float64Array | readonly number[], dimension: number, where: string): void {
  if (vector.length !== dimension) {
    refuse(
      `the vector has ${vector.length} entries`,
      where,
      `${dimension} entries, the dimension of the oracle`,
      'Give one number for each coordinate.',
    );
  }
  for (const [i, value] of vector.entries()) {
    if (Number.isFinite(value)) continue;
    refuse(`the value is ${value}`, `${where}[${i}]`, 'a finite number', 'Replace it by a finite number.');
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function refuse(problem: string, where: string, expected: string, fix: string): never {
  throw new InputError({ problem, where, expected, fix });
}
