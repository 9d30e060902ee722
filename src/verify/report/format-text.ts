/** A verification report for a person at a terminal, or at the end of a pipe. */
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
import { showLine } from './foreign-text.js';
import { formatSnippet } from './reproduction.js';
import type { CaseResult, VerifyReport } from './verify-report.js';

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
  const blocks = [
    heading(report, paint),
    countLines(report, paint),
    untestedLines(report, paint),
    ...failures.slice(0, detailed).map((failure) => failureLines(failure, paint)),
    snippetLines(report, failures),
    failures.slice(detailed).map((failure) => `${caseLine(failure, paint)}: ${firstSentence(failure)}`),
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

function failureLines(failure: CaseResult, paint: Paint): readonly string[] {
  return [
    caseLine(failure, paint),
    ...describeFailure(failure).map((line) => `  ${showLine(line)}`),
    ...describeLog(failure, 10).map((line) => `  ${line.startsWith('|') ? paint('faint', line) : line}`),
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
    const method = report.method === undefined ? '' : ` --method ${report.method.name}`;
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
