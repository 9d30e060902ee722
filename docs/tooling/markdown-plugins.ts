/** What the Markdown of the site can do beyond VitePress: formulas typeset by KaTeX, and figures inside the page. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import katex from 'katex';
import type { MarkdownRenderer } from 'vitepress';
import { svgLetters } from './letters.js';
import { escapeMarkup } from '../../src/verify/report/foreign-text.js';

const require = createRequire(import.meta.url);

/** A plugin of the Markdown parser; the package has no types, and is CommonJS. */
type Plugin = (
  parser: MarkdownRenderer,
  options: { readonly katex: Pick<typeof katex, 'renderToString'> },
) => void;
const { default: markdownItKatex } = require('@vscode/markdown-it-katex') as { readonly default: Plugin };

/** Where the parser is, as VitePress tells it. */
interface Environment {
  readonly path?: string;
}

const highlighted = new Map<string, string>();

/** A page is rendered twice, for the reader and for the search: code gets its colours, half of the work, once. */
export function highlightOnce({ options }: MarkdownRenderer): void {
  const { highlight } = options;
  options.highlight = (...block) => {
    const key = block.join('\0');
    const html = highlighted.get(key) ?? highlight?.(...block) ?? '';
    highlighted.set(key, html);
    return html;
  };
}

/**
 * Typesets `$…$` and `$$…$$`.
 *
 * @throws Error for wrong TeX, which ends the build, with the formula and the page.
 */
export function typesetFormulas(parser: MarkdownRenderer): void {
  const mistakes: string[] = [];
  const renderToString = (tex: string, options?: katex.KatexOptions): string => {
    try {
      // `v-pre`: braces are TeX's, not Vue's
      return katex
        .renderToString(tex, { ...options, throwOnError: true, strict: 'error' })
        .replace('<span', '<span v-pre');
    } catch (error) {
      // the plugin would swallow the error and show the formula as it stands
      mistakes.push(`TeX error in $${tex}$: ${String(error)}`);
      return '';
    }
  };
  parser.use(markdownItKatex, { katex: { ...katex, renderToString } });
  const render = parser.renderer.render.bind(parser.renderer);
  parser.renderer.render = (tokens, options, env: Environment) => {
    const html = render(tokens, options, env);
    const [mistake] = mistakes.splice(0);
    if (mistake !== undefined) throw new Error(`${env.path ?? 'a page'}: ${mistake}`);
    return html;
  };
}

/** SVG figures inside the page instead of beside it: so they take its colours, light or dark. The text of the image names the figure. */
export function inlineFigures(parser: MarkdownRenderer): void {
  const asImage = parser.renderer.rules.image;
  parser.renderer.rules.image = (tokens, index, options, env: Environment, self) => {
    const token = tokens[index];
    const file = join(dirname(env.path ?? ''), token?.attrGet('src') ?? '');
    if (!file.endsWith('.svg') || !existsSync(file)) {
      return asImage?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
    }
    const label = parser.utils.escapeHtml(self.renderInlineAsText(token?.children ?? [], options, env));
    return figureOf(readFileSync(file, 'utf8'), label);
  };
}

/** A figure with a name of its own, for people who hear the page; as one piece, which Vue does not compile or compare. */
export function figureOf(svg: string, label: string): string {
  const plain = svg.replaceAll(/ (?:role|aria-label|aria-description|aria-hidden)="[^"]*"/g, '').trim();
  // on a phone a wide figure scrolls, and a narrow one is shown in full
  const width = Number(/^<svg [^>]*?\bwidth="(\d+)"/.exec(plain)?.[1]);
  const sized = width < 480 ? plain.replace(/ style="/, `$&min-width:0;width:${width}px;`) : plain;
  const lettered = sized.replaceAll(
    /(<text\b[^>]*>)([^<]+)/g,
    (_, tag: string, text: string) => tag + svgLetters(text),
  );
  const named = lettered.replace(/<svg\b/, () => `<svg role="img" aria-label="${label}"`);
  return `<span class="figure" v-html="${escapeMarkup(JSON.stringify(named))}"></span>`;
}

/** Links to what is built beside the pages, below `base`: the router of the site must leave them to the browser. */
export function leaveToBrowser(parser: MarkdownRenderer, base: string, folders: readonly string[]): void {
  parser.core.ruler.push('leave-to-browser', ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const target = token.type === 'link_open' ? (token.attrGet('href') ?? '') : '';
      if (!folders.some((folder) => target.startsWith(folder))) continue;
      token.attrSet('href', `${base}${target.slice(1)}`);
      token.attrSet('target', '_self');
    }
  });
}

/** The corner of a table that has no heading is an ordinary cell: an empty heading says nothing to who listens to it. */
export function plainCorners(parser: MarkdownRenderer): void {
  parser.core.ruler.push('plain-corners', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      const [content, close] = [tokens[index + 1], tokens[index + 2]];
      if (token.type !== 'th_open' || content?.content !== '' || close === undefined) continue;
      for (const cell of [token, close]) cell.tag = 'td';
    }
  });
}
