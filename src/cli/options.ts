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
