/** Parsers of option values: commander prints their messages and exits with the code of bad usage. */
import { InvalidArgumentError } from 'commander';
import { AuxoptError } from '../errors.js';
import { largestExponent } from '../exact/exact-number.js';
import { parseExactNumber, type Ratio } from '../exact/index.js';
import { isShort, longestShort, mostDigits } from '../problems/read-number.js';

/** A whole number that a double holds exactly. */
export function parseWholeNumber(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number such as 7');
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('expected a whole number of a magnitude below 2^53');
}

/** A parser of positive decimals: so many of a unit, up to `most`, which is `inWords`. */
function parsePositive(unit: string, most: number, inWords: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (value > most) {
      throw new InvalidArgumentError(`expected at most ${Math.floor(most)} ${unit}, ${inWords}`);
    }
    if (/^\d+(?:\.\d+)?$/.test(text) && value > 0) return value;
    throw new InvalidArgumentError(`expected a positive number of ${unit} such as 30 or 0.5`);
  };
}

/** Nobody waits for longer. */
export const parseMinutes: (text: string) => number = parsePositive('minutes', 365 * 24 * 60, 'a year');

/** The time of a search. */
export const parseSearchSeconds: (text: string) => number = parsePositive('seconds', 86_400, 'a day');

/** A time limit; a longer one than a timer of the engine takes would end at once. */
export const parseSeconds: (text: string) => number = parsePositive(
  'seconds',
  (2 ** 31 - 1) / 1000,
  'some 24 days',
);

/** A probability strictly between 0 and 1. */
export function parseProbability(text: string): number {
  const value = Number(text);
  const isDecimal = /^0?\.\d+$/.test(text);
  if (isDecimal && value === 1) {
    throw new InvalidArgumentError('expected at most 0.9999999999999999: a double cannot tell this from 1');
  }
  if (!isDecimal || !(value > 0 && value < 1)) {
    throw new InvalidArgumentError('expected a number strictly between 0 and 1, such as 0.95');
  }
  return value;
}

/** An exact number. */
function parseNumber(text: string): Ratio {
  try {
    const value = text.length > longestShort ? undefined : parseExactNumber(text);
    if (value !== undefined && isShort(value)) return value;
    throw new InvalidArgumentError(
      `expected a number whose numerator and denominator have at most ${mostDigits} digits`,
    );
  } catch (error) {
    if (error instanceof AuxoptError) {
      throw new InvalidArgumentError(
        `expected a number such as 0.25, 1e-3 or 1/3, with an exponent within ±${largestExponent}`,
      );
    }
    throw error;
  }
}

/** An exact number ≥ 0. */
export function parseNonNegative(text: string): Ratio {
  const value = parseNumber(text);
  if (value.numerator < 0n) throw new InvalidArgumentError('expected a number ≥ 0');
  return value;
}

/** A parser of whole numbers from `least` to `most`. */
export function parseWithin(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = parseWholeNumber(text);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  };
}

/** A whole number ≥ 1. */
export function parseCount(text: string): number {
  const count = parseWholeNumber(text);
  if (count < 1) throw new InvalidArgumentError('expected a whole number ≥ 1');
  return count;
}

/**
 * A parser of `name=value` pairs with commas between them, or a word each, each name once; what is left out is not in the result.
 *
 * commander gives it the words of an argument one by one, with what came before.
 */
export function parsePairs<Value>(
  parsers: Readonly<Partial<Record<string, (text: string) => Value>>>,
): (text: string, before?: Readonly<Record<string, Value>>) => Readonly<Record<string, Value>> {
  const names = Object.keys(parsers);
  return (text, before = {}) => {
    const values: Record<string, Value> = { ...before };
    for (const pair of text.split(',')) {
      const [, name = '', value = ''] = /^([^=]*)=(.+)$/u.exec(pair) ?? [];
      const parse = Object.hasOwn(parsers, name) ? parsers[name] : undefined;
      if (parse === undefined) {
        throw new InvalidArgumentError(`expected name=value, with a name of ${names.join(', ')}`);
      }
      if (Object.hasOwn(values, name)) throw new InvalidArgumentError(`${name} is given twice`);
      values[name] = parse(value);
    }
    return values;
  };
}
