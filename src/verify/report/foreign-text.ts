/**
 * What others wrote, made fit to be shown: first no control over a terminal and no endless lines, then whatever Markdown, XML and
 * HTML would read as more than text. Every report takes foreign strings through here.
 */

/** Controls, invisible format characters, half characters and line separators. A line feed is handled apart. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** One line: whatever could move a cursor, colour, reorder or hide text is written as its code, `\u{1b}`. */
export function showLine(text: string, limit = 2000): string {
  // cut first: escapes make a text longer, and 100 MB need not be escaped
  const [kept, rest] = cut(text, limit);
  return kept.replaceAll(unprintable, escapeCharacter) + rest;
}

/** An error for a terminal, with its line feed: one line, whatever names and messages of others are in it. */
export function errorLine(message: string): string {
  return `auxopt: ${showLine(shortenWords(message), 4000)}\n`;
}

/** A text whose words of more than 200 characters, such as a command or a number of others, are shown by their ends. */
export function shortenWords(text: string): string {
  return text.replaceAll(/\S{201,}/gu, (word) => `${word.slice(0, 120)}…${word.slice(-60)}`);
}

/** A text of several lines, shown as {@link showLine} shows one; line feeds and tabs stay. */
export function showText(text: string): string {
  return text.replaceAll(unprintable, (character) =>
    character === '\n' || character === '\t' ? character : escapeCharacter(character),
  );
}

/** A JSON document, or several lines of them, with what {@link showText} hides as JSON's own escapes: the same document. */
export function showJson(text: string): string {
  return text.replaceAll(unprintable, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, unit) => escapeUnit(character.charCodeAt(unit))).join(
          '',
        ),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** The lines of a text, each as {@link showLine} shows it; the last `most` of them, and how many there were before. */
export function showLastLines(text: string, most: number): { lines: readonly string[]; dropped: number } {
  const all = text.split(/\r?\n/u);
  // here and not by a pattern, which would try every line feed of a flood of them
  while (all.length > 1 && all.at(-1) === '') all.pop();
  const lines = all.slice(-most).map((line) => showLine(line, 400));
  return { lines, dropped: all.length - lines.length };
}

/** A double for people: three digits, or its name. */
export function showDouble(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0) return String(value);
  if (size >= 1e-3 && size < 1e6) return String(Number(value.toPrecision(3)));
  return value.toExponential(2).replace(/\.?0*e\+?/u, 'e');
}

function cut(text: string, limit: number): readonly [kept: string, rest: string] {
  return text.length <= limit ? [text, ''] : [text.slice(0, limit), `…(${text.length} characters)`];
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

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

/** What no XML 1.0 document may hold, and the controls that it may hold but nobody wants. */
const unwanted = /[^\t\n\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The text that an XML parser hands back: line ends are `\n`, what XML cannot carry is gone, the rest is as in {@link showText}. */
export function cleanXmlText(text: string): string {
  return showText(text.replaceAll(/\r\n?/gu, '\n').replaceAll(unwanted, ''));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // an XML parser makes spaces of these in attributes
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Text for an element or a quoted attribute of HTML or XML; `special` is what is written as an entity. */
export function escapeMarkup(text: string, special = /[&<>"'\n\t]/gu): string {
  return text.replaceAll(special, (character) => entities[character] ?? character);
}

/** Markup that is safe to put into a page. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup stays, a list is joined. */
type HtmlPart = string | number | Html | readonly HtmlPart[];

/** A template whose parts are escaped, as {@link showText} does as well: `` html`<p>${text}</p>` ``. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { markup: strings.map((piece, index) => piece + toMarkup(parts[index] ?? '')).join('') };
}

function toMarkup(part: HtmlPart): string {
  if (typeof part === 'string') return escapeMarkup(showText(part), /[&<>"']/gu);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(toMarkup).join('');
}
