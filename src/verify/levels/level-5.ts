/** L5, random problems over the wire: found by chance, shrunk to the smallest that still fails. */
import type { VariantName } from '../../../spec/model/index.js';
import type { Peer } from '../peer/peer.js';
import type { Capabilities } from '../protocol/replies.js';
import type { CaseOutcome } from '../session/case-outcome.js';
import { searchFailure, type RandomOptions } from '../search/search-failure.js';
import type { LevelTask, RunContext } from './level.js';

export type { RandomOptions };

/** A search, of which each random problem can be asked alone. */
export interface SearchTask extends LevelTask {
  /** Asks the problem of an index, counted from 0, and shrinks it where it fails. */
  readonly runProblem: (peer: Peer, context: RunContext, index: number) => Promise<CaseOutcome>;
}

/** One task for each variant and oracle mode. */
export function level5Tasks(
  capabilities: Capabilities,
  variants: readonly VariantName[],
  options: RandomOptions,
): readonly SearchTask[] {
  return variants.flatMap((variant) =>
    capabilities.oracleModes.map((oracleMode): SearchTask => {
      const id = `L5/${variant}/random/${oracleMode}`;
      const search = { id, variant, oracleMode, capabilities, options };
      return {
        id,
        level: 5,
        variant,
        oracleMode,
        run: (peer, context) => searchFailure(peer, context, search),
        runProblem: (peer, context, index) => searchFailure(peer, context, search, index),
      };
    }),
  );
}
