/** The chart of a verification: one bar for each level and variant, one colour a verdict. */
import { describeCounts, groupCases } from '../../verify/report/report-view.js';
import { verdicts, type Verdict, type VerifyReport } from '../../verify/report/verify-report.js';
import { formatVerifyHtml } from '../../verify/report/format-html.js';
import { renderRowBars } from '../bar-charts.js';
import { version } from '../package.js';

/** Okabe and Ito's colours, legible on white and on dark paper: what passes is cool, what fails is warm. */
const colours: Readonly<Record<Verdict, string>> = {
  pass: '#0f8b6d',
  fail: '#d55e00',
  'not-judged': '#f0e442',
  unsupported: '#999999',
  error: '#cc79a7',
  crash: '#b2182b',
  timeout: '#e69f00',
  protocol: '#56b4e9',
};

/** The verdicts that were given, with their colours, from the left of a bar to its right. */
export function verdictKey(
  report: VerifyReport,
): readonly { readonly name: Verdict; readonly colour: string }[] {
  return verdicts
    .filter((verdict) => report.counts[verdict] > 0)
    .map((verdict) => ({ name: verdict, colour: colours[verdict] }));
}

/** The bars as an SVG element for an HTML page. */
export function renderVerdictBars(report: VerifyReport): string {
  const groups = groupCases(report).map(({ level, variant, counts }) => ({
    row: [`L${level}`, ...(variant === undefined ? [] : [variant])].join(' '),
    counts,
  }));
  return renderRowBars({
    title: 'Verdicts by level and variant',
    description: groups.map(({ row, counts }) => `${row}: ${describeCounts(counts)}`).join('; '),
    xLabel: 'cases',
    groups: verdictKey(report),
    rows: groups.map(({ row }) => row),
    bars: groups.flatMap(({ row, counts }) =>
      verdicts.map((group) => ({ row, group, count: counts[group] })),
    ),
  });
}

/** The page of a verification, with its chart. */
export function renderVerifyHtml(report: VerifyReport): string {
  return formatVerifyHtml(report, {
    version,
    chart: { bars: renderVerdictBars(report), key: verdictKey(report) },
  });
}
