/** From the results of the cases to the report. */
import type { HelloReply } from '../protocol/replies.js';
import { mergeDiagnoses } from '../diagnosis/index.js';
import { countVerdicts } from './report-view.js';
import { verifyFormat, type CaseResult, type VerifyReport } from './verify-report.js';

/** Whether a result lets the whole pass. */
function isGood({ verdict }: CaseResult): boolean {
  return verdict === 'pass' || verdict === 'unsupported';
}

/** The report. A verification that tested nothing beyond the handshake does not pass. */
export function summarize(
  { implementation, capabilities }: Pick<HelloReply, 'implementation' | 'capabilities'>,
  levels: readonly number[],
  results: readonly CaseResult[],
): VerifyReport {
  const counts = countVerdicts(results);
  const asked = levels.some((level) => level > 0);
  const hasTested = results.some(({ verdict, level }) => verdict === 'pass' && (level > 0 || !asked));
  const bad = results.filter((result) => !isGood(result));
  // a broken equation tells more than a crash, and a diagnosis more than an equation
  // the first broken equation tells most, with a likely mistake where there is one; then whatever went wrong first
  const broken = bad.filter(({ violation }) => violation !== undefined);
  const first = broken.find((result) => result.diagnosis !== undefined) ?? broken[0] ?? bad[0];
  const diagnosis = mergeDiagnoses(
    results.flatMap((result) => (result.diagnosis === undefined ? [] : [result.diagnosis])),
  );
  return {
    format: verifyFormat,
    verdict: hasTested && bad.length === 0 ? 'pass' : 'fail',
    implementation,
    capabilities,
    levels,
    cases: results.length,
    counts,
    ...(first === undefined ? {} : { first }),
    ...(diagnosis.length === 0 ? {} : { diagnosis }),
    results,
  };
}
