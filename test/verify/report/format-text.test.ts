import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forTerminal } from '../../../src/cli/text.js';
import { createPaint } from '../../../src/cli/verify/present.js';
import { formatVerifyText } from '../../../src/verify/report/format-text.js';
import type { VerifyReport } from '../../../src/verify/report/verify-report.js';
import { anyReport, reportOf } from './arbitrary-report.js';
import { failedResult, passedResult, untestedResult } from './sample-results.js';
import { firstOf } from '../../support/some-of.js';

/** Category C of Unicode but unassigned and private characters, and the two separators, but the line feed. */
function isControl(character: string): boolean {
  const code = character.codePointAt(0) as number;
  if (code < 0x20) return code !== 10;
  if (code >= 0x7f && code <= 0x9f) return true;
  if (code >= 0xd800 && code <= 0xdfff) return true;
  // bidirectional overrides, zero widths, separators, byte-order mark
  return [
    0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0xfeff,
  ].includes(code);
}

const controlsNothing = (format: (report: VerifyReport) => string) =>
  fc.property(anyReport, (report) => {
    const text = format(report);
    expect(Array.from(text).filter(isControl)).toEqual([]);
    const verdicts = text.split('\n').filter((line) => /^(PASS|FAIL):/.test(line));
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]?.startsWith(report.verdict.toUpperCase())).toBe(true);
  });

describe('the report for people', () => {
  it('reruns it with the options that were given', () => {
    const asked = ['--problem', 'a b.json', '--allow-unsupported'];
    expect(formatVerifyText(reportOf([failedResult]), { command: ['x'], asked })).toContain(
      "again       auxopt verify --problem 'a b.json' --allow-unsupported --only L2/aux-mom/planar/callback -- x\n",
    );
  });

  it('tells one error of a program once, with its number of cases, whatever the sizes in it are', () => {
    const results = [1, 2, 3, 4, 5].map((d) => ({
      ...failedResult,
      ...{ id: `L2/${d}`, verdict: 'error', violation: undefined, diagnosis: undefined },
      message: `ValueError: shapes (${d},) and (${d + 1},) differ`,
    }));
    const other = { ...results[0], id: 'L2/other', message: 'KeyError: β' };
    const text = formatVerifyText(reportOf([...results, other] as never));
    expect(text.match(/ValueError/g)).toHaveLength(1);
    expect(text).toContain('and 4 more cases: L2/2');
    expect(text).toContain('KeyError');
  });

  it.each([
    [
      'a decimal of few digits that is right to the last',
      '0.250010',
      1e-6,
      /agrees with what was sent to 6 digits/,
    ],
    ['the same in scientific notation', '2.50010e-1', 1e-6, /agrees with what was sent to 6 digits/],
    ['a decimal that is wrong before its last digits', '0.25001', 1e-4, undefined],
    ['a short number that may be exact', '0.5', 0.25, undefined],
    ['17 digits', '0.25000000000000011', 1e-16, undefined],
    ['bits', '3fd0000000000001', 5e-17, undefined],
  ])('hints at digits that were lost: %s', (_name, sent, error, hint) => {
    const { violation } = failedResult;
    if (violation === undefined) throw new Error('the sample has a violation');
    const text = formatVerifyText(
      reportOf([{ ...failedResult, violation: { ...violation, actual: '0.25001', sent, error } }]),
    );
    if (hint === undefined) expect(text).not.toContain('agrees with what was sent');
    else expect(text).toMatch(hint);
  });

  firstOf(1, [[100], [500]])(
    'holds no control character and no verdict line of others: %i reports',
    (numRuns) => {
      fc.assert(controlsNothing(formatVerifyText), { numRuns });
    },
  );

  it.each([
    ['lines are kept', (text: string) => text.replaceAll(String.raw`\u{a}`, '\n')],
    ['escapes are kept', (text: string) => text.replaceAll(String.raw`\u{1b}`, '\u001b')],
    ['overrides are kept', (text: string) => text.replaceAll(String.raw`\u{202e}`, '\u202e')],
  ])('is seen to be broken where %s', (_what, breakIt) => {
    const { failed } = fc.check(
      controlsNothing((report) => breakIt(formatVerifyText(report))),
      { numRuns: 2000, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });

  it('is coloured on a terminal alone, and says the same there', () => {
    const report = reportOf([passedResult, failedResult, untestedResult]);
    const plain = formatVerifyText(report);
    const coloured = forTerminal(formatVerifyText(report, { paint: createPaint({ isTTY: true }, {}) }));
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
    for (const paint of [
      createPaint({ isTTY: false }, {}),
      createPaint({ isTTY: true }, { NO_COLOR: '1' }),
    ]) {
      expect(formatVerifyText(report, { paint })).toBe(plain);
    }
  });
});
