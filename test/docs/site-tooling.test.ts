/** What must stop the site from being built: a page without a place, a broken link. test/browser/site-tools.test.ts has what needs its packages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { entryPointsOf } from '../../docs/tooling/entry-points.js';
import { descriptionOf, replaceLinks, summaryOf, titleOf } from '../../docs/tooling/markdown.js';
import { createBoost, searchWords } from '../../docs/tooling/search-words.js';
import { pathsOf, readSiteMap } from '../../docs/tooling/site-map.js';
import { createSourcePages } from '../../docs/tooling/source-pages.js';
import { stagePages } from '../../docs/tooling/stage-pages.js';
import { writeFiles } from '../slow/package/support/consumer.js';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A folder with these files. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return folder;
}

const siteJson = (pages: readonly unknown[], omitted = {}, others: readonly unknown[] = []): string =>
  JSON.stringify({
    home: 'index.md',
    sections: [{ title: 'All', url: 'all', intro: 'All pages.', pages }, ...others],
    omitted,
  });

describe('the map of the site', () => {
  const read = (text: string, pages: readonly string[]) =>
    readSiteMap(join(project({ 'site.json': text }), 'site.json'), pages);

  it('takes new pages by pattern, after the named ones', () => {
    const { sections } = read(siteJson(['guide/z.md', 'guide/*']), [
      'index.md',
      'guide/a.md',
      'guide/new.md',
      'guide/z.md',
    ]);
    expect(sections.flatMap(pathsOf)).toEqual(['guide/z.md', 'guide/a.md', 'guide/new.md']);
  });

  it('finds a page without a place, and a place without a page', () => {
    expect(() => read(siteJson(['guide/*']), ['index.md', 'guide/a.md', 'lost/b.md'])).toThrow(
      /no place .*lost\/b\.md/,
    );
    expect(() => read(siteJson(['guide/gone.md', 'guide/*']), ['index.md', 'guide/a.md'])).toThrow(
      /do not exist: guide\/gone\.md/,
    );
    expect(() => read(siteJson(['none/*', 'guide/*']), ['index.md'])).toThrow(/has no page/);
  });

  it('has a place for every Markdown page of docs/', () => {
    const docs = join(root, 'docs');
    const written = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.md') && !/^(?:site|\.build|tooling|playground|api)\/|node_modules\//.test(file),
    );
    const raw = readFileSync(join(docs, 'site.json'), 'utf8');
    const placed = written.filter(
      (file) => raw.includes(`"${file}"`) || raw.includes(`"${file.replace(/[^/]+$/, '*')}"`),
    );
    expect(placed).toEqual(written);
  });
});

describe('pages', () => {
  const stage = (
    page: string,
    entries: Parameters<typeof siteJson>[0] = ['guide/a.md', 'guide/sub/*'],
  ): ((file: string) => string) => {
    const at = project({
      'docs/site.json': siteJson(entries, {}, [
        { title: 'More', url: 'more/index', intro: 'More.', pages: ['guide/*', 'more/*'] },
      ]),
      'src/code.ts': 'const a = 1 < 2;\n\nexport { a };\n',
      'docs/data/x.json': '{}',
    });
    const pages = new Map([
      ['index.md', '# Home\n\n[a](guide/a.md)\n'],
      ['guide/a.md', page],
      ['guide/sub/index.md', '# Sub?\n\nSub.\n'],
      ['guide/b.md', '# B\n'],
      ['more/index.md', '# Written\n'],
      ['more/c.md', '# C\n'],
    ]);
    const staged = join(at, 'staged');
    stagePages({
      root: at,
      pages,
      map: readSiteMap(join(at, 'docs/site.json'), [...pages.keys()]),
      staged,
      folderPages: { 'docs/data': 'index.md' },
      figures: new Map(),
      copySource: createSourcePages(at, join(staged, 'public')),
    });
    return (file) => readFileSync(join(staged, file), 'utf8');
  };

  it('link to pages, to sources with their lines, and to folders that have a page', () => {
    const read = stage(
      '# A\n\n[home](../index.md) [code](../../src/code.ts) [data](../data) [web](https://example.org)\n\n```md\n[not](a link)\n```\n',
    );
    expect(read('guide/a.md')).toContain(
      '[home](../index.md) [code](/sources/src/code.ts.html) [data](../index.md) [web](https://example.org)',
    );
    expect(read('guide/a.md')).toContain('[not](a link)');
    expect(read('public/sources/src/code.ts.html')).toContain(
      '<span id="L1"><i>1</i>const a = 1 &lt; 2;</span>',
    );
    expect(read('public/sources/src/code.ts.html')).not.toContain('id="L4"');
  });

  it('have a sidebar of only their section, with the names of the others, and an overview of each', () => {
    const read = stage('# The `a` page\n\nOne [link](../index.md) here. Two.\n');
    const sidebars = JSON.parse(read('sidebar.json')) as Record<string, { items: { link: string }[] }[]>;
    const all = {
      text: 'All',
      link: '/all',
      collapsed: false,
      items: [
        { text: 'The a page', link: '/guide/a' },
        { text: 'Sub?', link: '/guide/sub/' },
      ],
    };
    expect(sidebars['/guide/']).toEqual([
      all,
      { text: 'Other parts', items: [{ text: 'More', link: '/more/' }] },
    ]);
    expect(sidebars['/all']).toEqual(sidebars['/guide/']);
    // a page in a folder that belongs to another section comes before the folder
    expect(Object.keys(sidebars)).toEqual(['/all', '/guide/b', '/guide/', '/more/']);
    expect(sidebars['/guide/b']?.[0]?.items.map(({ link }) => link)).toEqual(['/guide/b', '/more/c']);
    expect(read('all.md')).toBe(
      '# All\n\nAll pages.\n\n<div class="cards">\n\n- [The a page](./guide/a.md) One link here. Two.\n- [Sub?](./guide/sub/index.md) Sub.\n\n</div>\n',
    );
  });

  it('of a section are grouped by its parts, which take pages by the beginning of their names', () => {
    const part = { title: 'Part', url: 'all/part', intro: 'A part.', pages: ['guide/b*'] };
    const read = stage('# A\n', ['guide/a.md', part, 'guide/sub/*']);
    expect(read('all.md')).toMatch(
      /\[A\]\(\.\/guide\/a\.md\)[^#]*\[Sub\?\][^#]*## Part\n\nA part\.\n\n<div class="cards">\n\n- \[B\]/,
    );
    expect(read('all/part.md')).toContain('[B](../guide/b.md)');
  });

  it('in front of a section may be written', () => {
    expect(stage('# A\n')('more/index.md')).toBe('# Written\n');
  });

  it('must not link to what is not there', () => {
    expect(() => stage('# A\n\n[gone](./gone.md)\n')).toThrow('docs/guide/a.md: broken link to ./gone.md');
    expect(() => stage('no title\n')).toThrow(/no title/);
  });

  it('are found by the words that people search for, also by the text that the browser gets', () => {
    const boost = createBoost();
    const sent = new Script(String(boost)).runInThisContext() as typeof boost;
    const [symbols, top] = ['/base/learn/symbols.html#symbols', { titles: [] }];
    for (const one of [boost, sent]) {
      expect(one(symbols, 'glossary', top)).toBe(100);
      expect([one(symbols, 'glossary', { titles: ['Symbols'] }), one(symbols, 'other', top)]).toEqual([1, 1]);
      expect(one('/base/api/x.html', 'glossary', top)).toBe(0.02);
    }
    const pages = Object.keys(searchWords).filter((page) => !page.startsWith('learn/'));
    expect(pages.filter((page) => !existsSync(join(root, 'docs', page)))).toEqual([]);
  });

  it('give their title and first sentence', () => {
    expect(titleOf('a.md', '# The `a` page\n')).toBe('The a page');
    expect(summaryOf('# A\n\nOne [link](x.md) here. Two.\n')).toBe('One link here.');
    expect(summaryOf('# A\n\n| table |\n')).toBe('');
    expect(descriptionOf('# A\n\nIt _is_ `aux_mom` with **$K$**. Two.\n')).toBe('It is aux_mom with K.');
    expect(replaceLinks('`[x](y)` [x](y)', ({ target }) => target)).toBe('`[x](y)` y');
  });
});

it('entry points are those of package.json', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Parameters<
    typeof entryPointsOf
  >[1];
  const names = [...entryPointsOf(root, manifest).keys()];
  const coded = Object.values(manifest.exports).filter((target) => typeof target === 'object');
  expect(names).toHaveLength(coded.length);
  expect(names).toContain('auxopt/expectation');
});
