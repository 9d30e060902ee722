/** Parsers of option values: commander prints their messages and exits with the code of bad usage. */
import { InvalidArgumentError } from 'commander';
import { AuxoptError } from '../errors.js';
import { largestExponent } from '../exact/exact-number.js';
import { parseExactNumber, type Ratio } from '../exact/index.js';

/** A whole number that a double holds exactly. */
export function parseWholeNumber(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number such as 7');
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('expected a whole number of a magnitude below 2^53');
}

/** A year, in minutes: nobody waits for longer. */
const longestWait = 365 * 24 * 60;

/** A positive number of minutes. */
export function parseMinutes(text: string): number {
  if (Number(text) > longestWait) {
    throw new InvalidArgumentError(`expected at most ${longestWait} minutes, a year`);
  }
  return parsePositive(text, 'minutes');
}

function parsePositive(text: string, unit: string): number {
  const value = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || !(value > 0)) {
    throw new InvalidArgumentError(`expected a positive number of ${unit} such as 30 or 0.5`);
  }
  return value;
}

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

/** The longest time that a timer of the engine takes, in seconds: a longer one would end at once. */
const longestTimer = (2 ** 31 - 1) / 1000;

/** A time limit in seconds, positive and short enough for a timer. */
export function parseSeconds(text: string): number {
  if (Number(text) > longestTimer) {
    throw new InvalidArgumentError(`expected at most ${Math.floor(longestTimer)} seconds, some 24 days`);
  }
  return parsePositive(text, 'seconds');
}

/** Characters of a number on a command line: exact arithmetic on more of them takes minutes. */
const longestNumber = 1000;

/** An exact number. */
function parseNumber(text: string): Ratio {
  if (text.length > longestNumber) {
    throw new InvalidArgumentError(`expected a number of at most ${longestNumber} characters`);
  }
  try {
    return parseExactNumber(text);
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

/** An exact number > 0. */
export function parsePositiveNumber(text: string): Ratio {
  const value = parseNumber(text);
  if (value.numerator <= 0n) throw new InvalidArgumentError('expected a number > 0');
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
