import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRationalField } from '../../src/exact/index.js';
import { countMinibatches, listMinibatches } from '../../src/problems/minibatches.js';

const field = createRationalField();
const format = (batch: { probability: Parameters<typeof field.fromRatio>[0] }) =>
  field.format(field.fromRatio(batch.probability));

describe('listMinibatches', () => {
  it('lists subsets in lexicographic order, equally likely', () => {
    const batches = listMinibatches([0, 2, 5], 2, false);
    expect(batches.map(({ rows }) => rows)).toEqual([[0, 2], [0, 5], [2, 5]]); // prettier-ignore
    expect(batches.map(format)).toEqual(['1/3', '1/3', '1/3']);
  });

  it('weighs multisets by the orders in which they can be drawn', () => {
    const batches = listMinibatches([0, 1], 3, true);
    expect(batches.map(({ rows }) => rows)).toEqual([[0, 0, 0], [0, 0, 1], [0, 1, 1], [1, 1, 1]]); // prettier-ignore
    expect(batches.map(format)).toEqual(['0.125', '0.375', '0.375', '0.125']);
  });

  it('counts what it lists, and the probabilities sum to 1, every row equally often', () => {
    const sizes = fc.record({
      n: fc.integer({ min: 1, max: 6 }),
      s: fc.integer({ min: 1, max: 4 }),
      replacement: fc.boolean(),
    });
    fc.assert(
      fc.property(sizes, ({ n, s, replacement }) => {
        fc.pre(replacement || s <= n);
        const rows = Array.from({ length: n }, (_, i) => i);
        const batches = listMinibatches(rows, s, replacement);
        expect(BigInt(batches.length)).toBe(countMinibatches(n, s, replacement));
        const total = (weight: (chosen: readonly number[]) => number) =>
          field.format(
            batches
              .map((batch) =>
                field.multiply(
                  field.fromRatio(batch.probability),
                  field.fromString(String(weight(batch.rows))),
                ),
              )
              .reduce(field.add),
          );
        expect(total(() => 1)).toBe('1');
        const expected = field.format(field.divide(field.fromString(String(s)), field.fromString(String(n))));
        for (const row of rows) {
          expect(total((chosen) => chosen.filter((other) => other === row).length)).toBe(expected);
        }
      }),
    );
  });
});
