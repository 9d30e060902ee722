/** Formats and logarithms in base two, at the places where a mistake would show. */
import { describe, expect, it } from 'vitest';
import {
  createRatio,
  floatFormats,
  isRepresentable,
  liftDouble,
  parseExactNumber,
  roundRatio,
  roundToFormat,
} from '../../src/exact/index.js';
import { bitLength } from '../../src/exact/exact-number.js';
import { floorLog2, powerOfTwo } from '../../src/exact/binary-ratio.js';
import { isBeyondRange, ulpExponent } from '../../src/exact/float-format.js';

const number = parseExactNumber;
const { binary64, binary32, binary16, bfloat16 } = floatFormats;

describe('powers of two', () => {
  it('are whole numbers or their reciprocals', () => {
    expect([3, 0, -3].map(powerOfTwo)).toEqual([
      { numerator: 8n, denominator: 1n },
      { numerator: 1n, denominator: 1n },
      { numerator: 1n, denominator: 8n },
    ]);
  });

  it.each([
    [0n, 0],
    [1n, 1],
    [-1n, 1],
    [7n, 3],
    [8n, 4],
    [-15n, 4],
    [16n, 5],
    [255n, 8],
    [256n, 9],
    [2n ** 100n - 1n, 100],
    [2n ** 100n, 101],
  ])('%d has %i bits', (value, bits) => {
    expect(bitLength(value)).toBe(bits);
  });

  it.each([
    ['1', 0],
    ['-1', 0],
    ['3/2', 0],
    ['2', 1],
    ['7/2', 1],
    ['1/2', -1],
    ['-3/4', -1],
    ['1/3', -2],
    ['2/3', -1],
    ['5', 2],
    ['1/5', -3],
    ['4/3', 0],
  ])('⌊log₂|%s|⌋ is %i', (text, logarithm) => {
    expect(floorLog2(number(text))).toBe(logarithm);
  });
});

describe('a format', () => {
  it('is precision and range', () => {
    const shape = ({ name, precision, minimumExponent, maximumExponent }: typeof binary64) =>
      `${name} ${precision} ${minimumExponent} ${maximumExponent}`;
    expect(Object.entries(floatFormats).map(([key, format]) => `${key}: ${shape(format)}`)).toEqual([
      'binary64: binary64 53 -1022 1023',
      'binary32: binary32 24 -126 127',
      'binary16: binary16 11 -14 15',
      'bfloat16: bfloat16 8 -126 127',
    ]);
  });

  it('has units in the last place, constant below the smallest normal number', () => {
    expect(ulpExponent(binary64, number('1'))).toBe(-52);
    expect(ulpExponent(binary16, number('-3'))).toBe(-9);
    expect(ulpExponent(binary16, number('0'))).toBe(-24);
    expect(ulpExponent(binary16, createRatio(1n, 1n << 20n))).toBe(-24);
    expect(ulpExponent(binary16, createRatio(1n, 1n << 14n))).toBe(-24);
    expect(ulpExponent(binary16, createRatio(1n, 1n << 13n))).toBe(-23);
  });

  it('ends at (2 − 2^{1−p}) 2^emax', () => {
    expect(isBeyondRange(binary16, number('65535'))).toBe(false);
    expect(isBeyondRange(binary16, number('65536'))).toBe(true);
    expect(isBeyondRange(binary16, number('-65536'))).toBe(true);
    expect(isBeyondRange(binary16, number('0'))).toBe(false);
  });

  it.each([
    ['0', true],
    ['2049', false],
    ['2048', true],
    ['2050', true],
    ['-2047/2', true],
    ['1/3', false],
    ['65504', true],
    ['65536', false],
    ['65505', false],
  ])('binary16 holds %s: %s', (text, answer) => {
    expect(isRepresentable(binary16, number(text))).toBe(answer);
  });

  it('holds multiples of its smallest subnormal and no less', () => {
    expect(isRepresentable(binary16, createRatio(3n, 1n << 24n))).toBe(true);
    expect(isRepresentable(binary16, createRatio(1n, 1n << 24n))).toBe(true);
    expect(isRepresentable(binary16, createRatio(3n, 1n << 25n))).toBe(false);
  });
});

