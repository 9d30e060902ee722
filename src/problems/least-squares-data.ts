/** The rows of a least-squares problem: features and response of each, exactly, and the choice of the cached ones. */
import { describeError, InputError } from '../errors.js';
import { createRatio, ratioField, type Ratio } from '../exact/index.js';
import { numbersInColumn, parseTable, type Table } from './csv-table.js';
import { problemError, type JsonPath } from './json-path.js';
import type { FeatureText, LeastSquaresText, RowSelection } from './problem-file.js';
import { createNumberReader } from './read-number.js';

/** Reads a text file; the path is the one that the problem file writes, relative to the problem file. */
export type ReadText = (path: string) => string;

/** One row: the coordinates z and the response r of ½(zᵀx − r)². */
export interface DataRow {
  readonly features: readonly Ratio[];
  readonly response: Ratio;
}

/**
 * The rows of the file of a problem, as {@link rowsOfTable}.
 *
 * @throws InputError for an unreadable file, a column that it does not have, or a cell that is no exact number.
 */
export function readDataRows(text: LeastSquaresText, readText: ReadText, source: string): readonly DataRow[] {
  return rowsOfTable(readTable(text.file, readText, source), text, source);
}

/** The rows of the table with offsets and scales applied, and 1 as the last coordinate for an intercept. */
export function rowsOfTable(
  table: Table,
  text: {
    readonly features: readonly FeatureText[];
    readonly response: FeatureText;
    readonly intercept?: boolean;
  },
  source: string,
): readonly DataRow[] {
  const read = createNumberReader(source);
  const column = (
    { column: name, offset = '0', scale = '1' }: FeatureText,
    at: JsonPath,
  ): readonly Ratio[] => {
    const path = ['leastSquares', ...at];
    const shift = read.number(offset, [...path, 'offset']);
    const factor = read.number(scale, [...path, 'scale']);
    const index = table.columns.indexOf(name);
    if (index >= 0) return numbersInColumn(table, index).map((cell) => shiftAndScale(cell, shift, factor));
    throw problemError(source, [...path, 'column'], {
      problem: `${table.file} has no column ${JSON.stringify(name)}`,
      expected: `one of ${table.columns.map((known) => JSON.stringify(known)).join(', ')}`,
      fix: 'Write the name exactly as in the header.',
    });
  };
  const { zero, one } = ratioField;
  const features = text.features.map((feature, j) => column(feature, ['features', j]));
  return column(text.response, ['response']).map((response, i) => ({
    features: [...features.map((values) => values[i] ?? zero), ...(text.intercept === true ? [one] : [])],
    response,
  }));
}

/** (cell − offset)·scale. */
function shiftAndScale(cell: Ratio, offset: Ratio, scale: Ratio): Ratio {
  return createRatio(
    (cell.numerator * offset.denominator - offset.numerator * cell.denominator) * scale.numerator,
    cell.denominator * offset.denominator * scale.denominator,
  );
}

function readTable(file: string, readText: ReadText, source: string): Table {
  const path = ['leastSquares', 'file'];
  let content: string;
  try {
    content = readText(file);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw problemError(
      source,
      path,
      {
        problem: `${JSON.stringify(file)} cannot be read (${describeError(cause)})`,
        expected: 'a CSV file beside the problem file',
        fix: 'Check the name; the path is relative to the problem file.',
      },
      { cause },
    );
  }
  return parseTable(content, file);
}

/**
 * The chosen rows as indices from 0, ascending.
 *
 * @throws InputError for rows that the table does not have, repeated rows, and empty choices.
 */
export function selectRows(selection: RowSelection, rowCount: number, source: string): readonly number[] {
  const path = ['leastSquares', 'auxiliaryRows'];
  const checkRow = (row: number, key: string | number): void => {
    if (row <= rowCount) return;
    throw problemError(source, [...path, key], {
      problem: `row ${row} is asked for`,
      expected: `at most ${rowCount}, the number of data rows`,
      fix: 'Count data rows from 1, without the header.',
    });
  };
  if ('length' in selection) {
    const seen = new Set<number>();
    selection.forEach((row, index) => {
      checkRow(row, index);
      if (seen.size < seen.add(row).size) return;
      throw problemError(source, [...path, index], {
        problem: `row ${row} is repeated`,
        expected: 'each row once',
        fix: 'Remove the repetition; weights are not supported.',
      });
    });
    return [...selection].sort((left, right) => left - right).map((row) => row - 1);
  }
  if ('first' in selection) {
    checkRow(selection.first, 'first');
    return Array.from({ length: selection.first }, (_, index) => index);
  }
  const from = selection.from ?? 1;
  checkRow(from, 'from');
  const length = Math.floor((rowCount - from) / selection.every) + 1;
  return Array.from({ length }, (_, index) => from - 1 + index * selection.every);
}
