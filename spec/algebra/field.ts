/**
 * The arithmetic that every statement of the specification is written over.
 *
 * Nothing in `spec/` knows which numbers it works on. A statement written over `Field<S>` can be evaluated in
 * decimals, in rationals, or in numbers that carry a rounding-error bound, and it stays one statement.
 */
import { ContractError } from '../errors.js';

/**
 * An ordered field (or ordered ring with exact division) with elements of type `S`.
 *
 * An implementation is *exact*: it returns the mathematically exact result or throws; it never rounds.
 *
 * @typeParam S - the element type; elements are immutable.
 */
export interface Field<S> {
  /** Name for messages, for example `decimal`. */
  readonly name: string;
  /** The neutral element of addition, 0. */
  readonly zero: S;
  /** The neutral element of multiplication, 1. */
  readonly one: S;
  /** left + right. */
  readonly add: (left: S, right: S) => S;
  /** left − right. */
  readonly subtract: (left: S, right: S) => S;
  /** left · right. */
  readonly multiply: (left: S, right: S) => S;
  /** −value. */
  readonly negate: (value: S) => S;
  /** left / right where the quotient is an element; throws where it is not, and where right = 0. */
  readonly divide: (left: S, right: S) => S;
  /** Negative, zero or positive as left <, =, > right. */
  readonly compare: (left: S, right: S) => number;
  /** The element written as a decimal (`-0.25`, `1e-3`) or a fraction (`1/3`); throws where it is not one. */
  readonly fromString: (text: string) => S;
  /** The shortest exact text that `fromString` reads back. */
  readonly format: (value: S) => string;
}

/** Whether `value` is 0. */
export function isZero<S>(field: Field<S>, value: S): boolean {
  return field.compare(value, field.zero) === 0;
}

/** |value|. */
export function absolute<S>(field: Field<S>, value: S): S {
  return field.compare(value, field.zero) < 0 ? field.negate(value) : value;
}

/** The larger of two elements. */
export function maximum<S>(field: Field<S>, left: S, right: S): S {
  return field.compare(left, right) < 0 ? right : left;
}

/** The element that a whole number stands for, for example a count K. */
export function fromInteger<S>(field: Field<S>, value: number): S {
  if (!Number.isSafeInteger(value)) throw new ContractError(`expected a whole number, got ${value}`);
  return field.fromString(String(value));
}
