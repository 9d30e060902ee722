/** L1, single rounds: from any state, also one that no run would reach. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Method } from '../../../spec/methods/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { createRatio } from '../../exact/index.js';
import { createDataSource } from '../cases/case-data.js';
import { findGap, hasInitialization, plainStartOf, withinLimits } from '../cases/declared.js';
import { restrictParameters, restrictProblem } from '../cases/restrict.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { Capabilities } from '../protocol/replies.js';
import { runSingleRound, type RoundState } from '../session/single-round.js';
import { prepareCase } from '../session/prepared-case.js';
import { unsupported, type LevelTask } from './level.js';

/** The rounds that are asked: the first, the second, a later one, and one far beyond, a multiple of many periods. */
const askedRounds = [1, 2, 5, 120] as const;

/** The tasks for these variants. */
export function level1Tasks(
  capabilities: Capabilities,
  variants: readonly VariantName[],
  seed?: number,
  { restriction }: Pick<Method, 'restriction'> = { restriction: {} },
): readonly LevelTask[] {
  return variants.flatMap((variant) =>
    capabilities.oracleModes.flatMap((oracleMode) =>
      askedRounds.map((round): LevelTask => {
        const start = hasInitialization(capabilities, 'given') ? 'given' : plainStartOf(capabilities);
        const made = singleRoundCase(variant, round, seed, restriction, start ?? 'given');
        const given = withinLimits(capabilities, made.given);
        const state = restrictState(given.problem.dimension, made.state);
        const prepared = prepareCase(given, capabilities, oracleMode);
        // what declares no start can still be asked a round from a state that is given
        const gap = findGap({ ...capabilities, initializations: [start ?? 'given'] }, given);
        return {
          id: `L1/${variant}/round-${round}/${oracleMode}`,
          level: 1,
          variant,
          oracleMode,
          run:
            capabilities.singleRounds === false
              ? unsupported('single rounds')
              : gap !== undefined
                ? unsupported(gap)
                : prepared === undefined
                  ? unsupported(`numbers of this case in ${capabilities.arithmetic}`)
                  : (peer) => runSingleRound(peer, prepared, state),
        };
      }),
    ),
  );
}

/** A problem and a state on it, both drawn at random; with parameters that no binary format holds. */
function singleRoundCase(
  variant: VariantName,
  round: number,
  seed: number | undefined,
  restriction: Method['restriction'],
  start: 'given' | 'zero' | 'first-snapshot' | 'exact',
): { readonly given: VerificationCase; readonly state: RoundState } {
  const source = createDataSource(100 + round, seed);
  const dimension = 2;
  const problem = source.problem({ dimension, snapshotAtoms: 2, localAtoms: 2 });
  const vector = () => source.vector(dimension, 16);
  const parameters = restrictParameters(restriction, {
    stepSize: createRatio(1n, 10n),
    momentumWeight: createRatio(3n, 10n),
    localStepCount: variant === 'sgd' ? 1 : 2,
    roundCount: round,
  });
  const [x, xPrevious, m] = [vector(), vector(), vector()];
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  const correction = keepsEstimate ? vector() : [];
  const snapshots = source.atoms(2, round);
  return {
    given: {
      id: `${variant}/round-${round}`,
      purpose: 'one round from a state that no run need reach',
      variant,
      problem: restrictProblem(restriction, problem),
      parameters,
      initialization: !keepsEstimate
        ? { kind: 'none' }
        : start === 'given'
          ? { kind: start, correction }
          : { kind: start },
      startingPoint: vector(),
      tape: {
        initial: [],
        rounds: snapshots.map((snapshot) => ({
          snapshot,
          local: source.atoms(2, parameters.localStepCount),
        })),
      },
    },
    state: {
      round,
      x,
      xPrevious: round === 1 ? x : xPrevious,
      // a first round that takes m from its own sample has none before it
      ...(keepsEstimate && !(start === 'first-snapshot' && round === 1) ? { m } : {}),
    },
  };
}

/** The state on its first coordinates. */
function restrictState(dimension: number, { round, x, xPrevious, m }: RoundState): RoundState {
  const cut = (values: RoundState['x']): RoundState['x'] => values.slice(0, dimension);
  return { round, x: cut(x), xPrevious: cut(xPrevious), ...(m === undefined ? {} : { m: cut(m) }) };
}
