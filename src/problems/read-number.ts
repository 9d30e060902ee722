/** Numbers of a problem file as exact ratios. */
import { InputError } from '../errors.js';
import { parseExactNumber, type Ratio } from '../exact/index.js';
import { createDigitBudget } from './digit-budget.js';
import { problemError, type JsonPath } from './json-path.js';
import type { MatrixText, NumberText, VectorText } from './problem-file.js';

/** Reads numbers of one file; errors name the file and the path. */
export interface NumberReader {
  readonly number: (text: NumberText, path: JsonPath) => Ratio;
  readonly vector: (texts: VectorText, path: JsonPath, length: number) => readonly Ratio[];
  /** A square matrix. */
  readonly matrix: (rows: MatrixText, path: JsonPath, size: number) => readonly (readonly Ratio[])[];
}

/**
 * The reader of the file called `source`.
 *
 * Its functions throw InputError for a text that is no exact number, and for a wrong number of entries or rows.
 */
export function createNumberReader(source: string): NumberReader {
  const budget = createDigitBudget(source);
  const number = (text: NumberText, path: JsonPath): Ratio => {
    budget.spend(text, path);
    try {
      return parseExactNumber(text);
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      const { problem, expected, fix } = cause;
      throw problemError(source, path, { problem, expected, fix }, { cause });
    }
  };
  const checkLength = (what: string, actual: number, path: JsonPath, length: number): void => {
    if (actual === length) return;
    throw problemError(source, path, {
      problem: `${actual} ${what} are there`,
      expected: `${length} ${what}, because the dimension is ${length}`,
      fix: `Give one for each coordinate, or correct the dimension.`,
    });
  };
  const vector = (texts: VectorText, path: JsonPath, length: number): readonly Ratio[] => {
    checkLength('entries', texts.length, path, length);
    return texts.map((text, i) => number(text, [...path, i]));
  };
  const matrix = (rows: MatrixText, path: JsonPath, size: number): readonly (readonly Ratio[])[] => {
    checkLength('rows', rows.length, path, size);
    return rows.map((row, i) => vector(row, [...path, i], size));
  };
  return { number, vector, matrix };
}
