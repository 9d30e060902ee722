/** The same report with other texts. */
import type { CaseResult, Suspicion, VerifyReport } from '../../../src/verify/report/verify-report.js';

/** Which texts: all, or only those that an implementation says. */
export type TextChoice = 'all' | 'implementation';

/** Maps the texts of a report; equal texts stay equal. */
export function mapTexts(
  report: VerifyReport,
  map: (text: string) => string,
  choice: TextChoice,
): VerifyReport {
  const own = choice === 'all' ? map : (text: string): string => text;
  const suspicion = ({ id, mistake, fix }: Suspicion): Suspicion => ({
    id: own(id),
    mistake: own(mistake),
    fix: own(fix),
  });
  const result = (one: CaseResult): CaseResult => ({
    ...one,
    id: own(one.id),
    ...(one.message !== undefined && { message: map(one.message) }),
    ...(one.log !== undefined && { log: map(one.log) }),
    ...(one.diagnosis !== undefined && { diagnosis: one.diagnosis.map(suspicion) }),
    ...(one.violation !== undefined && {
      violation: {
        ...one.violation,
        equation: own(one.violation.equation),
        statement: own(one.violation.statement),
        quantity: own(one.violation.quantity),
        expected: own(one.violation.expected),
        actual: map(one.violation.actual),
      },
    }),
  });
  const { name, version, language } = report.implementation;
  return {
    ...report,
    implementation: { name: map(name), version: map(version), language: map(language) },
    ...(report.first !== undefined && { first: result(report.first) }),
    ...(report.diagnosis !== undefined && { diagnosis: report.diagnosis.map(suspicion) }),
    results: report.results.map(result),
    ...(report.expectations !== undefined && {
      expectations: {
        known: report.expectations.known.map((one) => ({ ...one, id: own(one.id), reason: own(one.reason) })),
        stale: report.expectations.stale.map((one) => ({
          ...one,
          case: own(one.case),
          problem: own(one.problem),
        })),
      },
    }),
  };
}

/** A map to harmless words without digits, different for different texts. Blank texts stay blank. */
export function harmless(): (text: string) => string {
  const words = new Map<string, string>();
  return (text) => {
    if (text.trim() === '') return text;
    const letters = Array.from(String(words.size), (digit) => 'abcdefghij'[Number(digit)]).join('');
    const word = words.get(text) ?? `x${letters}`;
    words.set(text, word);
    return word;
  };
}
