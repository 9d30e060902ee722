/** A verification report as Markdown, for the summary page of a CI run. */
import { countOf } from '../../errors.js';
import {
  coverageLines,
  describeFailure,
  describeLog,
  describeVerdict,
  groupCases,
  knownFailures,
  unexpectedFailures,
  untestedReasons,
} from './report-view.js';
import { markdownBlock, markdownCode, markdownProse, showLine } from './foreign-text.js';
import { type CaseResult, verdicts, type VerifyReport } from './verify-report.js';

/** Failures told in full; a page of a CI service holds 1 MiB. */
const detailed = 20;

/** The report as Markdown. Whatever the implementation says in it is text: it makes no link, image, table or mention. */
export function formatMarkdown(report: VerifyReport): string {
  const failures = unexpectedFailures(report);
  const { name, version, language } = report.implementation;
  const blocks: readonly (readonly string[])[] = [
    [`## auxopt verify: ${report.verdict}`],
    [
      `${markdownCode(`${name} ${version} (${language})`, 200)}, ${markdownProse(report.capabilities.arithmetic)}: ` +
        `${markdownProse(describeVerdict(report, failures))}.`,
    ],
    coverageLines(report).map((line) => `- ${markdownProse(line)}`),
    countTable(report),
    [...untestedReasons(report)].map(
      ([reason, cases]) => `- Not tested, ${countOf(cases, 'case')}: ${markdownCode(reason)}`,
    ),
    ...failures.slice(0, detailed).flatMap(failureBlocks),
    failures.length > detailed
      ? [`${countOf(failures.length - detailed, 'more case')} failed; the JSON report has them all.`]
      : [],
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
function failureBlocks(failure: CaseResult): readonly (readonly string[])[] {
  const facts = describeFailure(failure).map((line) => showLine(line, 1000));
  return [
    [`### ${failure.verdict}: ${markdownCode(failure.id)}`],
    markdownBlock([...facts, ...describeLog(failure, 20)]),
  ];
}
