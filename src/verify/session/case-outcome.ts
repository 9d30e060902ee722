/** Drives one case over the protocol and says what came of it. */
import type { Vector } from '../../../spec/algebra/index.js';
import { isSchedule, parametersAt, scheduledNames } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import { formatViolation, type ComponentReport } from '../../judge/index.js';
import { rangesOf, type CaseRanges } from '../cases/ranges.js';
import type { VerificationCase } from '../cases/verification-case.js';
import { diagnoseDomain } from '../diagnosis/diagnose-domain.js';
import { PeerFault, type Peer } from '../peer/peer.js';
import type { Response } from '../protocol/replies.js';
import type { Suspicion, Verdict } from '../report/verify-report.js';
import type { PageRun } from '../pages/page-run.js';
import { auditSamplers } from './audit-samplers.js';
import { foldMinibatches } from './fold-minibatches.js';
import { judgeRun, judgeSingleRound, type RunJudgement } from './judge-run.js';
import { describeExcess, openMessage, type PreparedCase } from './prepared-case.js';
import { followParameters, readParameter } from './reported-parameters.js';
import { createRecorder, type Recorder } from './recorder.js';
import type { Evidence } from './evidence.js';
import { findHidden } from './measure-resolution.js';
import { alignDraws } from './align-draws.js';
import { findStale, reportRound, reportRun, type ReportedRun } from './reported-run.js';

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
  const closed = await open(peer, prepared, session);
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

/**
 * A run that did not come to its end: what it has reported is judged first, so that nothing hides behind how it ended.
 *
 * @throws PeerFault where the process has ended and every round before that is right.
 */
function judgeCutRun(prepared: PreparedCase, recorder: Recorder, end: Response | PeerFault): CaseOutcome {
  const recorded = recorder.rounds();
  const roundCount = recorded.slice(1).filter(({ x }) => x !== undefined).length;
  const isReported = recorded.some(({ x, points }) => x !== undefined || points.length > 0);
  const last =
    end instanceof PeerFault ? { verdict: end.verdict, message: end.message } : explainEnd(end, isReported);
  if (roundCount > 0) {
    const { case: given } = prepared;
    const cut = { ...given, parameters: { ...given.parameters, roundCount } };
    const seen = { ...recorder, rounds: () => recorded.slice(0, roundCount + 1) };
    const { outcome } = judgeRecorded({ ...prepared, case: cut }, seen);
    if (outcome.verdict === 'fail') {
      const message = addSentence(
        outcome.message,
        `After round ${roundCount}: ${last.message ?? last.verdict}`,
      );
      return { ...outcome, message, ...(end instanceof PeerFault ? { fault: end } : {}) };
    }
  }
  if (end instanceof PeerFault) throw end;
  return last;
}

/** What an answer other than `ok` means at the end of a run; states and then "unsupported" is against the protocol. */
export function explainEnd(end: Response, isReported: boolean): CaseOutcome {
  if (end.type !== 'unsupported' || !isReported) return explainRefusal(end, 'run');
  return {
    verdict: 'protocol',
    message: `"run" was answered with "unsupported" (${end.capability}) after states of it were reported. Say what is missing in "capabilities" of the answer to hello, or answer "open" with it, before the run begins.`,
  };
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

/** The state that a single round starts from. */
export interface RoundState {
  readonly round: number;
  readonly x: Vector<Ratio>;
  readonly xPrevious: Vector<Ratio>;
  readonly m?: Vector<Ratio>;
}

/** Makes one round from a given state and judges it. */
export async function runSingleRound(
  peer: Peer,
  given: PreparedCase,
  state: RoundState,
): Promise<CaseOutcome> {
  const session = nextSession(peer);
  const recorder = createRecorder(given, session, state.round);
  const closed = await open(peer, given, session);
  if (closed !== undefined) return closed;
  const { write } = given.codec;
  const [x, xPrevious] = [state.x.map(write), state.xPrevious.map(write)];
  const correction = state.m?.map(write);
  const done = await peer.request(
    {
      type: 'step',
      session,
      state: { round: state.round, x, xPrevious, ...(correction === undefined ? {} : { m: correction }) },
    },
    recorder,
  );
  if (done.type !== 'ok') return explainRefusal(done as Response, 'step');
  await peer.request({ type: 'close', session });

  const prepared = alignDraws(given, recorder, x);
  const recorded = recorder.rounds()[state.round] ?? { questions: [], points: [] };
  if (recorded.x === undefined) {
    return {
      verdict: 'protocol',
      message: `"step" was answered with ok before the state of round ${state.round} was told.`,
    };
  }
  const { reported, extra, missing } = reportRound(prepared, recorder, recorded, state.round, {
    x,
    xPrevious,
  });
  const known = correction === undefined ? {} : { correction };
  // round t stands second, after a round that ends in the given state, or first where t = 1
  const isFirst = state.round === 1;
  const placed = placeSingleRound(prepared.case, state, isFirst);
  const trace = {
    start: { iterate: isFirst ? x : xPrevious, ...known, gradients: [] },
    rounds: [...(isFirst ? [] : [{ iterate: x, ...known, steps: [] }]), reported],
  };
  const toStray = (question: (typeof extra)[number]) => ({ round: trace.rounds.length, question });
  const undrawn = recorded.questions.filter(({ isUndrawn }) => isUndrawn).map(toStray);
  const stale = findStale(prepared, recorded, state.round).map(({ question }) => toStray(question));
  const due = missing.map((expected) => ({ round: trace.rounds.length, expected }));
  const run = { trace, stray: extra.map(toStray), undrawn, stale, missing: due };
  const moved = { ...prepared, case: placed };
  const followed = scheduledNames
    .flatMap((name) => readParameter(given, recorded, state.round, name).violations)
    .map((violation) => ({ ...violation, round: trace.rounds.length }));
  return toOutcome(judgeSingleRound(moved, trace, run, followed), {
    prepared: moved,
    run,
    recorder,
    singleRound: state.round,
  });
}

/** The case whose second round (first, where t = 1) is round t of the given one. */
function placeSingleRound(
  given: VerificationCase,
  { round, x, xPrevious, m }: RoundState,
  isFirst: boolean,
): VerificationCase {
  const draws = given.tape.rounds[round - 1];
  const ofRound = parametersAt(given.parameters, round);
  const { stepSize } = ofRound;
  const rounds = draws === undefined ? [] : isFirst ? [draws] : [draws, draws];
  return {
    ...given,
    parameters: { ...ofRound, stepSize: isSchedule(stepSize) ? [stepSize] : stepSize },
    startingPoint: isFirst ? x : xPrevious,
    ...(m === undefined ? {} : { initialization: { kind: 'given', correction: m } }),
    tape: { initial: [], rounds },
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
  const violation = singleRound === undefined ? judged : { ...judged, round: singleRound };
  return { verdict, message: formatViolation(violation), violation, ...covered, evidence };
}

/** Opens a session of a case; what came of the case where that is not possible. A message that no line holds is not sent. */
async function open(peer: Peer, prepared: PreparedCase, session: string): Promise<CaseOutcome | undefined> {
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
      return { verdict: 'error', message: `the implementation failed: ${response.message}` };
    case 'ok':
      return { verdict: 'pass' };
  }
}
