/** L1, single rounds: from any state, also one that no run would reach. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { createRatio } from '../../exact/index.js';
import { createDataSource } from '../cases/case-data.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { Capabilities } from '../protocol/replies.js';
import { runSingleRound, type RoundState } from '../session/case-outcome.js';
import { prepareCase } from '../session/prepared-case.js';
import { unsupported, type LevelTask } from './level.js';

/** The rounds that are asked: the first, the second, and a late one. */
const askedRounds = [1, 2, 5] as const;

/** The tasks for these variants. */
export function level1Tasks(
  capabilities: Capabilities,
  variants: readonly VariantName[],
): readonly LevelTask[] {
  return variants.flatMap((variant) =>
    capabilities.oracleModes.flatMap((oracleMode) =>
      askedRounds.map((round): LevelTask => {
        const { given, state } = singleRoundCase(variant, round);
        const prepared = prepareCase(given, capabilities, oracleMode);
        return {
          id: `L1/${variant}/round-${round}/${oracleMode}`,
          level: 1,
          variant,
          oracleMode,
          run:
            capabilities.singleRounds === false
              ? unsupported('single rounds')
              : prepared === undefined
                ? unsupported(`numbers of this case in ${capabilities.arithmetic}`)
                : (peer) => runSingleRound(peer, prepared, state),
        };
      }),
    ),
  );
}

/** A problem and a state on it, both drawn at random once and for all. */
function singleRoundCase(
  variant: VariantName,
  round: number,
): { readonly given: VerificationCase; readonly state: RoundState } {
  const source = createDataSource(100 + round);
  const dimension = 2;
  const problem = source.problem({ dimension, snapshotAtoms: 2, localAtoms: 2 });
  const vector = () => source.vector(dimension, 16);
  const localStepCount = variant === 'sgd' ? 1 : 2;
  const [x, xPrevious, m] = [vector(), vector(), vector()];
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  const snapshots = source.atoms(2, round);
  return {
    given: {
      id: `${variant}/round-${round}`,
      purpose: 'one round from a state that no run need reach',
      variant,
      problem,
      parameters: {
        stepSize: createRatio(1n, 8n),
        momentumWeight: createRatio(1n, 4n),
        localStepCount,
        roundCount: round,
      },
      initialization: keepsEstimate ? { kind: 'given', correction: vector() } : { kind: 'none' },
      startingPoint: vector(),
      tape: {
        initial: [],
        rounds: snapshots.map((snapshot) => ({ snapshot, local: source.atoms(2, localStepCount) })),
      },
    },
    state: { round, x, xPrevious: round === 1 ? x : xPrevious, ...(keepsEstimate ? { m } : {}) },
  };
}
