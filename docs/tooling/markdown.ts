/** What the site takes out of a Markdown page: its title, its first sentence, its links. */

/** The text of the first heading of level 1. */
export function titleOf(path: string, markdown: string): string {
  const title = /^# (.+)$/m.exec(markdown)?.[1];
  if (title === undefined) throw new Error(`${path} has no title: its first line must be "# …"`);
  // plain text: navigation and window titles show no markup
  return title.replaceAll(/[`\\]/g, '').trim();
}

/** The first sentence of the first paragraph, and the second one if the first is shorter than `least`, as Markdown without links; empty where a page starts with something else. */
export function summaryOf(markdown: string, least = 0): string {
  const paragraph = markdown.replace(/^# .+\n+/m, '').split(/\n\s*\n/)[0] ?? '';
  if (/^(?:[#|>$-]|```|\d+\.|!\[|<)/.test(paragraph)) return '';
  const text = paragraph
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\[([^\]]+)\]\([^)]*\)|\*\*/g, '$1');
  const [first = text, second = ''] = text.match(/\S.*?[.:?](?= [A-Z0-9(]|$)/g) ?? [];
  return (first.length < least ? `${first} ${second}` : first).trim().replace(/:$/, '.');
}

/** The first sentence as plain text, for search engines; empty where there is none. */
export const descriptionOf = (markdown: string): string =>
  summaryOf(markdown)
    .replace(/[`*$]|(?<!\w)_|_(?!\w)/g, '')
    .replaceAll('\\', '');

/** A link or an image of a page. */
export interface MarkdownLink {
  readonly isImage: boolean;
  readonly text: string;
  readonly target: string;
}

/** Replaces links and images outside of code blocks; inline code is left alone. */
export function replaceLinks(markdown: string, replace: (link: MarkdownLink) => string): string {
  return mapProse(markdown, (prose) =>
    prose.replace(
      /(`+)(?:(?!\1)[^])*?\1|(!?)\[((?:[^[\]`]|`[^`]*`|!\[[^\]]*\]\([^)]*\))*)\]\(([^()\s]+)\)/g,
      (whole, code: string | undefined, bang: string, text: string, target: string) =>
        code === undefined ? replace({ isImage: bang === '!', text, target }) : whole,
    ),
  );
}

/** Applies a function to everything outside fenced code blocks. */
function mapProse(markdown: string, map: (prose: string) => string): string {
  const parts = markdown.split(/(^```[^]*?^```[^\n]*$)/m);
  return parts.map((part, index) => (index % 2 === 0 ? map(part) : part)).join('');
}
