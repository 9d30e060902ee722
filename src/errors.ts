/** The errors of the library, by the path that `src/` imports them from; the specification throws them too. */
export * from '../spec/errors.js';

/** What a caught value says: the message of an error, anything else as text. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `1 case`, `2 cases`, `2 entries`, `2 batches`: a count with its noun, for messages. */
export function countOf(count: number | bigint, noun: string): string {
  if (Number(count) === 1) return `${count} ${noun}`;
  const plural = /[^aeiou]y$/u.test(noun)
    ? `${noun.slice(0, -1)}ies`
    : `${noun}${/(?:s|ch)$/u.test(noun) ? 'es' : 's'}`;
  return `${count} ${plural}`;
}
