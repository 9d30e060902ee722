/** Floating-point arithmetic as a field: every operation rounds once, as the hardware of the format does. */
import type { Field } from '../../spec/algebra/index.js';
import { parseExactNumber } from './exact-number.js';
import { floatFormats, type FormatName } from './float-format.js';
import { roundRatio, roundToFormat } from './rounding.js';

/** Such a field, with √ and powers that are not whole. */
export interface FloatField extends Field<number> {
  readonly root: (value: number) => number;
  readonly power: (base: number, exponent: number) => number;
}

/**
 * The numbers of a binary floating-point format, as doubles, with +, −, ×, ÷ and √ rounded to nearest, ties to even.
 *
 * A narrow format is emulated: each operation is made in binary64 and its result is rounded to the format. Rounding twice
 * is harmless for a precision p ≤ 25: a sum, product, quotient or root of two such numbers that is no multiple of half a unit in
 * the last place is too far from one for 53 ≥ 2p + 2 bits to round it there. Overflow gives ±Infinity, as it does anywhere.
 *
 * @param name - the format.
 */
export function createFloatField(name: FormatName): FloatField {
  const format = floatFormats[name];
  const round = (value: number): number => roundToFormat(format, value);
  return {
    name,
    zero: 0,
    one: 1,
    add: (left, right) => round(left + right),
    subtract: (left, right) => round(left - right),
    multiply: (left, right) => round(left * right),
    negate: (value) => -value,
    divide: (left, right) => round(left / right),
    compare: (left, right) => (left === right ? 0 : left < right ? -1 : 1),
    fromString: (text) => roundRatio(format, parseExactNumber(text)),
    root: (value) => round(Math.sqrt(value)),
    power: (base, exponent) => round(base ** exponent),
    format: String,
  };
}
