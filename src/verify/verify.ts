/** Verifies an implementation, level by level, and keeps going when it fails, dies or hangs. */
import { AuxoptError } from '../errors.js';
import { levelsOf, listTasks, type TaskOptions } from './levels/all-levels.js';
import type { LevelTask } from './levels/level.js';
import { PeerFault, type Peer } from './peer/peer.js';
import type { HelloReply } from './protocol/replies.js';
import { largestLine, protocolVersion } from './protocol/version.js';
import { resultOf } from './report/result-of.js';
import { summarize } from './report/summarize.js';
import type { CaseResult, VerifyReport } from './report/verify-report.js';
import type { CaseOutcome } from './session/case-outcome.js';

/** What to verify. */
export interface VerifyOptions extends TaskOptions {
  readonly requestSeconds?: number;
  /** No case begins later than this after the start. */
  readonly totalSeconds?: number;
  /** Called with the number of tasks, and after each. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** How many cases in a row may end the process before the rest is given up. */
const patience = 5;

/** The implementation could not be started, or broke the protocol before any case ran. */
export class StartError extends AuxoptError {
  readonly log: string;

  constructor(message: string, log: string) {
    super(message);
    this.log = log;
  }
}

/**
 * Verifies what `open` starts.
 *
 * @param open - starts the implementation; called again after a case that ended it.
 * @throws StartError where not even the handshake comes about.
 */
export async function verifyPeer(open: () => Peer, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { totalSeconds = 600, requestSeconds = 30 } = options;
  const started = performance.now();
  let peer = open();
  const hello = await shakeHands(peer, requestSeconds);
  let tasks: readonly LevelTask[];
  try {
    const { asked, searches } = listTasks(hello.capabilities, options);
    tasks = [...asked, ...searches];
  } catch (error) {
    await peer.stop();
    throw error;
  }
  const results: CaseResult[] = [];
  const context = { isOver: () => performance.now() - started > totalSeconds * 1000 };
  let faultsInARow = 0;
  let needsNewPeer = false;

  try {
    options.onProgress?.(0, tasks.length);
    for (const task of tasks) {
      const isOver = context.isOver();
      if (isOver || faultsInARow >= patience) {
        const message = isOver
          ? `not run: the limit of ${totalSeconds} s for the whole verification was reached.`
          : `not run: ${patience} cases in a row ended the process.`;
        results.push(resultOf(task, { verdict: isOver ? 'timeout' : 'crash', message }));
        continue;
      }
      let outcome: CaseOutcome;
      try {
        // a process that left between two cases is not replaced in silence: the next request says so
        if (needsNewPeer) {
          await peer.stop();
          peer = open();
          needsNewPeer = false;
          await greet(peer, requestSeconds);
        }
        outcome = await task.run(peer, context);
        faultsInARow = 0;
      } catch (error) {
        if (!(error instanceof PeerFault)) throw error;
        faultsInARow += 1;
        needsNewPeer = true;
        outcome = { verdict: error.verdict, message: error.message };
      }
      results.push(resultOf(task, outcome, peer.takeLog()));
      options.onProgress?.(results.length, tasks.length);
    }
  } finally {
    await peer.stop();
  }
  return summarize(hello, levelsOf(tasks), results);
}

/**
 * The first greeting: what fails here is no verdict on a case.
 *
 * @throws StartError
 */
export async function shakeHands(peer: Peer, requestSeconds: number): Promise<HelloReply> {
  try {
    const hello = await greet(peer, requestSeconds);
    if (hello.capabilities.variants.length > 0) return hello;
    throw new PeerFault(
      'protocol',
      'the program is a source of gradients and has no algorithm to verify; auxopt measure asks such programs.',
    );
  } catch (error) {
    await peer.stop();
    if (!(error instanceof PeerFault)) throw error;
    throw new StartError(error.message, peer.takeLog());
  }
}

/** Says hello and checks the answer. */
export async function greet(peer: Peer, requestSeconds: number): Promise<HelloReply> {
  const limits = { lineBytes: largestLine, requestSeconds };
  const reply = await peer.request({ type: 'hello', protocol: protocolVersion, limits });
  if (reply.type !== 'hello') {
    throw new PeerFault('protocol', `"hello" was answered with "${reply.type}"; "hello" was expected.`);
  }
  if (reply.protocol.major !== protocolVersion.major) {
    throw new PeerFault(
      'protocol',
      `the implementation speaks version ${reply.protocol.major} of the protocol, the kit version ${protocolVersion.major}.`,
    );
  }
  return reply;
}
