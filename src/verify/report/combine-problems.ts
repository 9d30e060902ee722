/** From the random problems of one search, each judged alone, to the one result that a report has of them. */
import { ContractError } from '../../errors.js';
import { isFailing } from './report-view.js';
import type { CaseResult } from './verify-report.js';

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
