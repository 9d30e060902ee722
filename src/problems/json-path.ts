/** Places in a problem file, and errors that name them. */
import { InputError, type ErrorDetails } from '../errors.js';

/** Keys and indices from the root of a document. */
export type JsonPath = readonly (string | number)[];

/** A path as text: `$.target.matrix[0][1]`. */
export function formatJsonPath(path: JsonPath): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    return /^[A-Za-z_]\w*$/.test(segment) ? `${text}.${segment}` : `${text}[${JSON.stringify(segment)}]`;
  }, '$');
}

/** The last key of a path as words: `startingPoint` is a starting point. */
export function nameOf(path: JsonPath): string {
  const key = path.findLast((segment) => typeof segment === 'string') ?? 'document';
  return key.replace(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}

/** The value at `path`, or undefined where the document ends before it. */
export function valueAt(document: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (value, segment) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[segment] : undefined,
    document,
  );
}

/** The error for the place `path` in the file called `source`. */
export function problemError(
  source: string,
  path: JsonPath,
  details: Omit<ErrorDetails, 'where'>,
  options?: ErrorOptions,
): InputError {
  return new InputError({ ...details, where: `${source} at ${formatJsonPath(path)}` }, options);
}
