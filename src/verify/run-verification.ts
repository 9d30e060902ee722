/** Verifies an implementation, level by level, and keeps going when it fails, dies or hangs. */
import { InputError } from '../errors.js';
import type { Implementation } from './adapters/implementation.js';
import { explainFailures } from './explain-failures.js';
import { inputOf, nothing, type Explanation, type JudgedCase } from './diagnosis/index.js';
import { joinRanges, type CaseRanges } from './cases/ranges.js';
import { createDriver } from './driver.js';
import {
  defaultLevel,
  highestLevel,
  listTasks,
  variantsToJudge,
  type AllTasks,
  type TaskOptions,
} from './levels/all-levels.js';
import type { LevelTask } from './levels/level.js';
import { explainPage, type JudgedPageRun } from './pages/explain-page.js';
import { shakeHands, StartError } from './peer/greet.js';
import { createInProcessPeer } from './peer/in-process-peer.js';
import { defaultLimits, type Peer, type PeerLimits } from './peer/peer.js';
import { startProcessPeer } from './peer/process-peer.js';
import type { HelloReply } from './protocol/replies.js';
import { isFailing } from './report/report-view.js';
import { describedMethod } from './report/described-method.js';
import { combineProblems, resultOf, summarize } from './report/summarize.js';
import type { TranscriptSink } from './report/transcript.js';
import type { CaseResult, VerifyReport } from './report/verify-report.js';
import type { Evidence } from './session/evidence.js';
import { isOfLength } from './session/case-outcome.js';
import { measureResolution } from './session/measure-resolution.js';
import { withRestored, type RestoredRun } from './pages/restored.js';

