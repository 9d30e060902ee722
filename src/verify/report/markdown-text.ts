/** Text of others inside Markdown, so that it stays text in CommonMark and on GitHub. */
import { showLine } from './shown-text.js';

/** ASCII punctuation that can begin or end anything in Markdown; a full stop does so only inside a word. */
const special = /[!#$&*+:<=>@[\\\]^_`{|}~-]|\.(?=\S)/gu;

/** Prose of our own, or of a file that the user wrote: every character that could be markup is escaped. */
export function markdownProse(text: string, limit = 400): string {
  return showLine(text, limit)
    .trim()
    .replaceAll(special, String.raw`\$&`);
}

/**
 * Something an implementation says, as a code span: GitHub makes no mention, issue number or emoji of what is inside.
 * Not for tables, where a bar would end the cell.
 */
export function markdownCode(text: string, limit = 400): string {
  const shown = showLine(text, limit);
  if (shown === '') return '(empty)';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // a space at both ends is taken away again by the renderer, so that a text may begin or end with ` or a space
  const pad = /^[` ]|[` ]$/u.test(shown) && /[^ ]/u.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Lines of an implementation as a fenced block, as lines of Markdown. */
export function markdownBlock(lines: readonly string[]): readonly string[] {
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [`${fence}text`, ...lines, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/gu) ?? []).map(({ length }) => length));
}
