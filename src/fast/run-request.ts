/** What a fast run is given. */
import type { AtomTape, Initialization, RunParameters } from '../../spec/model/index.js';
import type { FastOracle } from './oracle.js';
import type { FastWorkspace } from './workspace.js';

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
