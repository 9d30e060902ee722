/** The report of a verification as one HTML file. Everything an implementation says is escaped by the frame. */
import { plainMath } from '../../judge/index.js';
import {
  coverageLines,
  describeCounts,
  describeFailure,
  describeVerdict,
  groupCases,
  isFailing,
  knownFailures,
  unexpectedFailures,
} from './report-view.js';
import { html, showLine, type HtmlPart } from './foreign-text.js';
import type { VerifyReport } from './verify-report.js';
import { htmlFigure, htmlKey, htmlTable, renderHtmlReport } from './html-page.js';

/** What the levels ask. */
const levelNames = [
  'handshake',
  'single rounds',
  'runs',
  'rejection',
  'every draw of small runs',
  'random problems',
];

/** What a page has beside the report. */
export interface HtmlOptions {
  /** Of the package, for the foot of the page. */
  readonly version: string;
  /** The verdicts as a drawing, and what its colours mean: who draws is outside, because it loads much. */
  readonly chart: {
    readonly bars: string;
    readonly key: readonly { readonly name: string; readonly colour: string }[];
  };
}

/** The report as a complete document; the same report gives the same bytes. */
export function formatVerifyHtml(report: VerifyReport, { version, chart }: HtmlOptions): string {
  const { implementation, capabilities, diagnosis = [], expectations } = report;
  const failures = unexpectedFailures(report);
  return renderHtmlReport({
    title: `Verification of ${showLine(implementation.name, 80)}`,
    verdict: { holds: report.verdict === 'pass', text: describeVerdict(report, failures) },
    facts: [
      ['implementation', `${showLine(implementation.name, 80)} ${showLine(implementation.version, 40)}`],
      ['language', showLine(implementation.language, 40)],
      ['arithmetic', capabilities.arithmetic],
      ['variants', capabilities.variants.join(', ')],
      ...coverageLines(report).map((line, index): [string, string] => [
        index === 0 ? 'ranges' : 'more',
        line,
      ]),
    ],
    sections: [
      { heading: 'Cases', body: [countFigure(chart, report), countTable(report)] },
      {
        heading: 'Likely mistakes',
        body: htmlTable(
          ['mistake', 'how to fix it', 'id'],
          diagnosis.map(({ id, mistake, fix }) => [plainMath(mistake), plainMath(fix), id]),
        ),
      },
      // in the order in which they were found, each with everything that is known of it
      {
        heading: 'Failures',
        body: failures.map(
          (failure) =>
            html`<h3>${failure.verdict}: ${showLine(failure.id, 200)}</h3>
              <ul>
                ${describeFailure(failure).map((line) => html`<li>${showLine(line, 600)}</li>`)}
              </ul>`,
        ),
      },
      {
        heading: 'Known failures',
        body: htmlTable(
          ['case', 'reason'],
          knownFailures(report).map(({ result, reason }) => [
            showLine(result.id, 200),
            showLine(reason, 400),
          ]),
        ),
      },
      {
        heading: 'Stale expectations',
        body: htmlTable(
          ['entry', 'what is wrong with it'],
          (expectations?.stale ?? []).map((entry) => [
            showLine(entry.case, 200),
            { content: showLine(entry.problem, 400), isBad: true },
          ]),
        ),
      },
    ],
    version,
  });
}

function countFigure({ bars, key }: HtmlOptions['chart'], report: VerifyReport): HtmlPart {
  return report.results.length === 0
    ? []
    : [htmlKey(key), htmlFigure(bars, 'How many cases gave which verdict, by level and variant.')];
}

function countTable(report: VerifyReport): HtmlPart {
  const rows = groupCases(report).map(({ level, variant = '', counts, results }) => [
    `L${level} ${levelNames[level] ?? ''}`,
    variant,
    { content: describeCounts(counts), isBad: results.some(({ verdict }) => isFailing(verdict)) },
  ]);
  return htmlTable(['level', 'variant', 'verdicts'], rows);
}
