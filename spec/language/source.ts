/** The text of a page: one block of a Markdown file. */
import { limits, pointAt, refuser, type Refuse, type Span } from './complaints.js';

/** The lines of a page; the first one is line `firstLine` of its file. */
export interface Source {
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** Throws an error that points into it. */
  readonly refuse: Refuse;
  /** The line of a place with carets below it. */
  readonly pointAt: (span: Span) => string;
}

/** The page in `text`: a Markdown file with one block that is marked `method`, or the lines of such a block alone. */
export function readSource(text: string): Source {
  const start = { line: 1, from: 1, to: 2 };
  if (text.length > limits.file) refuser([text.slice(0, limits.line)], 1)(start, 'fileTooLong');
  const all = text.normalize('NFC').split(/\r?\n/);
  const refuse = refuser(all, 1);
  const fences = all.flatMap((line, i) => (line.startsWith('```') ? [i] : []));
  const pages = fences.filter((i) => /^```\s*method\s*$/.test(all[i] ?? ''));
  const [begin = -1, second] = pages;
  const at = (index: number, from = 1): typeof start => ({ line: index + 1, from, to: from + 1 });
  if (begin < 0 && all.some((line) => /^(?:```|# )/.test(line))) refuse(start, 'noBlock');
  if (second !== undefined) refuse(at(second), 'secondBlock');
  const end = begin < 0 ? all.length : (fences.find((i) => i > begin) ?? refuse(at(begin), 'openBlock'));
  const lines = all.slice(begin + 1, end);
  if (lines.length > limits.lines) refuse(at(begin + 1 + limits.lines), 'pageTooLong');
  const long = lines.findIndex((line) => line.length > limits.line);
  if (long >= 0) refuse(at(begin + 1 + long, limits.line + 1), 'lineTooLong');
  return { firstLine: begin + 2, lines, refuse, pointAt: (span) => pointAt(all[span.line - 1] ?? '', span) };
}
