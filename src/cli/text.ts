/** Text for people: tables, numbers, headings. Colour only where a terminal shows it. Everything that is printed leaves through here. */
import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import Table from 'cli-table3';
import { formatRatio, type Ratio } from '../exact/index.js';
import { errorLine, showJson, showText } from '../verify/report/foreign-text.js';

/** Stands for ESC in styles of our own: what others wrote cannot contain it, because nobody knows it. */
const ownEscape = randomUUID();

/** Text with a style, for {@link printText}; what else is in it that a terminal would act on is shown as a code. */
export function style(format: Parameters<typeof styleText>[0], text: string): string {
  // whether to colour is decided by the caller, so styleText must not look at its own stream
  return styleText(format, showText(text), { validateStream: false }).replaceAll('\u001b', ownEscape);
}

/** What a terminal is sent: names and messages of others cannot move its cursor, colour, reorder or hide anything. */
export function forTerminal(text: string): string {
  return showText(text).replaceAll(ownEscape, '\u001b');
}

/** Writes a text to standard output. */
export function printText(text: string): void {
  process.stdout.write(forTerminal(text));
}

/** Writes a text to standard error. */
export function printError(text: string): void {
  process.stderr.write(forTerminal(text));
}

/** Says on standard error what a program of the user did wrong, with the end of what it wrote there itself. */
export function printProgramFault(message: string, log: string): void {
  const end = log.trimEnd().replaceAll(/^/gm, '  ');
  printError(errorLine(message) + (end.trim() === '' ? '' : `its standard error ends with:\n${end}\n`));
}

/** Writes JSON, one document or one a line, to standard output. */
export function printJsonText(text: string): void {
  process.stdout.write(showJson(text));
}

/** Writes lines to standard output, an empty one where none is given; a terminal gets sentences wrapped at its width. */
export function print(...lines: readonly string[]): void {
  const width = terminalWidth();
  const fits = (line: string): boolean =>
    line.length <= width || /^[┌│├└]/u.test(line) || line.includes(ownEscape);
  const shown = lines
    .join('\n')
    .split('\n')
    .map((line) => (fits(line) ? line : wrapped(line)));
  printText(`${shown.join('\n')}\n`);
}

/** Writes a document to standard output as JSON, with ratios as exact texts. What is undefined is left out. */
export function printJson(document: object): void {
  printJsonText(formatJson(document));
}

/** What {@link printJson} writes. */
export function formatJson(document: object): string {
  const replace = (_key: string, value: unknown): unknown => (isRatio(value) ? formatRatio(value) : value);
  return `${JSON.stringify(document, replace, 2)}\n`;
}

function isRatio(value: unknown): value is Ratio {
  return typeof value === 'object' && value !== null && 'numerator' in value;
}

/** A heading. */
export function heading(words: string): string {
  // a name may have lines of its own
  const text = words.replaceAll(/\s+/gu, ' ');
  const isPlain = !process.stdout.isTTY || process.env['NO_COLOR'] !== undefined;
  return isPlain ? `${text}\n${'─'.repeat(text.length)}` : style('bold', text);
}

/** The columns of the terminal; in pipes and files sentences have no limit. */
function terminalWidth(): number {
  const { isTTY, columns } = process.stdout;
  return isTTY && columns > 0 ? columns : Infinity;
}

/** The columns that a table may take: those of the terminal, and in pipes and files what COLUMNS says, or 80. */
function tableWidth(): number {
  const width = terminalWidth();
  if (width !== Infinity) return width;
  const told = Number(process.env['COLUMNS']);
  return Number.isSafeInteger(told) && told > 0 ? told : 80;
}

/** What a column of words is narrowed to at most, padding included. */
const narrowest = 22;

/**
 * A table with a header row. Where there is too little room for it, the longest column of words is wrapped, and then columns go on
 * below, in tables that repeat the first column; before that, a terminal, which can be widened, is not shown those in `optional`, the
 * first ones first.
 *
 * @param numeric - columns that are aligned to the right and never wrapped.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
  optional: readonly number[] = [],
): string {
  const limit = tableWidth();
  const lines = [head, ...rows];
  const naturalWidths = head.map((_, index) => Math.max(...lines.map((row) => row[index]?.length ?? 0)) + 2);
  /** The table of some columns; undefined where it does not fit. */
  const fit = (shown: readonly number[], isForced = false): string | undefined => {
    const pick = (row: readonly string[]): string[] => shown.map((index) => row[index] ?? '');
    const widths = shown.map((index) => naturalWidths[index] ?? 0);
    const excess = widths.reduce((sum, width) => sum + width + 1, 1) - limit;
    const words = widths.map((width, place) => (numeric.includes(shown[place] ?? -1) ? 0 : width));
    const longest = words.indexOf(Math.max(...words));
    const room = Math.max((widths[longest] ?? 0) - excess, isForced ? 5 : 0);
    if (excess > 0 && room < narrowest && !isForced) return undefined;
    const result = new Table({
      head: pick(head),
      colAligns: shown.map((index) => (numeric.includes(index) ? 'right' : 'left')),
      style: { head: [], border: [], compact: true },
      ...(excess > 0 && {
        colWidths: widths.map((width, place) => (place === longest ? room : width)),
        wordWrap: true,
        wrapOnWordBoundary: lines.every((row) =>
          pick(row)
            [longest]?.split(' ')
            .every((word) => word.length + 2 <= room),
        ),
      }),
    });
    result.push(...rows.map(pick));
    return result.toString();
  };
  let shown = head.map((_, index) => index);
  for (const dropped of process.stdout.isTTY ? optional : []) {
    if (fit(shown) !== undefined) break;
    shown = shown.filter((index) => index !== dropped);
  }
  const whole = fit(shown);
  if (whole !== undefined) return whole;
  const [first = 0, ...others] = shown;
  const parts: number[][] = [];
  for (const column of others) {
    const last = parts.at(-1);
    if (last !== undefined && fit([...last, column]) !== undefined) last.push(column);
    else parts.push([first, column]);
  }
  return parts.map((part) => fit(part, true)).join('\n');
}

/** Text in lines of whole words that fit the terminal, of at most 100 characters. */
export const paragraph = (text: string): string => wrapWords(text, Math.min(terminalWidth(), 100));

/** Text in lines of whole words that fit the terminal; in one line for a pipe. */
export const wrapped = (text: string): string => wrapWords(text, terminalWidth());

/** Text in lines of whole words, each indented as the text is. */
function wrapWords(text: string, width: number): string {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  for (const word of text.trimStart().split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(indent + word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
