import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../src/exact/index.js';
import { numbersInColumn, parseTable } from '../../src/problems/csv-table.js';

describe('parseTable', () => {
  it('takes no more memory for a long table than its cells do', () => {
    const table = `a,b\n${`1,"${'7'.repeat(38)}"\n`.repeat(300_000)}`;
    const before = process.memoryUsage.rss();
    expect(parseTable(table, 't.csv').rows).toHaveLength(300_000);
    // read as an array of numbers it takes 16 bytes a character, 200 MB more
    expect(process.memoryUsage.rss() - before).toBeLessThan(250e6);
  });

  it('reads a header and rows; quotes, blanks and a byte-order mark are no part of them', () => {
    const table = parseTable('\uFEFFa,"b, c"\n0.1000000000000000000000000000001, 2\n\n"-7",4e-1\n', 't.csv');
    const rows = [['0.1000000000000000000000000000001', '2'], ['-7', '4e-1']]; // prettier-ignore
    expect(table).toEqual({ file: 't.csv', columns: ['a', 'b, c'], rows });
    expect(numbersInColumn(table, 0).map(formatRatio)).toEqual(['0.1000000000000000000000000000001', '-7']);
  });

  const wide = `${','.repeat(100_000)}\n`.repeat(41);
  const long = `${'7'.repeat(99_999)}\n`.repeat(50);
  it.each([
    ['no rows', 'a,b\n', ': there are no data rows after the header; expected a header'],
    ['a header that is cut', 'a', ': there are no data rows after the header; '],
    ['nothing at all', '', ': there is no line; expected a header'],
    ['a repeated name', 'a,a\n1,2\n', ', header: the column name "a" is repeated'],
    [
      'a short row',
      'a,b\n1,2\n3\n',
      ', line 3: the row has 1 cell, and the header has 2; expected comma-sep',
    ],
    ['a broken quote', 'a,b\n1,2\n3,x"y"\n', ', line 3: a quote is in a cell that .*Correct that line'],
    ['what follows a quote', 'a,b\n1,2\n3,"x"y\n', ', line 3: something follows the quote that ends a'],
    ['a long header', `a,${'é'.repeat(999_999)}\n1,2\n`, ', line 1: .* 1000001 .*; expected at most 1000000'],
    ['a long row', `a,b\n1,${'7'.repeat(4_100_000)}\n`, ', line 2: .* 4100002 .*; expected at most 1000000'],
    ['very many cells at once', `a,b\n${','.repeat(1_000_001)}`, ', line 2: .* 1000001 characters'],
    ['too many cells', `a,b\n${wide}`, ': there are 4000001 commas up to line 41; expected at most 4000000'],
    [
      'many long lines',
      `a,b\n1,"${long}"\n`,
      ', line [0-9]+: .* more than 4000000 bytes: a quote may not be',
    ],
    [
      'an endless quote',
      'a,b\n"1","2"\n3,"4\n5,6\n7,8\n',
      ', line 3: the quote that opens here is never closed',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseTable(text, 't.csv')).toThrow(new RegExp(`^t\\.csv${message}`, 'u'));
  });

  it.each([
    ...['', 'NA', '1,5', 'NaN', '0x1', '1 2'].map((cell) => [cell, '.* is not an exact number']),
    ['7'.repeat(50_001), 'found a number of 50001 characters; expected at most 50000'],
  ])('names file, row and column of the cell %j', (cell, message) => {
    const table = parseTable(`a,b\n1,2\n3,"${cell}"\n`, 't.csv');
    expect(() => numbersInColumn(table, 1)).toThrow(
      new RegExp(`^t\\.csv, data row 2, column "b": ${message}`),
    );
  });
});
