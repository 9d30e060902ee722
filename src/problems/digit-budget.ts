/** How many digits the numbers of a file may have together: a short text can mean a number that fills the memory. */
import { problemError, type JsonPath } from './json-path.js';

/** Digits of all numbers that are read together; some 20 MB of them. */
const digitLimit = 20_000_000;

/** Counts digits, written out and implied by exponents. */
export interface DigitBudget {
  /** Throws InputError where the digits are spent, before the number is made. */
  readonly spend: (text: string, path: JsonPath) => void;
}

/** A budget for the numbers of one file. */
export function createDigitBudget(source: string): DigitBudget {
  let spent = 0;
  return {
    spend: (text, path) => {
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
    },
  };
}
