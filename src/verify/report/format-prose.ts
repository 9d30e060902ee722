/** A verification report for people: as text at a terminal or at the end of a pipe, and as Markdown for the summary page of a CI run. */
import { countOf } from '../../errors.js';
import { describeViolation } from '../../judge/describe-violation.js';
import { defaultLevel } from '../levels/all-levels.js';
import {
  coverageLines,
  describeCounts,
  describeFailure,
  describeLog,
  describeVerdict,
  groupCases,
  isFailing,
  knownFailures,
  unexpectedFailures,
  untestedReasons,
} from './report-view.js';
import { showLine, markdownBlock, markdownCode, markdownProse } from './foreign-text.js';
import { formatSnippet } from './reproduction.js';
import { type CaseResult, type VerifyReport, verdicts } from './verify-report.js';

/** What a piece of the report is, for whoever colours it. */
export type TextRole = 'heading' | 'pass' | 'fail' | 'excused' | 'faint';

/** Choices of {@link formatVerifyText}. */
export interface TextOptions {
  /** The words of the command that started the implementation, for the command that reruns a case. */
  readonly command?: readonly string[];
  /** Words of the command line, beside those that the report knows, that decide what is asked, for that command too. */
  readonly asked?: readonly string[];
  /** Colours a piece; leaves it as it is by default. It sees text without any control character. */
  readonly paint?: (role: TextRole, text: string) => string;
  /** Breaks a long sentence into lines; leaves it as it is by default. */
  readonly wrap?: (text: string) => string;
  /** How many failures are told in full; the others get one line each. 3 by default. */
  readonly detailed?: number;
}

type Paint = NonNullable<TextOptions['paint']>;

const plain: Paint = (_role, text) => text;

/**
 * The report as text that ends with a line break. Nothing in it controls the terminal but what `paint` adds.
 *
 * For test output.
 */
