/** Expectations: refused, or such that a report passes only where every failure has a right entry and none is stale. */
import fc from 'fast-check';
import {
  applyExpectations,
  createMatcher,
  parseExpectations,
} from '../../../src/verify/report/expectations.js';
import type { VerifyReport } from '../../../src/verify/report/verify-report.js';
import { anyText, nearDocument } from '../kit/mutate.js';
import { accepted, assertTrue, subject, type Subject } from '../kit/subject.js';

const results = [
  { id: 'L2/aux-mom/planar/tape', level: 2, verdict: 'pass' },
  { id: 'L2/aux-mom/long/tape', level: 2, verdict: 'fail' },
  { id: 'L2/sgd/long/callback', level: 2, verdict: 'crash' },
  { id: 'L3/sgd/zero', level: 3, verdict: 'unsupported' },
] as const;

const report = { verdict: 'fail', results, first: results[1] } as unknown as VerifyReport;

const entry = (id: string, verdict: string) => ({ case: id, verdict, reason: 'known' });
const documents: readonly unknown[] = [
  { format: 'auxopt-expectations/1', expected: [entry('L2/aux-mom/long/tape', 'fail'), entry('L2/sgd/*', 'crash')] },
  { format: 'auxopt-expectations/1', expected: [entry('*/long/*', 'fail'), entry('*callback', 'crash')] },
  { format: 'auxopt-expectations/1', expected: [] },
]; // prettier-ignore

/** The meaning of a pattern once more, by trying every place of every star. */
function matches(pattern: string, id: string): boolean {
  if (pattern === '') return id === '';
  if (pattern.startsWith('*'))
    return matches(pattern.slice(1), id) || (id !== '' && matches(pattern, id.slice(1)));
  return id !== '' && id.startsWith(pattern.slice(0, 1)) && matches(pattern.slice(1), id.slice(1));
}

/** From text to a verdict. */
export const expectations: Subject = subject({
  name: 'expectations',
  weight: 8,
  inputs: nearDocument(documents),
  check: (text) => {
    const parsed = accepted(() => parseExpectations(text, 'input'));
    if (parsed === undefined) return;
    const applied = applyExpectations(report, parsed);
    const excuses = (id: string, verdict: string): boolean =>
      parsed.expected.some((each) => each.verdict === verdict && matches(each.case, id));
    const isRight = parsed.expected.every((each) => {
      const matched = results.filter(({ id }) => matches(each.case, id));
      return matched.length > 0 && matched.every(({ verdict }) => verdict === each.verdict);
    });
    const isExcused = results.every(({ id, verdict }) => !/fail|crash/.test(verdict) || excuses(id, verdict));
    assertTrue((applied.verdict === 'pass') === (isRight && isExcused), () => `the verdict is ${applied.verdict}`);
  },
}); // prettier-ignore

const stars = fc
  .array(fc.constantFrom('*', 'a', 'b', 'ab', '**'), { maxLength: 9 })
  .map((parts) => parts.join(''));

/** Patterns against a matcher that tries everything. */
export const patterns: Subject = subject({
  name: 'patterns',
  weight: 5,
  inputs: fc.oneof(
    fc.tuple(stars, fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map((parts) => parts.join(''))),
    fc.tuple(anyText, anyText).filter(([pattern, id]) => pattern.length < 30 && id.length < 60),
  ),
  check: ([pattern, id]) => {
    assertTrue(createMatcher(pattern)(id) === matches(pattern, id), () => 'the matcher is wrong');
  },
}); // prettier-ignore
