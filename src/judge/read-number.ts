/** Readers of reported numbers, for {@link judgeTrace}. */
import { InputError } from '../errors.js';
import { parseExactNumber, type Ratio } from '../exact/exact-number.js';
import { liftDouble } from '../exact/lift.js';

/** A double as the exact number it is; undefined for NaN and ±Infinity. */
export function readDouble(value: number): Ratio | undefined {
  return Number.isFinite(value) ? liftDouble(value) : undefined;
}

/** A larger exponent would fill the memory; what an implementation writes out is shorter than that. */
const largestWireExponent = 1_000_000;

/** An exact number as text (`0.25`, `1/3`); undefined for any other text. */
export function readExactText(text: string): Ratio | undefined {
  try {
    return parseExactNumber(text, largestWireExponent);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
