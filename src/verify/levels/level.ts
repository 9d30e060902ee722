/** What a level is made of: tasks that each ask one thing of an implementation. */
import type { VariantName } from '../../../spec/model/index.js';
import { findGap } from '../cases/declared.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { Peer } from '../peer/peer.js';
import type { OracleMode } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import type { PreparedCase } from '../session/prepared-case.js';
import type { CaseOutcome } from '../session/case-outcome.js';

/** What a task may know of the verification that it is part of. */
export interface RunContext {
  /** Whether the time for the whole verification is over: nothing more is to begin. */
  readonly isOver: () => boolean;
  /** Ends the process of the peer and starts it anew. */
  readonly renew?: () => Promise<Peer>;
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

/** What comes of something that the implementation honestly cannot do. */
export function notSupported(capability: string): CaseOutcome {
  return { verdict: 'unsupported', message: `not supported: ${capability}` };
}

/** A task that the implementation honestly cannot do. */
export function unsupported(capability: string): LevelTask['run'] {
  return () => Promise.resolve(notSupported(capability));
}

/** The run of a prepared case; an honest gap where the implementation has not all of the case, or its numbers are not there. */
export function runPrepared(
  capabilities: Capabilities,
  given: VerificationCase,
  prepared: PreparedCase | undefined,
  run: (peer: Peer, prepared: PreparedCase, context: RunContext) => Promise<CaseOutcome>,
): LevelTask['run'] {
  const gap = findGap(capabilities, given);
  if (gap !== undefined) return unsupported(gap);
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
