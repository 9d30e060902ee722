/** `auxopt adapter`: every listed file is printed whole, written whole, and shipped. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auxopt, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

const files: Readonly<Record<string, string>> = {
  python: 'src/verify/adapters/assets/auxopt_adapter.py',
  torch: 'src/verify/adapters/assets/auxopt_torch.py',
  c: 'src/verify/adapters/assets/auxopt_adapter.h',
  javascript: 'docs/examples/adapters/aux-mom.mjs',
};
const languages = Object.keys(files);
const source = (language: string): string => readFileSync(join(root, files[language] ?? ''), 'utf8');

describe('auxopt adapter', () => {
  it('lists every language with what it needs', () => {
    const { code, stdout, stderr } = auxopt(['adapter']);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/\s+/)[0])).toEqual(languages);
    for (const line of lines) expect(line).toMatch(/^\w+ {2,}\S.{20,}$/);
  });

  it.each(languages)('%s: prints the file as it is', (language) => {
    expect(auxopt(['adapter', language], folder)).toEqual({ code: 0, stdout: source(language), stderr: '' });
  });

  it.each(['python', 'torch', 'c'])('%s: the file carries its licence', (language) => {
    expect(source(language)).toMatch(/MIT/);
    expect(source(language)).toMatch(/the auxopt authors/);
  });

  it('writes a file, and overwrites none without --force', () => {
    const path = join(folder, 'mine.h');
    const write = (...more: string[]) => auxopt(['adapter', 'c', '--out', path, ...more]);
    expect(write()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(path, 'utf8')).toBe(source('c'));

    writeFileSync(path, 'my own changes');
    const refused = write();
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/mine\.h: the file exists; expected .* --force/);
    expect(readFileSync(path, 'utf8')).toBe('my own changes');

    expect(write('--force')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(path, 'utf8')).toBe(source('c'));
    expect(readdirSync(folder)).toEqual(['mine.h']); // no draft is left
  });

  it.each([
    ['an unknown language', ['adapter', 'cobol'], /Allowed choices are python, torch, c, javascript/],
    ['no language for a file', ['adapter', '--out', 'x'], /python, torch, c, javascript/],
    [
      'a folder that is not there',
      ['adapter', 'c', '--out', join(folder, 'none', 'x.h')],
      /cannot be written/,
    ],
    ['a file that is a folder', ['adapter', 'c', '--out', folder, '--force'], /cannot be written/],
  ])('%s exits 2 with one message', (_name, args, message) => {
    const { code, stdout, stderr } = auxopt(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('prints every file from the package that npm packs', { tags: 'long' }, () => {
    const packed = join(folder, 'packed');
    mkdirSync(packed);
    const npm = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(npm.status).toBe(0);
    const tarball = join(packed, readdirSync(packed)[0] ?? '');
    expect(spawnSync('tar', ['-xzf', tarball, '-C', packed]).status).toBe(0);
    const installed = join(packed, 'package');
    symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
    for (const language of languages) {
      const main = join(installed, 'dist/src/cli/main.js');
      const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'adapter', language], {
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toBe(source(language));
    }
    // what is printed comes from the package itself
    rmSync(join(installed, files['c'] ?? ''));
    const main = join(installed, 'dist/src/cli/main.js');
    expect(spawnSync(process.execPath, [main, 'adapter', 'c'], { encoding: 'utf8' }).status).toBe(2);
  });
});
