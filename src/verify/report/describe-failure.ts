/** A failure as plain sentences, for reports that only hold text. Nothing is escaped here. */
import { formatViolation } from '../../judge/index.js';
import { describePlace } from './report-view.js';
import { shortenNumber, showDouble } from './shown-text.js';
import type { CaseResult } from './verify-report.js';

/** One line: the message, or else the equation and the step. */
export function headlineOf({ message, violation, verdict }: CaseResult): string {
  if (message !== undefined) return message;
  if (violation === undefined) return verdict;
  return `${violation.equation} is broken at ${describePlace(violation)}: ${violation.statement}`;
}

/** The message, unless it only says in one line what the report of the violation says in several. */
export function ownMessage({ message, violation }: CaseResult): string | undefined {
  return violation !== undefined && message === formatViolation(violation) ? undefined : message;
}

/** Everything that is known about a failure but its log, a line a fact. */
export function describeFailure(failure: CaseResult): readonly string[] {
  const { violation, diagnosis = [] } = failure;
  const own = ownMessage(failure);
  const lines = own === undefined ? [] : [own];
  if (violation !== undefined) {
    const { equation, statement, quantity, component, expected, actual, fraction, bound } = violation;
    lines.push(
      `first divergent step: ${describePlace(violation)}, ${quantity}[${component}]`,
      `${equation}: ${statement}`,
      `expected: ${shortenNumber(expected)}`,
      `got: ${shortenNumber(actual)}`,
      `|error|/bound: ${showDouble(fraction)} (bound ${showDouble(bound)})`,
    );
  }
  for (const [index, { id, mistake, mend }] of diagnosis.entries()) {
    lines.push(`likely mistake ${index + 1} (${id}): ${mistake} To mend: ${mend}`);
  }
  return lines;
}
