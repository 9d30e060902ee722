/** A recorded run in the form that the judge reads, with the questions that no equation takes set apart. */
import {
  algorithms,
  isPreviousUnused,
  startQueries,
  type GradientRole,
} from '../../../spec/algorithms/index.js';
import { mapParameters, parametersAt } from '../../../spec/model/index.js';
import { createRationalField, type Ratio } from '../../exact/index.js';
import type { ReportedRound, ReportedTrace } from '../../judge/index.js';
import type { WireVector } from '../protocol/message-parts.js';
import { isCancelling } from './align-draws.js';
import { assignRoles, expectRole, toRecord, type Assignment, type ExpectedQuestion } from './assign-roles.js';
import type { PreparedCase } from './prepared-case.js';
import type { LoggedNumber, LoggedQuestion, RecordedRound, Recorder } from './recorder.js';

/** A question that does not belong, and the round in which it was asked. */
export interface StrayQuestion {
  readonly round: number;
  readonly question: LoggedQuestion;
}

/** Questions against the rules of asking. */
export interface ReportedRunAudit {
  /** No equation takes them. */
  readonly stray: readonly StrayQuestion[];
  /** They name a sample that nobody drew. */
  readonly undrawn: readonly StrayQuestion[];
  /** They see an old sample where a new one was due. */
  readonly stale: readonly StrayQuestion[];
  /** Nobody asked them, and the states cannot be had without. */
  readonly missing: readonly MissingQuestion[];
}

/** A question that was due in a round. */
export interface MissingQuestion {
  readonly round: number;
  readonly expected: ExpectedQuestion;
}

/** A run as the judge reads it. */
export interface ReportedRun extends ReportedRunAudit {
  readonly trace: ReportedTrace<LoggedNumber>;
}

/** States before a round. */
interface Before {
  readonly x: WireVector;
  readonly xPrevious: WireVector;
}

/**
 * The judge's view of a recorded run.
 *
 * @param start - what stands in the trace as x⁰ where nothing was told: the given point.
 */
export function reportRun(prepared: PreparedCase, recorder: Recorder, start: WireVector): ReportedRun {
  const recorded = recorder.rounds();
  const [first, ...rest] = recorded;
  const x0 = first?.x ?? start;
  const startAssignment = assignStart(prepared, recorder, first?.questions ?? []);
  const stray = startAssignment.extra.map((question) => ({ round: 0, question }));
  const missing = startAssignment.missing
    .filter((wanted) => isNeeded(prepared, wanted))
    .map((expected) => ({ round: 0, expected }));
  const rounds: ReportedRound<LoggedNumber>[] = [];
  let before: Before = { x: x0, xPrevious: x0 };
  let carried: readonly LoggedQuestion[] = [];
  const placed: RecordedRound[] = [];
  for (const [index, round] of rest.entries()) {
    const { x } = round;
    if (x === undefined) break; // a round that did not end
    const made = reportAhead(prepared, recorder, round, index + 1, before, carried);
    const { reported, extra, missing: due } = made;
    carried = made.carried;
    placed.push({ ...round, questions: made.questions });
    rounds.push(reported);
    missing.push(...due.map((expected) => ({ round: index + 1, expected })));
    stray.push(...extra.map((question) => ({ round: index + 1, question })));
    before = { x, xPrevious: before.x };
  }
  return {
    trace: {
      start: {
        iterate: x0,
        ...(first?.m === undefined ? {} : { correction: first.m }),
        ...(prepared.oracleMode === 'tape' ? {} : { gradients: startGradients(startAssignment) }),
      },
      rounds,
    },
    stray,
    missing,
    stale: placed.flatMap((round, index) => findStale(prepared, round, index + 1)),
    undrawn: recorded.flatMap(({ questions }, round) =>
      questions.filter(({ isUndrawn }) => isUndrawn).map((question) => ({ round, question })),
    ),
  };
}

