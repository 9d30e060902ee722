/** From the results of the cases to the report. */
import type { HelloReply } from '../protocol/replies.js';
import { verdicts, verifyFormat, type CaseResult, type Verdict, type VerifyReport } from './verify-report.js';

/** Whether a result lets the whole pass. */
function isGood({ verdict }: CaseResult): boolean {
  return verdict === 'pass' || verdict === 'unsupported';
}

/** How many results have each verdict. */
export function countVerdicts(results: readonly CaseResult[]): Readonly<Record<Verdict, number>> {
  const entries = verdicts.map((verdict) => [
    verdict,
    results.filter((result) => result.verdict === verdict).length,
  ]);
  return Object.fromEntries(entries) as Record<Verdict, number>;
}

/** The report. A verification that tested nothing beyond the handshake does not pass. */
export function summarize(
  { implementation, capabilities }: Omit<HelloReply, 'id'>,
  levels: readonly number[],
  results: readonly CaseResult[],
): VerifyReport {
  const counts = countVerdicts(results);
  const asked = levels.some((level) => level > 0);
  const hasTested = results.some(({ verdict, level }) => verdict === 'pass' && (level > 0 || !asked));
  const bad = results.filter((result) => !isGood(result));
  // a broken equation tells more than a crash, and a diagnosis more than an equation
  const first =
    bad.find(({ diagnosis }) => diagnosis !== undefined) ??
    bad.find(({ violation }) => violation !== undefined) ??
    bad[0];
  return {
    format: verifyFormat,
    verdict: hasTested && bad.length === 0 ? 'pass' : 'fail',
    implementation,
    capabilities,
    levels,
    cases: results.length,
    counts,
    ...(first === undefined ? {} : { first }),
    ...(first?.diagnosis === undefined ? {} : { diagnosis: first.diagnosis }),
    results,
  };
}
