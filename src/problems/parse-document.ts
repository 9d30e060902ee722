/** Documents of any format from text: one clear error for the first thing that is wrong, out of a schema's list of issues. */
import type { z } from 'zod';
import { countOf, type InputError } from '../errors.js';
import { formatJsonPath, problemError, valueAt, type JsonPath } from './json-path.js';
import { parseJson } from './json-syntax.js';
import { numberPattern } from './schema-parts.js';

type Issue = z.core.$ZodIssue;
/** An issue that has no message yet. */
type RawIssue = z.core.$ZodRawIssue;

/**
 * The document that a JSON text holds, in the shape of a schema.
 *
 * @param line - where the text is one line of the file: its number, from 1.
 * @throws InputError, exactly one, for malformed JSON (with line and column) and for the first wrong key, type or form
 * (with its JSON path).
 */
export function parseDocument<Shape>(
  schema: z.ZodType<Shape>,
  text: string,
  source: string,
  line?: number,
): Shape {
  const document = parseJson(text, source, line);
  return checkDocument(schema, document, line === undefined ? source : `${source}, line ${line}`);
}

/** A document that is already read, in the shape of a schema. Throws like {@link parseDocument}. */
export function checkDocument<Shape>(schema: z.ZodType<Shape>, document: unknown, source: string): Shape {
  const result = checkShape(schema, document, expectationOf);
  if (result.success) return result.data;
  throw explainIssues(result.issues, document, source);
}

/** The document in its shape, or what is wrong with it. */
export type CheckedShape<Shape> =
  | { readonly success: true; readonly data: Shape }
  | { readonly success: false; readonly issues: readonly [Issue, ...Issue[]] };

/** Items of an array that are looked at once the whole is known to be wrong. */
const sampleLength = 100;

/**
 * `schema.safeParse`, without its limit on the number of issues: it exhausts the stack where some 10⁵ come together.
 *
 * @param words - says what is wrong where the schema has no message of its own.
 */
export function checkShape<Shape>(
  schema: z.ZodType<Shape>,
  document: unknown,
  words: (issue: RawIssue) => string = sentenceOf,
): CheckedShape<Shape> {
  try {
    return fromZod(schema.safeParse(document, { error: words }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const sampled = fromZod(schema.safeParse(shorten(document), { error: words }));
    if (!sampled.success) return sampled;
    const message = 'a document without mistakes: it has so many that they cannot be listed';
    return { success: false, issues: [{ code: 'custom', path: [], message, input: undefined }] };
  }
}

function fromZod<Shape>(result: z.ZodSafeParseResult<Shape>): CheckedShape<Shape> {
  if (result.success) return result;
  const [first, ...others] = result.error.issues.flatMap(issuesOfForm);
  // Zod promises at least one issue with a failure, but its types do not say so.
  if (first === undefined) throw result.error;
  return { success: false, issues: [first, ...others] };
}

/**
 * What is wrong with the form that was written, where a union of forms has no message of its own: the first form of the type that
 * is there, else the first of all.
 */
function issuesOfForm(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.message !== '' || issue.errors.length === 0) return [issue];
  const isOfOtherType = (issues: readonly Issue[]): boolean =>
    issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  const chosen = issue.errors.find((issues) => !isOfOtherType(issues)) ?? issue.errors[0] ?? [issue];
  return chosen.flatMap((inner) => issuesOfForm({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** The first items of every array: the paths of what is left stay the same. */
function shorten(document: unknown): unknown {
  if (Array.isArray(document)) return document.slice(0, sampleLength).map(shorten);
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, shorten(value)]));
}

/** The error for the first of `issues`; the schema's messages say what was expected. */
function explainIssues(issues: readonly [Issue, ...Issue[]], document: unknown, source: string): InputError {
  const issue = mostTelling(issues, document);
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return problemError(source, [...path, key], {
      problem: `the key ${JSON.stringify(key)} is unknown`,
      expected: issue.message,
      fix: 'Remove it, or correct its spelling.',
    });
  }
  const value = valueAt(document, path);
  return problemError(source, path, {
    problem: describeFound(value),
    expected: issue.message,
    fix: adviseOn(value, issue, path),
  });
}

/** A misspelt key shows as a missing one *and* an unknown one: the unknown one tells more. */
function mostTelling([first, ...others]: readonly [Issue, ...Issue[]], document: unknown): Issue {
  if (valueAt(document, pathOf(first)) !== undefined) return first;
  const parent = formatJsonPath(pathOf(first).slice(0, -1));
  const misspelt = others.find(
    (issue) => issue.code === 'unrecognized_keys' && formatJsonPath(pathOf(issue)) === parent,
  );
  return misspelt ?? first;
}

function pathOf(issue: Issue): JsonPath {
  return issue.path.map((segment) => (typeof segment === 'symbol' ? segment.toString() : segment));
}

function describeFound(value: unknown): string {
  if (value === undefined) return 'found nothing';
  if (value === null) return 'found null';
  if (Array.isArray(value)) return `found an array of ${countOf(value.length, 'item')}`;
  if (typeof value === 'object') {
    const keys = Object.keys(value);
    return keys.length === 0
      ? 'found an object without keys'
      : `found an object with the keys ${keys.join(', ')}`;
  }
  const text = JSON.stringify(value);
  // its digits are lost
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return `found a number that a double reads as ${text}`;
  return `found the ${typeof value} ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}

/** What is wrong, in plain words. */
function sentenceOf(issue: RawIssue): string {
  if (issue.code === 'unrecognized_keys') return `the key ${JSON.stringify(issue.keys[0])} is unknown`;
  const expected = expectationOf(issue);
  return expected === '' ? '' : `expected ${expected}`;
}

/** What was expected, in plain words; nothing where the forms of a union say it. */
function expectationOf(issue: RawIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'only keys of the format';
    case 'invalid_type':
      return issue.expected === 'int'
        ? 'a whole number'
        : `${/^[aio]/u.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'invalid_format':
      return issue.format === 'datetime'
        ? 'a date and time such as 2026-01-31T12:00:00Z'
        : `text of this form: ${issue.pattern ?? issue.format}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${withUnit(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${withUnit(issue.maximum, issue.origin)}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      if (issue.errors.length > 0) return '';
      return oneOf(('options' in issue && Array.isArray(issue.options) ? issue.options : []) as unknown[]);
    default:
      return 'what the format allows';
  }
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value)));
  return shown.length === 1 ? shown.join('') : `one of ${shown.join('|')}`;
}

function withUnit(count: number | bigint, origin: string): string {
  if (origin === 'array') return countOf(count, 'item');
  return origin === 'string' ? countOf(count, 'character') : String(count);
}

function adviseOn(value: unknown, issue: Issue, path: JsonPath): string {
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  const wantsNumber = issue.code === 'invalid_type' && ['int', 'number'].includes(issue.expected);
  if (value === undefined) return `Add ${formatJsonPath(path)} to the file.`;
  if (typeof value === 'number' && wantsText) {
    return `Write ${JSON.stringify(String(value))} with quotes, because a JSON number is a double.`;
  }
  if (typeof value === 'string' && wantsNumber) return 'Write the count as a JSON number, without quotes.';
  if (
    typeof value === 'string' &&
    issue.code === 'invalid_format' &&
    issue.pattern === String(numberPattern)
  ) {
    return 'Write it in one of these forms, without spaces; NaN and Infinity are not numbers.';
  }
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union') {
    return 'Write one of these forms exactly.';
  }
  if (typeof value === 'number' && wantsNumber) return 'Choose a whole number.';
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'Choose a value in this domain.';
  return 'Replace it by what is expected.';
}
