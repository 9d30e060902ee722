/** The errors of the library, by the path that `src/` imports them from; the specification throws them too. */
export * from '../spec/errors.js';

/** What a caught value says: the message of an error, anything else as text. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
