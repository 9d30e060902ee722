/** Shards: every case belongs to exactly one, and no kind of case falls to one alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOfShard, formatShard, isInShard, parseShard } from '../../src/campaigns/shard.js';
import { forAll } from '../support/for-all.js';

describe('shards', () => {
  it('deal out every case once, in order, and evenly', () => {
    forAll(100, [fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 400 })], (count, more) => {
      const caseCount = count + more;
      const parts = Array.from({ length: count }, (_, i) => casesOfShard({ index: i + 1, count }, caseCount));
      const sizes = parts.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      for (const part of parts) expect(part).toEqual(part.toSorted((a, b) => a - b));
      expect(parts.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: caseCount }, (_, i) => i));
    });
  });

  it('agree with the question whether a case belongs to one', () => {
    for (const index of [1, 2, 3, 4, 5, 6, 7]) {
      const cases = casesOfShard({ index, count: 7 }, 100);
      for (let i = 0; i < 100; i += 1) expect(isInShard({ index, count: 7 }, i)).toBe(cases.includes(i));
    }
  });

  it('take cases that return with the period of the shards in turn', () => {
    // Dealt out by the remainder alone, shard 1 of 3 would get every case with remainder 0, and no other.
    const remainders = casesOfShard({ index: 1, count: 3 }, 90).map((caseNumber) => caseNumber % 3);
    for (const remainder of [0, 1, 2])
      expect(remainders.filter((found) => found === remainder)).toHaveLength(10);
  });

  it('are never empty', () => {
    expect(() => casesOfShard({ index: 1, count: 13 }, 12)).toThrow(/13 shards for 12 cases/);
    expect(casesOfShard({ index: 12, count: 12 }, 12)).toHaveLength(1);
  });

  it.each(['4/3', '0/3', 'a/b', '1/0', '-1/3', '1/3/5', '', '1', '1.5/3', ' 1/3', '1/3 ', '1/99999999999'])(
    'are not written %j',
    (text) => {
      expect(parseShard(text)).toBeUndefined();
    },
  );

  it('are written i/n', () => {
    expect([parseShard('2/3'), formatShard({ index: 2, count: 3 })]).toEqual([{ index: 2, count: 3 }, '2/3']);
  });
});