/**
 * The first question of a round that sees an old sample although the round drew too few of that kind. Where there is one
 * atom alone, old and new are the same.
 */
export function findStale(
  prepared: PreparedCase,
  { questions, x }: RecordedRound,
  round: number,
): readonly StrayQuestion[] {
  const { variant, problem, parameters } = prepared.case;
  const { oracleMode } = prepared;
  if (oracleMode === 'tape' || x === undefined) return [];
  const { roundGradients, stepGradients } = algorithms[variant];
  const steps = Array.from({ length: parameters.localStepCount }, (_, index) => stepGradients(index + 1));
  const needs = {
    snapshot: [...roundGradients, ...steps.flat()].some(({ draw }) => draw === 'snapshot') ? 1 : 0,
    local: steps.filter((roles, index) => takesLocal(roles) && !isCancelling(variant, index + 1)).length,
  };
  const supports = { snapshot: problem.snapshotAtoms.length, local: problem.localAtoms.length };
  return (['snapshot', 'local'] as const).flatMap((kind) => {
    const asked = questions.filter(({ draw }) => draw === kind);
    const fresh = asked.filter(({ isFresh }) => isFresh).length;
    const old = asked.find(({ isFresh }) => !isFresh);
    return supports[kind] > 1 && fresh < needs[kind] && old !== undefined ? [{ round, question: old }] : [];
  });
}

/** A round, and the questions that are too many or too few. */
export interface ReportedQuestions {
  readonly reported: ReportedRound<LoggedNumber>;
  readonly extra: readonly LoggedQuestion[];
  readonly missing: readonly ExpectedQuestion[];
}

/** A round with the questions that were asked for it in the one before, and without those that were asked for the next. */
function reportAhead(
  prepared: PreparedCase,
  recorder: Pick<Recorder, 'keyOf'>,
  round: RecordedRound,
  roundNumber: number,
  before: Before,
  carried: readonly LoggedQuestion[],
): ReportedQuestions & Record<'carried' | 'questions', readonly LoggedQuestion[]> {
  const report = (questions: readonly LoggedQuestion[]) => ({
    ...reportRound(prepared, recorder, { ...round, questions }, roundNumber, before),
    questions,
  });
  const ahead = round.questions.filter(({ isAhead }) => isAhead === true);
  const all = [...carried, ...round.questions];
  if (ahead.length === 0) return { ...report(all), carried: [] };
  const own = report(all.filter((question) => !ahead.includes(question)));
  // where the round lacks something, it was no look ahead but a sample too many
  return own.missing.length === 0 ? { ...own, carried: ahead } : { ...report(all), carried: [] };
}

