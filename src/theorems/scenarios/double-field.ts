/** Doubles as a field: for searches that propose parameters, never for a number that is reported. */
import type { Field } from '../../../spec/algebra/index.js';
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
