/** L2, trajectories: whole runs, every state and every gradient against the equations. */
import type { VerificationCase } from '../cases/verification-case.js';
import type { Capabilities } from '../protocol/replies.js';
import { runWholeCase } from '../session/case-outcome.js';
import { prepareCase } from '../session/prepared-case.js';
import { hasInitialization, unsupported, type LevelTask } from './level.js';

/** One task for each case and oracle mode. */
export function level2Tasks(
  capabilities: Capabilities,
  cases: readonly VerificationCase[],
): readonly LevelTask[] {
  return cases.flatMap((given) =>
    capabilities.oracleModes.map((oracleMode): LevelTask => {
      const { kind } = given.initialization;
      const prepared = prepareCase(given, capabilities, oracleMode);
      return {
        id: `L2/${given.id}/${oracleMode}`,
        level: 2,
        variant: given.variant,
        oracleMode,
        run: !hasInitialization(capabilities, kind)
          ? unsupported(`initialization ${kind}`)
          : prepared === undefined
            ? unsupported(`numbers of this case in ${capabilities.arithmetic}`)
            : (peer) => runWholeCase(peer, prepared),
      };
    }),
  );
}
