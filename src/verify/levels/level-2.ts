/** L2, trajectories: whole runs, every state and every gradient against the equations. */
import type { VerificationCase } from '../cases/verification-case.js';
import type { OracleMode } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import { runWholeCase } from '../session/case-outcome.js';
import { prepareCase } from '../session/prepared-case.js';
import { runPrepared, type LevelTask } from './level.js';

/** The case as it is asked: from −x⁰ in callback mode, so that no mode can be answered with the memory of the other. */
function caseInMode(given: VerificationCase, oracleMode: OracleMode): VerificationCase {
  if (oracleMode === 'tape' || given.isFixed === true) return given;
  const startingPoint = given.startingPoint.map(({ numerator, denominator }) => ({
    numerator: -numerator,
    denominator,
  }));
  return { ...given, startingPoint };
}

/** A new process for every failure takes long: the first cases of a variant are enough to see that sessions depend on one another. */
function isAmongFirst(given: VerificationCase, cases: readonly VerificationCase[]): boolean {
  return cases.filter(({ variant }) => variant === given.variant).indexOf(given) < 3;
}

/** One task for each case and oracle mode. */
export function level2Tasks(
  capabilities: Capabilities,
  cases: readonly VerificationCase[],
): readonly LevelTask[] {
  return cases.flatMap((given) =>
    capabilities.oracleModes.map((oracleMode): LevelTask => {
      const prepared = prepareCase(caseInMode(given, oracleMode), capabilities, oracleMode);
      return {
        id: `L2/${given.id}/${oracleMode}`,
        level: 2,
        variant: given.variant,
        oracleMode,
        isAskedAgain: oracleMode === capabilities.oracleModes[0] && isAmongFirst(given, cases),
        run: runPrepared(capabilities, given.initialization.kind, prepared, runWholeCase),
      };
    }),
  );
}
