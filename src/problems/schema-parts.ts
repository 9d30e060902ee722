/**
 * The parts that the schema is built from.
 *
 * The message of each part is *what was expected there*, and nothing else: the error that a person reads is put
 * together from it, from the JSON path and from the value found (`parse-document.ts`).
 */
import { z } from 'zod';
import { largestExponent } from '../exact/exact-number.js';

/** The type of a parsed document, read-only all the way down. */
export type Immutable<T> = { readonly [Key in keyof T]: Immutable<T[Key]> };

/** A schema as the text of its JSON Schema (draft 2020-12), as `spec/schemas` has it. */
export function formatJsonSchema(schema: z.ZodType, title: string, description?: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $schema, title, ...(description && { description }), ...rest }, null, 2)}\n`;
}

/** A decimal with an optional exponent, or a fraction with a positive denominator. */
export const numberPattern = /^[+-]?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d{1,9})?|\d+\/0*[1-9]\d*)$/;

/** A path without a leading slash, a drive, a scheme or a backslash. */
const relativePathPattern = /^(?!\/)[^\\:]+$/;

/** An exact number as text. */
export function exactNumber(meaning: string): z.ZodString {
  const error = `a number as a string, such as "0.1", "-1e-3" or "1/3" (${meaning})`;
  const limited = `${error}, with an exponent within ±${largestExponent}`;
  return z.string({ error }).regex(numberPattern, { error: limited }).describe(meaning);
}

/** One exact number for every round, or an array with an entry a round. */
function scheduleOf<Entry extends z.ZodType>(meaning: string, entry: Entry) {
  const schedule = list(
    entry,
    'an array of numbers as strings',
    'one a round: the entry of round t at index t − 1',
  );
  return z
    .union([exactNumber(meaning), schedule]) // without an error of its own: that of the form that was written is told
    .describe(`${meaning}; or an array of T of them, one a round`);
}

/** One exact number for every round, or an array with one a round. */
export function perRound(meaning: string) {
  return scheduleOf(meaning, exactNumber('an entry of a schedule'));
}

/** {@link perRound} whose entries may be arrays with one number a local step. */
export function perStep(meaning: string) {
  const steps = exactVector('one a local step: the value of step k at index k − 1');
  return scheduleOf(meaning, z.union([exactNumber('an entry of a schedule'), steps]));
}

/** A vector of exact numbers. */
export function exactVector(meaning: string): z.ZodArray<z.ZodString> {
  return list(exactNumber('an entry of a vector'), `an array of numbers as strings (${meaning})`, meaning);
}

/** A matrix of exact numbers, as an array of rows. */
export function exactMatrix(meaning: string): z.ZodArray<z.ZodArray<z.ZodString>> {
  return list(exactVector('a row of a matrix'), `an array of rows (${meaning})`, meaning);
}

/** An array; `expected` is what an error says, `meaning` what the schema says. */
export function list<Part extends z.ZodType>(
  part: Part,
  expected: string,
  meaning: string,
): z.ZodArray<Part> {
  return firstWrong(part, { error: expected }).describe(meaning);
}

/** An array that is refused for its first wrong entry, so that refusing one does not cost more than reading it; `z.array` lists all of them. */
export function firstWrong<Part extends z.ZodType>(
  part: Part,
  { error = 'an array' }: { readonly error?: string } = {},
): z.ZodArray<Part> {
  const entries = z.array(z.unknown(), { error }).check((context) => {
    for (const [index, value] of context.value.entries()) {
      const { issues } = part._zod.run({ value, issues: [] }, { async: false }) as z.core.ParsePayload;
      if (issues.length === 0) continue;
      context.issues.push(...z.core.util.prefixIssues(index, issues));
      return;
    }
  });
  const items = { items: partSchema(part) };
  return entries.meta(items) as unknown as z.ZodArray<Part>;
}

function partSchema(part: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(part, { target: 'draft-2020-12', io: 'input' });
  return rest;
}

/** A text that is not empty. */
export function text(meaning: string): z.ZodString {
  const error = `a string that is not empty (${meaning})`;
  return z.string({ error }).min(1, { error }).describe(meaning);
}

/** A path of a file beside the problem file. */
export function relativePath(meaning: string): z.ZodString {
  const error = `a relative path with forward slashes, such as "iris.csv" (${meaning})`;
  return z.string({ error }).regex(relativePathPattern, { error }).describe(meaning);
}

/** true or false. */
export function flag(meaning: string): z.ZodBoolean {
  return z.boolean({ error: `true or false (${meaning})` }).describe(meaning);
}

/** A JSON integer from `least` on, within ±(2⁵³ − 1). */
export function wholeNumber(meaning: string, least: number = Number.MIN_SAFE_INTEGER): z.ZodInt {
  const bound = least === Number.MIN_SAFE_INTEGER ? 'within ±(2⁵³ − 1)' : `from ${least} on, below 2⁵³`;
  const error = `a JSON integer ${bound} (${meaning})`;
  return z.int({ error }).min(least, { error }).describe(meaning);
}

/** An object with these keys and no others. */
export function record<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  meaning: string,
): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(shape).join(', ');
  return z
    .strictObject(shape, {
      error: ({ code }) =>
        code === 'unrecognized_keys'
          ? `only the keys ${keys}`
          : `an object with the keys ${keys} (${meaning})`,
    })
    .describe(meaning);
}

/** One of the given texts. */
export function oneOf<const Values extends readonly string[]>(
  values: Values,
  meaning: string,
): z.ZodEnum<{ [Value in Values[number]]: Value }> {
  const error = `one of ${values.map((value) => `"${value}"`).join(', ')} (${meaning})`;
  return z.enum(values, { error }).describe(meaning);
}
