/** Drives one case over the protocol and says what came of it. */
import { formatViolation, type ComponentReport } from '../../judge/index.js';
import { rangesOf, type CaseRanges } from '../cases/ranges.js';
import { diagnoseDomain } from '../diagnosis/diagnose-domain.js';
import { PeerFault, type Peer } from '../peer/peer.js';
import type { Response } from '../protocol/replies.js';
import type { Suspicion, Verdict } from '../report/verify-report.js';
import type { PageRun } from '../pages/page-run.js';
import type { RestoredRun } from '../pages/restored.js';
import { auditSamplers } from './audit-samplers.js';
import { foldMinibatches } from './fold-minibatches.js';
import { judgeRun, type RunJudgement } from './judge-run.js';
import { describeExcess, openMessage, type PreparedCase } from './prepared-case.js';
import { followParameters } from './reported-parameters.js';
import { createRecorder, type Recorder } from './recorder.js';
import type { Evidence } from './evidence.js';
import { findHidden } from './measure-resolution.js';
import { alignDraws } from './align-draws.js';
import { reportRun, type ReportedRun } from './reported-run.js';

/** What came of a case. */
export interface CaseOutcome {
  readonly verdict: Verdict;
  readonly message?: string;
  readonly violation?: ComponentReport;
  /** Likely mistakes, where the task itself knows them. */
  readonly suspicions?: readonly Suspicion[];
  /** What was judged: failures are explained by it, and a passing case refutes explanations. */
  readonly evidence?: Evidence;
  /** The run of a method that was judged by its page. */
  readonly pageRun?: PageRun;
  /** The run of a method that was saved after a round, and does not go on as it should. */
  readonly restored?: Omit<RestoredRun, 'id'>;
  /** What the runs cover that were judged. */
  readonly covered?: CaseRanges;
  /** The smallest problem that failed, as a problem file, where problems are random. */
  readonly problem?: string;
  /** Whether it is `not-judged` because the program answered "unsupported" to something inside what it had declared. */
  readonly isRefused?: true;
  /** Whether it is `unsupported` because its states pass and rounding could hide a step of them. */
  readonly isHidden?: true;
  /** What ended the process after the states that were judged. */
  readonly fault?: PeerFault;
  /** Whether a case that failed passed in a process of its own. */
  readonly passesAlone?: true;
}

/** What is said of a case that passes alone. */
export const remark =
  'In a process of its own the case passes: what was asked before it has a part in this, or chance. Sessions must not depend on one another, and a program draws nothing itself.';

/** Two sentences, or the second where there is no first. */
export function addSentence(first: string | undefined, second: string): string {
  return first === undefined ? second : `${first.replace(/[.;]?$/, '.')} ${second}`;
}

const sessions = new WeakMap<Peer, number>();

/** A name that no session of this peer had before, and that says nothing. */
export function nextSession(peer: Peer): string {
  const count = (sessions.get(peer) ?? 0) + 1;
  sessions.set(peer, count);
  return `s${count}`;
}

/** Whether nothing but the number of rounds is wrong: every round that was made is right, so no equation explains it. */
export function isOfLength({ violation }: Pick<CaseOutcome, 'violation'>): boolean {
  return violation?.equation === 'REPORT.1';
}

/** Makes a whole run and judges it. */
export async function runWholeCase(peer: Peer, prepared: PreparedCase): Promise<CaseOutcome> {
  return (await driveWholeCase(peer, prepared)).outcome;
}

/** What came of a run, and the run itself, where it came to its end. */
export interface DrivenCase {
  readonly outcome: CaseOutcome;
  readonly run?: ReportedRun;
}

/** Makes a whole run, judges it and hands it on. */
export async function driveWholeCase(peer: Peer, prepared: PreparedCase): Promise<DrivenCase> {
  const session = nextSession(peer);
  const recorder = createRecorder(prepared, session);
  const closed = await openSession(peer, prepared, session);
  if (closed !== undefined) return { outcome: closed };
  const rounds = prepared.case.parameters.roundCount;
  const end = await endOf(() => peer.request({ type: 'run', session, rounds }, recorder));
  if (end instanceof PeerFault || end.type !== 'ok') return { outcome: judgeCutRun(prepared, recorder, end) };
  await peer.request({ type: 'close', session });
  return judgeRecorded(prepared, recorder);
}

/** How a run ended: with an answer, or with the process. */
export async function endOf(run: () => Promise<unknown>): Promise<Response | PeerFault> {
  try {
    return (await run()) as Response;
  } catch (error) {
    if (error instanceof PeerFault) return error;
    throw error;
  }
}

/** A run that did not come to its end. */
function judgeCutRun(prepared: PreparedCase, recorder: Recorder, end: Response | PeerFault): CaseOutcome {
  const recorded = recorder.rounds();
  const { case: given } = prepared;
  const reported = recorded.slice(1).filter(({ x }) => x !== undefined).length;
  // nobody drew anything for rounds that were not asked for
  const roundCount = Math.min(reported, given.parameters.roundCount);
  const isReported = recorded.some(({ x, points }) => x !== undefined || points.length > 0);
  if (roundCount === 0) return judgeEnd(end, undefined, 0, isReported);
  const cut = { ...given, parameters: { ...given.parameters, roundCount } };
  const seen = { ...recorder, rounds: () => recorded.slice(0, roundCount + 1) };
  const { outcome } = judgeRecorded({ ...prepared, case: cut }, seen);
  return judgeEnd(end, outcome.verdict === 'fail' ? outcome : undefined, roundCount);
}

