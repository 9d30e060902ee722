/** The table of powers: right, in any order, and no larger than what it was asked for. */
import { expect, it } from 'vitest';
import { createPowerTable } from '../../src/exact/power-table.js';

it('gives the powers of its base, in any order and again', () => {
  const power = createPowerTable(30n);
  expect([3, 0, 1, 3, 2].map(power)).toEqual([27_000n, 1n, 30n, 27_000n, 900n]);
});

it('gives a far power alone: with all those below it there would be no room', () => {
  // 4·10⁵ powers of 2·10⁴ digits or more: 60 GB
  const text = createPowerTable(10n)(400_000).toString();
  expect(text).toHaveLength(400_001);
  expect(text.replace(/0+$/, '')).toBe('1');
});
