/** What must stop the site from being built, where its packages find it: wrong TeX, a symbol without a comment. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { examplesOf } from '../../docs/tooling/api-examples.js';
import { writeApiReference } from '../../docs/tooling/api-reference.js';
import {
  figureOf,
  leaveToBrowser,
  plainCorners,
  typesetFormulas,
} from '../../docs/tooling/markdown-plugins.js';
import { algorithms } from '../../spec/algorithms/index.js';
import { writeFiles } from '../slow/package/support/consumer.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** The theme's types name the parser by another path. */
const createParser = () => new MarkdownIt() as unknown as Parameters<typeof typesetFormulas>[0];

/** A folder with these files. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  return folder;
}

describe('pages', () => {
  it('show figures in place, with a name', () => {
    expect(figureOf('<svg role="img" aria-label="old"><g/></svg>', 'words')).toBe(
      '<span class="figure" v-html="&quot;&lt;svg role=\\&quot;img\\&quot; aria-label=\\&quot;words\\&quot;&gt;&lt;g/&gt;&lt;/svg&gt;&quot;"></span>',
    );
  });

  it('typeset formulas, and refuse wrong TeX with its page', () => {
    const parser = createParser();
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

  it('have formulas of the algorithms that TeX understands', () => {
    const parser = createParser();
    typesetFormulas(parser);
    const all = Object.values(algorithms).flatMap(({ startEquations, equations }) => [
      ...startEquations,
      ...equations,
    ]);
    for (const { latex } of all) expect(parser.render(`$$${latex}$$`)).toContain('class="katex"');
  });
});

describe('the API', () => {
  const good = '/** A module. */\n/** One, $x^2$. */\nexport const one = 1;\n';
  const write = async (
    code: string,
    pagesOfSite: ReadonlyMap<string, string> = new Map(),
  ): Promise<readonly string[]> => {
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
      examples: examplesOf(pagesOfSite),
    });
    if (messages.length > 0) return messages;
    return readdirSync(join(at, 'pages/api'), { recursive: true, encoding: 'utf8' }).map((file) =>
      file.endsWith('.md') ? readFileSync(join(at, 'pages/api', file), 'utf8') : '',
    );
  };

  it('has a page for what is right, with a link to its line', async () => {
    expect((await write(good)).join('\n')).toContain('[src/index.ts:3](/sources/src/index.ts.html#L3)');
  });

  it('shows the code of a page that uses a function without an example of its own, with its types', async () => {
    const functions = [
      good,
      '/** Twice. */\nexport const twice = (x: number): number => 2 * x;\n',
      '/** Half.\n * @example\n * ```ts\n * half(2); // 1\n * ```\n */\nexport const half = (x: number): number => x / 2;\n',
    ].join('');
    const block = (name: string): string =>
      `\`\`\`ts\nimport { ${name} } from 'auxopt';\n${name}(1); // from a page\n\`\`\`\n`;
    const page = `# Some page\n\n${block('twice')}\n${block('half')}`;
    const ofApi = (files: readonly string[], name: string): string =>
      files.find((text) => text.includes(`# Function: ${name}()`)) ?? '';
    const files = await write(functions, new Map([['guide/some.md', page]]));
    expect(ofApi(files, 'twice')).toContain('function twice(x: number): number;');
    expect(ofApi(files, 'twice')).toContain('From [Some page](/guide/some.html):');
    expect(ofApi(files, 'twice')).toContain('twice(1); // from a page');
    expect(ofApi(files, 'half')).toContain('half(2); // 1');
    expect(ofApi(files, 'half')).not.toContain('from a page');
    const unrun = page.replace('```ts', '<!-- no-run: because -->\n\n```ts');
    expect(ofApi(await write(functions, new Map([['guide/some.md', unrun]])), 'twice')).not.toContain(
      'Example',
    );
  });

  it.each([
    ['a symbol without a comment', `${good}export const two = 2;\n`, /two .*does not have any documentation/],
    ['a link to a symbol that is not there', good.replace('One', '{@link gone}'), /gone/],
  ] as const)('refuses %s', async (_name, code, message) => {
    expect((await write(code)).join('\n')).toMatch(message);
  });
});
