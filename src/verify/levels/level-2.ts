/** L2, trajectories: whole runs, every state and every gradient against the equations. */
import { inUnits } from '../cases/units.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { OracleMode } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import { runWholeCase } from '../session/case-outcome.js';
import { prepareCase } from '../session/prepared-case.js';
import { canFollow, hasInitialization, runPrepared, unsupported, type LevelTask } from './level.js';

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

/** Starts that take no draws, the plainest first. */
const plainStarts = ['zero', 'first-snapshot', 'exact'] as const;

/** The case from a start that the implementation has, where any does. */
function fromKnownStart(given: VerificationCase, capabilities: Capabilities): VerificationCase {
  if (given.startsFromAny !== true || hasInitialization(capabilities, given.initialization.kind))
    return given;
  const kind = plainStarts.find((start) => hasInitialization(capabilities, start));
  if (kind === undefined) return given;
  return { ...given, initialization: { kind }, tape: { ...given.tape, initial: [] } };
}

/**
 * One task for each case and oracle mode; and the kit's own cases, but for those of many coordinates, steps or rounds, once in
 * large and once in small units.
 */
export function level2Tasks(
  capabilities: Capabilities,
  cases: readonly VerificationCase[],
): readonly LevelTask[] {
  const { oracleModes, arithmetic } = capabilities;
  const [first] = oracleModes;
  const createTask = (given: VerificationCase, oracleMode: OracleMode, isFirst = false): LevelTask => {
    const prepared = prepareCase(caseInMode(given, oracleMode), capabilities, oracleMode);
    return {
      id: `L2/${given.id}/${oracleMode}`,
      level: 2,
      variant: given.variant,
      oracleMode,
      isAskedAgain: isFirst && oracleMode === first,
      run: canFollow(capabilities, given)
        ? runPrepared(capabilities, given.initialization.kind, prepared, runWholeCase)
        : unsupported('given schedules of η and a'),
    };
  };
  return cases.flatMap((sent, index) => {
    const given = fromKnownStart(sent, capabilities);
    const isFirst = isAmongFirst(sent, cases);
    // a tape has single draws
    const modes = given.sampling === undefined ? oracleModes : (['callback'] as const);
    const tasks = modes.map((oracleMode) => createTask(given, oracleMode, isFirst));
    if (given.isFixed === true || given.isLong === true) return tasks;
    const isFlat = Math.floor(index / oracleModes.length) % 2 === 1;
    // each mode has large units in every other case, and small ones in the rest
    const scaled = (['large', 'small'] as const).flatMap((unit, place) => {
      const oracleMode = oracleModes[(index + place) % oracleModes.length];
      return oracleMode === undefined
        ? []
        : [createTask(inUnits(given, unit, arithmetic, isFlat), oracleMode)];
    });
    return [...tasks, ...scaled];
  });
}
