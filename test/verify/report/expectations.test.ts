import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyExpectations,
  expectationsFormat,
  parseExpectations,
  type Expectations,
} from '../../../src/verify/report/expectations.js';
import { verifyReportSchema, type CaseResult } from '../../../src/verify/report/verify-report.js';
import { InputError } from '../../../src/errors.js';
import { reportOf } from './arbitrary-report.js';
import { failedResult } from './sample-results.js';
import { forAll } from '../../support/for-all.js';

const crashed: CaseResult = { id: 'L2/sgd/line/tape', level: 2, verdict: 'crash', message: 'exit 1' };
const passed: CaseResult = { id: 'L0/hello', level: 0, verdict: 'pass' };
const untested: CaseResult = { id: 'L2/sgd/line/callback', level: 2, verdict: 'unsupported' };
const report = reportOf([passed, untested, failedResult, crashed]);

type Expectation = Expectations['expected'][number];
const expectation = (pattern: string, verdict: Expectation['verdict'], reason = 'issue 7'): Expectation => ({
  case: pattern,
  verdict,
  reason,
});

const apply = (expected: readonly Expectation[], isSelection = false) =>
  applyExpectations(report, { format: expectationsFormat, expected }, { isSelection });

describe('expectations', () => {
  it('excuse the failures that they name', () => {
    const result = apply([
      expectation(failedResult.id, 'fail'),
      expectation('L2/sgd/*/tape', 'crash', 'slow'),
    ]);
    expect(result.verdict).toBe('pass');
    expect(result.first).toBeUndefined();
    expect(result.diagnosis).toBeUndefined();
    expect(result.expectations).toEqual({
      known: [
        { id: failedResult.id, verdict: 'fail', reason: 'issue 7' },
        { id: crashed.id, verdict: 'crash', reason: 'slow' },
      ],
      stale: [],
    });
    expect(result.counts).toEqual(report.counts);
    expect(verifyReportSchema.safeParse(result).success).toBe(true);
  });

  it('excuse nothing else: the first failure is the first that is left', () => {
    const result = apply([expectation(failedResult.id, 'fail')]);
    expect(result).toMatchObject({ verdict: 'fail', first: crashed });
    expect(result.diagnosis).toBeUndefined();
    expect(apply([expectation(crashed.id, 'crash')])).toMatchObject({
      verdict: 'fail',
      first: failedResult,
      diagnosis: failedResult.diagnosis,
    });
  });

  const both = [expectation(failedResult.id, 'fail'), expectation(crashed.id, 'crash')];

  it.each([
    ['matches no case', expectation('L2/nothing', 'fail'), 'No case has such an id.'],
    ['names a case that passes', expectation(passed.id, 'fail'), 'L0/hello is pass now, not fail.'],
    ['names a case that is not tested', expectation(untested.id, 'fail'), 'is unsupported now, not fail.'],
    ['names another verdict', expectation(crashed.id, 'timeout'), 'is crash now, not timeout.'],
    ['also matches other cases', expectation('L2/sgd/*', 'crash'), 'callback is unsupported now, not crash.'],
    ['matches too much', expectation('*', 'fail'), 'and 2 more of its cases are not as it says'],
  ])('are stale where an entry %s', (_what, entry, problem) => {
    expect(apply(both).verdict).toBe('pass');
    const result = apply([...both, entry]);
    expect(result.verdict).toBe('fail');
    expect(result.expectations?.stale).toHaveLength(1);
    expect(result.expectations?.stale[0]).toMatchObject({ case: entry.case, verdict: entry.verdict });
    expect(result.expectations?.stale[0]?.problem).toContain(problem);
  });

  it('may match no case where only some were run, but nothing else', () => {
    expect(apply([...both, expectation('L5/x', 'fail')], true).verdict).toBe('pass');
    expect(apply([...both, expectation(passed.id, 'fail')], true).verdict).toBe('fail');
  });

  it('do not save a run that fails without a failing case', () => {
    const none = applyExpectations(reportOf([]), { format: expectationsFormat, expected: [] });
    expect(none.verdict).toBe('incomplete');
  });

  it('match * with any characters, as a regular expression does', () => {
    const piece = fc.constantFrom('a', 'b', '*', '.', '/', 'ab');
    const word = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
    forAll(2000, [word, word], (pattern, id) => {
      const one = reportOf([{ ...failedResult, id }]);
      const format = expectationsFormat;
      const { expectations } = applyExpectations(one, { format, expected: [expectation(pattern, 'fail')] });
      const parts = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
      expect(expectations?.known.length === 1).toBe(new RegExp(`^${parts.join('.*')}$`).test(id));
    });
  });
});

describe('an expectations file', () => {
  const file = { format: expectationsFormat, expected: [expectation('L1/*', 'fail')] };

  it('is read', () => {
    expect(parseExpectations(JSON.stringify(file), 'known.json')).toEqual(file);
  });

  it.each([
    ['{', 'known.json at $, line 1, column 2: the JSON text ends early'],
    ['[]', 'known.json at $: found an array of 0 items; expected an object with the keys format, expected'],
    [{ ...file, format: 'auxopt-expectations/2' }, 'expected "auxopt-expectations/1"'],
    [{ format: file.format }, 'known.json at $.expected: found nothing'],
    [{ ...file, exspected: [] }, 'the key "exspected" is unknown; expected only the keys format, expected'],
    [
      { ...file, expected: [{ case: 'a', verdict: 'pass', reason: 'b' }] },
      'known.json at $.expected[0].verdict: found the string "pass"; expected one of "fail", "not-judged", "error"',
    ],
    [
      { ...file, expected: [{ case: 'a', verdict: 'fail' }] },
      'known.json at $.expected[0].reason: found nothing',
    ],
    [{ ...file, expected: [{ case: 'a', verdict: 'fail', reason: '' }] }, 'a string that is not empty'],
  ])('has one error where it is %j', (content, message) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    let thrown: unknown;
    try {
      parseExpectations(text, 'known.json');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InputError);
    expect((thrown as InputError).message).toContain(message);
  });
});
