/**
 * Judges tasks one after the other, in the same way in one process and on many workers: whoever judges a task has asked the
 * one before it last, so that what a session leaves behind shows everywhere or nowhere.
 */
import { isDeepStrictEqual } from 'node:util';
import type { LevelTask, RunContext } from './levels/level.js';
import { greet } from './peer/greet.js';
import { PeerFault, type Peer, protocolFault } from './peer/peer.js';
import { keepReplies, type ListeningPeer, type StoredReply } from './peer/stored-replies.js';
import type { HelloReply } from './protocol/replies.js';
import { isFailing } from './report/report-view.js';
import { addSentence, remark, type CaseOutcome } from './session/case-outcome.js';

/** Asks, and stops what it has started. */
export interface Driver {
  /** Asks a task, after whatever was asked last. */
  readonly judge: (task: LevelTask) => Promise<JudgedTask>;
  /** Makes sure that this task was asked last. */
  readonly follow: (task: LevelTask) => Promise<void>;
  /** Returns what the last process did wrong after `bye`. */
  readonly close: () => Promise<PeerFault | undefined>;
}

/** What came of a task. */
export interface JudgedTask {
  readonly outcome: CaseOutcome;
  /** What ended the process: it died, was silent for too long, or broke the protocol. */
  readonly fault?: PeerFault;
  /** What was written to standard error meanwhile, cut. */
  readonly log: string;
  /** What was said. */
  readonly replies: readonly StoredReply[];
}

/** Whom to ask. */
export interface DriverOptions {
  /** Starts the implementation. */
  readonly open: () => Peer;
  /** What it said of itself at first. */
  readonly hello: Pick<HelloReply, 'implementation' | 'capabilities'>;
  /** One that has been greeted and was asked nothing else. */
  readonly first?: Peer;
  readonly requestSeconds: number;
  readonly context?: RunContext;
  /** Whether "unsupported", inside what was declared, leaves a case untested in place of not judged. */
  readonly allowsUnsupported?: boolean | undefined;
}

/**
 * A driver that keeps one process until a fault ends it.
 *
 * A fault, and a failure of a task that says so, is asked again in a new process. What happens there is the outcome, the same
 * whatever was asked before; where nothing fails there, the outcome is the failure, with a remark on sessions that depend on
 * one another.
 */
export function createDriver(options: DriverOptions): Driver {
  const { open, hello, requestSeconds, context = { isOver: () => false }, allowsUnsupported } = options;
  let kept: ListeningPeer | undefined = options.first && keepReplies(options.first);
  let hasBeenAsked = false;
  let last: string | undefined;
  /** A process that could not be ended: no other is started beside it. */
  let survivor: PeerFault | undefined;

  const release = async (): Promise<PeerFault | undefined> => {
    const old = kept;
    [kept, last, hasBeenAsked] = [undefined, undefined, false];
    const fault = await old?.stop();
    if (fault?.survivor !== undefined) survivor = fault;
    return fault;
  };
  /** The process that is kept, or a new one, which must be what the first one was. */
  const peerNow = async (): Promise<ListeningPeer> => {
    if (kept !== undefined) return kept;
    kept = keepReplies(open());
    if (!isDeepStrictEqual(selfOf(await greet(kept, requestSeconds)), selfOf(hello))) {
      throw protocolFault('its answer to "hello" is another one than it gave at first.');
    }
    return kept;
  };
  const allowed = (outcome: CaseOutcome): CaseOutcome =>
    allowsUnsupported === true && outcome.isRefused === true
      ? { ...outcome, verdict: 'unsupported' }
      : outcome;
  const ask = async (task: LevelTask): Promise<JudgedTask> => {
    if (survivor !== undefined) {
      const message = `not run: process ${survivor.survivor} could not be ended.`;
      const outcome = { verdict: 'not-judged', message } as const;
      return { outcome, log: '', replies: [] };
    }
    try {
      const peer = await peerNow();
      [hasBeenAsked, last] = [true, task.id];
      peer.takeReplies();
      const renew = async (): Promise<Peer> => {
        await release();
        [hasBeenAsked, last] = [true, task.id];
        return peerNow();
      };
      const { fault, ...outcome } = await task.run(peer, { ...context, renew });
      const now = kept ?? peer;
      const judged = { outcome: allowed(outcome), log: now.takeLog(), replies: now.takeReplies() };
      return fault === undefined ? judged : await ended(judged, fault);
    } catch (error) {
      if (!(error instanceof PeerFault)) throw error;
      const outcome = { verdict: error.verdict, message: error.message };
      return ended({ outcome, log: kept?.takeLog() ?? '', replies: [] }, error);
    }
  };
  /** What came of a task that ended the process, of which something may be left. */
  const ended = async (judged: JudgedTask, fault: PeerFault): Promise<JudgedTask> => {
    const left = await release();
    if (left === undefined) return { ...judged, fault };
    const message = addSentence(judged.outcome.message, left.message);
    return { ...judged, outcome: { ...judged.outcome, message }, fault };
  };
  return {
    judge: async (task) => {
      const isAlone = !hasBeenAsked;
      const judged = await ask(task);
      const { outcome, fault } = judged;
      const isAskedAgain = fault ? fault.verdict !== 'timeout' : task.isAskedAgain === true;
      if (isAlone || !isFailing(outcome.verdict) || !isAskedAgain) return judged;
      await release();
      if (survivor !== undefined) return judged;
      const again = await ask(task);
      if (isFailing(again.outcome.verdict)) return again;
      return {
        ...judged,
        outcome: { ...outcome, message: addSentence(outcome.message, remark), passesAlone: true },
      };
    },
    follow: async (task) => {
      if (last !== task.id) await ask(task);
    },
    close: release,
  };
}

/** What an implementation says of itself. */
function selfOf({ implementation, capabilities }: DriverOptions['hello']): DriverOptions['hello'] {
  return { implementation, capabilities };
}
