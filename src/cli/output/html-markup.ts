/** HTML as a type of its own, so that no text gets into a page unescaped. */

/** Markup that is safe to put into a page. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup stays, a list is joined. */
export type HtmlPart = string | number | Html | readonly HtmlPart[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Markup from this program itself, such as a drawing; never a place for text from outside. */
export function trustMarkup(markup: string): Html {
  return { markup };
}

/** A template whose parts are escaped: `` html`<p>${text}</p>` ``. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { markup: strings.map((piece, index) => piece + toMarkup(parts[index] ?? '')).join('') };
}

function toMarkup(part: HtmlPart): string {
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(toMarkup).join('');
}
