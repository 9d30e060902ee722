/** The report of a verification as one HTML file. Everything an implementation says is escaped by the frame. */
import {
  describeCounts,
  describeFailure,
  describeVerdict,
  groupCases,
  isFailing,
  knownFailures,
  unexpectedFailures,
} from './report-view.js';
import { html, showLine } from './foreign-text.js';
import type { VerifyReport } from './verify-report.js';
import { htmlFigure, htmlKey, htmlTable, renderHtmlReport, type ReportSection } from './html-page.js';

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
  const { implementation, capabilities } = report;
  const failures = unexpectedFailures(report);
  return renderHtmlReport({
    title: `Verification of ${showLine(implementation.name, 80)}`,
    verdict: { holds: report.verdict === 'pass', text: describeVerdict(report, failures) },
    facts: [
      ['implementation', `${showLine(implementation.name, 80)} ${showLine(implementation.version, 40)}`],
      ['language', showLine(implementation.language, 40)],
      ['arithmetic', capabilities.arithmetic],
      ['variants', capabilities.variants.join(', ')],
    ],
    sections: [
      { heading: 'Cases', body: [countFigure(chart, report), countTable(report)] },
      ...(report.diagnosis === undefined ? [] : [{ heading: 'Likely mistakes', body: mistakes(report) }]),
      ...(failures.length === 0 ? [] : [{ heading: 'Failures', body: failureList(report) }]),
      ...knownSection(report),
    ],
    version,
  });
}

function countFigure({ bars, key }: HtmlOptions['chart'], report: VerifyReport): ReportSection['body'] {
  return report.results.length === 0
    ? []
    : [htmlKey(key), htmlFigure(bars, 'How many cases gave which verdict, by level and variant.')];
}

function countTable(report: VerifyReport): ReportSection['body'] {
  const rows = groupCases(report).map(({ level, variant = '', counts, results }) => [
    `L${level} ${levelNames[level] ?? ''}`,
    variant,
    { content: describeCounts(counts), isBad: results.some(({ verdict }) => isFailing(verdict)) },
  ]);
  return htmlTable(['level', 'variant', 'verdicts'], rows);
}

function mistakes({ diagnosis = [] }: VerifyReport): ReportSection['body'] {
  return htmlTable(
    ['mistake', 'how to mend it', 'id'],
    diagnosis.map(({ id, mistake, mend }) => [mistake, mend, id]),
  );
}

/** Failures in the order in which they were found, each with everything that is known of it. */
function failureList(report: VerifyReport): ReportSection['body'] {
  return unexpectedFailures(report).map(
    (failure) =>
      html`<h3>${failure.verdict}: ${showLine(failure.id, 200)}</h3>
        <ul>
          ${describeFailure(failure).map((line) => html`<li>${showLine(line, 600)}</li>`)}
        </ul>`,
  );
}

function knownSection(report: VerifyReport): readonly ReportSection[] {
  const known = knownFailures(report);
  const stale = report.expectations?.stale ?? [];
  return [
    ...(known.length === 0
      ? []
      : [
          {
            heading: 'Known failures',
            body: htmlTable(
              ['case', 'reason'],
              known.map(({ result, reason }) => [showLine(result.id, 200), showLine(reason, 400)]),
            ),
          },
        ]),
    ...(stale.length === 0
      ? []
      : [
          {
            heading: 'Stale expectations',
            body: htmlTable(
              ['entry', 'what is wrong with it'],
              stale.map((entry) => [
                showLine(entry.case, 200),
                { content: showLine(entry.problem, 400), isBad: true },
              ]),
            ),
          },
        ]),
  ];
}
