/** A verification report as Markdown, for the summary page of a CI run. */
import { countOf } from '../../errors.js';
import { byCause, describeLog, factLine, factsOf, titleOf, type Alike } from './describe-failure.js';
import { markdownBlock, markdownCode, markdownProse, showLine } from './foreign-text.js';
import {
  coverageLines,
  describeVerdict,
  groupCases,
  knownFailures,
  unexpectedFailures,
  untestedReasons,
} from './report-view.js';
import { type VerifyReport, verdicts } from './verify-report.js';

/** Causes told in full; a page of a CI service holds 1 MiB. */
const mostOnPage = 20;

/** The report as Markdown. Whatever the implementation says in it is text: it makes no link, image, table or mention. */
export function formatMarkdown(report: VerifyReport): string {
  const failures = unexpectedFailures(report);
  const causes = byCause(failures);
  const { name, version, language } = report.implementation;
  const blocks: readonly (readonly string[])[] = [
    [`## auxopt verify: ${report.verdict}`],
    [
      `${markdownCode(`${name} ${version} (${language})`, 200)}, ${markdownProse(report.capabilities.arithmetic)}: ` +
        `${markdownProse(describeVerdict(report, failures))}.`,
    ],
    ...causes.slice(0, mostOnPage).flatMap(causeBlocks),
    causes.length > mostOnPage
      ? [`${countOf(causes.length - mostOnPage, 'more cause')}; the JSON report has all cases.`]
      : [],
    coverageLines(report).map((line) => `- ${markdownProse(line)}`),
    countTable(report),
    [...untestedReasons(report)].map(
      ([reason, cases]) => `- Not tested, ${countOf(cases, 'case')}: ${markdownCode(reason)}`,
    ),
    ...section(
      'Known failures',
      knownFailures(report).map(
        ({ result, reason }) => `- ${result.verdict} ${markdownCode(result.id)}: ${markdownProse(reason)}`,
      ),
    ),
    ...section(
      'Stale expectations',
      (report.expectations?.stale ?? []).map(
        ({ case: pattern, verdict, problem }) =>
          `- ${verdict} ${markdownCode(pattern)}: ${markdownProse(problem)}`,
      ),
    ),
  ];
  const texts = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

/** A list under a heading; nothing where it has no items. */
function section(title: string, items: readonly string[]): readonly (readonly string[])[] {
  return items.length === 0 ? [] : [[`### ${title}`], items];
}

/** Rows are groups; only verdicts that were given have a column. */
function countTable(report: VerifyReport): readonly string[] {
  const shown = verdicts.filter((verdict) => verdict === 'pass' || report.counts[verdict] > 0);
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(['level', 'variant', ...shown]),
    row(['---', '---', ...shown.map(() => '---:')]),
    ...groupCases(report).map(({ level, variant = '', counts }) =>
      row([`L${level}`, markdownProse(variant), ...shown.map((verdict) => counts[verdict])]),
    ),
  ];
}

/** The facts are a block of code, so that nothing in them is markup. */
function causeBlocks(alike: Alike): readonly (readonly string[])[] {
  const facts = factsOf(alike, false).map((fact) => showLine(factLine(fact), 1000));
  return [[`### ${markdownProse(titleOf(alike))}`], markdownBlock([...facts, ...describeLog(alike[0], 20)])];
}
