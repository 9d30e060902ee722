/** The HTML report of a verification: its picture counts every case once, and what is hostile stays text. */
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { renderVerdictBars, renderVerifyHtml, verdictKey } from '../../src/cli/verify/verdict-chart.js';
import type { CaseResult, Verdict, VerifyReport } from '../../src/verify/report/verify-report.js';
import { anyReport, reportOf } from '../verify/report/arbitrary-report.js';
import { failedResult } from '../verify/report/sample-results.js';

const { id: _id, verdict: _verdict, ...failed } = failedResult;
const result = (level: number, verdict: Verdict, number: number): CaseResult =>
  verdict === 'fail'
    ? { ...failed, id: `L${level}/aux-mom/${number}`, level, verdict }
    : { id: `L${level}/aux-mom/${number}`, level, variant: 'aux-mom', verdict };

/** Widths of the bars by colour, in units of the first bar. */
function bars(report: VerifyReport): readonly (readonly [fill: string, width: number])[] {
  const { document } = parseHTML(renderVerdictBars(report));
  const rects = [...document.querySelectorAll('rect')].map(
    (rect) => [rect.getAttribute('fill') ?? '', Number(rect.getAttribute('width')) + 0.5] as const,
  );
  const [, unit = 1] = rects[0] ?? [];
  return rects.map(([fill, width]) => [fill, Math.round((100 * width) / unit) / 100] as const);
}

describe('the picture of the verdicts', () => {
  const results = [
    result(1, 'pass', 1),
    result(2, 'pass', 1),
    result(2, 'pass', 2),
    result(2, 'fail', 3),
    result(2, 'timeout', 4),
  ];
  const report = reportOf(results);

  it('has a bar for each level and variant, as long as there are cases', () => {
    const [pass = '', fail = '', timeout = ''] = verdictKey(report).map(({ colour }) => colour);
    expect(verdictKey(report).map(({ name }) => name)).toEqual(['pass', 'fail', 'timeout']);
    const drawn = bars(report);
    expect(drawn.filter(([fill]) => fill === pass).map(([, width]) => width)).toEqual([1, 2]);
    expect(drawn.filter(([fill]) => fill === fail).map(([, width]) => width)).toEqual([1]);
    expect(drawn.filter(([fill]) => fill === timeout).map(([, width]) => width)).toEqual([1]);
    expect(drawn).toHaveLength(4);
  });

  it('changes when one verdict does', () => {
    const changed = reportOf(results.with(1, result(2, 'fail', 1)));
    expect(bars(changed)).not.toEqual(bars(report));
  });

  it('stands in the page with its key, and says in words what it shows', () => {
    const { document } = parseHTML(renderVerifyHtml(report));
    const svg = document.querySelector('figure svg[role=img]');
    expect(svg?.getAttribute('aria-description')).toBe(
      'L1 aux-mom: 1 pass; L2 aux-mom: 2 pass, 1 fail, 1 timeout',
    );
    expect([...document.querySelectorAll('ul.key li')].map(({ textContent }) => textContent)).toEqual([
      'pass',
      'fail',
      'timeout',
    ]);
  });
});

it('is drawn for every report, runs nothing, and is the same twice', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const page = renderVerifyHtml(report);
      expect(page).not.toMatch(/<script|<img|<iframe|\son\w+="/i);
      expect(parseHTML(page).document.querySelectorAll('figure svg')).toHaveLength(
        report.results.length === 0 ? 0 : 1,
      );
      expect(renderVerifyHtml(report)).toBe(page);
    }),
    { numRuns: 30 },
  );
});

it('the page has the ranges that were covered', () => {
  const [one, many] = [
    { least: 1, greatest: 1 },
    { least: 1, greatest: 131 },
  ];
  const covered = {
    ...{ dimension: many, localStepCount: one, roundCount: one, stepSize: one, points: one, gradients: one },
    ...{ snapshotAtoms: one, starts: [] },
  };
  const page = renderVerifyHtml(reportOf([result(2, 'pass', 1)], { covered }));
  expect(page).toContain('Covered: d 1 to 131; K 1;');
  expect(page).toContain('No schedule was tested');
  expect(renderVerifyHtml(reportOf([result(2, 'pass', 1)]))).not.toContain('Covered');
});
