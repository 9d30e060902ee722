/** Judges a file of states that any program wrote, for cases in tape mode. */
import { InputError } from '../../errors.js';
import { parseDocument } from '../../problems/parse-document.js';
import type { Line } from '../../problems/text-lines.js';
import { joinRanges, type CaseRanges } from '../cases/ranges.js';
import { findGap } from '../cases/declared.js';
import type { VerificationCase } from '../cases/verification-case.js';
import { inputOf, type JudgedCase } from '../diagnosis/index.js';
import { explainFailures } from '../explain-failures.js';
import { PeerFault } from '../peer/peer.js';
import { scheduleKinds } from '../protocol/message-parts.js';
import { createNumberCodec, judgeArithmetic } from '../protocol/numbers.js';
import { type StateRecord, stateSchema, traceHeadSchema } from '../protocol/replies.js';
import { openSchema } from '../protocol/requests.js';
import { summarize } from '../report/summarize.js';
import type { CaseResult, VerifyReport } from '../report/verify-report.js';
import { isOfLength, toOutcome } from '../session/case-outcome.js';
import type { Evidence } from '../session/evidence.js';
import { measureResolution } from '../session/measure-resolution.js';
import { judgeRun } from '../session/judge-run.js';
import { longestNumber, type PreparedCase } from '../session/prepared-case.js';
import { createRecorder, type Recorder } from '../session/recorder.js';
import { followParameters } from '../session/reported-parameters.js';
import { reportRun } from '../session/reported-run.js';
import { caseFromOpen } from './tape-case.js';

/** Lines of a file: as many as states fit into the largest that is read. */
const lineLimit = 2_000_000;

/**
 * Non-empty lines with their numbers.
 *
 * @throws InputError after too many.
 */
function* numberedLines(all: Iterable<Line>, source: string): Generator<Line, void> {
  for (const { line, number } of all) {
    if (number > lineLimit) {
      throw new InputError({
        problem: 'there are more lines',
        where: source,
        expected: `at most ${lineLimit}`,
        fix: 'Remove empty lines, or judge the cases in several files.',
      });
    }
    const written = line.trimEnd();
    if (written !== '') yield { line: written, number };
  }
}

/**
 * The cases of a file of `open` messages, one a line.
 *
 * @throws InputError for the first line that is none, or whose id another line has.
 */
export function parseCases(all: Iterable<Line>, source: string): readonly VerificationCase[] {
  const lines = new Map<string, number>();
  return Array.from(numberedLines(all, source), ({ line, number }) => {
    const where = `${source}, line ${number}`;
    const given = caseFromOpen(parseDocument(openSchema, line, source, number), where);
    const before = lines.get(given.id);
    if (before !== undefined) {
      throw new InputError({
        problem: `the case ${given.id} repeats that of line ${before}`,
        where,
        expected: 'every case once, because a trace names its cases by their ids',
        fix: 'Remove one of them, or give it another id.',
      });
    }
    lines.set(given.id, number);
    return given;
  });
}

/**
 * Judges the states of a trace file: a first line that says who computed in which arithmetic, then `state` records whose
 * session is the id of a case.
 *
 * @param all - its lines; they may be read as they are judged, and no more of them than the cases can have.
 * @throws InputError for a file that cannot be read as that, that names a case nobody knows, or that tells
 * more states of one than over four times what its run has.
 */
