/** The rows of a least-squares problem: features and response of each, exactly. */
import { InputError } from '../errors.js';
import { createRatio, type Ratio } from '../exact/index.js';
import { numbersInColumn, parseTable, type Table } from './csv-table.js';
import { problemError, type JsonPath } from './json-path.js';
import type { LeastSquaresText } from './problem-file.js';
import { createNumberReader } from './read-number.js';

/** Reads a text file; the path is the one that the problem file writes, relative to the problem file. */
export type ReadText = (path: string) => string;

/** One row: the coordinates z and the response r of ½(zᵀx − r)². */
export interface DataRow {
  readonly features: readonly Ratio[];
  readonly response: Ratio;
}

/**
 * The rows of the table with offsets and scales applied, and 1 as the last coordinate for an intercept.
 *
 * @throws InputError for an unreadable file, a column that it does not have, or a cell that is no exact number.
 */
export function readDataRows(text: LeastSquaresText, readText: ReadText, source: string): readonly DataRow[] {
  const table = readTable(text.file, readText, source);
  const read = createNumberReader(source);
  const column = (name: string, path: JsonPath): readonly Ratio[] => {
    const index = table.columns.indexOf(name);
    if (index >= 0) return numbersInColumn(table, index);
    throw problemError(source, path, {
      problem: `${text.file} has no column ${JSON.stringify(name)}`,
      expected: `one of ${table.columns.map((known) => JSON.stringify(known)).join(', ')}`,
      fix: 'Write the name exactly as in the header.',
    });
  };
  const features = text.features.map(({ column: name, offset = '0', scale = '1' }, j) => {
    const path = ['leastSquares', 'features', j];
    const shift = read.number(offset, [...path, 'offset']);
    const factor = read.number(scale, [...path, 'scale']);
    return column(name, [...path, 'column']).map((cell) => shiftAndScale(cell, shift, factor));
  });
  const { column: responseName, offset = '0' } = text.response;
  const path = ['leastSquares', 'response'];
  const shift = read.number(offset, [...path, 'offset']);
  return column(responseName, [...path, 'column']).map((cell, i) => ({
    features: [...features.map((values) => values[i] ?? zero), ...(text.intercept === true ? [one] : [])],
    response: shiftAndScale(cell, shift, one),
  }));
}

const zero: Ratio = { numerator: 0n, denominator: 1n };
const one: Ratio = { numerator: 1n, denominator: 1n };

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
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw problemError(
      source,
      path,
      {
        problem: `${JSON.stringify(file)} cannot be read (${reason})`,
        expected: 'a CSV file beside the problem file',
        fix: 'Check the name; the path is relative to the problem file.',
      },
      { cause },
    );
  }
  return parseTable(content, file);
}