/**
 * What came of a run that did not come to its end: first what it has reported, so that nothing hides behind how it ended. States and then
 * "unsupported" is against the protocol.
 *
 * @param failed - what is wrong in the rounds that were reported.
 * @throws PeerFault where the process has ended and every round before that is right.
 */
export function judgeEnd(
  end: Response | PeerFault,
  failed: CaseOutcome | undefined,
  roundCount: number,
  isReported = roundCount > 0,
): CaseOutcome {
  const isFault = end instanceof PeerFault;
  const last: CaseOutcome = isFault
    ? { verdict: end.verdict, message: end.message }
    : end.type !== 'unsupported' || !isReported
      ? explainRefusal(end, 'run')
      : {
          verdict: 'protocol',
          message: `"run" was answered with "unsupported" (${end.capability}) after states of it were reported. Say what is missing in "capabilities" of the answer to hello, or answer "open" with it, before the run begins.`,
        };
  if (failed !== undefined) {
    const after = `After round ${roundCount}: ${last.message ?? last.verdict}`;
    return { ...failed, message: addSentence(failed.message, after), ...(isFault ? { fault: end } : {}) };
  }
  if (isFault) throw end;
  return last;
}

/** The judgement of all rounds that were recorded. */
function judgeRecorded(prepared: PreparedCase, recorder: Recorder): DrivenCase {
  const start = prepared.case.startingPoint.map(prepared.codec.write);
  const followed = followParameters(prepared, recorder.rounds());
  const aligned = alignDraws(foldMinibatches(followed.prepared, recorder), recorder);
  const run = reportRun(aligned, recorder, start);
  const { violations: drawn, suspicions } = auditSamplers(prepared.case, recorder.drawn());
  const judgement = judgeRun(aligned, run, [...drawn, ...followed.violations]);
  const { evidence, ...outcome } = toOutcome(judgement, { prepared: aligned, run, recorder });
  // a diagnosis of equations has nothing to say where rows alone are wrong
  const isOfRows = drawn.length > 0 && judgement.violations.length === drawn.length;
  return {
    outcome: {
      ...outcome,
      ...(evidence === undefined || isOfRows ? {} : { evidence }),
      ...(suspicions.length === 0 ? {} : { suspicions }),
    },
    run,
  };
}

/** The outcome of a judgement. */
export function toOutcome(judgement: RunJudgement, evidence: Evidence): CaseOutcome {
  const { verdict, violations, reason } = judgement;
  const [judged] = violations;
  const hidden = verdict === 'pass' ? findHidden(evidence) : undefined;
  if (hidden !== undefined)
    return { verdict: 'unsupported', isHidden: true, message: `nothing is told here: ${hidden}` };
  const { singleRound, prepared } = evidence;
  const covered =
    verdict === 'unsupported' ? {} : { covered: rangesOf(prepared.case, singleRound !== undefined) };
  if (judged === undefined)
    return { verdict, ...(reason === undefined ? {} : { message: reason }), ...covered, evidence };
  const violation = singleRound === undefined ? judged : { ...judged, round: singleRound.round };
  return { verdict, message: formatViolation(violation), violation, ...covered, evidence };
}

/** Opens a session of a case; what came of the case where that is not possible. A message that no line holds is not sent. */
export async function openSession(
  peer: Peer,
  prepared: PreparedCase,
  session: string,
): Promise<CaseOutcome | undefined> {
  const { variant, parameters } = prepared.case;
  const message = openMessage(prepared, session);
  const excess = describeExcess(message);
  if (excess !== undefined) return { verdict: 'unsupported', message: excess };
  const response = (await peer.request(message)) as Response;
  if (response.type === 'ok') return undefined;
  const outcome = explainRefusal(response, 'open');
  return response.type === 'rejected'
    ? { ...outcome, suspicions: diagnoseDomain({ variant, parameters, isRejected: true }) }
    : outcome;
}

/** What an answer other than `ok` means for a case with good parameters, inside what the program has declared. */
export function explainRefusal(response: Response, request: string): CaseOutcome {
  switch (response.type) {
    case 'rejected':
      return {
        verdict: 'fail',
        message: `"${request}" was rejected although every parameter is in its domain (${response.code}: ${response.message}).`,
      };
    case 'unsupported':
      return {
        verdict: 'not-judged',
        isRefused: true,
        message: `"${request}" was answered with "unsupported" (${response.capability}), which the answer to hello does not say: declare it there, under "capabilities".`,
      };
    case 'error':
      return {
        verdict: 'error',
        message: `the implementation failed with an exception, and did not say "unsupported": ${response.message}`,
      };
    case 'ok':
      return { verdict: 'pass' };
  }
}
