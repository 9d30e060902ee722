/** L5, random problems over the wire: found by chance, shrunk to the smallest that still fails. */
import type { VariantName } from '../../../spec/model/index.js';
import type { Capabilities } from '../protocol/replies.js';
import { searchFailure, type RandomOptions } from '../search/search-failure.js';
import type { LevelTask } from './level.js';

export type { RandomOptions };

/** One task for each variant and oracle mode. */
export function level5Tasks(
  capabilities: Capabilities,
  variants: readonly VariantName[],
  options: RandomOptions,
): readonly LevelTask[] {
  return variants.flatMap((variant) =>
    capabilities.oracleModes.map((oracleMode): LevelTask => {
      const id = `L5/${variant}/random/${oracleMode}`;
      return {
        id,
        level: 5,
        variant,
        oracleMode,
        run: (peer, context) =>
          searchFailure(peer, context, { id, variant, oracleMode, capabilities, options }),
      };
    }),
  );
}
