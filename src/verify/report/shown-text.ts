/** What others wrote, made fit to be shown: no control over a terminal, no endless lines. */

/** Controls, invisible format characters, half characters and line separators. A line feed is handled apart. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** One line: whatever could move a cursor, colour, reorder or hide text is written as its code, `\u{1b}`. */
export function showLine(text: string, limit = 2000): string {
  // cut first: escapes make a text longer, and 100 MB need not be escaped
  const [kept, rest] = cut(text, limit);
  return kept.replaceAll(unprintable, escapeCharacter) + rest;
}

/** The lines of a text, each as {@link showLine} shows it; the last `most` of them, and how many there were before. */
export function showLastLines(text: string, most: number): { lines: readonly string[]; dropped: number } {
  const all = text.split(/\r?\n/u);
  // here and not by a pattern, which would try every line feed of a flood of them
  while (all.length > 1 && all.at(-1) === '') all.pop();
  const lines = all.slice(-most).map((line) => showLine(line, 400));
  return { lines, dropped: all.length - lines.length };
}

/** A long number, cut in the middle, where it says least. */
export function shortenNumber(text: string): string {
  if (text.length <= 40) return showLine(text);
  return `${showLine(text.slice(0, 24))}…${showLine(text.slice(-8))} (${text.length} characters)`;
}

/** A double for people: three digits, or its name. */
export function showDouble(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0) return String(value);
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(3)));
  return value.toExponential(2).replace(/\.?0*e\+?/u, 'e');
}

/** `1 case`, `2 cases`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}

function cut(text: string, limit: number): readonly [kept: string, rest: string] {
  return text.length <= limit ? [text, ''] : [text.slice(0, limit), `…(${text.length} characters)`];
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
