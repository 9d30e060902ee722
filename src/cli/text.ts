/** Text for people: tables, numbers, headings. Colour only where a terminal shows it. Everything that is printed leaves through here. */
import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import Table from 'cli-table3';
import { Decimal } from 'decimal.js';
import { formatRatio, type Ratio } from '../exact/index.js';
import { showJson, showText } from '../verify/report/foreign-text.js';

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

/** Writes JSON, one document or one a line, to standard output. */
export function printJsonText(text: string): void {
  process.stdout.write(showJson(text));
}

/** Writes lines to standard output; an empty one where none is given. */
export function print(...lines: readonly string[]): void {
  printText(`${lines.join('\n')}\n`);
}

/** Writes a document to standard output as JSON, with ratios as exact texts. What is undefined is left out. */
export function printJson(document: object): void {
  printJsonText(formatJson(document));
}

/** What {@link printJson} writes. */
function formatJson(document: object): string {
  const replace = (_key: string, value: unknown): unknown => (isRatio(value) ? formatRatio(value) : value);
  return `${JSON.stringify(document, replace, 2)}\n`;
}

function isRatio(value: unknown): value is Ratio {
  return typeof value === 'object' && value !== null && 'numerator' in value;
}

/** A heading. */
export function heading(text: string): string {
  const isPlain = !process.stdout.isTTY || process.env['NO_COLOR'] !== undefined;
  return isPlain ? `${text}\n${'─'.repeat(text.length)}` : style('bold', text);
}

/** A table with a header row; columns named in `numeric` are aligned to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[] = [],
): string {
  const result = new Table({
    head: [...head],
    colAligns: head.map((_, index) => (numeric.includes(index) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  result.push(...rows.map((row) => [...row]));
  return result.toString();
}

/** The columns of the terminal; pipes and files have no limit. */
function terminalWidth(): number {
  const { isTTY, columns } = process.stdout;
  return isTTY && columns > 0 ? columns : Infinity;
}

/**
 * A table that fits the terminal: columns named in `optional` are left out, the first ones first, until it does.
 *
 * @param numeric - columns that are aligned to the right, of those of the whole table.
 */
export function fittingTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly number[],
  optional: readonly number[],
): string {
  let left = optional;
  let shown = head.map((_, index) => index);
  for (;;) {
    const drawn = table(
      shown.map((index) => head[index] ?? ''),
      rows.map((row) => shown.map((index) => row[index] ?? '')),
      shown.flatMap((index, place) => (numeric.includes(index) ? [place] : [])),
    );
    const [dropped, ...rest] = left;
    if (dropped === undefined || drawn.indexOf('\n') <= terminalWidth()) return drawn;
    shown = shown.filter((index) => index !== dropped);
    left = rest;
  }
}

/** Text in lines of whole words that fit the terminal, of at most 100 characters. */
export function paragraph(text: string): string {
  const width = Math.min(terminalWidth(), 100);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/**
 * An exact number to `digits` significant digits, rounded half away from zero, in scientific notation where it is very
 * small or large. Works for numbers far beyond the range of doubles.
 */
export function formatSignificant({ numerator, denominator }: Ratio, digits: number): string {
  const Rounded = Decimal.clone({ precision: digits, rounding: Decimal.ROUND_HALF_UP });
  const value = new Rounded(numerator.toString()).div(denominator.toString());
  if (value.isZero()) return '0';
  const isScientific = value.e < -4 || value.e >= Math.max(digits, 6);
  return isScientific
    ? value.toExponential(digits - 1).replace('e+', 'e')
    : value.toFixed(Math.max(digits - 1 - value.e, 0));
}

/** A ratio as a short text: exact where that is short, else rounded to 6 digits and marked as such. */
export function formatShort(value: Ratio): string {
  const exact = formatRatio(value);
  return exact.length <= 12 ? exact : `≈ ${formatSignificant(value, 6)}`;
}
