/** Tables from CSV text: cells are exact decimals as written. */
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { InputError } from '../errors.js';
import { parseExactNumber, type Ratio } from '../exact/index.js';
import { createDigitBudget } from './read-number.js';
import { linesOf } from './text-lines.js';

/** A table with named columns. */
export interface Table {
  /** Path of the file, for errors. */
  readonly file: string;
  readonly columns: readonly string[];
  /** Data rows as texts; each has one cell a column. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * The table of a CSV text: a header of distinct names, then at least one row; commas, RFC 4180 quotes, blank lines
 * skipped.
 *
 * @param file - path of the file, for errors.
 * @throws InputError for broken quotes, rows of different lengths, repeated names, no rows, or too many of them.
 */
export function parseTable(text: string, file: string): Table {
  checkLines(text, file);
  const [columns = [], ...rows] = readRecords(text, file);
  const seen = new Set<string>();
  const repeated = columns.find((name) => seen.size === seen.add(name).size);
  if (repeated !== undefined) {
    throw new InputError({
      problem: `the column name ${JSON.stringify(repeated)} is repeated`,
      where: `${file}, header`,
      expected: 'distinct column names',
      fix: 'Rename one of them.',
    });
  }
  if (rows.length === 0) {
    throw new InputError({
      problem: columns.length === 0 ? 'there is no line' : 'there are no data rows after the header',
      where: file,
      expected: 'a header and at least one row',
      fix: 'Add the rows, or check that this is the file you mean.',
    });
  }
  return { file, columns, rows };
}

/**
 * One column as exact numbers.
 *
 * @param index - index of the column, from 0.
 * @throws InputError for a cell that is no exact number, with file, row (from 1) and column.
 */
export function numbersInColumn({ file, columns, rows }: Table, index: number): readonly Ratio[] {
  const spendDigits = createDigitBudget(file);
  return rows.map((row, i) => {
    const cell = row[index] ?? '';
    try {
      spendDigits(cell, []);
      return parseExactNumber(cell);
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      const { problem, expected } = cause;
      const where = `${file}, data row ${i + 1}, column ${JSON.stringify(columns[index])}`;
      const fix = 'Correct the cell, leave the row out, or choose another column.';
      throw new InputError({ problem, where, expected, fix }, { cause });
    }
  });
}

/** Characters of the longest line; a row over several lines, as where a quote is not closed, has at most four times as many bytes. */
const longestLine = 1_000_000;

/** Lines of a table; each takes about half a kilobyte once it is read. */
const lineLimit = 1_000_000;

/** Commas of a table, at most as many as it has cells; each takes up to 100 bytes once it is read. */
const commaLimit = 4_000_000;

/** Before any cell is made of it, which takes far more time and memory. */
function checkLines(text: string, file: string): void {
  const refuse = (problem: string, limit: number, fix: string, where = file): InputError =>
    new InputError({ problem, where, expected: `at most ${limit}`, fix });
  let [lines, commas] = [0, 0];
  for (const { line, number } of linesOf(text)) {
    if (line.length > longestLine) {
      const where = `${file}, line ${number}`;
      const fix = 'Shorten its cells, or leave columns out.';
      throw refuse(`the line has ${line.length} characters`, longestLine, fix, where);
    }
    for (let at = line.indexOf(','); at >= 0; at = line.indexOf(',', at + 1)) commas += 1;
    if (commas > commaLimit) {
      throw refuse(
        `there are ${commas} commas up to line ${number}`,
        commaLimit,
        'Leave columns or rows out.',
      );
    }
    lines = number;
  }
  if (lines > lineLimit) throw refuse(`there are ${lines} lines`, lineLimit, 'Leave rows out.');
}

/** What the reader found wrong, in words of our own. */
function describeCsvError({ code, message }: CsvError): string {
  switch (code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH': {
      // eslint-disable-next-line no-restricted-syntax -- the library has no field for the lengths
      const [, expected = '?', found = '?'] = /expect (\d+), got (\d+)/.exec(message) ?? [];
      return `the row has ${found} cell${found === '1' ? '' : 's'}, and the header has ${expected}`;
    }
    case 'INVALID_OPENING_QUOTE':
      return 'a quote is in a cell that does not begin with one';
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return 'something follows the quote that ends a cell';
    case 'CSV_MAX_RECORD_SIZE':
      return `the row has more than ${4 * longestLine} bytes: a quote may not be closed`;
    default:
      return 'the line is no row of comma-separated cells';
  }
}

function readRecords(text: string, file: string): string[][] {
  try {
    // of a text the library makes an array of numbers first, which takes ten times the memory
    const bytes = new TextEncoder().encode(text.replace(/^\uFEFF/u, ''));
    return parse(bytes, { skip_empty_lines: true, trim: true, max_record_size: 4 * longestLine });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const open = cause.code === 'CSV_QUOTE_NOT_CLOSED' ? lineOfOpenQuote(text) : undefined;
    const line: unknown = open ?? cause['lines'];
    throw new InputError(
      {
        problem: open === undefined ? describeCsvError(cause) : 'the quote that opens here is never closed',
        where: typeof line === 'number' ? `${file}, line ${line}` : file,
        expected: 'comma-separated rows, each with as many cells as the header',
        fix: 'Correct that line of the file.',
      },
      { cause },
    );
  }
}

/** The line of the last quote that opens. */
function lineOfOpenQuote(text: string): number {
  let [line, opened, isOpen] = [1, 1, false];
  for (const character of text) {
    if (character === '"') {
      isOpen = !isOpen;
      if (isOpen) opened = line;
    } else if (character === '\n') line += 1;
  }
  return opened;
}
