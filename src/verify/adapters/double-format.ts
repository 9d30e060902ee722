/** The number format of implementations that compute with JavaScript's numbers. */
import { ContractError } from '../../errors.js';
import { formatDouble, parseDouble } from '../protocol/numbers.js';
import type { NumberFormat } from './implementation.js';

export const doubleFormat: NumberFormat<number> = {
  read: (text) => {
    const value = parseDouble(text);
    if (value === undefined)
      throw new ContractError(`${JSON.stringify(text.slice(0, 60))} is not a finite number`);
    return value;
  },
  write: (value) => {
    if (typeof value !== 'number') throw new ContractError(`a number is expected, not ${typeof value}`);
    // NaN and infinities travel as text: the judge names the round in which they appear
    return Number.isFinite(value) ? formatDouble(value) : String(value);
  },
  affine: (matrix, vector, at) =>
    matrix.map((row, i) => row.reduce((sum, entry, j) => sum + entry * (at[j] ?? 0), 0) - (vector[i] ?? 0)),
};
