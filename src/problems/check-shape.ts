/** A document against a schema, whatever the document is: also one that is wrong in a million places. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** The document in its shape, or what is wrong with it. */
export type CheckedShape<Shape> =
  | { readonly success: true; readonly data: Shape }
  | { readonly success: false; readonly issues: readonly [Issue, ...Issue[]] };

/** Items of an array that are looked at once the whole is known to be wrong. */
const sampleLength = 100;

/** `schema.safeParse`, without its limit on the number of issues: it exhausts the stack where some 10⁵ come together. */
export function checkShape<Shape>(schema: z.ZodType<Shape>, document: unknown): CheckedShape<Shape> {
  try {
    return fromZod(schema.safeParse(document));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const sampled = fromZod(schema.safeParse(shorten(document)));
    if (!sampled.success) return sampled;
    const message = 'a document without mistakes: it has so many that they cannot be listed';
    return { success: false, issues: [{ code: 'custom', path: [], message, input: undefined }] };
  }
}

function fromZod<Shape>(result: z.ZodSafeParseResult<Shape>): CheckedShape<Shape> {
  if (result.success) return result;
  const [first, ...others] = result.error.issues;
  // Zod promises at least one issue with a failure, but its types do not say so.
  if (first === undefined) throw result.error;
  return { success: false, issues: [first, ...others] };
}

/** The first items of every array: the paths of what is left stay the same. */
function shorten(document: unknown): unknown {
  if (Array.isArray(document)) return document.slice(0, sampleLength).map(shorten);
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, shorten(value)]));
}
