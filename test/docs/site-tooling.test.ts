/** What must stop the site from being built: a page without a place, a broken link, wrong TeX, a symbol without a comment. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  buildSite,
  entryPointsOf,
  type SiteRequest,
  type SiteResult,
} from '../../docs/tooling/build-site.js';
import { inlineFigures } from '../../docs/tooling/inline-figures.js';
import { replaceLinks, summaryOf, titleOf } from '../../docs/tooling/markdown.js';
import { pathsOf, readSiteMap } from '../../docs/tooling/site-map.js';
import { stagePages } from '../../docs/tooling/stage-pages.js';
import { withoutNestedLinks } from '../../docs/tooling/theme.js';
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
      (file) => file.endsWith('.md') && !/^(?:site|\.build|tooling|playground|api)\//.test(file),
    );
    const raw = readFileSync(join(docs, 'site.json'), 'utf8');
    const placed = written.filter(
      (file) => raw.includes(`"${file}"`) || raw.includes(`"${file.replace(/[^/]+$/, '*')}"`),
    );
    expect(placed).toEqual(written);
  });
});

describe('pages', () => {
  const stage = (page: string): string => {
    const at = project({
      'docs/site.json': siteJson(['guide/*']),
      'src/code.ts': 'export {};\n',
      'docs/data/x.json': '{}',
    });
    const pages = new Map([
      ['index.md', '# Home\n\n[a](guide/a.md)\n'],
      ['guide/a.md', page],
    ]);
    const staged = join(at, 'staged');
    stagePages({
      root: at,
      pages,
      map: readSiteMap(join(at, 'docs/site.json'), [...pages.keys()]),
      staged,
      folderPages: { 'docs/data': 'index.md' },
      figures: new Map(),
    });
    return readFileSync(join(staged, 'guide/a.md'), 'utf8');
  };

  it('link to pages, to sources as text, and to folders that have a page', () => {
    const text = stage(
      '# A\n\n[home](../index.md) [code](../../src/code.ts) [data](../data) [web](https://example.org)\n\n```md\n[not](a link)\n```\n',
    );
    expect(text).toContain(
      '[home](../index.md) [code](../sources/src/code.ts.txt) [data](../index.md) [web](https://example.org)',
    );
    expect(text).toContain('[not](a link)');
  });

  it('must not link to what is not there', () => {
    expect(() => stage('# A\n\n[gone](./gone.md)\n')).toThrow('docs/guide/a.md: broken link to ./gone.md');
    expect(() => stage('no title\n')).toThrow(/no title/);
  });

  it('give their title and first sentence', () => {
    expect(titleOf('a.md', '# The `a` page\n')).toBe('The a page');
    expect(summaryOf('# A\n\nOne [link](x.md) here. Two.\n')).toBe('One link here.');
    expect(summaryOf('# A\n\n| table |\n')).toBe('');
    expect(replaceLinks('`[x](y)` [x](y)', ({ target }) => target)).toBe('`[x](y)` y');
  });

  it('show figures in place and no link within a summary', () => {
    const html =
      '<img src="../media/f.svg" alt="words"><summary><h2>x<a href="#x" class="tsd-anchor-icon">#</a></h2></summary>';
    const figures = new Map([['f.svg', '<svg aria-label="old"><g/></svg>']]);
    expect(withoutNestedLinks(inlineFigures(html, figures))).toBe(
      '<span class="figure"><svg role="img" aria-label="words"><g/></svg></span><summary><h2>x</h2></summary>',
    );
  });
});

describe('the generator', () => {
  const good = '/** A module. */\n/** One, $x^2$. */\nexport const one = 1;\n';
  const build = async (page: string, code: string): Promise<SiteResult> => {
    const at = project({
      'src/index.ts': code,
      'home.md': '# Home\n',
      'all.md': `---\nurl: all\ntitle: "All"\n---\n${page}\n`,
      'package.json': '{"name":"tiny","version":"1.0.0","type":"module"}',
      'tsconfig.json':
        '{"compilerOptions":{"module":"NodeNext","strict":true,"types":[],"noEmit":true},"include":["src"]}',
    });
    const request: SiteRequest = {
      root: at,
      name: 'tiny',
      home: join(at, 'home.md'),
      sections: [join(at, 'all.md')],
      entryPoints: new Map([['tiny', join(at, 'src/index.ts')]]),
      tsconfig: join(at, 'tsconfig.json'),
      out: join(at, 'out'),
      topLinks: { Playground: 'playground/index.html' },
      figures: new Map(),
    };
    return buildSite(request);
  };

  it('builds what is right', async () => {
    expect(await build('Text, $\\frac{1}{2}$.', good)).toEqual({ isBuilt: true, messages: [] });
  });

  const refuses = async (_name: string, page: string, code: string, message: RegExp): Promise<void> => {
    const { isBuilt, messages } = await build(page, code);
    expect(isBuilt).toBe(false);
    expect(messages.join('\n')).toMatch(message);
  };

  it.each([['wrong TeX in a page', 'Text, $\\frac{1}$.', good, /TeX error in \$\\frac\{1\}\$/]] as const)(
    'refuses %s',
    refuses,
  );
  it.each([
    ['wrong TeX in a comment', 'Text.', good.replace('x^2', 'x^'), /TeX error in \$x\^\$/],
    [
      'a symbol without a comment',
      'Text.',
      `${good}export const two = 2;\n`,
      /two .*does not have any documentation/,
    ],
    ['a link to a symbol that is not there', 'Text.', good.replace('One', '{@link gone}'), /gone/],
    ['a relative link to nothing', '[x](./nothing.md)', good, /nothing\.md/],
  ] as const)('refuses %s', { tags: 'long' }, refuses);
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
