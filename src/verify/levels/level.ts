/** What a level is made of: tasks that each ask one thing of an implementation. */
import { isConstant, isPerStep, type VariantName } from '../../../spec/model/index.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { Peer } from '../peer/peer.js';
import type { InitializationKind, OracleMode } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import type { PreparedCase } from '../session/prepared-case.js';
import type { CaseOutcome } from '../session/case-outcome.js';

/** What a task may know of the verification that it is part of. */
export interface RunContext {
  /** Whether the time for the whole verification is over: nothing more is to begin. */
  readonly isOver: () => boolean;
}

/** One thing to ask. */
export interface LevelTask {
  readonly id: string;
  readonly level: number;
  readonly variant?: VariantName;
  readonly oracleMode?: OracleMode;
  /** Whether a failure is asked again in a process of its own, to tell whether what was asked before has a part in it. */
  readonly isAskedAgain?: boolean;
  readonly run: (peer: Peer, context: RunContext) => Promise<CaseOutcome>;
}

/** Whether an implementation has a kind of m⁰. */
export function hasInitialization({ initializations }: Capabilities, kind: InitializationKind): boolean {
  return kind === 'none' || initializations === undefined || initializations.includes(kind);
}

/**
 * Whether an implementation can be asked a case: schedules only where it declares them, its own only where it reports them, and
 * minibatches only by a law that it declares.
 */
export function canFollow(
  { schedules = [], minibatches = [], oracleModes, snapshotDraws }: Capabilities,
  given: VerificationCase,
): boolean {
  if (given.sampling !== undefined) {
    const { kind } = given.sampling;
    return minibatches.includes(kind) && oracleModes.includes('callback') && snapshotDraws === 'joint';
  }
  if (given.choosesSchedule === true) return schedules.includes('reported');
  const { parameters } = given;
  return isConstant(parameters) || schedules.includes(isPerStep(parameters) ? 'given-per-step' : 'given');
}

/** A task that the implementation honestly cannot do. */
export function unsupported(capability: string): LevelTask['run'] {
  return () => Promise.resolve({ verdict: 'unsupported', message: `not supported: ${capability}` });
}

/** The run of a prepared case; an honest gap where its start or its numbers are not there. */
export function runPrepared(
  capabilities: Capabilities,
  kind: InitializationKind,
  prepared: PreparedCase | undefined,
  run: (peer: Peer, prepared: PreparedCase, context: RunContext) => Promise<CaseOutcome>,
): LevelTask['run'] {
  if (!hasInitialization(capabilities, kind)) return unsupported(`initialization ${kind}`);
  if (prepared === undefined) return unsupported(`numbers of this case in ${capabilities.arithmetic}`);
  return (peer, context) => run(peer, prepared, context);
}

/** What a task of many sessions says when the time for the whole verification is over. */
export function outOfTime(done: number, total: number): CaseOutcome {
  return {
    verdict: 'timeout',
    message: `the limit for the whole verification was reached after ${done} of ${total} runs of this case.`,
  };
}
