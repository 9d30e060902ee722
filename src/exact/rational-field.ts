/** The rationals over fraction.js: closed under division, slow, for where a division cannot be avoided. */
import { Fraction } from 'fraction.js';
import { InexactError } from '../errors.js';
import type { ExactField } from './exact-field.js';
import { formatRatio, parseExactNumber, type Ratio } from './exact-number.js';

/**
 * The field ℚ. Every operation is exact; only a division by zero throws.
 *
 * @example
 * ```ts
 * import { createRationalField } from 'auxopt/exact';
 *
 * const field = createRationalField();
 * field.format(field.divide(field.one, field.fromString('3'))); // '1/3'
 * ```
 */
export function createRationalField(): ExactField<Fraction> {
  const fromRatio = ({ numerator, denominator }: Ratio): Fraction => new Fraction(numerator, denominator);
  const toRatio = (value: Fraction): Ratio => ({ numerator: value.s * value.n, denominator: value.d });
  return {
    name: 'rational',
    zero: new Fraction(0n),
    one: new Fraction(1n),
    add: (left, right) => left.add(right),
    subtract: (left, right) => left.sub(right),
    multiply: (left, right) => left.mul(right),
    negate: (value) => value.neg(),
    divide: (left, right) => {
      if (right.n === 0n) {
        throw new InexactError({
          problem: 'division by zero',
          where: 'rational division',
          expected: 'a divisor other than 0',
          fix: 'Check the data that the divisor was computed from.',
        });
      }
      return left.div(right);
    },
    compare: (left, right) => left.compare(right),
    fromString: (text) => fromRatio(parseExactNumber(text)),
    format: (value) => formatRatio(toRatio(value)),
    fromRatio,
    toRatio,
    toUnreducedRatio: toRatio,
  };
}
