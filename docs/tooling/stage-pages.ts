/** Copies the pages to a folder of their own, with an overview of each section, the sidebar, and links that hold on the site. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { replaceLinks, summaryOf, titleOf } from './markdown.js';
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
  /** Pages that stand for a folder or another page of the repository, by its path. */
  readonly folderPages: Readonly<Record<string, string>>;
  /** Figures that were made for the site, by their path below docs/. */
  readonly figures: ReadonlyMap<string, string>;
  /** Puts a file of the repository into the site; returns its address. */
  readonly copySource: (path: string) => string;
}

/** Writes every page, every section's overview, and `sidebar.json`: the sidebars by the beginning of the addresses that have them. */
export function stagePages(staging: Staging): void {
  const { map, staged } = staging;
  for (const path of staging.pages.keys()) {
    if (map.omitted[path] === undefined)
      write(staged, path, rewriteLinks(staging, path, textOf(staging, path)));
  }
  const parts = map.sections.map((section) => stageSection(staging, section, false));
  const sidebars = map.sections.flatMap((section, at) => {
    // the section itself, and by their names those that come after it in the reader's order
    const others = [...map.sections.slice(at + 1), ...map.sections.slice(0, at)];
    const more = others.map(({ title, url }) => ({ text: title, link: addressOf(`${url}.md`) }));
    const sidebar = [parts[at], { text: 'Other parts', items: more }];
    return addressesOf(map, section).map((address) => [address, sidebar] as const);
  });
  // pages before the folders that others of them are in
  sidebars.sort(([one], [other]) => Number(one.endsWith('/')) - Number(other.endsWith('/')));
  write(staged, 'sidebar.json', JSON.stringify(Object.fromEntries(sidebars)));
}

/** What the addresses of a section begin with: the folders that most pages of are in it, and its pages in others. */
function addressesOf({ sections }: SiteMap, section: SiteSection): readonly string[] {
  const folderOf = (path: string): string => `/${path.replace(/(?<=\/).*$/, '')}`;
  const countIn = (one: SiteSection, folder: string): number =>
    pathsOf(one).filter((path) => folderOf(path) === folder).length;
  const owns = (folder: string): boolean =>
    sections.every((one) => one === section || countIn(one, folder) < countIn(section, folder));
  const places = pathsOf(section).map((path) => (owns(folderOf(path)) ? folderOf(path) : addressOf(path)));
  return [addressOf(`${section.url}.md`), ...new Set(places)];
}

/** The page in front of a folder has the address of the folder. */
const addressOf = (path: string): string => `/${path.replace(/(?:(?<=\/)index)?\.md$/, '')}`;

/** Writes the overview of a section; returns its part of the sidebar. */
function stageSection(staging: Staging, section: SiteSection, isCollapsed: boolean): object {
  const file = `${section.url}.md`;
  // unless it has been written
  if (!staging.pages.has(file))
    write(
      staging.staged,
      file,
      `# ${section.title}\n\n${section.intro}\n\n${cardsOf(staging, file, section)}`,
    );
  const items = section.entries.map((entry) =>
    entry.kind === 'section'
      ? stageSection(staging, entry, true)
      : {
          text: titleOf(entry.path, textOf(staging, entry.path)),
          link: addressOf(entry.path),
        },
  );
  return { text: section.title, link: addressOf(file), collapsed: isCollapsed, items };
}

/** A card for each page, and below them a part for each section of its folder that has nothing but pages. */
function cardsOf(staging: Staging, file: string, section: SiteSection): string {
  const isPart = (entry: SiteEntry): entry is SiteSection =>
    entry.kind === 'section' &&
    entry.url.startsWith(`${section.url}/`) &&
    entry.entries.every(({ kind }) => kind === 'page');
  const cards = section.entries
    .filter((entry) => !isPart(entry))
    .map((entry) => `- ${describeEntry(staging, file, entry)}\n`);
  const parts = section.entries
    .filter(isPart)
    .map((part) => `## ${part.title}\n\n${part.intro}\n\n${cardsOf(staging, file, part)}`);
  return [...(cards.length > 0 ? [`<div class="cards">\n\n${cards.join('')}\n</div>\n`] : []), ...parts].join(
    '\n',
  );
}

function describeEntry(staging: Staging, from: string, entry: SiteEntry): string {
  if (entry.kind === 'section') {
    return `[${entry.title}](${relativePath(from, `${entry.url}.md`)}) ${summaryOf(entry.intro)}`;
  }
  const text = textOf(staging, entry.path);
  const summary = summaryOf(text, 60);
  const title = titleOf(entry.path, text);
  const link = `[${title}](${relativePath(from, entry.path)})`;
  return summary === '' ? link : `${link} ${summary}`;
}

function rewriteLinks(staging: Staging, path: string, markdown: string): string {
  const { root, pages, map, staged } = staging;
  return replaceLinks(markdown, ({ isImage, text, target }) => {
    const bang = isImage ? '!' : '';
    // `site:` leads to what is built beside the pages
    if (target.startsWith('site:')) return `[${text}](/${target.slice('site:'.length)})`;
    if (/^(?:[a-z]+:|#)/i.test(target)) return `${bang}[${text}](${target})`;
    const [file = '', anchor] = target.split('#');
    const hash = anchor === undefined ? '' : `#${anchor}`;
    const absolute = resolve(root, 'docs', dirname(path), file);
    const inRoot = relative(root, absolute).split(sep).join('/');
    const inDocs = inRoot.replace(/^docs\//, '');
    const page =
      partOf(staging, inDocs, anchor) ??
      map.omitted[inDocs]?.instead ??
      staging.folderPages[inRoot] ??
      inDocs;
    const isSection = map.sections.some((section) => hasSection(section, page));
    if (pages.has(page) || isSection) {
      return `${bang}[${text}](${relativePath(path, page)}${page === inDocs ? hash : ''})`;
    }
    const figure = staging.figures.get(inDocs) ?? (isImage ? readIfThere(absolute) : undefined);
    if (figure !== undefined) {
      write(staged, inDocs, figure);
      return `${bang}[${text}](${relativePath(path, inDocs)})`;
    }
    if (inRoot.startsWith('..') || !existsSync(absolute)) {
      throw new Error(`docs/${path}: broken link to ${target}`);
    }
    // A folder of the repository has no page: its name stays, as text.
    if (statSync(absolute).isDirectory()) return text;
    return `${bang}[${text}](/${staging.copySource(inRoot)})`;
  });
}

/** The page of its own that a part of an omitted page has: it is named by the beginning of the part's anchor, such as mom-2. */
function partOf({ map, pages }: Staging, path: string, anchor = ''): string | undefined {
  if (map.omitted[path] === undefined) return undefined;
  return [...pages.keys()].find((page) => anchor.startsWith(`${/[^/]*(?=\.md$)/.exec(page)?.[0] ?? ''}-`));
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

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;
