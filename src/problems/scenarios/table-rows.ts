/** Rows of a real table as data points of least squares: chosen, shifted, scaled, all exactly. */
import { InputError } from '../../errors.js';
import { parseTable } from '../csv-table.js';
import { rowsOfTable, type DataRow } from '../least-squares-data.js';
import type { FeatureText } from '../problem-file.js';

/** Which rows of a table, and how their cells become numbers. */
export interface TableRowsOptions {
  /** The text of a CSV table with a header. */
  readonly table: string;
  /** The columns that predict; each enters as (cell − offset)·scale. */
  readonly features: readonly FeatureText[];
  /** The column to predict; it enters as (cell − offset)·scale. */
  readonly response: FeatureText;
  /** Whether a last coordinate multiplies the constant 1; true where it is left out. */
  readonly intercept?: boolean;
  /** Only rows whose cells have these texts, by column; all rows where it is left out. */
  readonly where?: Readonly<Record<string, string>>;
  /** Only the first so many of them. */
  readonly first?: number;
}

/**
 * The data points (z_i, r_i) of ½(z_iᵀx − r_i)².
 *
 * @returns the rows in the order of the table; every number exact.
 * @throws InputError for a column that the table does not have, a cell that is no exact number, and fewer rows than asked for.
 * @example
 * ```ts
 * import { readTableRows } from 'auxopt/problems';
 *
 * const rows = readTableRows({
 *   table: 'species,length,mass\na,1.5,10\nb,2.5,20\na,3.5,30\n',
 *   features: [{ column: 'length', offset: '0.5', scale: '2' }],
 *   response: { column: 'mass', scale: '0.1' },
 *   where: { species: 'a' },
 * });
 * rows.map(({ response }) => response.numerator); // [1n, 3n]
 * ```
 */
export function readTableRows(options: TableRowsOptions): readonly DataRow[] {
  const { features, response, intercept = true, where = {}, first } = options;
  const name = 'the table';
  const table = parseTable(options.table, name);
  const conditions = Object.entries(where).map(([column, text]) => {
    const index = table.columns.indexOf(column);
    if (index >= 0) return { index, text };
    throw new InputError({
      problem: `there is no column ${JSON.stringify(column)}`,
      where: name,
      expected: `one of ${table.columns.map((known) => JSON.stringify(known)).join(', ')}`,
      fix: 'Write the name exactly as in the header.',
    });
  });
  const chosen = rowsOfTable(table, { features, response, intercept }, name).filter((_row, i) =>
    conditions.every(({ index, text }) => table.rows[i]?.[index] === text),
  );
  if (chosen.length >= (first ?? 1)) return chosen.slice(0, first);
  throw new InputError({
    problem: `${chosen.length} rows are as asked for`,
    where: name,
    expected: `at least ${first ?? 1}`,
    fix: 'Ask for fewer rows, or check the texts that they must have.',
  });
}

/**
 * The rows dealt out in turn, like cards: group j gets rows j, j + count, j + 2·count, …
 *
 * @returns `count` groups of equal size.
 * @throws InputError where the rows cannot be dealt out evenly.
 * @example
 * ```ts
 * import { dealRows } from 'auxopt/problems';
 *
 * dealRows(['a', 'b', 'c', 'd'], 2); // [['a', 'c'], ['b', 'd']]
 * ```
 */
export function dealRows<Row>(rows: readonly Row[], count: number): readonly (readonly Row[])[] {
  if (Number.isInteger(count) && count >= 1 && rows.length > 0 && rows.length % count === 0) {
    return Array.from({ length: count }, (_, group) => rows.filter((_row, i) => i % count === group));
  }
  throw new InputError({
    problem: `${rows.length} rows cannot be dealt out to ${count} groups of equal size`,
    where: 'the rows',
    expected: 'a number of groups that divides the number of rows',
    fix: 'Leave some rows out, or choose another number of groups.',
  });
}
