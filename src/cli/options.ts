/** Parsers of option values: commander prints their messages and exits with the code of bad usage. */
import { InvalidArgumentError } from 'commander';

/** A whole number that a double holds exactly. */
export function parseWholeNumber(text: string): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('expected a whole number such as 7');
  }
  return value;
}

/** A positive number of anything. */
export function parsePositive(text: string): number {
  const value = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || !(value > 0)) {
    throw new InvalidArgumentError('expected a positive number such as 30');
  }
  return value;
}
