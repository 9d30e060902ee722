import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { formatRatio } from '../../../src/exact/index.js';
import { dealRows, readTableRows } from '../../../src/problems/index.js';
import { rowsOf, table } from './rows.js';

const texts = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(({ features, response }) => [...features, response].map(formatRatio).join(' '));

describe('rows of a table', () => {
  it('are shifted, scaled, chosen and counted off as asked', () => {
    const rows = readTableRows({
      table,
      features: [{ column: 'u', offset: '1', scale: '0.5' }],
      response: { column: 'r', offset: '-1', scale: '10' },
      where: { group: 'b' },
      first: 2,
    });
    expect(texts(rows)).toEqual(['1 1 30', '-1.5 1 25']);
  });

  it('have no last 1 where no intercept is asked for', () => {
    const rows = readTableRows({
      table,
      features: [{ column: 'u' }],
      response: { column: 'r' },
      intercept: false,
      first: 1,
    });
    expect(texts(rows)).toEqual(['1 1']);
  });

  const ask = (changes: object) => () =>
    readTableRows({ table, features: [{ column: 'u' }], response: { column: 'r' }, ...changes });
  it.each([
    [{ where: { colour: 'red' } }, 'there is no column "colour"'],
    [{ where: { group: 'c' } }, '0 rows are as asked for'],
    [{ where: { group: 'a' }, first: 5 }, '4 rows are as asked for'],
    [{ features: [{ column: 'w' }] }, 'has no column "w"'],
    [{ features: [{ column: 'group' }] }, 'is not an exact number'],
  ])('%o is refused', (changes, message) => {
    expect(ask(changes)).toThrow(InputError);
    expect(ask(changes)).toThrow(message);
  });
});

describe('dealt rows', () => {
  it('go round like cards, every row once', () => {
    expect(dealRows([0, 1, 2, 3, 4, 5], 3)).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
  });

  it.each([0, 2.5, 4, 7])('cannot be 6 in %d groups', (count) => {
    expect(() => dealRows([0, 1, 2, 3, 4, 5], count)).toThrow(InputError);
  });
});
