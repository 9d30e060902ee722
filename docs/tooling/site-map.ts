/** docs/site.json: which page stands where. Patterns take what no earlier entry names, so new pages appear by themselves. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A page or a section of pages. */
export type SiteEntry = SitePage | SiteSection;

/** One Markdown page. */
export interface SitePage {
  readonly kind: 'page';
  /** Path below docs/, with forward slashes. */
  readonly path: string;
}

/** A list of pages with a page of its own in front. */
export interface SiteSection {
  readonly kind: 'section';
  readonly title: string;
  /** Address of its own page, without `.html`: a written page, or else a list of those in it. */
  readonly url: string;
  readonly intro: string;
  readonly entries: readonly SiteEntry[];
}

/** The whole site. */
export interface SiteMap {
  readonly home: string;
  readonly sections: readonly SiteSection[];
  /** Pages that are left out on purpose; links to them lead to the page named instead. */
  readonly omitted: Readonly<Record<string, { readonly reason: string; readonly instead: string }>>;
}

interface RawSection {
  readonly title: string;
  readonly url: string;
  readonly intro: string;
  readonly pages: readonly (string | RawSection)[];
}

const sectionSchema: z.ZodType<RawSection> = z.lazy(() =>
  z.strictObject({
    title: z.string().min(1),
    url: z.string().regex(/^[a-z-]+(\/[a-z-]+)*$/),
    intro: z.string().min(1),
    pages: z.array(z.union([z.string(), sectionSchema])).min(1),
  }),
);

const siteSchema = z.strictObject({
  home: z.string(),
  sections: z.array(sectionSchema).min(1),
  omitted: z.record(z.string(), z.strictObject({ reason: z.string().min(1), instead: z.string() })),
});

/**
 * Places every page.
 *
 * @param file - path of `site.json`.
 * @param pages - paths of all pages below docs/, generated ones included.
 * @throws Error where a page has no place, or a place no page.
 */
export function readSiteMap(file: string, pages: readonly string[]): SiteMap {
  const { home, sections, omitted } = siteSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const named = new Set([home, ...Object.keys(omitted), ...sections.flatMap(namesIn)]);
  const missing = [...named].filter((name) => !pages.includes(name));
  if (missing.length > 0) throw new Error(`site.json names pages that do not exist: ${missing.join(', ')}`);
  const left = new Set(pages.filter((page) => !named.has(page)));
  const placed = sections.map((section) => place(section, left));
  if (left.size > 0) {
    throw new Error(
      `no place in site.json for: ${[...left].join(', ')}; name them, or a pattern of their folder`,
    );
  }
  return { home, sections: placed, omitted };
}

/** Pages named by path, at any depth. */
function namesIn({ pages }: RawSection): readonly string[] {
  return pages.flatMap((entry) =>
    typeof entry === 'string' ? (entry.endsWith('*') ? [] : [entry]) : namesIn(entry),
  );
}

function place({ title, url, intro, pages }: RawSection, left: Set<string>): SiteSection {
  left.delete(`${url}.md`);
  const entries = pages.flatMap((entry): readonly SiteEntry[] => {
    if (typeof entry !== 'string') return [place(entry, left)];
    if (!entry.endsWith('*')) return [{ kind: 'page', path: entry }];
    const begin = entry.slice(0, -1);
    const taken = [...left].filter(
      (path) => path.startsWith(begin) && !path.slice(begin.length).includes('/'),
    );
    for (const path of taken) left.delete(path);
    return taken.map((path) => ({ kind: 'page', path }));
  });
  if (entries.length === 0) throw new Error(`the section "${title}" of site.json has no page`);
  return { kind: 'section', title, url, intro, entries };
}

/** The paths of all pages of a section, in order. */
export function pathsOf(section: SiteSection): readonly string[] {
  return section.entries.flatMap((entry) => (entry.kind === 'page' ? [entry.path] : pathsOf(entry)));
}
