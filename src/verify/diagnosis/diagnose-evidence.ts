/** From what the kit saw of a failed case to what a diagnosis reads. */
import { diagnose } from './diagnose.js';
import type { Suspicion } from '../report/verify-report.js';
import type { Evidence } from '../session/case-outcome.js';
import { judgeRequestOf } from '../session/judge-run.js';

/** The likely mistakes, best first. */
export function diagnoseEvidence({ prepared, run, recorder, singleRound }: Evidence): readonly Suspicion[] {
  const request = judgeRequestOf(prepared);
  const rounds = recorder.rounds();
  // a single round stands last in the trace, whatever its number
  const questions =
    singleRound === undefined
      ? rounds.map((round) => round.questions)
      : [...run.trace.rounds.map(() => []), rounds[singleRound]?.questions ?? []];
  return diagnose({
    request: {
      ...request,
      parameters: { ...request.parameters, roundCount: run.trace.rounds.length },
    },
    trace: run.trace,
    read: prepared.codec.read,
    ...(prepared.oracleMode === 'tape' ? {} : { questions }),
    isSingleRound: singleRound !== undefined,
    drawsApart: prepared.drawsApart,
  });
}
