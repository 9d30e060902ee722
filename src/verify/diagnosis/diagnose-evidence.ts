/** From what the kit saw of a failed case to what a diagnosis reads. */
import type { WireNumber } from '../protocol/message-parts.js';
import { explainCases } from './explain.js';
import type { DiagnosisInput } from './seen-run.js';
import type { Suspicion } from '../report/verify-report.js';
import type { Evidence } from '../session/case-outcome.js';
import { judgeRequestOf } from '../session/judge-run.js';

/** The likely mistakes of one failed case, best first. */
export function diagnoseEvidence(evidence: Evidence): readonly Suspicion[] {
  return explainCases([{ id: 'alone', isFailing: true, input: inputOf(evidence) }]).suspicions;
}

/** What a diagnosis reads. */
export function inputOf({ prepared, run, recorder, singleRound }: Evidence): DiagnosisInput<WireNumber> {
  const request = judgeRequestOf(prepared);
  const rounds = recorder.rounds();
  // a single round stands last in the trace, whatever its number
  const questions =
    singleRound === undefined
      ? rounds.map((round) => round.questions)
      : [...run.trace.rounds.map(() => []), rounds[singleRound]?.questions ?? []];
  return {
    request: {
      ...request,
      parameters: { ...request.parameters, roundCount: run.trace.rounds.length },
    },
    trace: run.trace,
    read: prepared.codec.read,
    ...(prepared.oracleMode === 'tape' ? {} : { questions }),
    isSingleRound: singleRound !== undefined,
    ...(singleRound === undefined
      ? {}
      : { asked: { round: singleRound, roundCount: prepared.case.parameters.roundCount } }),
    drawsApart: prepared.drawsApart,
  };
}
