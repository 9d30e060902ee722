/** The diagnosis of what the kit saw of a failed case. */
import type { WireNumber } from '../protocol/message-parts.js';
import type { Suspicion } from '../report/verify-report.js';
import type { Evidence } from '../session/case-outcome.js';
import { judgeRequestOf } from '../session/judge-run.js';
import { diagnose } from './diagnose.js';
import type { LoggedQuestion } from './question-log.js';

/** The likely mistakes behind a failed case, best first. */
export function diagnoseEvidence({ prepared, run, recorder }: Evidence): readonly Suspicion[] {
  const recorded = recorder.rounds();
  // of a single round the kit saw nothing before it: the states that it starts from were given
  const isSingleRound = recorded.slice(1, -1).some(({ x }) => x === undefined);
  const { length } = run.trace.rounds;
  const questionsOf = (round: number): readonly LoggedQuestion<WireNumber>[] =>
    recorded[round]?.questions ?? [];
  const questions = Array.from({ length: length + 1 }, (_, round) =>
    isSingleRound ? (round === length ? questionsOf(recorded.length - 1) : []) : questionsOf(round),
  );
  return diagnose({
    request: judgeRequestOf(prepared),
    trace: run.trace,
    read: prepared.codec.read,
    ...(prepared.oracleMode === 'tape' ? {} : { questions }),
    isSingleRound,
    drawsApart: prepared.drawsApart,
  });
}
