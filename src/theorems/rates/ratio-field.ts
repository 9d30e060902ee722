/** Ratios as a field that never looks for a common factor: few operations on very long numbers. */
import type { Fraction } from '../../../spec/theorems/index.js';
import type { Field } from '../../../spec/algebra/index.js';
import { createRatio, formatRatio, parseExactNumber, type Ratio } from '../../exact/index.js';

/**
 * The field ℚ on pairs that are not reduced. A bound takes a few dozen operations, but its constants may have thousands of
 * digits, for which a gcd costs more than all of them together.
 */
export const ratioField: Field<Ratio> = {
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
  compare: (left, right) => {
    const difference = left.numerator * right.denominator - right.numerator * left.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  },
  fromString: (text) => parseExactNumber(text),
  format: ({ numerator, denominator }) => formatRatio(createRatio(numerator, denominator)),
};

function add(left: Ratio, right: Ratio): Ratio {
  if (left.denominator === right.denominator)
    return { numerator: left.numerator + right.numerator, denominator: left.denominator };
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

function negate({ numerator, denominator }: Ratio): Ratio {
  return { numerator: -numerator, denominator };
}

/** numerator/denominator of a fraction of ratios as one ratio. */
export function quotientOf({ numerator, denominator }: Fraction<Ratio>): Ratio {
  return {
    numerator: numerator.numerator * denominator.denominator,
    denominator: numerator.denominator * denominator.numerator,
  };
}

/** value ≥ 0 as a decimal with six places, rounded down. */
export function formatRoundedDown({ numerator, denominator }: Ratio): string {
  const millionths = (numerator * 1_000_000n) / denominator;
  return `${millionths / 1_000_000n}.${(millionths % 1_000_000n).toString().padStart(6, '0')}`;
}
