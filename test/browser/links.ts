/** Links of built pages, read from the files: every target exists, anchors included. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Every HTML page of a folder, relative to it. */
export function htmlPages(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.html'))
    .sort();
}

/** Links that lead nowhere, as `page → target`, in a site that is served from the path `base`. */
export function deadLinks(
  folder: string,
  base: string,
  pages: readonly string[] = htmlPages(folder),
): readonly string[] {
  const ids = new Map<string, ReadonlySet<string>>();
  const idsOf = (file: string): ReadonlySet<string> => {
    const known = ids.get(file);
    if (known !== undefined) return known;
    const found = new Set(
      [...readFileSync(file, 'utf8').matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => unescapeHtml(id)),
    );
    ids.set(file, found);
    return found;
  };
  const placeOf = (path: string, file: string): string => {
    if (path === '') return file;
    const place = path.startsWith(base) ? join(folder, path.slice(base.length)) : join(dirname(file), path);
    return path.endsWith('/') ? join(place, 'index.html') : place;
  };
  return pages.flatMap((page) => {
    const file = join(folder, page);
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, raw = '']) => {
      const target = unescapeHtml(raw);
      if (/^(?:[a-z]+:|#$|$)/i.test(target)) return [];
      const [path = '', hash] = target.split('#');
      const found = placeOf(decodeURIComponent(path), file);
      const isOutside = relative(folder, found).startsWith('..');
      const isMissing = isOutside || !existsSync(found) || !statSync(found).isFile();
      const isAnchor = hash !== undefined && hash !== '' && !found.includes('/playground/');
      if (isMissing) return [`${page} → ${target}`];
      return isAnchor && !idsOf(found).has(decodeURIComponent(hash)) ? [`${page} → ${target}`] : [];
    });
  });
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}
