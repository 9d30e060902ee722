/** Doubles as a field: for searches that propose parameters, never for a number that is reported. */
import type { Field } from '../../../spec/algebra/index.js';
import type { Arithmetic } from '../../../spec/theorems/index.js';
import { nearestDouble, parseExactNumber } from '../../exact/index.js';

/** Rounds like any double, so it is a field only roughly. */
export const doubleField: Field<number> = {
  name: 'double',
  zero: 0,
  one: 1,
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  negate: (value) => -value,
  divide: (left, right) => left / right,
  compare: (left, right) => left - right,
  fromString: (text) => nearestDouble(parseExactNumber(text)),
  format: String,
};

/** `createArithmetic(doubleField)`, much faster. */
export const doubleArithmetic: Arithmetic<number> = {
  plus: (...summands) => {
    let sum = 0;
    for (const value of summands) sum += value;
    return sum;
  },
  minus: (left, right) => left - right,
  times: (...factors) => {
    let product = 1;
    for (const value of factors) product *= value;
    return product;
  },
  square: (value) => value * value,
  over: (numerator, denominator = 1) => ({ numerator, denominator }),
};
