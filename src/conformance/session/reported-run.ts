/** A recorded run in the form that the judge reads, with the questions that no equation takes set apart. */
import { algorithms, startQueries } from '../../../spec/algorithms/index.js';
import type { ReportedRound, ReportedTrace } from '../../judge/index.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import { assignRoles, expectRole, toRecord, type Assignment, type ExpectedQuestion } from './assign-roles.js';
import type { PreparedCase } from './prepared-case.js';
import type { LoggedQuestion, RecordedRound, Recorder } from './recorder.js';

/** A question that does not belong, and the round in which it was asked. */
export interface StrayQuestion {
  readonly round: number;
  readonly question: LoggedQuestion;
}

/** A run as the judge reads it. */
export interface ReportedRun {
  readonly trace: ReportedTrace<WireNumber>;
  readonly stray: readonly StrayQuestion[];
  readonly undrawn: readonly StrayQuestion[];
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
  const rounds: ReportedRound<WireNumber>[] = [];
  let before: Before = { x: x0, xPrevious: x0 };
  for (const [index, round] of rest.entries()) {
    const { x } = round;
    if (x === undefined) break; // a round that did not end
    const { reported, extra } = reportRound(prepared, recorder, round, index + 1, before);
    rounds.push(reported);
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
    undrawn: recorded.flatMap(({ questions }, round) =>
      questions.filter(({ isUndrawn }) => isUndrawn).map((question) => ({ round, question })),
    ),
  };
}

/** One round with its gradients by role. */
export function reportRound(
  prepared: PreparedCase,
  { keyOf }: Pick<Recorder, 'keyOf'>,
  round: RecordedRound,
  roundNumber: number,
  { x, xPrevious }: Before,
): { readonly reported: ReportedRound<WireNumber>; readonly extra: readonly LoggedQuestion[] } {
  const { points, m, questions } = round;
  const states = {
    iterate: round.x ?? [],
    ...(m === undefined ? {} : { correction: m }),
    steps: points.map((point) => ({ point })),
  };
  if (prepared.oracleMode === 'tape') return { reported: states, extra: [] };
  const { variant, parameters, tape } = prepared.case;
  const algorithm = algorithms[variant];
  const draws = tape.rounds[roundNumber - 1];
  const keys = { snapshot: keyOf(x), 'previous-snapshot': keyOf(xPrevious), 'local-point': undefined };
  const { numerator, denominator } = parameters.momentumWeight;
  const isPreviousUnused = roundNumber === 1 || numerator === denominator;
  const stepCount = points.length === 0 ? parameters.localStepCount : points.length;
  const expected: ExpectedQuestion[] = algorithm.roundGradients.map((role) =>
    expectRole(role, 0, draws?.snapshot ?? -1, keys, role.point === 'previous-snapshot' && isPreviousUnused),
  );
  for (let k = 1; k <= stepCount; k += 1) {
    const from = k === 1 ? x : points[k - 2];
    const here = { ...keys, 'local-point': from === undefined ? undefined : keyOf(from) };
    for (const role of algorithm.stepGradients(k)) {
      const atom = role.draw === 'local' ? (draws?.local[k - 1] ?? -1) : (draws?.snapshot ?? -1);
      expected.push(expectRole(role, k, atom, here));
    }
  }
  const { records, extra } = assignRoles(questions, expected, ({ at }) => keyOf(at));
  const gradientsAt = (step: number) =>
    Object.fromEntries(
      records
        .filter((record) => record.expected.step === step)
        .map((record) => [record.expected.role, toRecord(record.question)]),
    );
  return {
    reported: {
      ...states,
      gradients: gradientsAt(0),
      steps: Array.from({ length: stepCount }, (_, index) => ({
        ...(points[index] === undefined ? {} : { point: points[index] }),
        gradients: gradientsAt(index + 1),
      })),
    },
    extra,
  };
}

/** The questions of the initialisation, draw by draw. */
function assignStart(
  prepared: PreparedCase,
  { keyOf }: Recorder,
  questions: readonly LoggedQuestion[],
): Assignment {
  const { variant, initialization, startingPoint, tape } = prepared.case;
  const { estimates } = algorithms[variant];
  if (estimates === 'nothing') return { records: [], extra: questions };
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
