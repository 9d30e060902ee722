import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRationalField } from '../../src/exact/index.js';
import { countMinibatches, listMinibatches } from '../../src/problems/minibatches.js';
import { forAll } from '../support/for-all.js';

const field = createRationalField();
type Rational = typeof field.zero;
const probabilityOf = ({ probability }: ReturnType<typeof listMinibatches>[number]): Rational =>
  field.fromRatio(probability);
const whole = (value: number): Rational => field.fromString(String(value));

describe('listMinibatches', () => {
  it.each([
    ['subsets in lexicographic order, equally likely', [0, 2, 5], 2, false, '02:1/3 05:1/3 25:1/3'],
    ['multisets by their orders', [0, 1], 3, true, '000:0.125 001:0.375 011:0.375 111:0.125'],
  ])('lists %s', (_, rows, size, replacement, expected) => {
    const batches = listMinibatches(rows, size, replacement);
    const texts = batches.map((batch) => `${batch.rows.join('')}:${field.format(probabilityOf(batch))}`);
    expect(texts.join(' ')).toBe(expected);
  });

  it('counts what it lists, and the probabilities sum to 1, every row equally often', () => {
    const sizes = fc.record({
      n: fc.integer({ min: 1, max: 6 }),
      s: fc.integer({ min: 1, max: 4 }),
      replacement: fc.boolean(),
    });
    forAll(100, [sizes], ({ n, s, replacement }) => {
      fc.pre(replacement || s <= n);
      const rows = Array.from({ length: n }, (_, i) => i);
      const batches = listMinibatches(rows, s, replacement);
      expect(BigInt(batches.length)).toBe(countMinibatches(n, s, replacement));
      const total = (weight: (chosen: readonly number[]) => number) =>
        batches
          .map((batch) => field.multiply(probabilityOf(batch), whole(weight(batch.rows))))
          .reduce(field.add);
      expect(total(() => 1)).toEqual(field.one);
      for (const row of rows) {
        const mean = total((chosen) => chosen.filter((other) => other === row).length);
        expect(mean).toEqual(field.divide(whole(s), whole(n)));
      }
    });
  });
});
