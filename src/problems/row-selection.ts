/** The rows of the cached batch. */
import { problemError } from './json-path.js';
import type { RowSelection } from './problem-file.js';

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
