/** Problem files from text: syntax and shape; what the numbers say is checked by `resolveProblemFile`. */
import { parseJson } from './json-syntax.js';
import { checkDocument } from './parse-document.js';
import type { ProblemFile } from './problem-file.js';
import { explicitProblemSchema, leastSquaresProblemSchema } from './problem-schema.js';

/**
 * The problem file that a text holds.
 *
 * @param text - JSON of the format `auxopt-problem/1`.
 * @param sourceName - the name of the file, for errors.
 * @returns the file as written: numbers are still texts, and nothing is looked up yet.
 * @throws InputError, exactly one, for malformed JSON (with line and column) and for the first wrong key, type or form
 * (with its JSON path).
 * @example
 * ```ts
 * import { parseProblemText } from 'auxopt/problems';
 *
 * try {
 *   parseProblemText('{"format": "auxopt-problem/2"}', 'mine.json');
 * } catch (error) {
 *   String(error); // … mine.json at $.format: found the string "auxopt-problem/2"; expected "auxopt-problem/1". …
 * }
 * ```
 */
export function parseProblemText(text: string, sourceName: string): ProblemFile {
  const document = parseJson(text, sourceName);
  // Chosen by its key rather than by a union, which would report the issues of both shapes.
  const fromTable = typeof document === 'object' && document !== null && 'leastSquares' in document;
  return fromTable
    ? checkDocument(leastSquaresProblemSchema, document, sourceName)
    : checkDocument(explicitProblemSchema, document, sourceName);
}
