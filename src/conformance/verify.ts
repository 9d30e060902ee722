/** Verifies an implementation, level by level, and keeps going when it fails, dies or hangs. */
import type { VariantName } from '../../spec/model/index.js';
import { InputError } from '../errors.js';
import { createVerificationCases } from './cases/create-cases.js';
import type { VerificationCase } from './cases/verification-case.js';
import type { LevelTask } from './levels/level.js';
import { level0Tasks } from './levels/level-0.js';
import { level1Tasks } from './levels/level-1.js';
import { level2Tasks } from './levels/level-2.js';
import { level3Tasks } from './levels/level-3.js';
import { level4Tasks } from './levels/level-4.js';
import { level5Tasks, type RandomOptions } from './levels/level-5.js';
import { PeerFault, type Peer } from './peer/peer.js';
import type { HelloReply } from './protocol/replies.js';
import { largestLine, protocolVersion } from './protocol/version.js';
import { summarize } from './report/summarize.js';
import type { CaseResult, VerifyReport } from './report/verify-report.js';
import { diagnoseEvidence } from './diagnosis/index.js';
import type { CaseOutcome } from './session/case-outcome.js';

/** What to verify. */
export interface VerifyOptions extends RandomOptions {
  /** Levels 0 to this one. */
  readonly level?: number;
  /** Only these variants, of those that the implementation has. */
  readonly variants?: readonly VariantName[];
  /** Replaces the cases of level 2. */
  readonly cases?: readonly VerificationCase[];
  /** Only results whose id fits. */
  readonly only?: (id: string) => boolean;
  readonly requestSeconds?: number;
  /** No case begins later than this after the start. */
  readonly totalSeconds?: number;
  /** Called with the number of tasks, and after each. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The last of the levels. */
export const highestLevel = 5;
/** The level that a verification goes up to unless told otherwise: what every implementation can be asked in seconds. */
export const defaultLevel = 3;

/** How many cases in a row may end the process before the rest is given up. */
const patience = 5;

/** The implementation could not be started, or broke the protocol before any case ran. */
export class StartError extends Error {
  readonly log: string;

  constructor(message: string, log: string) {
    super(message);
    this.name = 'StartError';
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
  const { level = defaultLevel, totalSeconds = 600, requestSeconds = 30 } = options;
  const started = performance.now();
  let peer = open();
  const hello = await shakeHands(peer, requestSeconds);
  let tasks: readonly LevelTask[];
  try {
    tasks = tasksFor(hello, level, options);
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
        results.push(resultOf(task, { verdict: isOver ? 'timeout' : 'crash', message }, ''));
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

/** The first greeting: what fails here is no verdict on a case. */
async function shakeHands(peer: Peer, requestSeconds: number): Promise<HelloReply> {
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

function tasksFor({ capabilities }: HelloReply, level: number, options: VerifyOptions): readonly LevelTask[] {
  const { variants: wanted, only = () => true } = options;
  const variants = capabilities.variants.filter((variant) => wanted?.includes(variant) ?? true);
  if (variants.length === 0 && level > 0) throw noVariant(capabilities.variants);
  const cases = (options.cases ?? createVerificationCases()).filter(({ variant }) =>
    variants.includes(variant),
  );
  const levels: readonly (() => readonly LevelTask[])[] = [
    level0Tasks,
    () => level1Tasks(capabilities, variants),
    () => level2Tasks(capabilities, cases),
    () => level3Tasks(capabilities, variants),
    () => level4Tasks(capabilities, variants),
    () => level5Tasks(capabilities, variants, options),
  ];
  return levels
    .slice(0, level + 1)
    .flatMap((tasks) => tasks())
    .filter(({ id }) => only(id));
}

function noVariant(declared: readonly VariantName[]): InputError {
  return new InputError({
    problem: 'the implementation has none of the variants that were asked for',
    where: '--variant',
    expected: `of ${declared.join(', ')}, which it declares`,
    mend: 'Ask for one of these, or declare what it has in its answer to hello.',
  });
}

function levelsOf(tasks: readonly LevelTask[]): readonly number[] {
  return [...new Set(tasks.map(({ level }) => level))].sort((left, right) => left - right);
}

function resultOf(
  { id, level, variant, oracleMode }: LevelTask,
  { verdict, message, violation, evidence, suspicions = [] }: CaseOutcome,
  log: string,
): CaseResult {
  const diagnosis = evidence === undefined ? suspicions : diagnoseEvidence(evidence);
  return {
    id,
    level,
    ...(variant === undefined ? {} : { variant }),
    ...(oracleMode === undefined ? {} : { oracleMode }),
    verdict,
    ...(message === undefined ? {} : { message }),
    ...(violation === undefined ? {} : { violation }),
    ...(diagnosis.length === 0 ? {} : { diagnosis }),
    ...(log === '' || verdict === 'pass' ? {} : { log: log.slice(-4000) }),
  };
}
