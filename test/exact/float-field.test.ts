/** Emulated floating point: every operation is the exact result, rounded once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFloatField } from '../../src/exact/float-field.js';
import {
  createRationalField,
  floatFormats,
  liftDouble,
  roundRatio,
  roundToFormat,
  type FormatName,
} from '../../src/exact/index.js';
import { forAll } from '../support/for-all.js';

const exact = createRationalField();
const names = Object.keys(floatFormats) as FormatName[];

describe.each(names)('%s', (name) => {
  const format = floatFormats[name];
  const field = createFloatField(name);
  /** Numbers of the format of all sizes, subnormal ones and neighbours of powers of two among them. */
  const number = fc
    .tuple(
      fc.integer({ min: -(2 ** Math.min(format.precision, 30)), max: 2 ** Math.min(format.precision, 30) }),
      fc.integer({ min: format.minimumExponent - format.precision, max: format.maximumExponent - 31 }),
    )
    .map(([digits, exponent]) => roundToFormat(format, digits * 2 ** exponent))
    .filter(Number.isFinite);

  it.each(['add', 'subtract', 'multiply', 'divide'] as const)(
    '%s rounds the exact result once',
    (operation) => {
      forAll(500, [number, number], (left, right) => {
        fc.pre(operation !== 'divide' || right !== 0);
        const [a, b] = [left, right].map((value) => exact.fromRatio(liftDouble(value)));
        if (a === undefined || b === undefined) return;
        const rounded = roundRatio(format, exact.toRatio(exact[operation](a, b)));
        // signed zeros are equal
        expect(field[operation](left, right) + 0).toBe(rounded + 0);
      });
    },
  );

  it('reads text with one rounding', () => {
    expect(field.fromString('1/3')).toBe(roundRatio(format, { numerator: 1n, denominator: 3n }));
    expect(field.format(field.fromString('-0.25'))).toBe('-0.25');
  });
});

it('is not the arithmetic of doubles where the format is narrower', () => {
  const field = createFloatField('bfloat16');
  expect(field.add(1, 2 ** -9)).toBe(1);
  expect(createFloatField('binary64').add(1, 2 ** -9)).toBeGreaterThan(1);
});
