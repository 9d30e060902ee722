/** The schema of problem files as JSON Schema, for editors and for other languages. */
import { z } from 'zod';
import { problemFileSchema, problemFormat } from './problem-schema.js';

/**
 * The JSON Schema (draft 2020-12) of `auxopt-problem/1`, generated from the schema that the library itself uses.
 *
 * It checks keys, types and forms; what the numbers say (symmetry, probabilities, means) only the library checks.
 */
export function problemFileJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(problemFileSchema, { target: 'draft-2020-12' });
  return {
    $schema,
    title: problemFormat,
    description:
      'A problem for auxopt: target, auxiliary, oracles, and the run to make. Numbers are strings.',
    ...schema,
  };
}

/** {@link problemFileJsonSchema} as the text that is published in `spec/schemas`. */
export function formatProblemFileJsonSchema(): string {
  return `${JSON.stringify(problemFileJsonSchema(), null, 2)}\n`;
}
