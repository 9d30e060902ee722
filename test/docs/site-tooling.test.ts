/** What must stop the site from being built: a page without a place, a broken link, wrong TeX, a symbol without a comment. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { createMarkdownRenderer } from 'vitepress';
import { entryPointsOf, writeApiReference } from '../../docs/tooling/api-reference.js';
import {
  figureOf,
  leaveToBrowser,
  plainCorners,
  typesetFormulas,
} from '../../docs/tooling/markdown-plugins.js';
import { descriptionOf, replaceLinks, summaryOf, titleOf } from '../../docs/tooling/markdown.js';
import { createBoost, searchWords } from '../../docs/tooling/search-words.js';
import { pathsOf, readSiteMap } from '../../docs/tooling/site-map.js';
import { createSourcePages } from '../../docs/tooling/source-pages.js';
import { stagePages } from '../../docs/tooling/stage-pages.js';
import { root } from '../support/run-cli.js';

mkdirSync(join(root, 'test/docs/.generated'), { recursive: true });
const folder = mkdtempSync(join(root, 'test/docs/.generated/site-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let count = 0;
/** A folder with these files. */
function project(files: Readonly<Record<string, string>>): string {
  count += 1;
  const at = join(folder, `project-${count}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(at, name, '..'), { recursive: true });
    writeFileSync(join(at, name), text);
  }
  return at;
}

const siteJson = (pages: readonly unknown[], omitted = {}): string =>
  JSON.stringify({
    home: 'index.md',
    sections: [{ title: 'All', url: 'all', intro: 'All pages.', pages }],
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
  const stage = (page: string): ((file: string) => string) => {
    const at = project({
      'docs/site.json': siteJson(['guide/*', 'guide/sub/*']),
      'src/code.ts': 'const a = 1 < 2;\n\nexport { a };\n',
      'docs/data/x.json': '{}',
    });
    const pages = new Map([
      ['index.md', '# Home\n\n[a](guide/a.md)\n'],
      ['guide/a.md', page],
      ['guide/sub/index.md', '# Sub\n\nSub.\n'],
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

  it('have a sidebar and an overview of each section', () => {
    const read = stage('# The `a` page\n\nOne [link](../index.md) here. Two.\n');
    expect(JSON.parse(read('sidebar.json'))).toEqual([
      {
        text: 'All',
        link: '/all',
        collapsed: false,
        items: [
          { text: 'The a page', link: '/guide/a' },
          { text: 'Sub', link: '/guide/sub/' },
        ],
      },
    ]);
    expect(read('all.md')).toBe(
      '# All\n\nAll pages.\n\n- [The a page](./guide/a.md). One link here.\n- [Sub](./guide/sub/index.md). Sub.\n',
    );
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
      expect(one(symbols, 'glossary', top)).toBe(30);
      expect(one(symbols, 'glossary', { titles: ['Symbols'] })).toBe(1);
      expect(one(symbols, 'other', top)).toBe(1);
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

  it('show figures in place, with a name', () => {
    expect(figureOf('<svg role="img" aria-label="old"><g/></svg>', 'words')).toBe(
      '<span class="figure" v-html="&quot;&lt;svg role=\\&quot;img\\&quot; aria-label=\\&quot;words\\&quot;&gt;&lt;g/&gt;&lt;/svg&gt;&quot;"></span>',
    );
  });

  it('typeset formulas, and refuse wrong TeX with its page', async () => {
    const parser = await createMarkdownRenderer(folder);
    typesetFormulas(parser);
    plainCorners(parser);
    leaveToBrowser(parser, '/base/', ['/sources/']);
    expect(parser.render('$x^2$ and {{ braces }}')).toContain('<span v-pre class="katex">');
    expect(parser.render('|  | a |\n| - | - |\n| b | 1 |\n')).toMatch(/<tr>\s*<td><\/td>\s*<th>a<\/th>/);
    expect(() => parser.render('$\\frac{1}$', { path: 'docs/a.md' })).toThrow(
      /docs\/a\.md: TeX error in \$\\frac\{1\}\$/,
    );
    expect(parser.render('[x](/sources/x.html)')).toContain('href="/base/sources/x.html" target="_self"');
    expect(parser.render('[x](/guide/x.html)')).not.toContain('target="_self"');
  });
});

describe('the API', () => {
  const good = '/** A module. */\n/** One, $x^2$. */\nexport const one = 1;\n';
  const write = async (code: string): Promise<readonly string[]> => {
    const at = project({
      'src/index.ts': code,
      'spec/index.ts': '/** Another. */\n/** Two. */\nexport const two = 2;\n',
      'package.json': '{"name":"tiny","version":"1.0.0","type":"module"}',
      'tsconfig.json':
        '{"compilerOptions":{"module":"NodeNext","strict":true,"types":[],"noEmit":true},"include":["src","spec"]}',
    });
    const messages = await writeApiReference({
      root: at,
      entryPoints: new Map([
        ['tiny', join(at, 'src/index.ts')],
        ['tiny/spec', join(at, 'spec/index.ts')],
      ]),
      tsconfig: join(at, 'tsconfig.json'),
      pages: join(at, 'pages'),
    });
    if (messages.length > 0) return messages;
    return readdirSync(join(at, 'pages/api'), { recursive: true, encoding: 'utf8' }).map((file) =>
      file.endsWith('.md') ? readFileSync(join(at, 'pages/api', file), 'utf8') : '',
    );
  };

  it('has a page for what is right, with a link to its line', { tags: 'long' }, async () => {
    expect((await write(good)).join('\n')).toContain('[src/index.ts:3](/sources/src/index.ts.html#L3)');
  });

  it.each([
    ['a symbol without a comment', `${good}export const two = 2;\n`, /two .*does not have any documentation/],
    ['a link to a symbol that is not there', good.replace('One', '{@link gone}'), /gone/],
  ] as const)('refuses %s', { tags: 'long' }, async (_name, code, message) => {
    expect((await write(code)).join('\n')).toMatch(message);
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