export function verifyTrace(
  all: Iterable<Line>,
  cases: readonly VerificationCase[],
  source: string,
): VerifyReport {
  const lines = numberedLines(all, source);
  const { value: head } = lines.next();
  if (head === undefined) {
    throw new InputError({
      problem: 'the file is empty',
      where: source,
      expected: 'a first line {"type":"hello",…}, then {"type":"state",…} lines',
      fix: 'See "Offline" in docs/formats/protocol.md.',
    });
  }
  const hello = parseDocument(traceHeadSchema, head.line, source, head.number);
  const { arithmetic, subnormals = 'gradual' } = hello.capabilities;
  const byId = new Map(cases.toReversed().map((given) => [given.id, given]));
  const told = new Map<string, ToldRun>();
  for (const { line, number } of lines) {
    const state = parseDocument(stateSchema, line, source, number);
    const run = told.get(state.session) ?? beginRun(state.session);
    told.set(state.session, run);
    run.count += 1;
    if (run.count > run.recorder.budget) throw tooMany(state.session, run.recorder.budget, source, number);
    tell(run, state);
  }
  function beginRun(id: string): ToldRun {
    const given = byId.get(id);
    if (given === undefined) throw unknownCase(id, cases, source);
    const gap = hello.capabilities.variants.includes(given.variant)
      ? findGap({ ...hello.capabilities, schedules: scheduleKinds }, given)
      : given.variant;
    if (gap !== undefined) throw unclaimed(given, gap, source);
    // the numbers were printed exactly, so rounding them was the program's: the judge allows for it
    const prepared: PreparedCase = {
      case: given,
      oracleMode: 'tape',
      codec: createNumberCodec(arithmetic, longestNumber(given)),
      arithmetic: judgeArithmetic(arithmetic, subnormals),
      drawsApart: false,
    };
    return { prepared, recorder: createRecorder(prepared, id), count: 0 };
  }
  const seen: JudgedCase[] = [];
  const ranges: CaseRanges[] = [];
  const right: Evidence[] = [];
  const results = [...told.values()].map((run) => judgeStates(run, { seen, ranges, right }));
  return summarize(hello, results, {
    explanation: explainFailures(seen),
    judged: seen,
    levels: [2],
    variants: hello.capabilities.variants,
    covered: joinRanges(ranges),
    resolution: measureResolution(right),
  });
}

/** What a trace tells of one case, as far as it could be taken. */
interface ToldRun {
  readonly prepared: PreparedCase;
  readonly recorder: Recorder;
  /** How many states it was told, also after its fault. */
  count: number;
  /** What ended it: no more is kept. */
  fault?: PeerFault;
}

function tell(run: ToldRun, state: StateRecord): void {
  if (run.fault !== undefined) return;
  try {
    run.recorder.tell(state);
  } catch (error) {
    if (!(error instanceof PeerFault)) throw error;
    run.fault = error;
  }
}

function judgeStates(
  { prepared: given, recorder, fault }: ToldRun,
  {
    seen,
    ranges,
    right,
  }: { readonly seen: JudgedCase[]; readonly ranges: CaseRanges[]; readonly right: Evidence[] },
): CaseResult {
  const { id, variant, startingPoint } = given.case;
  const head = { id: `L2/${id}/tape`, level: 2, variant, oracleMode: 'tape' } as const;
  if (fault !== undefined) return { ...head, verdict: fault.verdict, message: fault.message };
  const { prepared, violations } = followParameters(given, recorder.rounds());
  const run = reportRun(prepared, recorder, startingPoint.map(prepared.codec.write));
  const { evidence, covered, ...outcome } = toOutcome(judgeRun(prepared, run, violations), {
    prepared,
    run,
    recorder,
  });
  if (covered !== undefined) ranges.push(covered);
  if (evidence !== undefined) {
    seen.push({
      id: head.id,
      isFailing: outcome.verdict === 'fail' && !isOfLength(outcome),
      input: inputOf(evidence),
    });
    if (outcome.verdict === 'pass') right.push(evidence);
  }
  return { ...head, ...outcome };
}

function unclaimed({ id, variant }: VerificationCase, gap: string, source: string): InputError {
  const isVariant = gap === variant;
  return new InputError({
    problem: `the states of ${JSON.stringify(id)} are of ${isVariant ? variant : `a case with ${gap}`}, which the first line ${isVariant ? 'does not list' : 'excludes'}`,
    where: source,
    expected: isVariant
      ? 'states of the variants in its capabilities'
      : 'states of cases that its capabilities allow',
    fix: isVariant
      ? `Add ${variant} to the variants of the first line, or leave its states out.`
      : 'Say in its capabilities what the program supports, or leave these states out.',
  });
}

function tooMany(id: string, most: number, source: string, line: number): InputError {
  return new InputError({
    problem: `there are more states of ${JSON.stringify(id)}`,
    where: `${source}, line ${line}`,
    expected: `at most ${most}, over four times what the run has`,
    fix: 'Tell every state once: x of each round, and y of each local step where they are told.',
  });
}

function unknownCase(id: string, cases: readonly VerificationCase[], source: string): InputError {
  return new InputError({
    problem: `there is no case ${JSON.stringify(id)}`,
    where: source,
    expected: `the id of a case, such as ${JSON.stringify(cases[0]?.id ?? 'aux-mom/planar')}`,
    fix: 'Use the "case" of the open message as the session of its states, or give the cases with --cases FILE.',
  });
}
