/** What an explanation reads of a case: what was asked of the program, what it asked, and what it told. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import type { JudgeRequest, ReportedTrace } from '../../judge/index.js';
import { epochLengthOf } from '../cases/verification-case.js';
import type { Evidence } from '../session/evidence.js';
import { judgeRequestOf, readerOf } from '../session/judge-run.js';
import type { LoggedNumber } from '../session/recorder.js';

/** One answered question of the program. */
export interface LoggedQuestion<V> extends Omit<GradientQuery<never>, 'at'> {
  readonly at: Vector<V>;
  readonly value: Vector<V>;
  /** Whether the sample was drawn for this question. */
  readonly isFresh: boolean;
}

/** What the kit hands over. */
export interface DiagnosisInput<V> {
  /** What was asked, with the problem. */
  readonly request: JudgeRequest;
  /** The states that were told. Gradients in it are not read: `questions` says more. */
  readonly trace: ReportedTrace<V>;
  /** The exact value of a number; undefined where it is not finite. */
  readonly read: (value: V) => Ratio | undefined;
  /** Of a number of a gradient: its value, or those of the rows that it is the mean of; undefined where one is not finite. */
  readonly readRows: (value: V) => Ratio | readonly Ratio[] | undefined;
  /** Callback mode: the questions of each round, 0 for the start. */
  readonly questions?: readonly (readonly LoggedQuestion<V>[])[];
  /** Only the last round was made by the implementation; the states before it were given. */
  readonly isSingleRound?: boolean;
  /** t of that round, and T and x⁰ of the task, where they are not what the trace shows. */
  readonly asked?: {
    readonly round: number;
    readonly roundCount: number;
    readonly startingPoint: Vector<Ratio>;
  };
  /** Whether the implementation declared that it samples f and h of a round apart. */
  readonly drawsApart?: boolean;
  /** Whether η and a are those that the program chose. */
  readonly choosesSchedule?: boolean;
  /** Where draws are minibatches: B of ξ, and of ζ, and the rounds of an epoch of the ξ, where there are epochs. */
  readonly sampling?: {
    readonly batchSize: number;
    readonly localBatchSize: number;
    readonly epochLength?: number;
  };
}

/** What an explanation reads. */
export function inputOf({ prepared, run, recorder, singleRound }: Evidence): DiagnosisInput<LoggedNumber> {
  const [request, readRows] = [judgeRequestOf(prepared), readerOf(prepared)];
  const rounds = recorder.rounds();
  // no equation holds in a round beyond the last
  const { roundCount } = prepared.case.parameters;
  const trace =
    singleRound === undefined ? { ...run.trace, rounds: run.trace.rounds.slice(0, roundCount) } : run.trace;
  // a single round stands last in the trace, whatever its number
  const questions =
    singleRound === undefined
      ? rounds.slice(0, roundCount + 1).map((round) => round.questions)
      : [...run.trace.rounds.map(() => []), rounds[singleRound.round]?.questions ?? []];
  return {
    request: {
      ...request,
      problem: prepared.case.problem,
      parameters: { ...request.parameters, roundCount: trace.rounds.length },
    },
    ...{ trace, read: (number) => single(readRows(number)), readRows },
    ...(prepared.oracleMode === 'tape' ? {} : { questions }),
    isSingleRound: singleRound !== undefined,
    ...(singleRound === undefined ? {} : { asked: { ...singleRound, roundCount } }),
    drawsApart: prepared.drawsApart,
    choosesSchedule: prepared.case.choosesSchedule === true,
    ...samplingOf(prepared),
  };
}

const single = (value: Ratio | readonly Ratio[] | undefined): Ratio | undefined =>
  value === undefined || 'numerator' in value ? value : undefined;

function samplingOf({
  case: { sampling },
  rows,
}: Evidence['prepared']): Pick<DiagnosisInput<never>, 'sampling'> {
  if (sampling === undefined || rows === undefined) return {};
  const { batchSize, localBatchSize } = sampling;
  const epochLength = epochLengthOf(sampling, rows.problem.snapshotAtoms.length);
  return { sampling: { batchSize, localBatchSize, ...(epochLength === undefined ? {} : { epochLength }) } };
}
