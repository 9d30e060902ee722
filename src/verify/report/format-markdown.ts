/** A verification report as Markdown, for the summary page of a CI run. */
import {
  coverageLines,
  describePlace,
  describeVerdict,
  groupCases,
  knownFailures,
  unexpectedFailures,
  untestedReasons,
} from './report-view.js';
import {
  countOf,
  markdownBlock,
  markdownCode,
  markdownProse,
  shortenNumber,
  showDouble,
  showLastLines,
} from './foreign-text.js';
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

function failureBlocks(failure: CaseResult): readonly (readonly string[])[] {
  const { id, verdict, message, violation, diagnosis = [], log = '' } = failure;
  const facts = message === undefined ? [] : [`- ${markdownCode(message, 1000)}`];
  if (violation !== undefined) {
    const { equation, statement, quantity, component, expected, actual, fraction, bound } = violation;
    facts.push(
      `- First divergent step: ${describePlace(violation)}, ${markdownCode(`${quantity}[${component}]`)}`,
      `- ${markdownCode(equation)}: ${markdownProse(statement)}`,
      `- Expected ${markdownCode(shortenNumber(expected))}, got ${markdownCode(shortenNumber(actual))}`,
      `- Error over bound: ${showDouble(fraction)} (bound ${showDouble(bound)})`,
    );
  }
  const mistakes = diagnosis.map(
    ({ id: mistakeId, mistake, mend }, index) =>
      `${index + 1}. ${markdownCode(mistakeId)}: ${markdownProse(mistake)} To mend: ${markdownProse(mend)}`,
  );
  const { lines, dropped } = showLastLines(log, 20);
  return [
    [`### ${verdict}: ${markdownCode(id)}`],
    facts,
    ...(mistakes.length > 0 ? [['Likely mistakes, best first:'], mistakes] : []),
    ...(log.trim() === ''
      ? []
      : [[`Standard error${dropped > 0 ? `, the last ${lines.length} lines` : ''}:`], markdownBlock(lines)]),
  ];
}
