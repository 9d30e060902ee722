/** Judges tasks one by one, so that what each gives is a matter of the task alone, whatever was asked before. */
import { isDeepStrictEqual } from 'node:util';
import type { RunContext } from './levels/level.js';
import { PeerFault, type Peer } from './peer/peer.js';
import type { HelloReply } from './protocol/replies.js';
import { isFailing } from './report/report-view.js';
import type { CaseOutcome } from './session/case-outcome.js';
import { greet } from './verify.js';

/** Asks one thing of whoever it is given. */
export type Ask = (peer: Peer, context: RunContext) => Promise<CaseOutcome>;

/** Asks, and stops what it has started. */
export interface LoneJudge {
  readonly judge: (ask: Ask) => Promise<CaseOutcome>;
  readonly close: () => Promise<void>;
}

/** Whom to ask. */
export interface LoneJudgeOptions {
  /** Starts the implementation. */
  readonly open: () => Peer;
  /** What it said of itself at first. */
  readonly hello: Pick<HelloReply, 'implementation' | 'capabilities'>;
  readonly requestSeconds: number;
}

/** Each task takes the time that it takes: a limit for all of them would make one depend on the others. */
const context: RunContext = { isOver: () => false };

const remark =
  'In a process of its own the case passes: what was asked before it has a part in this. Sessions must not depend on one another.';

/**
 * A judge that keeps one process for all tasks that go well.
 *
 * What does not go well counts only if it happens in a new process as well: it is asked there again, and that is the outcome,
 * with the same ids of requests and sessions whatever was asked before. One fault ends a task, and no task is given up for
 * the faults of another.
 */
export function createLoneJudge({ open, hello, requestSeconds }: LoneJudgeOptions): LoneJudge {
  /** Has done everything well so far. */
  let kept: Peer | undefined;

  const release = async (): Promise<void> => {
    const old = kept;
    kept = undefined;
    await old?.stop();
  };
  const askNew = async (ask: Ask): Promise<CaseOutcome> => {
    kept = open();
    const outcome = await attempt(kept, async (peer) => {
      if (!isDeepStrictEqual(selfOf(await greet(peer, requestSeconds)), selfOf(hello))) {
        throw new PeerFault('protocol', 'its answer to "hello" is another one than it gave at first.');
      }
      return ask(peer, context);
    });
    if (isFailing(outcome.verdict)) await release();
    return outcome;
  };
  return {
    judge: async (ask) => {
      if (kept === undefined) return askNew(ask);
      const outcome = await attempt(kept, (peer) => ask(peer, context));
      if (!isFailing(outcome.verdict)) return outcome;
      await release();
      const alone = await askNew(ask);
      if (isFailing(alone.verdict)) return alone;
      return { ...outcome, message: [outcome.message, remark].filter(Boolean).join(' ') };
    },
    close: release,
  };
}

/** What an implementation says of itself. */
function selfOf({ implementation, capabilities }: LoneJudgeOptions['hello']): LoneJudgeOptions['hello'] {
  return { implementation, capabilities };
}

/** What comes of asking; a fault is an outcome too. */
async function attempt(peer: Peer, ask: (peer: Peer) => Promise<CaseOutcome>): Promise<CaseOutcome> {
  try {
    return await ask(peer);
  } catch (error) {
    if (!(error instanceof PeerFault)) throw error;
    return { verdict: error.verdict, message: error.message };
  }
}
