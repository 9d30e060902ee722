/** The playground and the figures of the article, bundled into folders of the site. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { menu } from '../tooling/menu.js';

/** What a visitor loads. */
export interface PlaygroundSize {
  readonly files: number;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Builds into `out`, with addresses relative to the page, and measures what came of it. */
export async function buildPlayground(root: string, out: string): Promise<PlaygroundSize> {
  await build({
    root: join(root, 'docs/playground'),
    configFile: false,
    base: './',
    logLevel: 'warn',
    worker: { format: 'es' },
    // a package of the site's tools, which draws formulas
    resolve: { alias: { katex: join(root, 'docs/tooling/node_modules/katex/dist/katex.mjs') } },
    plugins: [{ name: 'menu', transformIndexHtml: (html) => html.replace('<!-- menu -->', menuLinks()) }],
    build: { outDir: out, emptyOutDir: true, target: 'es2022', modulePreload: false, assetsInlineLimit: 0 },
  });
  const contents = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return {
    files: contents.length,
    bytes: contents.reduce((sum, content) => sum + content.length, 0),
    gzipBytes: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
  };
}

/** The menu of the site, from a page one folder below its root. */
const menuLinks = (): string =>
  menu
    .map(({ text, link }) => {
      const isHere = link.startsWith('/playground/');
      const file = link.endsWith('/') ? `${link}index.html` : link.replace(/(?<!\.html)$/, '.html');
      return `<a href="${isHere ? './index.html' : `..${file}`}"${isHere ? ' aria-current="page"' : ''}>${text}</a>`;
    })
    .join(' ');

/** Builds the figures of the article into `out/mount.js`, a module that exports `mount`. */
export async function buildArticle(root: string, out: string): Promise<void> {
  await build({
    root: join(root, 'docs/article'),
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: 'main.ts', formats: ['es'], fileName: () => 'mount.js' },
    },
  });
}
