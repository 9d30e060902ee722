/** The frame of an HTML report: one file, readable without network, by anybody. */
import { html, trustMarkup, type Html, type HtmlPart } from './foreign-text.js';
import { reportStyle } from './html-style.js';

/** What a report says. */
export interface HtmlReport {
  readonly title: string;
  /** The answer, first and in one sentence. */
  readonly verdict: { readonly holds: boolean; readonly text: string };
  /** What was run: names and values. */
  readonly facts: readonly (readonly [name: string, value: HtmlPart])[];
  readonly sections: readonly ReportSection[];
  /** Version of the package. */
  readonly version: string;
}

/** A heading and what stands below it; a section without a body is left out. */
export interface ReportSection {
  readonly heading: string;
  readonly body: HtmlPart;
}

/** A cell of a table; `isBad` marks what should not be. */
export type Cell = HtmlPart | { readonly content: HtmlPart; readonly isBad: boolean };

/** A longer text is broken into lines of a fair width; a shorter one stays on one. */
const longestWord = 32;

/** Nothing may be loaded, and nothing may run. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The report as a complete HTML document; the same report gives the same bytes. */
export function renderHtmlReport({ title, verdict, facts, sections, version }: HtmlReport): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="auxopt ${version}" />
        <title>${title}</title>
        <style>
          ${trustMarkup(reportStyle)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p class="verdict ${verdict.holds ? 'holds' : 'fails'}">
            ${verdict.holds ? '✓' : '✗'} ${verdict.text}
          </p>
          <dl>
            ${facts.map(
              ([name, value]) =>
                html`<dt>${name}</dt>
                  <dd>${value}</dd>`,
            )}
          </dl>
          ${sections.filter(hasBody).map(
            ({ heading, body }) =>
              html`<section>
                <h2>${heading}</h2>
                ${body}
              </section> `,
          )}
        </main>
        <footer>Made by auxopt ${version}. This page needs no network and runs no script.</footer>
      </body>
    </html> `;
  return page.markup;
}

function hasBody({ body }: ReportSection): boolean {
  return !Array.isArray(body) || body.length > 0;
}

/**
 * A table that scrolls by itself where the page is too narrow; nothing where it has no rows. Columns in `numeric` are aligned to
 * the right.
 */
export function htmlTable(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  numeric: readonly number[] = [],
): HtmlPart {
  if (rows.length === 0) return [];
  const classOf = (column: number, isBad: boolean, content?: HtmlPart): string =>
    [
      numeric.includes(column) ? 'number' : '',
      isBad ? 'bad' : '',
      typeof content === 'string' && content.length > longestWord ? 'prose' : '',
    ]
      .filter(Boolean)
      .join(' ');
  const cell = (content: Cell, column: number): Html => {
    const { content: inner, isBad } = isMarked(content) ? content : { content, isBad: false };
    return html`<td class="${classOf(column, isBad, inner)}">${inner}</td>`;
  };
  return html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((name, column) => html`<th scope="col" class="${classOf(column, false)}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function isMarked(cell: Cell): cell is { readonly content: HtmlPart; readonly isBad: boolean } {
  return typeof cell === 'object' && 'isBad' in cell;
}

/** A drawing made by this program, with a caption; several of them stand side by side in {@link htmlFigures}. */
export function htmlFigure(svg: string, caption: HtmlPart): Html {
  return html`<figure>
    ${trustMarkup(svg.trim())}
    <figcaption>${caption}</figcaption>
  </figure>`;
}

/** Figures side by side, as many as fit. */
export function htmlFigures(figures: readonly Html[]): Html {
  return html`<div class="figures">${figures}</div>`;
}

/** What the colours of the figures mean. */
export function htmlKey(entries: readonly { readonly colour: string; readonly name: string }[]): Html {
  return html`<ul class="key">
    ${entries.map(({ colour, name }) => html`<li><i style="background: ${colour}"></i>${name}</li>`)}
  </ul>`;
}