/** One round with its gradients by role. */
export function reportRound(
  prepared: PreparedCase,
  { keyOf }: Pick<Recorder, 'keyOf'>,
  round: RecordedRound,
  roundNumber: number,
  { x, xPrevious }: Before,
): ReportedQuestions {
  const { points, m, questions } = round;
  const states = {
    iterate: round.x ?? [],
    ...(m === undefined ? {} : { correction: m }),
    steps: points.map((point) => ({ point })),
  };
  if (prepared.oracleMode === 'tape') return { reported: states, extra: [], missing: [] };
  const { variant, parameters, tape } = prepared.case;
  const algorithm = algorithms[variant];
  const draws = tape.rounds[roundNumber - 1];
  const keys = { snapshot: keyOf(x), 'previous-snapshot': keyOf(xPrevious), 'local-point': undefined };
  const field = createRationalField();
  const isOldUnused = isPreviousUnused(field, {
    roundNumber,
    parameters: parametersAt(mapParameters(parameters, field.fromRatio), roundNumber),
  });
  const stepCount = points.length === 0 ? parameters.localStepCount : points.length;
  const expected: ExpectedQuestion[] = algorithm.roundGradients.map((role) =>
    expectRole(role, 0, draws?.snapshot ?? -1, keys, role.point === 'previous-snapshot' && isOldUnused),
  );
  for (let k = 1; k <= stepCount; k += 1) {
    const from = k === 1 ? x : points[k - 2];
    const here = { ...keys, 'local-point': from === undefined ? undefined : keyOf(from) };
    // a step that draws no sample asks for nothing; see align-draws.ts
    const isLeftOut = k === 1 && (draws?.local.length ?? 0) > parameters.localStepCount;
    for (const role of isLeftOut ? [] : algorithm.stepGradients(k)) {
      const atom = (role.draw === 'local' ? draws?.local[k - 1] : draws?.snapshot) ?? -1;
      expected.push(expectRole(role, k, atom, here, isCancelling(variant, k)));
    }
  }
  const { records, extra, missing } = assignRoles(
    questions,
    expected,
    ({ at }) => keyOf(at),
    (wanted) => isNeeded(prepared, wanted),
  );
  const gradients = new Map<number, Record<string, ReturnType<typeof toRecord>>>();
  for (const { expected: wanted, question } of records) {
    gradients.set(wanted.step, { ...gradients.get(wanted.step), [wanted.role]: toRecord(question) });
  }
  return {
    reported: {
      ...states,
      gradients: gradients.get(0) ?? {},
      steps: Array.from({ length: stepCount }, (_, index) => ({
        ...(points[index] === undefined ? {} : { point: points[index] }),
        gradients: gradients.get(index + 1) ?? {},
      })),
    },
    extra,
    missing: missing.filter((wanted) => isNeeded(prepared, wanted)),
  };
}

function takesLocal(roles: readonly GradientRole<string>[]): boolean {
  return roles.some(({ draw }) => draw === 'local');
}

/** Whether the states cannot be had without a gradient: where h is 0 in every sample, nobody needs its. */
function isNeeded({ case: { problem } }: PreparedCase, { function: name }: ExpectedQuestion): boolean {
  return !(name === 'h' && isZeroAuxiliary(problem));
}

type Problem = PreparedCase['case']['problem'];
/** Every missing question asks, and a problem may have a million numbers. */
const knownZeros = new WeakMap<Problem, boolean>();

/** Whether h is 0 in the mean and in every sample. */
export function isZeroAuxiliary(problem: Problem): boolean {
  const isZero = ({ numerator }: Ratio): boolean => numerator === 0n;
  const { auxiliary, snapshotAtoms, localAtoms } = problem;
  const known =
    knownZeros.get(problem) ??
    [auxiliary, ...[...snapshotAtoms, ...localAtoms].map((atom) => atom.auxiliary)].every(
      ({ matrix, vector }) => matrix.every((row) => row.every(isZero)) && vector.every(isZero),
    );
  knownZeros.set(problem, known);
  return known;
}

/** The questions of the initialisation, draw by draw. */
function assignStart(
  prepared: PreparedCase,
  { keyOf }: Recorder,
  questions: readonly LoggedQuestion[],
): Assignment {
  const { variant, initialization, startingPoint, tape } = prepared.case;
  const { estimates } = algorithms[variant];
  if (estimates === 'nothing') return { records: [], extra: questions, missing: [] };
  if (prepared.oracleMode === 'tape') return { records: [], extra: questions, missing: [] };
  const point = keyOf(startingPoint.map(prepared.codec.write));
  const expected = startQueries(estimates, { initialization, draws: tape.initial, startingPoint }).flatMap(
    (roles, index) =>
      Object.entries(roles).map(([role, query]) => ({
        role,
        step: index,
        function: query.function,
        draw: query.draw,
        atom: query.atom,
        point,
        isOptional: false,
      })),
  );
  return assignRoles(questions, expected, ({ at }) => keyOf(at));
}

function startGradients({ records }: Assignment) {
  const draws: Record<string, ReturnType<typeof toRecord>>[] = [];
  for (const { expected, question } of records)
    (draws[expected.step] ??= {})[expected.role] = toRecord(question);
  return Array.from({ length: draws.length }, (_, index) => draws[index] ?? {});
}
