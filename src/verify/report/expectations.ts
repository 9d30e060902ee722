/** Known failures: `auxopt-expectations/1`. They excuse what they name, and fail the run as soon as they are stale. */
import { z } from 'zod';
import { parseDocument } from '../../problems/parse-document.js';
import { list, oneOf, record, text } from '../../problems/schema-parts.js';
import type { Immutable } from '../protocol/message-parts.js';
import { type FailingVerdict, failingVerdicts, isFailing } from './report-view.js';
import type { CaseResult, VerifyReport } from './verify-report.js';
import { hasJudgedRun, overallVerdict } from './summarize.js';

/** The value of `format` in every expectations file of this version. */
export const expectationsFormat = 'auxopt-expectations/1';

const expectation = record(
  {
    case: text('the id of a case; * stands for any characters'),
    verdict: oneOf(failingVerdicts, 'how it fails'),
    reason: text('why it fails, for reports'),
  },
  'cases that are known to fail',
);

/** The schema of an expectations file. */
export const expectationsSchema = record(
  {
    format: z
      .literal(expectationsFormat, { error: `"${expectationsFormat}"` })
      .describe('the version of this format'),
    expected: list(expectation, 'an array of {case, verdict, reason}', 'the known failures'),
  },
  'failures that a verification may have',
);

/** An expectations file. */
export type Expectations = Immutable<z.infer<typeof expectationsSchema>>;

/**
 * The expectations that a text holds.
 *
 * @throws InputError, exactly one, that says what is wrong and where.
 */
export function parseExpectations(content: string, source: string): Expectations {
  return parseDocument(expectationsSchema, content, source);
}

/** Choices of {@link applyExpectations}. */
export interface ExpectationOptions {
  /** Only some of the cases were run, so an entry that matches none of them may still be right. */
  readonly isSelection?: boolean;
}

/**
 * The report under these expectations: failures that they name do not fail the run; an entry does that matches no case, or
 * a case that passes, is not tested, or fails in another way.
 */
export function applyExpectations(
  report: VerifyReport,
  expectations: Expectations,
  { isSelection = false }: ExpectationOptions = {},
): VerifyReport {
  const reasons = new Map<string, string>();
  const stale: { case: string; verdict: FailingVerdict; problem: string }[] = [];
  for (const { case: pattern, verdict, reason } of expectations.expected) {
    const matches = createMatcher(pattern);
    const matched = report.results.filter(({ id }) => matches(id));
    for (const result of matched) {
      if (result.verdict === verdict && !reasons.has(result.id)) reasons.set(result.id, reason);
    }
    const problem =
      matched.length === 0
        ? isSelection
          ? undefined
          : 'No case has such an id. Correct it, or remove the entry.'
        : describeStale(matched, verdict);
    if (problem !== undefined) stale.push({ case: pattern, verdict, problem });
  }
  const { first: _first, diagnosis: _diagnosis, ...rest } = report;
  const failing = report.results.filter(({ verdict }) => isFailing(verdict));
  const first = failing.find(({ id }) => !reasons.has(id));
  const unexpected = failing.filter(({ id }) => !reasons.has(id));
  return {
    ...rest,
    verdict: stale.length > 0 ? 'fail' : overallVerdict(unexpected, hasJudgedRun(report.results)),
    ...(first !== undefined && { first }),
    ...(first?.diagnosis !== undefined && { diagnosis: first.diagnosis }),
    expectations: {
      known: failing.flatMap(({ id, verdict }) => {
        const reason = reasons.get(id);
        return reason === undefined ? [] : [{ id, verdict, reason }];
      }),
      stale,
    },
  };
}

/** What is no longer as the entry says; undefined where it still is. */
function describeStale(matched: readonly CaseResult[], verdict: FailingVerdict): string | undefined {
  const [other, ...more] = matched.filter((result) => result.verdict !== verdict);
  if (other === undefined) return undefined;
  const others = more.length === 0 ? '' : `, and ${more.length} more of its cases are not as it says`;
  return `${other.id} is ${other.verdict} now, not ${verdict}${others}. Remove the entry, or narrow it.`;
}

/** Whether an id is the pattern, in which `*` stands for any characters. Takes no more than length × length steps. */
export function createMatcher(pattern: string): (id: string) => boolean {
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) return (id) => id === pattern;
  return (id) => {
    if (!id.startsWith(head)) return false;
    let at = head.length;
    for (const part of parts) {
      const found = id.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return id.length - tail.length >= at && id.endsWith(tail);
  };
}
