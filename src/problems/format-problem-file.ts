/** Problem files as JSON for people: what fits on a line stays on it. */
import type { ProblemFile } from './problem-file.js';

/** Characters of a line, indentation included. */
const lineWidth = 110;

/**
 * A problem file as JSON text that `auxopt run` reads.
 *
 * Objects and arrays that fit on one line of 110 characters are written on one, so that a matrix is a block of rows;
 * only the outermost object is always broken.
 *
 * @returns the text, ending with a line feed; `JSON.parse` of it equals `file`.
 */
export function formatProblemFile(file: ProblemFile): string {
  const lines = Object.entries(file).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${formatValue(value, 1, key.length + 4)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * @param depth - levels of indentation of the line.
 * @param offset - characters that stand on the line before the value, indentation aside.
 */
function formatValue(value: unknown, depth: number, offset: number): string {
  const short = formatOnOneLine(value);
  if (typeof value !== 'object' || value === null || 2 * depth + offset + short.length < lineWidth)
    return short;
  const indentation = '  '.repeat(depth + 1);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const items = Array.isArray(value)
    ? value.map((item) => formatValue(item, depth + 1, 0))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${formatValue(item, depth + 1, key.length + 4)}`,
      );
  const body = items.map((item) => indentation + item).join(',\n');
  return `${open ?? ''}\n${body}\n${'  '.repeat(depth)}${close ?? ''}`;
}

function formatOnOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatOnOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${formatOnOneLine(item)}`,
  );
  return `{ ${entries.join(', ')} }`;
}
