/** The site: VitePress over the pages that `npm run docs` puts into docs/.build/pages. DOCS_BASE: the path it is served from. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type DefaultTheme, type MarkdownRenderer } from 'vitepress';
import { createBoost, searchWords } from '../search-words.js';
import { setLetters } from '../letters.js';
import { methodGrammar } from '../method-grammar.js';
import { menu } from '../menu.js';
import { descriptionOf } from '../markdown.js';
import {
  highlightOnce,
  inlineFigures,
  leaveToBrowser,
  plainCorners,
  typesetFormulas,
} from '../markdown-plugins.js';

const pages = fileURLToPath(new URL('../../.build/pages', import.meta.url));
const base = process.env['DOCS_BASE'] ?? '/';

/** What the tools wrote beside the pages. */
function readJson<T>(file: string, otherwise: T): T {
  const path = join(pages, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : otherwise;
}

/** Functions, interfaces, …; not to be folded, because VitePress would put a button into a button. */
const kindsOf = (items: readonly DefaultTheme.SidebarItem[]): DefaultTheme.SidebarItem[] =>
  items.flatMap(({ text = '', link, items: symbols = [] }) =>
    link === undefined ? [{ text, items: symbols }] : [],
  );

/** One sidebar a module: its symbols, and the other modules by name alone, so that pages stay small. */
function apiSidebars(): DefaultTheme.SidebarMulti {
  const [main] = readJson<DefaultTheme.SidebarItem[]>('api/typedoc-sidebar.json', []);
  const items = main?.items ?? [];
  const modules = [
    { text: 'auxopt', link: '/api/', items: kindsOf(items) },
    ...items.flatMap(({ text = '', link, items: kinds = [] }) =>
      link === undefined ? [] : [{ text: `auxopt/${text}`, link, items: kindsOf(kinds) }],
    ),
  ];
  return Object.fromEntries(
    modules.map((module) => [
      module.link,
      modules.map((other) => (other === module ? other : { text: other.text, link: other.link })),
    ]),
  );
}

/** Pages that are not framed as the others. */
const frames: Readonly<Record<string, object>> = {
  // the reader's order: the home page is in no section, and the article comes after it
  'index.md': {
    ...{ pageClass: 'front', sidebar: false, aside: false },
    next: { text: 'Why an auxiliary helps', link: '/article/article' },
  },
  'article/article.md': { pageClass: 'article', sidebar: false },
};

export default defineConfig({
  title: 'auxopt',
  description:
    'Optimization with access to auxiliary information: exact, proved, and able to judge your code',
  lang: 'en',
  base,
  srcDir: '../.build/pages',
  outDir: '../site',
  transformPageData: ({ relativePath, frontmatter }) => ({
    description: descriptionOf(readFileSync(join(pages, relativePath), 'utf8')),
    frontmatter: { ...frontmatter, ...frames[relativePath] },
  }),
  // what all pages share is loaded once
  metaChunk: true,
  cacheDir: '../.build/cache',
  vite: {
    plugins: [
      {
        name: 'pages-on-the-way',
        // nobody loads what only renders the pages: to make it small is work for nothing
        config: (_, { isSsrBuild }) => (isSsrBuild ? { build: { rollupOptions: { treeshake: false } } } : {}),
      },
    ],
  },
  head: [
    ['link', { rel: 'icon', href: `${base}favicon.svg` }],
    ['link', { rel: 'stylesheet', href: `${base}look.css` }],
  ],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    languages: [methodGrammar],
    // a file name such as mine.py is no address
    linkify: false,
    // anchors as GitHub makes them, so that a link holds in both places
    anchor: {
      slugify: (text) =>
        text
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, '')
          .replace(/\s/g, '-'),
    },
    // braces in a text are braces, not attributes
    attrs: { disable: true },
    config: (parser) => {
      highlightOnce(parser);
      typesetFormulas(parser);
      setLetters(parser);
      inlineFigures(parser);
      plainCorners(parser);
      leaveToBrowser(parser, base, ['/playground/', '/sources/']);
    },
  },
  themeConfig: {
    logo: '/favicon.svg',
    nav: menu.map((entry) => ({ ...entry, ...(entry.link.endsWith('.html') && { target: '_self' }) })),
    sidebar: { ...apiSidebars(), ...readJson<DefaultTheme.SidebarMulti>('sidebar.json', {}) },
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: {
        detailedView: false,
        _render: (source, env, parser) => {
          // of a symbol what it is, without the tables of its parts
          const text = env.relativePath.startsWith('api/') ? source.replace(/^## [^]*/m, '') : source;
          // the theme's types name the parser by another path
          const html = (parser as unknown as MarkdownRenderer).render(text, env);
          const words = searchWords[env.relativePath];
          return words === undefined ? html : html.replace('</h1>', `</h1><p>${words}</p>`);
        },
        miniSearch: {
          searchOptions: {
            fuzzy: 0.1,
            // one letter is a symbol, not the beginning of a word
            prefix: (term) => term.length > 1,
            // every word counts, but for those of a question
            combineWith: 'AND',
            processTerm: (term) =>
              /^(?:what|which|when|why|how|is|are|does|do|the|of|to|for|in|and)$/i.test(term)
                ? null
                : term.toLowerCase(),
            boost: { title: 8, titles: 2, text: 1 },
            boostDocument: createBoost(),
          },
        },
      },
    },
  },
});