export function formatVerifyText(report: VerifyReport, options: TextOptions = {}): string {
  const { paint = plain, wrap = (text: string) => text, detailed = 3, command, asked = [] } = options;
  const failures = unexpectedFailures(report);
  const causes = byCause(failures);
  const blocks = [
    heading(report, paint),
    countLines(report, paint),
    untestedLines(report, paint),
    ...causes.slice(0, detailed).map((alike) => failureLines(alike, paint)),
    snippetLines(report, failures),
    causes
      .slice(detailed)
      .flatMap((alike) => alike.map((failure) => `${caseLine(failure, paint)}: ${firstSentence(failure)}`)),
    knownLines(report, paint),
    staleLines(report, paint),
    closingLines(report, failures, { command, asked, paint, wrap }),
  ];
  const texts = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function heading({ implementation, capabilities }: VerifyReport, paint: Paint): readonly string[] {
  const { name, version, language } = implementation;
  return [paint('heading', showLine(`${name} ${version} (${language}), ${capabilities.arithmetic}`, 200))];
}

function countLines(report: VerifyReport, paint: Paint): readonly string[] {
  const groups = groupCases(report);
  const width = Math.max(0, ...groups.map(({ variant = '' }) => variant.length));
  return groups.map(({ level, variant = '', counts, results }) => {
    const role = results.some(({ verdict }) => isFailing(verdict)) ? 'fail' : 'pass';
    return `L${level}  ${showLine(variant).padEnd(width)}  ${paint(role, describeCounts(counts))}`;
  });
}

function untestedLines(report: VerifyReport, paint: Paint): readonly string[] {
  return [...untestedReasons(report)].map(([reason, cases]) =>
    paint('excused', `not tested, ${countOf(cases, 'case')}: ${showLine(reason, 200)}`),
  );
}

function caseLine({ id, verdict }: CaseResult, paint: Paint): string {
  return `${paint('fail', verdict)} ${paint('heading', showLine(id, 200))}`;
}

function firstSentence({ message, violation }: CaseResult): string {
  if (violation === undefined) return showLine(message ?? 'no message', 160);
  return showLine(`${violation.equation} at ${describeViolation(violation).place}`, 160);
}

/** The failures with one likely mistake, or else with one broken equation or one message up to its numbers, together, in the order of the first of each. */
function byCause(failures: readonly CaseResult[]): readonly (readonly [CaseResult, ...CaseResult[]])[] {
  const causes = new Map<string, [CaseResult, ...CaseResult[]]>();
  for (const failure of failures) {
    const { diagnosis = [], violation, message, id } = failure;
    const cause = diagnosis[0]?.id ?? violation?.equation ?? message?.replace(/-?\d[\w.+-]*/g, '…') ?? id;
    const alike = causes.get(cause);
    if (alike === undefined) causes.set(cause, [failure]);
    else alike.push(failure);
  }
  return [...causes.values()];
}

function failureLines(
  [failure, ...others]: readonly [CaseResult, ...CaseResult[]],
  paint: Paint,
): readonly string[] {
  const places = others.map(({ id }) => id);
  const more = places.length > 3 ? [...places.slice(0, 3), '…'] : places;
  return [
    caseLine(failure, paint),
    ...describeFailure(failure).map((line) => `  ${showLine(line)}`),
    ...describeLog(failure, 10).map((line) => `  ${line.startsWith('|') ? paint('faint', line) : line}`),
    ...(others.length === 0
      ? []
      : [`  and ${countOf(others.length, 'more case')} of the same: ${showLine(more.join(', '), 400)}`]),
  ];
}

/** A program that makes the first wrong round again, where the failure is told, and single rounds can be asked of the implementation. */
function snippetLines(
  { reproduction, implementation, capabilities }: VerifyReport,
  failures: readonly CaseResult[],
): readonly string[] {
  if (reproduction === undefined || capabilities.singleRounds === false) return [];
  if (!failures.some(({ id }) => id === reproduction.case)) return [];
  return [
    `To make ${showLine(reproduction.case, 200)} again without auxopt:`,
    ...formatSnippet(reproduction, implementation.language).map((line) => `    ${showLine(line)}`),
  ];
}

function knownLines(report: VerifyReport, paint: Paint): readonly string[] {
  return knownFailures(report).map(({ result: { id, verdict }, reason }) =>
    paint('excused', `known ${verdict} ${showLine(id, 200)}: ${showLine(reason, 400)}`),
  );
}

function staleLines(report: VerifyReport, paint: Paint): readonly string[] {
  return (report.expectations?.stale ?? []).map(({ case: pattern, verdict, problem }) =>
    paint('fail', `stale expectation ${showLine(pattern, 200)} (${verdict}): ${showLine(problem, 400)}`),
  );
}

function closingLines(
  report: VerifyReport,
  failures: readonly CaseResult[],
  {
    command,
    asked,
    paint,
    wrap,
  }: {
    readonly command: TextOptions['command'] | undefined;
    readonly asked: readonly string[];
    readonly paint: Paint;
    readonly wrap: (text: string) => string;
  },
): readonly string[] {
  const [first] = failures;
  const verdict = `${report.verdict.toUpperCase().replace('-', ' ')}: ${describeVerdict(report, failures)}`;
  const lines = [
    paint(report.verdict === 'pass' ? 'pass' : 'fail', verdict),
    ...coverageLines(report)
      .flatMap((line) => wrap(showLine(line, 400)).split('\n'))
      .map((line) => paint('faint', line)),
  ];
  const isTrace = command?.length === 0;
  if (report.verdict === 'fail' && first !== undefined && first.verdict !== 'not-judged' && !isTrace) {
    const words = command === undefined ? '…' : `-- ${command.map(quoteWord).join(' ')}`;
    const level = first.level > defaultLevel ? ` --level ${first.level}` : '';
    const { method: told } = report;
    // the page is mostly among the words that were asked
    const method = told === undefined || asked.includes('--method') ? '' : ` --method ${told.name}`;
    const seed = report.seed === undefined ? '' : ` --seed ${report.seed}`;
    const others = asked.map((word) => ` ${quoteWord(word)}`).join('');
    lines.push(
      `Only the first of them again: auxopt verify${method}${level}${seed}${others} --only ${quoteWord(first.id)} ${words}`,
    );
  }
  return lines;
}

/** A word that a POSIX shell reads as it is; what a terminal would act on is shown as a code instead. */
function quoteWord(word: string): string {
  const shown = showLine(word);
  return /^[\w@%+=:,./-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}

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
