/** What a fast run is given, and its validation: every length, domain and draw is checked once, so that no step has to. */
import { algorithms } from '../../spec/algorithms/index.js';
import type { AtomTape, Initialization, RunParameters, VariantName } from '../../spec/model/index.js';
import { refuseInput } from '../errors.js';
import { assertRunInput, assertTape, finiteDoubles, isCount } from '../run-input.js';
import type { FastOracle } from './oracle.js';
import { assertDimension, type FastWorkspace } from './workspace.js';

/** Everything a fast run needs. */
export interface FastRunRequest {
  readonly oracle: FastOracle;
  readonly parameters: RunParameters<number>;
  readonly initialization: Initialization<number>;
  /** x⁰, d finite doubles, unit point; copied. */
  readonly startingPoint: Float64Array | readonly number[];
  /** The draws; with them the run is deterministic. */
  readonly tape: AtomTape;
  /** Buffers to work in, for callers with many runs; where absent those of the oracle, or fresh ones. */
  readonly workspace?: FastWorkspace;
}

/**
 * Refuses a run that could not be carried out as asked.
 *
 * @throws InputError naming the variant, the parameter, the vector, the initialisation or the draw that is wrong.
 */
export function assertRunRequest(variant: VariantName, request: FastRunRequest): void {
  const { oracle, parameters, initialization, tape, workspace } = request;
  assertOracle(oracle);
  assertRunInput(finiteDoubles, variant, request, oracle.dimension);
  assertExactStart(variant, initialization, oracle);
  assertTape(tape, parameters, initialization, oracle);
  if (workspace !== undefined && workspace.dimension !== oracle.dimension) {
    refuseInput(
      'workspace',
      `the workspace is for dimension ${workspace.dimension}`,
      `dimension ${oracle.dimension}, that of the oracle`,
      'Create it with createWorkspace(oracle.dimension), or leave it out.',
    );
  }
}

function assertOracle(oracle: FastOracle): void {
  assertDimension(oracle.dimension, 'oracle.dimension');
  for (const name of ['snapshotAtomCount', 'localAtomCount'] as const) {
    const count = oracle[name];
    if (isCount(count) || count === Infinity) continue;
    refuseInput(
      `oracle.${name}`,
      `the number of atoms is ${count}`,
      'a whole number ≥ 1, or Infinity where any whole number names an atom',
      'For an oracle without noise set it to 1.',
    );
  }
}

/** The initialisation `exact` needs an oracle with exact gradients. */
function assertExactStart(
  variant: VariantName,
  { kind }: Initialization<number>,
  { writeMeanTarget, writeMeanAuxiliary }: FastOracle,
): void {
  const needsBoth = algorithms[variant].estimates === 'difference';
  if (kind !== 'exact' || (writeMeanTarget && (writeMeanAuxiliary ?? !needsBoth))) return;
  const needed = needsBoth ? 'writeMeanTarget and writeMeanAuxiliary' : 'writeMeanTarget';
  refuseInput(
    'initialization.kind',
    'the oracle has no exact gradients',
    `an oracle with ${needed}, because "exact" starts from exact gradients`,
    'Add them to the oracle, or start from a batch, from first-snapshot or from zero.',
  );
}
