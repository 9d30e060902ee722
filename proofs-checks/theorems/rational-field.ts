/** ℚ as a field of the specification, on the kernel's own numbers: for what is checked rather than proved. */
import type { Field } from '../../spec/algebra/index.js';
import {
  addRationals,
  formatRational,
  multiplyRationals,
  rational,
  signOf,
  type Rational,
} from '../kernel/rational.js';

const negate = (value: Rational): Rational => multiplyRationals(rational(-1), value);

/** `-3`, `1/3` or a finite decimal such as `0.25`. */
function parseRational(text: string): Rational {
  const [numerator = '', denominator = '1'] = text.split('/');
  const [whole = '', decimals = ''] = numerator.split('.');
  return rational(BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length) * BigInt(denominator));
}

/** The rational numbers. */
export const rationalField: Field<Rational> = {
  name: 'rational',
  zero: rational(0),
  one: rational(1),
  add: (left, right) => addRationals(left, right),
  subtract: (left, right) => addRationals(left, negate(right)),
  multiply: (left, right) => multiplyRationals(left, right),
  negate,
  divide: (left, right) => multiplyRationals(left, rational(right.denominator, right.numerator)),
  compare: (left, right) => signOf(addRationals(left, negate(right))),
  fromString: parseRational,
  format: formatRational,
};
