/** Conversions between fields, and the table of powers of a base: right, in any order, no larger than what it was asked for. */
import { expect, it } from 'vitest';
import {
  convert,
  createDecimalField,
  createRadixField,
  createRationalField,
  parseExactNumber,
} from '../../src/exact/index.js';
import { subtractRatios } from '../../src/exact/exact-number.js';
import { createPowerTable } from '../../src/exact/radix-field.js';

it('gives the powers of its base, in any order and again', () => {
  expect([3, 0, 1, 3, 2].map(createPowerTable(30n))).toEqual([27_000n, 1n, 30n, 27_000n, 900n]);
});

it('gives a far power alone: with all those below it there would be no room', () => {
  // 4·10⁵ powers of 2·10⁴ digits or more: 60 GB
  const text = createPowerTable(10n)(400_000).toString();
  expect([text.length, text.replace(/0+$/, '')]).toEqual([400_001, '1']);
});

it('ratios are subtracted, and fields convert, exactly', () => {
  const ratio = parseExactNumber;
  expect(subtractRatios(ratio('1/2'), ratio('1/3'))).toEqual(ratio('1/6'));
  expect(subtractRatios(ratio('1/3'), ratio('1/3'))).toEqual(ratio('0'));
  const [decimals, rationals, thirties] = [
    createDecimalField(),
    createRationalField(),
    createRadixField(30n),
  ];
  expect([decimals.name, rationals.name, thirties.name]).toEqual(['decimal', 'rational', 'radix 30']);
  expect(decimals.format(convert(rationals, decimals, rationals.fromString('3/8')))).toBe('0.375');
  const third = thirties.fromString('1/3');
  const unreduced = [
    decimals.toUnreducedRatio(decimals.fromString('2.50')),
    decimals.toUnreducedRatio(decimals.fromString('250')),
    thirties.toUnreducedRatio(thirties.multiply(third, thirties.fromString('3'))),
  ];
  const texts = unreduced.map(({ numerator, denominator }) => `${numerator}/${denominator}`);
  expect(texts).toEqual(['25/10', '250/1', '30/30']);
});
