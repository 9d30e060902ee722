/** Doubles that carry the size of what they were summed from: enough to say what rounding may explain. */
import type { Field } from '../../../spec/algebra/index.js';
import type { Doubles } from './doubles.js';

/** A value, and the sum of the absolute values of all terms that it was made of. */
export interface Rough {
  readonly value: number;
  readonly size: number;
}

export const toRough = (value: number): Rough => ({ value, size: Math.abs(value) });

/** The most roundings that an honest form of an update or a step has, in whatever order it is written. */
export const longestForm = 24;

const make = (value: number, size: number): Rough => ({ value, size });

/** Only +, −, · and ÷ are ever asked of it. */
export const roughField: Field<Rough> = {
  name: 'doubles with their sizes',
  zero: toRough(0),
  one: toRough(1),
  add: (left, right) => make(left.value + right.value, left.size + right.size),
  subtract: (left, right) => make(left.value - right.value, left.size + right.size),
  multiply: (left, right) => make(left.value * right.value, left.size * right.size),
  divide: (left, right) => make(left.value / right.value, left.size / Math.abs(right.value)),
  negate: ({ value, size }) => make(-value, size),
  compare: (left, right) => left.value - right.value,
  fromString: (text) => toRough(Number(text)),
  format: ({ value }) => String(value),
};

/** Whether a vector that was computed may have been reported so, with this unit roundoff. */
export function isNearly(made: readonly Rough[], reported: Doubles, roundoff: number): boolean {
  return (
    made.length === reported.length &&
    made.every(
      ({ value, size }, i) =>
        Math.abs(value - (reported[i] ?? NaN)) <= longestForm * roundoff * size + Number.MIN_VALUE,
    )
  );
}
