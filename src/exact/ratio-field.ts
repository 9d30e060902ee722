/** Ratios as a field: for few operations, and for numbers whose denominators nobody knows beforehand. */
import type { ExactField } from './exact-field.js';
import { createRatio, formatRatio, parseExactNumber, type Ratio } from './exact-number.js';

/**
 * The field ℚ on pairs that are not reduced: a bound takes a few dozen operations, but its constants may have thousands of
 * digits, for which a gcd costs more than all of them together. A quotient, a text and `toRatio` are in lowest terms.
 *
 * @example
 * ```ts
 * import { ratioField } from 'auxopt/exact';
 *
 * ratioField.format(ratioField.divide(ratioField.one, ratioField.fromString('3'))); // '1/3'
 * ```
 */
export const ratioField: ExactField<Ratio> = {
  name: 'unreduced ratio',
  zero: { numerator: 0n, denominator: 1n },
  one: { numerator: 1n, denominator: 1n },
  add,
  subtract: (left, right) => add(left, negate(right)),
  multiply: (left, right) => ({
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  }),
  negate,
  divide: (left, right) =>
    createRatio(left.numerator * right.denominator, left.denominator * right.numerator),
  compare,
  fromString: (text) => parseExactNumber(text),
  format: ({ numerator, denominator }) => formatRatio(createRatio(numerator, denominator)),
  fromRatio: (ratio) => ratio,
  toRatio: ({ numerator, denominator }) => createRatio(numerator, denominator),
  toUnreducedRatio: (value) => value,
};

// most are beside 0 or of one denominator, and numbers may have thousands of digits
function compare(left: Ratio, right: Ratio): -1 | 0 | 1 {
  const isPlain = left.denominator === right.denominator || left.numerator === 0n || right.numerator === 0n;
  const [one, other] = isPlain
    ? [left.numerator, right.numerator]
    : [left.numerator * right.denominator, right.numerator * left.denominator];
  return one < other ? -1 : one > other ? 1 : 0;
}

function add(left: Ratio, right: Ratio): Ratio {
  const { numerator, denominator } = left;
  if (right.numerator === 0n) return left;
  if (numerator === 0n) return right;
  if (denominator === right.denominator) return { numerator: numerator + right.numerator, denominator };
  if (denominator < right.denominator) return add(right, left);
  // of two powers of two, as the denominators of doubles are, the larger one is common
  if (denominator % right.denominator === 0n)
    return { numerator: numerator + right.numerator * (denominator / right.denominator), denominator };
  return {
    numerator: numerator * right.denominator + right.numerator * denominator,
    denominator: denominator * right.denominator,
  };
}

function negate({ numerator, denominator }: Ratio): Ratio {
  return { numerator: -numerator, denominator };
}
