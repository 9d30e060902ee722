/** Documents of any format from text: one error for the first thing that is wrong. */
import type { z } from 'zod';
import { explainIssues } from './explain-issue.js';
import { parseJson } from './json-syntax.js';

/**
 * The document that a JSON text holds, in the shape of a schema.
 *
 * @throws InputError, exactly one, for malformed JSON (with line and column) and for the first wrong key, type or form
 * (with its JSON path).
 */
export function parseDocument<Shape>(schema: z.ZodType<Shape>, text: string, source: string): Shape {
  return checkDocument(schema, parseJson(text, source), source);
}

/** A document that is already read, in the shape of a schema. Throws like {@link parseDocument}. */
export function checkDocument<Shape>(schema: z.ZodType<Shape>, document: unknown, source: string): Shape {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [first, ...others] = result.error.issues;
  // Zod promises at least one issue with a failure, but its types do not say so.
  if (first === undefined) throw result.error;
  throw explainIssues([first, ...others], document, source);
}
