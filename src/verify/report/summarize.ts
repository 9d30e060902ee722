/** From the outcomes of the cases to the report. */
import { ContractError } from '../../errors.js';
import { diagnoseEvidence, mergeDiagnoses, type Explanation } from '../diagnosis/index.js';
import type { LevelTask } from '../levels/level.js';
import type { HelloReply } from '../protocol/replies.js';
import type { CaseOutcome } from '../session/case-outcome.js';
import { countVerdicts, isFailing } from './report-view.js';
import { verifyFormat, type CaseResult, type VerifyReport } from './verify-report.js';

/** The result of a task, with the diagnosis of what was seen. */
export function resultOf(
  { id, level, variant, oracleMode }: LevelTask,
  { verdict, message, violation, evidence, suspicions = [] }: CaseOutcome,
  log = '',
): CaseResult {
  const diagnosis = evidence === undefined || !isFailing(verdict) ? suspicions : diagnoseEvidence(evidence);
  return {
    id,
    level,
    ...(variant === undefined ? {} : { variant }),
    ...(oracleMode === undefined ? {} : { oracleMode }),
    verdict,
    ...(message === undefined ? {} : { message }),
    ...(violation === undefined ? {} : { violation }),
    ...(diagnosis.length === 0 ? {} : { diagnosis }),
    ...(log === '' || verdict === 'pass' ? {} : { log: log.slice(-4000) }),
  };
}

/**
 * The result of a search: its first problem that fails, as a search that stops there would say it, and how many fail.
 *
 * @param results - of all problems, in their order; at least one.
 */
export function combineProblems(results: readonly CaseResult[]): CaseResult {
  const failing = results.filter(({ verdict }) => isFailing(verdict));
  const [first] = failing;
  if (first !== undefined) {
    const verb = failing.length === 1 ? 'fails' : 'fail';
    const count = `${failing.length} of ${results.length} random problems ${verb}. The first of them:`;
    return { ...first, message: [count, first.message].filter(Boolean).join(' ') };
  }
  // problems that the implementation cannot be asked are a gap only where there are no others
  const shown = results.find(({ verdict }) => verdict === 'pass') ?? results.at(-1);
  if (shown === undefined) throw new ContractError('a search has at least one problem');
  return shown;
}

/** Whether a result lets the whole pass. */
function isGood({ verdict }: CaseResult): boolean {
  return verdict === 'pass' || verdict === 'unsupported';
}

/** The results with what explains all of them together. */
function explained(results: readonly CaseResult[], { byCase }: Explanation): readonly CaseResult[] {
  return results.map((result) => {
    const diagnosis = byCase.get(result.id) ?? [];
    return diagnosis.length === 0 ? result : { ...result, diagnosis };
  });
}

/**
 * The report. A verification that tested nothing beyond the handshake does not pass.
 *
 * @param options - `explanation`: what explains all cases together; without it, those of the single cases are merged.
 * `levels`: those that were run; those of the results where they are left out.
 */
export function summarize(
  { implementation, capabilities }: Pick<HelloReply, 'implementation' | 'capabilities'>,
  judged: readonly CaseResult[],
  options: { readonly explanation?: Explanation; readonly levels?: readonly number[] } = {},
): VerifyReport {
  const { explanation } = options;
  const results = explanation === undefined ? judged : explained(judged, explanation);
  const levels =
    options.levels ?? [...new Set(results.map(({ level }) => level))].sort((left, right) => left - right);
  const counts = countVerdicts(results);
  const asked = levels.some((level) => level > 0);
  const hasTested = results.some(({ verdict, level }) => verdict === 'pass' && (level > 0 || !asked));
  const bad = results.filter((result) => !isGood(result));
  // the case that shows the explanation in the plainest way; else the first broken equation tells most, with a likely mistake where there is one; then whatever went wrong first
  const broken = bad.filter(({ violation }) => violation !== undefined);
  const first =
    bad.find(({ id }) => id === explanation?.best) ??
    broken.find((result) => result.diagnosis !== undefined) ??
    broken[0] ??
    bad[0];
  const diagnosis =
    explanation?.best !== undefined
      ? explanation.suspicions
      : mergeDiagnoses(
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
