/** A verification report for people: as text at a terminal or at the end of a pipe. */
import { countOf } from '../../errors.js';
import { describeViolation } from '../../judge/describe-violation.js';
import { defaultLevel } from '../levels/all-levels.js';
import {
  coverageLines,
  describeCounts,
  describeVerdict,
  groupCases,
  isFailing,
  knownFailures,
  methodLines,
  unexpectedFailures,
  untestedReasons,
} from './report-view.js';
import {
  byCause,
  describeLog,
  factIndent,
  factLine,
  factsOf,
  titleOf,
  type Alike,
} from './describe-failure.js';
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
  /** Whether every case and every failure is shown, and what a run that fails has covered. */
  readonly all?: boolean;
  /** Whether a program is shown that makes the first wrong round again without the kit. */
  readonly snippet?: boolean;
}

type Printing = Required<Pick<TextOptions, 'paint' | 'wrap' | 'asked' | 'all'>> &
  Pick<TextOptions, 'command' | 'snippet'>;
/** Causes that are told in full, where not all are asked for. */
const mostCauses = 3;

/**
 * The report as text that ends with a line break: the verdict first, then each cause once, with the equation that the program computes. Nothing
 * in it controls the terminal but what `paint` adds.
 *
 * For test output.
 */
export function formatVerifyText(report: VerifyReport, options: TextOptions = {}): string {
  const printing: Printing = {
    ...{ paint: (_role, text) => text, wrap: (text) => text, asked: [], all: false },
    ...options,
  };
  const { all, paint } = printing;
  const failures = unexpectedFailures(report);
  const causes = byCause(failures);
  const detailed = all ? causes.length : mostCauses;
  const blocks = [
    verdictLines(report, failures, printing),
    ...causes.slice(0, detailed).map((alike) => causeLines(alike, report, printing)),
    causes
      .slice(detailed)
      .map((alike) => `${paint('fail', showLine(titleOf(alike), 200))}: ${firstSentence(alike[0])}`),
    printing.snippet === true ? snippetLines(report, failures) : [],
    moreLines(report, failures, printing),
    countLines(report, paint),
    all ? report.results.map(({ id, verdict }) => `${verdict} ${showLine(id, 200)}`) : [],
    untestedLines(report, paint),
    knownLines(report, paint),
    staleLines(report, paint),
    notesOn(report, printing),
  ];
  const texts = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function verdictLines(
  report: VerifyReport,
  failures: readonly CaseResult[],
  { paint, wrap }: Printing,
): readonly string[] {
  const { implementation, capabilities, verdict } = report;
  const { name, version, language } = implementation;
  const sentence = `${verdict.toUpperCase().replace('-', ' ')}: ${describeVerdict(report, failures)}`;
  return [
    paint(verdict === 'pass' ? 'pass' : 'fail', wrap(sentence)),
    paint('heading', showLine(`${name} ${version} (${language}), ${capabilities.arithmetic}`, 200)),
  ];
}

function countLines(report: VerifyReport, paint: Printing['paint']): readonly string[] {
  const groups = groupCases(report);
  const width = Math.max(0, ...groups.map(({ variant = '' }) => variant.length));
  return groups.map(({ level, variant = '', counts, results }) => {
    const role = results.some(({ verdict }) => isFailing(verdict)) ? 'fail' : 'pass';
    return `L${level}  ${showLine(variant).padEnd(width)}  ${paint(role, describeCounts(counts))}`;
  });
}

function untestedLines(report: VerifyReport, paint: Printing['paint']): readonly string[] {
  return [...untestedReasons(report)].map(([reason, cases]) =>
    paint('excused', `not tested, ${countOf(cases, 'case')}: ${showLine(reason, 200)}`),
  );
}

function firstSentence({ id, message, violation }: CaseResult): string {
  const words = violation === undefined ? (message ?? 'no message') : describeViolation(violation).place;
  return `${showLine(id, 200)}, ${showLine(words, 160)}`;
}

function causeLines(alike: Alike, report: VerifyReport, printing: Printing): readonly string[] {
  const { paint, wrap, all } = printing;
  const again = commandAgain(report, alike[0], printing);
  const facts = factsOf(alike, all);
  const lines = facts.flatMap((fact, index) => {
    const text = showLine(fact.text);
    const line = (of: string): string => `  ${factLine({ ...fact, text: of })}`;
    const fits = wrap(line(text)) === line(text);
    // columns mean nothing in a text that is wrapped
    if (fact.label === '' && fact.isAligned === true) return fits ? [paint('fail', line(text))] : [];
    if (fits) return [line(text)];
    const indent = ' '.repeat(factIndent + 2);
    const [first = '', ...rest] = wrap(indent + text).split('\n');
    return [line(first.slice(indent.length)), ...rest].map((one) =>
      facts[index + 1]?.isAligned === true ? one.trimEnd() : one,
    );
  });
  return [
    paint('fail', showLine(titleOf(alike), 200)),
    ...lines,
    ...(again === undefined ? [] : [`  ${factLine({ label: 'again', text: again })}`]),
    ...describeLog(alike[0], 10).map((line) => `  ${line.startsWith('|') ? paint('faint', line) : line}`),
  ];
}

/** Whether a program can be shown that makes the first wrong round again: the failure is told, and single rounds can be asked of the implementation. */
const hasSnippet = ({ reproduction, capabilities }: VerifyReport, failures: readonly CaseResult[]): boolean =>
  reproduction !== undefined &&
  capabilities.singleRounds !== false &&
  failures.some(({ id }) => id === reproduction.case);

function snippetLines(report: VerifyReport, failures: readonly CaseResult[]): readonly string[] {
  const { reproduction, implementation } = report;
  if (reproduction === undefined || !hasSnippet(report, failures)) return [];
  return [
    `To make ${showLine(reproduction.case, 200)} again without auxopt:`,
    ...formatSnippet(reproduction, implementation.language).map((line) => `    ${showLine(line)}`),
  ];
}

/** What else can be shown. */
function moreLines(
  report: VerifyReport,
  failures: readonly CaseResult[],
  { all, snippet = false, wrap }: Printing,
): readonly string[] {
  if (failures.length === 0) return [];
  const isOffered = !snippet && hasSnippet(report, failures);
  const offers = [
    ...(all ? [] : ['--all to see every case']),
    ...(isOffered ? ['--snippet for a program that makes the first wrong round again without auxopt'] : []),
  ];
  return offers.length === 0 ? [] : [wrap(`Add ${offers.join(', ')}.`)];
}

function knownLines(report: VerifyReport, paint: Printing['paint']): readonly string[] {
  return knownFailures(report).map(({ result: { id, verdict }, reason }) =>
    paint('excused', `known ${verdict} ${showLine(id, 200)}: ${showLine(reason, 400)}`),
  );
}

function staleLines(report: VerifyReport, paint: Printing['paint']): readonly string[] {
  return (report.expectations?.stale ?? []).map(({ case: pattern, verdict, problem }) =>
    paint('fail', `stale expectation ${showLine(pattern, 200)} (${verdict}): ${showLine(problem, 400)}`),
  );
}

/** What the verdict is about; of a run that fails what it was judged by, unless all is asked for. */
const notesOn = (report: VerifyReport, { all, paint, wrap }: Printing): readonly string[] =>
  (all || report.verdict !== 'fail' ? coverageLines(report) : methodLines(report))
    .flatMap((line) => wrap(showLine(line, 400)).split('\n'))
    .map((line) => paint('faint', line));

/** The command that asks a case again; undefined for what nothing was asked for. */
function commandAgain(
  report: VerifyReport,
  { id, level: own, verdict }: CaseResult,
  { command, asked }: Printing,
): string | undefined {
  if (report.verdict !== 'fail' || verdict === 'not-judged' || command?.length === 0) return undefined;
  const words = command === undefined ? '…' : `-- ${command.map(quoteWord).join(' ')}`;
  const level = own > defaultLevel ? ` --level ${own}` : '';
  const { method: told } = report;
  // the page is mostly among the words that were asked
  const method = told === undefined || asked.includes('--method') ? '' : ` --method ${told.name}`;
  const seed = report.seed === undefined ? '' : ` --seed ${report.seed}`;
  const others = asked.map((word) => ` ${quoteWord(word)}`).join('');
  return `auxopt verify${method}${level}${seed}${others} --only ${quoteWord(id)} ${words}`;
}

/** A word that a POSIX shell reads as it is; what a terminal would act on is shown as a code instead. */
function quoteWord(word: string): string {
  const shown = showLine(word);
  return /^[\w@%+=:,./-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}
