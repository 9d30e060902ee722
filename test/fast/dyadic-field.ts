/** Exact arithmetic on whole multiples of 2⁻²⁰⁰, as bigints: an oracle for tests that shares no code with a double. */
import type { Field } from '../../spec/algebra/index.js';

const fractionBits = 200n;
const unit = 1n << fractionBits;

/** The exact value of a double that is a multiple of 2⁻²⁰⁰. */
export function liftToDyadic(value: number): bigint {
  let scaled = value;
  let shift = 0n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift += 1n;
  }
  if (shift > fractionBits) throw new RangeError(`${value} is no multiple of 2^-200`);
  return BigInt(scaled) << (fractionBits - shift);
}

function quotient(numerator: bigint, denominator: bigint): bigint {
  if (numerator % denominator !== 0n) throw new RangeError('inexact');
  return numerator / denominator;
}

export const dyadicField: Field<bigint> = {
  name: 'dyadic',
  zero: 0n,
  one: unit,
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => quotient(left * right, unit),
  negate: (value) => -value,
  divide: (left, right) => quotient(left * unit, right),
  compare: (left, right) => (left < right ? -1 : Number(left > right)),
  fromString: (text) => BigInt(text) * unit,
  format: String,
};
