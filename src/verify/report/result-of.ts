/** What came of a task, as it stands in a report. */
import { diagnoseEvidence } from '../diagnosis/index.js';
import type { LevelTask } from '../levels/level.js';
import type { ComponentReport } from '../../judge/index.js';
import type { CaseOutcome } from '../session/case-outcome.js';
import type { CaseResult } from './verify-report.js';

/** The result of a task, with the diagnosis of what was seen. */
export function resultOf(
  { id, level, variant, oracleMode }: LevelTask,
  { verdict, message, violation, evidence, suspicions = [] }: CaseOutcome,
  log = '',
): CaseResult {
  const diagnosis = evidence === undefined ? suspicions : diagnoseEvidence(evidence);
  return {
    id,
    level,
    ...(variant === undefined ? {} : { variant }),
    ...(oracleMode === undefined ? {} : { oracleMode }),
    verdict,
    ...(message === undefined ? {} : { message }),
    ...(violation === undefined ? {} : { violation: inOrder(violation) }),
    ...(diagnosis.length === 0 ? {} : { diagnosis }),
    ...(log === '' || verdict === 'pass' ? {} : { log: log.slice(-4000) }),
  };
}

/** The keys in the order of the format: a document has one spelling, whoever found the violation. */
function inOrder(violation: ComponentReport): ComponentReport {
  const { equation, statement, round, step, quantity, component, expected, actual } = violation;
  const { error, bound, fraction, boundInUlps } = violation;
  const place = { round, ...(step === undefined ? {} : { step }), quantity, component };
  return { equation, statement, ...place, expected, actual, error, bound, fraction, boundInUlps };
}
