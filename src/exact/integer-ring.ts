/** The ring of whole numbers. */
import type { Field } from '../../spec/algebra/index.js';
import { InexactError } from '../errors.js';

/**
 * The whole numbers ℤ, as the arithmetic of integer maps and of fraction-free elimination. A quotient that is not whole is an
 * error: the divisions of that elimination never leave a remainder.
 */
export const integerRing: Field<bigint> = {
  name: 'integer',
  zero: 0n,
  one: 1n,
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  negate: (value) => -value,
  divide: (left, right) => {
    if (right !== 0n && left % right === 0n) return left / right;
    throw new InexactError({
      problem: `${left}/${right} is not a whole number`,
      where: 'integer division',
      expected: 'a divisor of the dividend',
      fix: 'Use a field that has the quotient.',
    });
  },
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  fromString: (text) => BigInt(text),
  format: (value) => value.toString(),
};
