/** The package as a user has it: every link of its pages leads into it, and the commands of its first guide work in an empty folder. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { replaceLinks } from '../../../docs/tooling/markdown.js';
import { installPackage } from './support/consumer.js';
import { runProgram } from './support/npm.js';
import { blocksOf } from '../../support/markdown-examples.js';
import { pythonWith } from '../../support/python-with.js';
import { pack } from './support/pack.js';

/** Anchors of a page, as GitHub makes them. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** Links of a package that lead nowhere in it, as `page → target`. */
function deadLinksIn(folder: string): readonly string[] {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );
  const dead: string[] = [];
  for (const page of pages) {
    const text = readFileSync(join(folder, page), 'utf8');
    replaceLinks(text, ({ target }) => {
      const [path = '', anchor] = target.split('#');
      if (/^(?:https?|mailto):/.test(target)) return '';
      const found = path === '' ? join(folder, page) : join(folder, dirname(page), path);
      const isInside = !relative(folder, found).startsWith('..') && existsSync(found);
      const isAnchored =
        anchor === undefined || !found.endsWith('.md') || (isInside && anchorsOf(readFileSync(found, 'utf8')).includes(anchor)); // prettier-ignore
      if (!isInside || !isAnchored) dead.push(`${page} → ${target}`);
      return '';
    });
  }
  return dead;
}

const pythonWithTorch = pythonWith('torch');

describe('the installed package', { tags: 'gate' }, () => {
  let project: string;
  let installed: string;
  beforeAll(() => {
    project = installPackage(pack().tarball);
    installed = join(project, 'node_modules/auxopt');
    cpSync(join(installed, 'docs'), join(project, 'docs'), { recursive: true });
  }, 300_000);

  it('has every page, picture and file that its pages link to', () => {
    expect(deadLinksIn(installed)).toEqual([]);
  });

  it('would be seen to lack one, and a heading', () => {
    const page = join(installed, 'docs/guide/broken.md');
    writeFileSync(
      page,
      '# A page\n\n[a](#a-page) [b](./start.md#install) [c](./start.md#none) [d](site:api/) [e](../../../x.md)\n',
    );
    rmSync(join(installed, 'docs/formats/verify.md'));
    const dead = deadLinksIn(installed);
    expect(dead.filter((link) => link.startsWith('docs/guide/broken.md'))).toEqual([
      'docs/guide/broken.md → ./start.md#none',
      'docs/guide/broken.md → site:api/',
      'docs/guide/broken.md → ../../../x.md',
    ]);
    expect(dead.some((link) => /→ .*verify\.md/.test(link))).toBe(true);
    rmSync(page);
  });

  it('runs the commands of its first guide in a folder of its user', () => {
    const guide = readFileSync(join(installed, 'docs/guide/start.md'), 'utf8');
    const commands = [...guide.matchAll(/^npx auxopt (run docs\/.*)$/gm)].map(([, words = '']) =>
      words.split(' '),
    );
    expect(commands.length).toBeGreaterThanOrEqual(3);
    for (const words of commands) {
      const { code, stderr } = runProgram(['node_modules/.bin/auxopt', ...words], project);
      expect([code, stderr]).toEqual([0, '']);
    }
  });

  it('runs an optimizer of its gallery, and says where it is missing', { timeout: 300_000 }, () => {
    const run = [process.execPath, 'docs/gallery/run.mjs', 'convnetjs'];
    // 77: no registry to install convnetjs from
    const { code, stderr } = runProgram(run, project);
    expect(stderr).toBe('');
    expect([0, 77]).toContain(code);
    const elsewhere = join(project, 'elsewhere');
    cpSync(join(project, 'docs'), join(elsewhere, 'docs'), { recursive: true });
    const lost = runProgram(run, elsewhere);
    expect(lost.code).toBe(2);
    expect(lost.stderr).toContain('neither built nor installed');
  });

  it.each([
    ['verify-python', 4],
    ['train', 4],
  ])('runs the commands of %s.md as they are written', { timeout: 300_000 }, (page, count) => {
    const guide = readFileSync(join(installed, 'docs/guide', `${page}.md`), 'utf8');
    const folder = join(project, page);
    mkdirSync(folder);
    for (const name of ['docs', 'node_modules']) symlinkSync(join(project, name), join(folder, name));
    for (const { file, code } of blocksOf(page, guide))
      if (file !== undefined) writeFileSync(join(folder, file), code);
    const commands = [...guide.matchAll(/^(?:npx|cp) .*$/gm)].map(([command]) => command);
    expect(commands).toHaveLength(count);
    for (const command of commands) {
      const isRun = command.includes('auxopt verify');
      const python = page === 'train' ? pythonWithTorch : 'python3';
      if (isRun && python === undefined) continue;
      const written = command.replace('python3', python ?? '');
      const { code, stdout, stderr } = runProgram(['bash', '-c', written], folder);
      expect([command, code, stderr]).toEqual([command, 0, '']);
      if (isRun) expect(stdout).toMatch(/^PASS: /m);
    }
  });
});
