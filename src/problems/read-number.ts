/** Numbers of a problem file as exact ratios. */
import { countOf, InputError } from '../errors.js';
import { longestFraction } from '../exact/exact-number.js';
import { parseExactNumber, type Ratio } from '../exact/index.js';
import { nameOf, problemError, type JsonPath } from './json-path.js';
import type { MatrixText, NumberText, VectorText } from './problem-file.js';

/** Digits of all numbers that are read together: a short text can mean a number that fills the memory. Some 20 MB. */
const digitLimit = 20_000_000;

/** Characters of a number that must have {@link mostDigits}: leading zeros, and factors that cancel, are among them. */
export const longestShort = 1000;

/** Digits of the numerator, and of the denominator, of what is searched with exactly: with more a search takes minutes. */
export const mostDigits = 100;

/** Whether both have no more than {@link mostDigits} digits, beside a sign or the 1 of 1e-100. */
export function isShort({ numerator, denominator }: Ratio): boolean {
  return [numerator, denominator].every((part) => String(part).length <= mostDigits + 1);
}

/** Counts the digits of one file, written out and implied by exponents; throws InputError once they are too many. */
export function createDigitBudget(
  source: string,
  longest = longestFraction,
): (text: string, path: JsonPath) => void {
  let spent = 0;
  return (text, path) => {
    if (text.length > longest) {
      throw problemError(source, path, {
        problem: `found a number of ${text.length} characters`,
        expected: `at most ${longest} characters`,
        fix: 'Write a shorter one.',
      });
    }
    const mark = text.search(/e/i);
    const exponent = mark < 0 ? 0 : Math.abs(Number(text.slice(mark + 1)));
    // an exponent that no number may have is refused where the number is read
    spent += text.length + (exponent <= digitLimit ? exponent : 0);
    if (spent <= digitLimit) return;
    throw problemError(source, path, {
      problem: 'the numbers up to here have too many digits',
      expected: `at most ${digitLimit} digits in all numbers together, those that exponents stand for among them`,
      fix: 'Write shorter numbers, or fewer.',
    });
  };
}

/**
 * The reader of the numbers, vectors and square matrices of the file called `source`; of {@link isShort} ones alone, for a search.
 *
 * Its functions throw InputError for a text that is no exact number, and for a wrong number of entries or rows.
 */
export function createNumberReader(source: string, isForSearch = false) {
  const spendDigits = createDigitBudget(source, isForSearch ? longestShort : longestFraction);
  const number = (text: NumberText, path: JsonPath): Ratio => {
    spendDigits(text, path);
    try {
      const value = parseExactNumber(text);
      if (!isForSearch || isShort(value)) return value;
      throw new InputError({
        problem: 'found a number of more digits',
        where: source,
        expected: `at most ${mostDigits} digits of its numerator and of its denominator`,
        fix: 'Round it outwards to fewer.',
      });
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      const { problem, expected, fix } = cause;
      throw problemError(source, path, { problem, expected, fix }, { cause });
    }
  };
  const checkLength = (
    parts: readonly unknown[],
    part: string,
    name: string,
    path: JsonPath,
    length: number,
  ): void => {
    if (parts.length === length) return;
    throw problemError(source, path, {
      problem: `${name} has ${countOf(parts.length, part)}`,
      expected: `${length}, because the dimension is ${length}`,
      fix: `Give one for each coordinate, or correct the dimension.`,
    });
  };
  const vector = (
    texts: VectorText,
    path: JsonPath,
    length: number,
    name = `the ${nameOf(path)}`,
  ): readonly Ratio[] => {
    checkLength(texts, 'number', name, path, length);
    return texts.map((text, i) => number(text, [...path, i]));
  };
  const matrix = (rows: MatrixText, path: JsonPath, size: number): readonly (readonly Ratio[])[] => {
    const name = `the ${nameOf(path)}`;
    checkLength(rows, 'row', name, path, size);
    return rows.map((row, i) => vector(row, [...path, i], size, `row ${i + 1} of ${name}`));
  };
  return { number, vector, matrix };
}
