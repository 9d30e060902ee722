import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJunit } from '../../../src/verify/report/format-junit.js';
import type { CaseResult, VerifyReport } from '../../../src/verify/report/verify-report.js';
import { anyReport, reportOf } from './arbitrary-report.js';
import { elementsNamed, readXml } from './read-xml.js';
import { firstOf } from '../../support/some-of.js';

/**
 * What XML 1.0 can carry of a text, by its definition of a character, without controls; invisible
 * characters as their codes. Written apart from the code.
 */
function carried(text: string): string {
  let result = '';
  for (const character of text.replace(/\r\n/g, '\n').replace(/\r/g, '\n')) {
    const code = character.codePointAt(0) as number;
    const isControl = (code < 0x20 && code !== 9 && code !== 10) || (code >= 0x7f && code <= 0x9f);
    const isNone = (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
    const isInvisible = /[\p{Cf}\p{Zl}\p{Zp}]/u.test(character);
    if (!isControl && !isNone) result += isInvisible ? `\\u{${code.toString(16)}}` : character;
  }
  return result;
}

const outcomes = ['failure', 'error', 'skipped'];

/** Whether a formatter's document says what the report says. */
function roundTrips(format: (report: VerifyReport) => string) {
  return fc.property(anyReport, (report) => {
    const root = readXml(format(report));
    const cases = new Map(
      elementsNamed('testcase', root).map((element) => [element.attributes['name'], element]),
    );
    const known = new Set(report.expectations?.known.map(({ id }) => id));
    for (const result of report.results) {
      const element = cases.get(carried(result.id));
      // two ids may differ only in characters that are removed
      if (report.results.filter(({ id }) => carried(id) === carried(result.id)).length > 1) continue;
      const outcome = element?.children.find(({ name }) => outcomes.includes(name));
      if (result.verdict === 'pass') {
        expect(outcome).toBeUndefined();
        continue;
      }
      if (!known.has(result.id) && result.message !== undefined) {
        expect(outcome?.attributes['message']).toBe(carried(result.message));
        if (outcome?.name !== 'skipped') expect(outcome?.text.startsWith(carried(result.message))).toBe(true);
      }
      const log = element?.children.find(({ name }) => name === 'system-err');
      expect(log?.text ?? '').toBe(carried(result.log ?? ''));
    }
    const { name, version, language } = report.implementation;
    expect(root.attributes['name']).toBe(carried(`auxopt verify: ${name} ${version} (${language})`));
    expect(cases.size).toBeLessThanOrEqual(report.results.length + (report.expectations?.stale.length ?? 0));
  });
}

const results: readonly CaseResult[] = [
  { id: 'L0/hello', level: 0, verdict: 'pass' },
  { id: 'L2/a', level: 2, variant: 'aux-mom', verdict: 'pass', log: 'chatter' },
  { id: 'L2/b', level: 2, variant: 'aux-mom', verdict: 'fail', message: 'wrong', log: 'trace' },
  { id: 'L2/c', level: 2, verdict: 'crash', message: 'exit 1' },
  { id: 'L2/d', level: 2, verdict: 'timeout' },
  { id: 'L2/e', level: 2, verdict: 'protocol', message: 'noise' },
  { id: 'L2/f', level: 2, verdict: 'error', message: 'no' },
  { id: 'L2/g', level: 2, verdict: 'unsupported', message: 'has no tape' },
];

const range = (least: number, greatest = least) => ({ least, greatest });
const covered = {
  ...{ dimension: range(1, 131), localStepCount: range(2), roundCount: range(3), stepSize: range(0.1) },
  ...{ points: range(1), gradients: range(1), snapshotAtoms: range(2), starts: [] },
};

it('has the ranges that were covered once', () => {
  const root = readXml(formatJunit(reportOf(results, { covered, levels: [0, 2] })));
  const values = elementsNamed('property', root).map(({ attributes }) => attributes['value']);
  expect(values).toEqual([
    expect.stringMatching(/^Covered: d 1 to 131; K 2; T 3; /),
    expect.stringMatching(/^--level 5 adds /),
  ]);
  expect(elementsNamed('property', readXml(formatJunit(reportOf(results))))).toEqual([]);
});

describe('JUnit', () => {
  it('has a suite a level, and every verdict in its place', () => {
    const root = readXml(formatJunit(reportOf(results)));
    expect(elementsNamed('testsuite', root).map(({ attributes }) => attributes)).toEqual([
      { name: 'auxopt L0', tests: '1', failures: '0', errors: '0', skipped: '0' },
      { name: 'auxopt L2', tests: '7', failures: '1', errors: '4', skipped: '1' },
    ]);
    expect(root.attributes).toMatchObject({ tests: '8', failures: '1', errors: '4', skipped: '1' });
    const kinds = elementsNamed('testcase', root).map(({ children }) => children[0]?.name);
    expect(kinds).toEqual([undefined, undefined, 'failure', 'error', 'error', 'error', 'error', 'skipped']);
    const [skipped] = elementsNamed('skipped', root);
    expect(skipped?.attributes['message']).toBe('has no tape');
    const types = elementsNamed('error', root).map(({ attributes }) => attributes['type']);
    expect(types).toEqual(['crash', 'timeout', 'protocol', 'error']);
  });

  it('has times only where they are asked for', () => {
    expect(formatJunit(reportOf(results))).not.toMatch(/ time=/);
    const seconds = new Map([['L2/b', 1.5]]);
    const timed = elementsNamed('testcase', readXml(formatJunit(reportOf(results), { seconds })));
    expect(timed.map(({ attributes }) => attributes['time'])).toEqual(
      results.map(({ id }) => (id === 'L2/b' ? '1.5' : undefined)),
    );
  });

  it('skips known failures with their reason, and fails for stale expectations', () => {
    const root = readXml(
      formatJunit(
        reportOf(results, {
          expectations: {
            known: [{ id: 'L2/b', verdict: 'fail', reason: 'issue "7"' }],
            stale: [{ case: 'L9/*', verdict: 'fail', problem: 'gone' }],
          },
        }),
      ),
    );
    expect(elementsNamed('failure', root).map(({ attributes }) => attributes)).toEqual([
      { message: 'gone', type: 'stale' },
    ]);
    expect(elementsNamed('skipped', root).map(({ attributes }) => attributes['message'])).toContain(
      'known fail: issue "7"',
    );
  });

  firstOf(1, [[100], [500]])(
    'parses and says the same, whatever an implementation says: %i reports',
    (numRuns) => {
      fc.assert(roundTrips(formatJunit), { numRuns });
    },
  );

  it.each([
    ['tags are left as they are', (xml: string) => xml.replaceAll('&lt;', '<')],
    ['quotes are left as they are', (xml: string) => xml.replaceAll('&quot;', '"')],
    ['ampersands are left as they are', (xml: string) => xml.replaceAll('&amp;', '&')],
    ['line breaks of attributes are left as they are', (xml: string) => xml.replaceAll('&#10;', '\n')],
    ['a control character is kept', (xml: string) => xml.replaceAll('word', '\u001b')],
    ['half a pair is kept', (xml: string) => xml.replaceAll('word', '\ud800')],
  ])('is seen to be broken where %s', (_what, breakIt) => {
    const { failed } = fc.check(
      roundTrips((report) => breakIt(formatJunit(report))),
      { numRuns: 500, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });
});
