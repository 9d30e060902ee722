/** `auxopt adapter`: every listed file is printed whole, written whole, and shipped. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
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

  it.each(languages)('%s: prints the file as it is, and writes it so', (language) => {
    expect(auxopt(['adapter', language])).toEqual({ code: 0, stdout: source(language), stderr: '' });
    const file = join(folder, language);
    expect(auxopt(['adapter', language, '--out', file])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(source(language));
  });

  it.each(['python', 'torch', 'c'])('%s: the file carries its licence', (language) => {
    expect(source(language)).toMatch(/MIT/);
    expect(source(language)).toMatch(/the auxopt authors/);
  });

  it('prints every file from the package that npm packs', { tags: ['long', 'gate'] }, () => {
    const packed = join(folder, 'packed');
    mkdirSync(packed);
    const run = (command: string, ...args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
      return { status, stdout, stderr };
    };
    expect(run('npm', 'pack', '--ignore-scripts', '--pack-destination', packed).status).toBe(0);
    expect(run('tar', '-xzf', join(packed, readdirSync(packed)[0] ?? ''), '-C', packed).status).toBe(0);
    const installed = join(packed, 'package');
    symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
    const print = (language: string) =>
      run(process.execPath, join(installed, 'dist/src/cli/main.js'), 'adapter', language);
    for (const language of languages)
      expect(print(language)).toEqual({ status: 0, stdout: source(language), stderr: '' });
    // what is printed comes from the package itself
    rmSync(join(installed, files['c'] ?? ''));
    expect(print('c').status).toBe(2);
  });
});
