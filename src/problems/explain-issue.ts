/** One clear error out of a schema's list of issues. */
import type { z } from 'zod';
import type { InputError } from '../errors.js';
import { formatJsonPath, problemError, valueAt, type JsonPath } from './json-path.js';

type Issue = z.core.$ZodIssue;

/** The error for the first of `issues`; the schema's messages say what was expected. */
export function explainIssues(
  issues: readonly [Issue, ...Issue[]],
  document: unknown,
  source: string,
): InputError {
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
  if (Array.isArray(value)) return `found an array of ${value.length} items`;
  if (typeof value === 'object') return `found an object with the keys ${Object.keys(value).join(', ')}`;
  const text = JSON.stringify(value);
  return `found the ${typeof value} ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}

function adviseOn(value: unknown, issue: Issue, path: JsonPath): string {
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  const wantsNumber = issue.code === 'invalid_type' && ['int', 'number'].includes(issue.expected);
  if (value === undefined) return `Add ${formatJsonPath(path)} to the file.`;
  if (typeof value === 'number' && wantsText) {
    return `Write ${JSON.stringify(String(value))} with quotes, because a JSON number is a double.`;
  }
  if (typeof value === 'string' && wantsNumber) return 'Write the count as a JSON number, without quotes.';
  if (typeof value === 'string' && issue.code === 'invalid_format') {
    return 'Write it in one of these forms, without spaces; NaN and Infinity are not numbers.';
  }
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union') {
    return 'Write one of these forms exactly.';
  }
  if (typeof value === 'number' && wantsNumber) return 'Choose a whole number.';
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'Choose a value in this domain.';
  return 'Replace it by what is expected.';
}
