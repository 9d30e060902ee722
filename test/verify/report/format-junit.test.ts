import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJunit } from '../../../src/verify/report/format-junit.js';
import type { VerifyReport } from '../../../src/verify/report/verify-report.js';
import { anyReport } from './arbitrary-report.js';
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
        if (outcome?.name !== 'skipped') expect(outcome?.text).toContain(carried(result.message));
      }
      const log = element?.children.find(({ name }) => name === 'system-err');
      expect(log?.text ?? '').toBe(carried(result.log ?? ''));
    }
    const { name, version, language } = report.implementation;
    expect(root.attributes['name']).toBe(carried(`auxopt verify: ${name} ${version} (${language})`));
    expect(cases.size).toBeLessThanOrEqual(report.results.length + (report.expectations?.stale.length ?? 0));
  });
}

describe('JUnit', () => {
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