describe('rounding to a format', () => {
  it.each<[string, number]>([
    ['2049', 2048],
    ['2051', 2052],
    ['-2049', -2048],
    ['-2051', -2052],
    ['2049.001', 2050],
    ['2048.999', 2048],
    ['65519', 65504],
    ['65520', Infinity],
    ['-65520', -Infinity],
    ['0', 0],
    ['1/3', 0.333251953125],
    ['-1/3', -0.333251953125],
  ])('binary16 of %s is %d', (text, rounded) => {
    expect(roundRatio(binary16, number(text))).toBe(rounded);
    const value = Number(number(text).numerator) / Number(number(text).denominator);
    expect(roundToFormat(binary16, value)).toBe(rounded);
  });

  it('keeps subnormals, to the last of them', () => {
    const tiny = (numerator: bigint) => createRatio(numerator, 1n << 26n);
    expect(roundRatio(binary16, tiny(2n))).toBe(0); // a tie, to even
    expect(roundRatio(binary16, tiny(3n))).toBe(2 ** -24);
    expect(roundRatio(binary16, tiny(6n))).toBe(2 ** -23); // a tie, to even
    expect([2, 3, 6].map((n) => roundToFormat(binary16, n * 2 ** -26))).toEqual([0, 2 ** -24, 2 ** -23]);
    expect(roundRatio(binary64, createRatio(1n, 1n << 1074n))).toBe(Number.MIN_VALUE);
    expect(roundRatio(binary64, createRatio(3n, 1n << 1075n))).toBe(2 * Number.MIN_VALUE);
    expect(roundRatio(binary64, createRatio((1n << 1024n) - (1n << 970n), 1n))).toBe(Infinity);
    expect(roundRatio(binary64, createRatio((1n << 1024n) - (1n << 970n) - 1n, 1n))).toBe(Number.MAX_VALUE);
  });

  it('of doubles leaves alone what is in the format, infinite or no number', () => {
    expect([0.1, Infinity, -Infinity, NaN, 0].map((value) => roundToFormat(binary64, value))).toEqual([
      0.1,
      Infinity,
      -Infinity,
      NaN,
      0,
    ]);
    expect([Infinity, -Infinity, NaN, 0].map((value) => roundToFormat(bfloat16, value))).toEqual([
      Infinity,
      -Infinity,
      NaN,
      0,
    ]);
    expect(Object.is(roundToFormat(bfloat16, -0), -0)).toBe(true);
    expect(roundToFormat(binary32, 0.1)).toBe(Math.fround(0.1));
    expect(roundToFormat(bfloat16, 1 + 2 ** -8)).toBe(1); // a tie, to even
    expect(roundToFormat(bfloat16, 1 + 3 * 2 ** -8)).toBe(1 + 2 ** -6);
    expect(roundToFormat(bfloat16, 2 - 2 ** -52)).toBe(2); // log₂ of it rounds to 1
    expect(roundToFormat(bfloat16, 3.4e38)).toBe(Infinity);
    expect(roundToFormat(bfloat16, -3.4e38)).toBe(-Infinity);
    expect(roundToFormat(bfloat16, 3.38e38)).toBe(254 * 2 ** 120);
  });
});

describe('lifting', () => {
  it.each<[number, bigint, bigint]>([
    [0, 0n, 1n],
    [-0, 0n, 1n],
    [1, 1n, 1n],
    [-0.75, -3n, 4n],
    [2 ** 53, 2n ** 53n, 1n],
    [Number.MIN_VALUE, 1n, 2n ** 1074n],
    [2 ** -1022, 1n, 2n ** 1022n],
    [Number.MAX_VALUE, 2n ** 1024n - 2n ** 971n, 1n],
  ])('%d is exact', (value, numerator, denominator) => {
    expect(liftDouble(value)).toEqual({ numerator, denominator });
  });
});
