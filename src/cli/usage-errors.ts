/** commander's errors about a command line, in the words of all others and with what to write instead. */
import { whereOptionWent } from './moved-commands.js';

/** The error with a way out, where there is one. */
export function explainUsageError(command: string, text: string): string {
  const [, option = ''] = /^error: unknown option '([^']*)'/u.exec(text) ?? [];
  const moved = whereOptionWent(command, option);
  if (moved !== undefined) return `auxopt: ${command} ${option} is gone; use: ${moved}\n`;
  return suggestValue(
    text
      .replace(/^error: /u, 'auxopt: ')
      .replace(/ is invalid( for argument '[^']*')?\. (?=[a-z])/u, ' is invalid$1; ')
      .replace(/command-argument value/u, 'the value')
      .replace(/ cannot be used with option .*$/mu, '$&; leave one of them out'),
  );
}

/** An error about a value that is no choice, with the choice that it is most like, where one is like it. */
function suggestValue(text: string): string {
  const [, value, choices] =
    / argument '([^']*)' is invalid\. Allowed choices are (.*)\.$/mu.exec(text) ?? [];
  if (value === undefined || choices === undefined) return text;
  const [best] = choices
    .split(', ')
    .map((choice) => ({ choice, likeness: likenessOf(value, choice) }))
    .sort((one, other) => other.likeness - one.likeness);
  return best === undefined || best.likeness === 0
    ? text
    : `${text.trimEnd()}\n(Did you mean ${best.choice}?)\n`;
}

/** How many pairs of neighbouring letters two words share, of all that they have; the ends of a word count as letters. */
function likenessOf(one: string, other: string): number {
  const pairsOf = (word: string): ReadonlySet<string> =>
    new Set(Array.from(` ${word}`, (letter, index) => letter + (word[index] ?? ' ')));
  const [own, others] = [pairsOf(one.toLowerCase()), pairsOf(other.toLowerCase())];
  return [...own].filter((pair) => others.has(pair)).length / (own.size + others.size);
}