/** What to verify. */
export interface VerifyOptions extends TaskOptions {
  readonly requestSeconds?: number | undefined;
  /** Whether "unsupported", inside what the program declares, leaves a case untested; else it is not judged, and the outcome incomplete. */
  readonly allowsUnsupported?: boolean | undefined;
  /** Whether failures are explained, which takes longer than finding them; they are where it is left out. */
  readonly explains?: boolean | undefined;
  /** No case begins later than this after the start. */
  readonly totalSeconds?: number | undefined;
  /** Called with the number of tasks, and after each. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** How many cases in a row may end the process, or be without an answer for too long, before the rest is given up. */
const patience = { faults: 5, timeouts: 3 };

/**
 * Verifies what `open` starts.
 *
 * @param open - starts the implementation; called again after a case that ended it.
 * @throws StartError where not even the handshake comes about.
 */
async function verifyPeer(open: () => Peer, given: VerifyOptions = {}): Promise<VerifyReport> {
  const { totalSeconds = 600, requestSeconds = 30, level = defaultLevel } = given;
  if (!(Number.isInteger(level) && level >= 0 && level <= highestLevel)) {
    throw new InputError({
      problem: `there is no level ${level}`,
      where: 'the option level',
      expected: `a whole number from 0 to ${highestLevel}`,
      fix: `Leave it out for level ${defaultLevel}.`,
    });
  }
  const started = performance.now();
  const isOver = (): boolean => performance.now() - started > totalSeconds * 1000;
  const first = open();
  const hello = await shakeHands(first, requestSeconds);
  const options = settled(given, hello.capabilities);
  const { judge, close } = createDriver({
    open,
    hello,
    first,
    requestSeconds,
    context: { isOver },
    allowsUnsupported: options.allowsUnsupported,
  });
  const results: CaseResult[] = [];
  const seen: JudgedCase[] = [];
  const covered: CaseRanges[] = [];
  const right: Evidence[] = [];
  const ofPage: JudgedPageRun[] = [];
  const lost: RestoredRun[] = [];
  let [faultsInARow, timeoutsInARow] = [0, 0];
  const judgeOne = async (task: LevelTask): Promise<CaseResult> => {
    const isHanging = timeoutsInARow >= patience.timeouts;
    if (isOver() || isHanging || faultsInARow >= patience.faults) {
      const why = isOver()
        ? `the limit of ${totalSeconds} s for the whole verification was reached`
        : isHanging
          ? `${patience.timeouts} cases in a row had no answer within the limit (--limits request=…)`
          : `${patience.faults} cases in a row ended the process`;
      return resultOf(task, { verdict: 'not-judged', message: `not run: ${why}.` });
    }
    const { outcome, fault, log } = await judge(task);
    faultsInARow = fault ? faultsInARow + 1 : 0;
    timeoutsInARow = fault?.verdict === 'timeout' || outcome.verdict === 'timeout' ? timeoutsInARow + 1 : 0;
    const { evidence, pageRun, restored, ...rest } = outcome;
    if (restored !== undefined) lost.push({ id: task.id, ...restored });
    if (pageRun !== undefined)
      ofPage.push({
        id: task.id,
        isFailing: outcome.verdict === 'fail',
        run: pageRun,
      });
    if (rest.covered !== undefined) covered.push(rest.covered);
    if (evidence !== undefined) {
      if (outcome.verdict === 'pass') right.push(evidence);
      seen.push({
        id: task.id,
        isFailing: isFailing(outcome.verdict) && !isOfLength(outcome),
        passesAlone: outcome.passesAlone === true,
        input: inputOf(evidence),
      });
    }
    return resultOf(task, rest, log);
  };
  try {
    const { asked, searches }: AllTasks = listTasks(hello.capabilities, options);
    const total = asked.length + searches.length;
    const finish = (result: CaseResult): void => {
      results.push(result);
      options.onProgress?.(results.length, total);
    };
    options.onProgress?.(0, total);
    for (const task of asked) finish(await judgeOne(task));
    for (const { count, problem } of searches) {
      const problems: CaseResult[] = [];
      // the first failure ends a search
      while (problems.length < count && !problems.some(({ verdict }) => isFailing(verdict))) {
        problems.push(await judgeOne(problem(problems.length)));
      }
      finish(problems.find(({ verdict }) => isFailing(verdict)) ?? combineProblems(problems));
    }
    const fault = await close();
    if (fault !== undefined) {
      results.push({ id: 'L0/bye', level: 0, verdict: fault.verdict, message: fault.message });
    }
  } finally {
    await close();
  }
  const explain = (): Explanation =>
    options.page === undefined
      ? explainFailures(seen, options.method)
      : withRestored(explainPage(options.page, ofPage, options.otherPages), lost);
  return summarize(hello, results, {
    seed: options.seed,
    method: describedMethod(options),
    allowsUnsupported: options.allowsUnsupported,
    covered: joinRanges(covered),
    resolution: measureResolution(right),
    explanation: options.explains === false ? nothing : explain(),
    judged: seen,
    variants: variantsToJudge(hello.capabilities, options),
  });
}

/** A method of the list that has a page too is judged by that page where the program has it under its own name. */
function settled(options: VerifyOptions, { methods = [] }: HelloReply['capabilities']): VerifyOptions {
  if (options.method === undefined || options.page === undefined) return options;
  const { method, page, ...rest } = options;
  return methods.includes(method) ? { ...rest, page } : { ...rest, method };
}

/** How a command is started. */
export interface VerifyProcessOptions extends VerifyOptions {
  readonly startSeconds?: number | undefined;
  /** Takes down everything that is said. */
  readonly transcript?: TranscriptSink | undefined;
}

/**
 * Verifies a program that speaks the protocol (docs/formats/protocol.md) over its standard input and output.
 * For programs in any language.
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
 * @throws StartError where the handshake does not come about, and where it goes on after goodbye.
 */
export async function greetCommand(
  command: readonly [string, ...string[]],
  limits: PeerLimits,
): Promise<HelloReply> {
  const peer = startProcessPeer(command, { limits });
  const hello = await shakeHands(peer, limits.requestSeconds);
  const fault = await peer.stop();
  if (fault !== undefined) throw new StartError(fault.message, peer.takeLog());
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
