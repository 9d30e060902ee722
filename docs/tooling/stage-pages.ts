/** Copies the pages to a folder of their own, with the front matter and the links that the generator wants. */
import { cpSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { plainHeadings, replaceLinks, summaryOf, titleOf, withoutTitle } from './markdown.js';
import { pathsOf, type SiteEntry, type SiteMap, type SiteSection } from './site-map.js';

/** Where pages come from and go to. */
export interface Staging {
  /** The repository. */
  readonly root: string;
  /** The page's Markdown, by its path below docs/. */
  readonly pages: ReadonlyMap<string, string>;
  readonly map: SiteMap;
  /** The folder that is written to. */
  readonly staged: string;
  /** Pages that stand for a folder of the repository, by its path. */
  readonly folderPages: Readonly<Record<string, string>>;
  /** Figures that were made for the site, by their path below docs/. */
  readonly figures: ReadonlyMap<string, string>;
}

/** Writes every page and every section; returns the files of the top sections, for `projectDocuments`. */
export function stagePages(staging: Staging): readonly string[] {
  const { map, staged } = staging;
  writePage(staging, map.home, 'index');
  return map.sections.map((section) => join(staged, stageSection(staging, section)));
}

/** Writes a section and what is in it; returns its file, relative to the staging folder. */
function stageSection(staging: Staging, section: SiteSection): string {
  const file = `${section.url}.md`;
  const children = section.entries.map((entry) =>
    entry.kind === 'section'
      ? { title: entry.title, file: stageSection(staging, entry) }
      : { title: titleOf(entry.path, textOf(staging, entry.path)), file: stagePage(staging, entry.path) },
  );
  const front = {
    url: section.url,
    title: section.title,
    children: Object.fromEntries(
      children.map(({ title, file: child }) => [title, relativePath(file, child)]),
    ),
  };
  const list = section.entries.map((entry) => `- ${describeEntry(staging, file, entry)}`);
  write(staging.staged, file, `${frontMatter(front)}${section.intro}\n\n${list.join('\n')}\n`);
  return file;
}

function describeEntry(staging: Staging, from: string, entry: SiteEntry): string {
  if (entry.kind === 'section') {
    return `[${entry.title}](${relativePath(from, `${entry.url}.md`)}): ${pathsOf(entry).length} pages`;
  }
  const text = textOf(staging, entry.path);
  const summary = summaryOf(text);
  const link = `[${titleOf(entry.path, text)}](${relativePath(from, stagedPath(entry.path))})`;
  return summary === '' ? link : `${link}. ${summary}`;
}

function stagePage(staging: Staging, path: string): string {
  writePage(staging, path, stagedPath(path).replace(/\.md$/, ''));
  return stagedPath(path);
}

function writePage(staging: Staging, path: string, url: string): void {
  const text = plainHeadings(rewriteLinks(staging, path, textOf(staging, path)));
  const isHome = path === staging.map.home;
  write(staging.staged, stagedPath(path), isHome ? text : `${frontMatter({ url })}${withoutTitle(text)}`);
}

/** Pages keep their path, so that the address says where the source is. */
const stagedPath = (path: string): string => path;

function rewriteLinks(staging: Staging, path: string, markdown: string): string {
  const { root, pages, map, staged } = staging;
  return replaceLinks(markdown, ({ isImage, text, target }) => {
    const bang = isImage ? '!' : '';
    if (/^(?:[a-z]+:|#)/i.test(target)) return `${bang}[${text}](${target})`;
    const [file = '', anchor] = target.split('#');
    const hash = anchor === undefined ? '' : `#${anchor}`;
    const absolute = resolve(root, 'docs', dirname(path), file);
    const inRoot = relative(root, absolute).split(sep).join('/');
    const inDocs = inRoot.replace(/^docs\//, '');
    const page = map.omitted[inDocs]?.instead ?? staging.folderPages[inRoot] ?? inDocs;
    const isSection = map.sections.some((section) => hasSection(section, page));
    if (pages.has(page) || isSection) {
      return `${bang}[${text}](${relativePath(stagedPath(path), page)}${page === inDocs ? hash : ''})`;
    }
    const figure = staging.figures.get(inDocs);
    if (figure !== undefined) {
      write(staged, inDocs, figure);
      return `${bang}[${text}](${relativePath(stagedPath(path), inDocs)})`;
    }
    if (inRoot.startsWith('..') || !existsSync(absolute)) {
      throw new Error(`docs/${path}: broken link to ${target}`);
    }
    // A folder of the repository has no page: its name stays, as text.
    if (statSync(absolute).isDirectory()) return text;
    // Sources open in a browser as text.
    const copied = /\.(?:ts|mjs|cjs|py|jl|rs)$/.test(inRoot) ? `sources/${inRoot}.txt` : `sources/${inRoot}`;
    mkdirSync(dirname(join(staged, copied)), { recursive: true });
    cpSync(absolute, join(staged, copied));
    return `${bang}[${text}](${relativePath(stagedPath(path), copied)})`;
  });
}

function hasSection(section: SiteSection, page: string): boolean {
  return (
    `${section.url}.md` === page ||
    section.entries.some((entry) => entry.kind === 'section' && hasSection(entry, page))
  );
}

function textOf({ pages }: Staging, path: string): string {
  const text = pages.get(path);
  if (text === undefined) throw new Error(`no page ${path}`);
  return text;
}

/** From one file of the staging folder to another. */
function relativePath(from: string, to: string): string {
  const path = relative(dirname(from), to).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** One level of YAML; braces would end the text that the generator looks for it in. */
function frontMatter({ url, title, children = {} }: FrontMatter): string {
  const names = Object.entries(children).map(
    ([name, file]) => `  ${JSON.stringify(name)}: ${JSON.stringify(file)}`,
  );
  return [
    '---',
    `url: ${url}`,
    ...(title === undefined ? [] : [`title: ${JSON.stringify(title)}`]),
    ...(names.length === 0 ? [] : ['children:', ...names]),
    '---',
    '',
  ].join('\n');
}

interface FrontMatter {
  readonly url: string;
  readonly title?: string;
  readonly children?: Readonly<Record<string, string>>;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
