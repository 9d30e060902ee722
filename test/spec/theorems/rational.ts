/** Exact numbers for the tests of the theorems. */
import { rationalField } from '../../../proofs-checks/theorems/rational-field.js';
import type { Rational } from '../../../proofs-checks/kernel/rational.js';

/** A number from text. */
export const number = (text: string): Rational => rationalField.fromString(text);

/** The text of a number. */
export const text = (value: Rational): string => rationalField.format(value);
