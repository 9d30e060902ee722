/** Documents of any format from text: one error for the first thing that is wrong. */
import type { z } from 'zod';
import { checkShape } from './check-shape.js';
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
  const result = checkShape(schema, document);
  if (result.success) return result.data;
  throw explainIssues(result.issues, document, source);
}
