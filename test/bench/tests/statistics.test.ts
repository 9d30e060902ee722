/** Medians, and ratios in turn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, ratioInTurn } from '../../bench/harness/statistics.js';
import { forAll } from '../../support/for-all.js';

describe('median', () => {
  it.each([
    [[3], 3],
    [[5, 1, 3], 3],
    [[4, 1, 3, 2], 2.5],
    [[1, 1, 1000], 1],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('has as many values below as above', () => {
    forAll(100, [fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 })], (values) => {
      const middle = median(values);
      const half = values.length / 2;
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(half);
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(half);
    });
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('the ratio of two that were timed in turn', () => {
  it('does not see what slows a whole turn', () => {
    // the second turn was ten times as slow for both
    expect(ratioInTurn([1, 10, 1], [2, 20, 2])).toEqual({ ratio: 0.5, least: 0.5, greatest: 0.5 });
  });

  it('gives the spread of the turns', () => {
    expect(ratioInTurn([1, 2, 9], [1, 1, 3])).toEqual({ ratio: 2, least: 1, greatest: 3 });
  });

  it('needs the same number of turns', () => {
    expect(() => ratioInTurn([1, 2], [1])).toThrow('2 turns against 1');
  });
});
