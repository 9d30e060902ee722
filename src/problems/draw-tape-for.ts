/** The draws of a case. */
import type { AtomTape } from '../../spec/model/index.js';
import type { ExactField } from '../exact/index.js';
import { drawTape } from './draws/index.js';
import type { ProblemCase } from './problem-case.js';

/**
 * The tape of a case: every draw of its run, from its seed.
 *
 * The same seed gives the same atoms for every variant, so that variants can be compared on equal draws.
 *
 * @param field - the arithmetic of the case, for its probabilities.
 * @param seed - replaces the case's own seed.
 */
export function drawTapeFor<S>(
  field: Pick<ExactField<S>, 'toRatio'>,
  { problem, parameters, initialization, seed: ownSeed }: ProblemCase<S>,
  seed: number = ownSeed,
): AtomTape {
  return drawTape(
    {
      snapshotProbabilities: problem.snapshotAtoms.map(({ probability }) => field.toRatio(probability)),
      localProbabilities: problem.localAtoms.map(({ probability }) => field.toRatio(probability)),
      roundCount: parameters.roundCount,
      localStepCount: parameters.localStepCount,
      initialDraws: initialization.kind === 'batch' ? initialization.size : 0,
    },
    seed,
  );
}
