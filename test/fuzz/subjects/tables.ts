/** CSV tables: refused, or tables that read back, cell by cell. */
import fc from 'fast-check';
import { numbersInColumn, parseTable, type Table } from '../../../src/problems/csv-table.js';
import { anyText, nearText } from '../kit/mutate.js';
import { accepted, assertTrue, stable, subject, type Subject } from '../kit/subject.js';
import { firstLines } from './documents.js';

const made = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.infiniteStream(fc.string({ maxLength: 6 })))
  .map(([width, height, cells]) => {
    const row = (): string =>
      Array.from({ length: width }, () => JSON.stringify(String(cells.next().value)).replaceAll('\\"', '""')).join(',');
    return Array.from({ length: height + 1 }, row).join('\n');
  }); // prettier-ignore

const files = ['iris.csv', 'penguins.csv'].map((name) => firstLines(`docs/examples/${name}`, 8));

/** A table as text: every cell in quotes, so that nothing in it is taken for form. */
function format({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return `${[columns, ...rows].map(line).join('\n')}\n`;
}

/** From text to exact cells. */
export const csvTables: Subject = subject({
  name: 'tables',
  weight: 15,
  inputs: fc.oneof(
    { weight: 6, arbitrary: nearText(fc.constantFrom(...files)) },
    { weight: 3, arbitrary: nearText(made, 2) },
    { weight: 1, arbitrary: anyText },
  ),
  check: (text) => {
    const table = accepted(() => parseTable(text, 'input.csv'));
    if (table === undefined) return;
    const { columns, rows } = table;
    assertTrue(new Set(columns).size === columns.length, () => 'a column name is there twice');
    assertTrue(rows.length > 0 && rows.every(({ length }) => length === columns.length), () => 'a row has another length');
    columns.forEach((_, index) => {
      const cells = accepted(() => numbersInColumn(table, index));
      assertTrue(cells === undefined || cells.length === rows.length, () => 'a cell is lost');
    });
    const isBlank = [columns, ...rows].some((cells) => cells.length === 1 && cells[0] === '');
    if (isBlank) return; // a row of one empty cell is a blank line
    assertTrue(stable(parseTable(format(table), 'input.csv')) === stable(table), () => 'it reads back as another table');
  },
}); // prettier-ignore
