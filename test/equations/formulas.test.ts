/** Formulas of numbers that were seen: what people write is found, what is no formula is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printExpression } from '../../spec/language/index.js';
import { createFormulas, named, type Leaf } from '../../src/equations/index.js';
import { forAll } from '../support/for-all.js';

/** What a coefficient is made of in 16 places. */
const places = Array.from({ length: 16 }, (_, i) => {
  const [K, t, T] = [[1, 2, 3, 5, 8, 13][i % 6] ?? 1, 1 + ((i * i + 3 * i) % 23), 24];
  return {
    a: [0.1, 0.25, 0.839417, 0.5, 0.95][i % 5] ?? 0,
    η: [0.001, 0.05, 1.5][i % 3] ?? 0,
    K,
    t,
    T,
    k: 1 + (i % K),
  };
});
type Place = (typeof places)[number];
const names = ['a', 'η', 'K', 't', 'T', 'k'] as const;
const leaves = names.map((name): Leaf => ({
  expression: named(name),
  values: places.map((one) => one[name]),
}));
const formulasOf = createFormulas(leaves);
const found = (values: readonly number[], off = 1e-15): readonly string[] =>
  formulasOf(values.map((value) => ({ value, off: off * Math.abs(value) }))).map(({ expression }) =>
    printExpression(expression),
  );

describe('formulas', () => {
  it.each<readonly [string, (place: Place) => number]>([
    ['1 − a', ({ a }) => 1 - a],
    ['a²', ({ a }) => a * a],
    ['1 / (√t)', ({ t }) => 1 / Math.sqrt(t)],
    ['t^(−2 / 3)', ({ t }) => t ** (-2 / 3)],
    ['0.9^t', ({ t }) => 0.9 ** t],
    ['max(a, 1 / t)', ({ a, t }) => Math.max(a, 1 / t)],
    ['min(1, 0.2 t)', ({ t }) => Math.min(1, t / 5)],
    ['1 / (1 − (1 − a)^t)', ({ a, t }) => 1 / (1 - (1 - a) ** t)],
    ['min(a, 0.3)', ({ a }) => Math.min(a, 0.3)],
    ['−2.5', () => -2.5],
    ['0', () => 0],
    ['1 / (1 + 0.01 t)', ({ t }) => 1 / (1 + 0.01 * t)],
    ['1 / (√(k + K (t − 1)))', ({ t, k, K }) => 1 / Math.sqrt((t - 1) * K + k)],
    ['1 − 3 / (2 + t)', ({ t }) => (t - 1) / (t + 2)],
    ['max(0, 2 − k)', ({ k }) => Math.max(0, 2 - k)],
    ['1 − k / K', ({ k, K }) => 1 - k / K],
  ])('%s is found first', (text, of) => {
    expect(found(places.map(of))[0]).toBe(text);
  });

  it('are found where the numbers are a little off, and more of them where they tell less', () => {
    const exact = places.map(({ a }) => a * a);
    const off = exact.map((value, i) => value * (1 + (i % 2 === 0 ? 1e-4 : -1e-4)));
    expect(found(off, 2e-4)).toContain('a²');
    expect(found(off, 1e-6)).toEqual([]);
  });

  it('are not found for numbers that follow none', () => {
    forAll(
      4,
      [fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 16, maxLength: 16 })],
      (values) => {
        fc.pre(new Set(values).size > 12);
        expect(found(values)).toEqual([]);
      },
    );
  });

  it('have no numbers that a page cannot write', () => {
    const all = [places.map(() => 2e27), places.map(({ t }) => 3e-20 * t)];
    expect(all.flatMap((values) => found(values)).join()).not.toMatch(/\de/u);
  });

  it('say nothing of places that tell nothing', () => {
    const seen = places.map(({ a }, i) => (i < 8 ? { value: a, off: 0 } : { value: 0, off: Infinity }));
    expect(formulasOf(seen)[0]).toMatchObject({ expression: { kind: 'name', name: 'a' } });
  });
});
