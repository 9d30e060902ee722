/** From what the kit saw of a failed case to what a diagnosis reads. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import { multiplyRatios } from '../../problems/constructed/decimal-ratio.js';
import { epochLengthOf } from '../cases/verification-case.js';
import { planOf } from '../mutants/index.js';
import { readGradients } from './gradients.js';
import type { LoggedQuestion } from './question-log.js';
import type { DiagnosisInput } from './seen-run.js';
import type { Evidence } from '../session/evidence.js';
import { judgeRequestOf, readerOf } from '../session/judge-run.js';
import type { LoggedNumber } from '../session/recorder.js';
import { isZeroAuxiliary } from '../session/reported-run.js';

/** What a diagnosis reads. */
export function inputOf({ prepared, run, recorder, singleRound }: Evidence): DiagnosisInput<LoggedNumber> {
  const request = judgeRequestOf(prepared);
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
    trace,
    read: (number) => meanOf(readerOf(prepared)(number)),
    ...(prepared.oracleMode === 'tape' ? {} : { questions: withZeros(prepared, run, questions) }),
    isSingleRound: singleRound !== undefined,
    ...(singleRound === undefined ? {} : { asked: { ...singleRound, roundCount } }),
    drawsApart: prepared.drawsApart,
    choosesSchedule: prepared.case.choosesSchedule === true,
    ...samplingOf(prepared),
  };
}

function samplingOf({
  case: { sampling },
  rows,
}: Evidence['prepared']): Pick<DiagnosisInput<never>, 'sampling'> {
  if (sampling === undefined || rows === undefined) return {};
  const { batchSize, localBatchSize } = sampling;
  const epochLength = epochLengthOf(sampling, rows.problem.snapshotAtoms.length);
  return {
    sampling: {
      batchSize,
      localBatchSize,
      ...(epochLength === undefined ? {} : { epochLength }),
      rowsOf: rows.minibatches,
      gradientOfRow: readGradients(rows.problem).gradient,
    },
  };
}

function meanOf(values: Ratio | readonly Ratio[] | undefined): Ratio | undefined {
  if (values === undefined || 'numerator' in values) return values;
  const sum = values.reduce((left, right) => ratioField.toRatio(ratioField.add(left, right)));
  return multiplyRatios(sum, createRatio(1n, BigInt(values.length)));
}

/**
 * The questions with those of h that a program without an auxiliary leaves out, because all their answers are 0: one beside each of f
 * and, with K = 1, that of the one local step. So a missing question is not taken for a missing step.
 */
function withZeros(
  { case: { variant, problem, parameters, tape } }: Evidence['prepared'],
  { trace }: Evidence['run'],
  questions: readonly (readonly LoggedQuestion<LoggedNumber>[])[],
): readonly (readonly LoggedQuestion<LoggedNumber>[])[] {
  const isPlain =
    algorithms[variant].estimates === 'difference' &&
    parameters.localStepCount === 1 &&
    isZeroAuxiliary(problem) &&
    questions.flat().every((question) => question.function === 'f');
  if (!isPlain) return questions;
  const zero = (
    of: Omit<LoggedQuestion<LoggedNumber>, 'value' | 'function'>,
  ): LoggedQuestion<LoggedNumber> => ({
    ...of,
    function: 'h',
    value: of.at.map(() => '0'),
  });
  const before = (round: number): Vector<LoggedNumber> =>
    (round === 1 ? trace.start : trace.rounds[round - 2])?.iterate ?? trace.start.iterate;
  return questions.map((asked, round) => {
    const all = (planOf(variant).isReduced ? asked : withoutRepeats(asked)).flatMap((question) => [
      question,
      zero({ ...question, isFresh: false }),
    ]);
    if (round === 0 || trace.rounds[round - 1] === undefined) return all;
    const atom = tape.rounds[round - 1]?.local[0] ?? 0;
    return [...all, zero({ draw: 'local', at: asked[0]?.at ?? before(round), atom, isFresh: true })];
  });
}

/** One of the questions that ask the same; where the equations ask for one gradient, nobody takes one of them for another. */
function withoutRepeats(
  asked: readonly LoggedQuestion<LoggedNumber>[],
): readonly LoggedQuestion<LoggedNumber>[] {
  const seen = new Set<string>();
  return asked.filter(({ draw, atom, at, isFresh }) => {
    const key = JSON.stringify([draw, atom, at]);
    const isRepeat = !isFresh && seen.has(key);
    seen.add(key);
    return !isRepeat;
  });
}
