/** Verification of a command, and of an implementation in this process. */
import type { Implementation } from './adapters/implementation.js';
import { createInProcessPeer } from './peer/in-process-peer.js';
import { defaultLimits, type PeerLimits } from './peer/peer.js';
import { startProcessPeer } from './peer/process-peer.js';
import type { HelloReply } from './protocol/replies.js';
import type { TranscriptSink } from './report/transcript.js';
import type { VerifyReport } from './report/verify-report.js';
import { shakeHands, verifyPeer, type VerifyOptions } from './verify.js';

/** How a command is started. */
export interface VerifyProcessOptions extends VerifyOptions {
  readonly startSeconds?: number;
  /** Takes down everything that is said. */
  readonly transcript?: TranscriptSink;
}

/**
 * Verifies a program that speaks the protocol (docs/formats/protocol.md) over its standard input and output.
 *
 * @param command - the argument vector; no shell sees it.
 * @returns the report; every process that was started is gone.
 * @throws StartError where the handshake does not come about.
 */
export async function verifyCommand(
  command: readonly [string, ...string[]],
  options: VerifyProcessOptions = {},
): Promise<VerifyReport> {
  const { startSeconds = defaultLimits.startSeconds, requestSeconds = defaultLimits.requestSeconds } =
    options;
  const limits = { startSeconds, requestSeconds };
  const { transcript } = options;
  const processOptions = transcript === undefined ? { limits } : { limits, transcript };
  return verifyPeer(() => startProcessPeer(command, processOptions), { ...options, requestSeconds });
}

/**
 * What a program says of itself; it is started for that and told goodbye.
 *
 * @throws StartError where the handshake does not come about.
 */
export async function greetCommand(
  command: readonly [string, ...string[]],
  limits: PeerLimits,
): Promise<HelloReply> {
  const peer = startProcessPeer(command, { limits });
  const hello = await shakeHands(peer, limits.requestSeconds);
  await peer.stop();
  return hello;
}

/**
 * Verifies an implementation in this process, with the same cases, messages and checks, and without pipes.
 *
 * It cannot cut off an implementation that hangs: use {@link verifyCommand} for that.
 *
 * @example
 * ```ts
 * import { verifyImplementation } from 'auxopt/verify';
 *
 * const report = await verifyImplementation({
 *   name: 'plain gradient descent',
 *   variants: {
 *     sgd: (task) => {
 *       if (!(task.stepSize > 0 && task.localStepCount === 1 && task.roundCount >= 1)) throw new RangeError('domain');
 *       return ({ x }) => {
 *         const gradient = task.drawSnapshot().f(x);
 *         return { x: x.map((value, i) => value - task.stepSize * (gradient[i] ?? 0)) };
 *       };
 *     },
 *   },
 * });
 * report.verdict; // 'pass'
 * ```
 */
export async function verifyImplementation<V = number>(
  implementation: Implementation<V>,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  return verifyPeer(() => createInProcessPeer(implementation), options);
}
