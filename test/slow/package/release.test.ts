/** Raising the version: every file that tells it follows, and the changes become a section of the changelog. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../support/run-cli.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { runProgram } from './support/npm.js';
import { readManifest } from './support/pack.js';

const files = [
  'package.json',
  'package-lock.json',
  'CITATION.cff',
  'CHANGELOG.md',
  '.ci/sync-version.mjs',
] as const;
const changelog =
  '# Changelog\n\n## Unreleased\n\n- Something that users notice.\n\n## 0.0.1\n\n- It exists.\n';

/** A repository with what `release:version` touches. */
function createRepository(changes: Readonly<Record<string, string>>): (path: string) => string {
  const folder = temporaryFolder();
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const path of files) write(path, readFileSync(join(root, path), 'utf8'));
  for (const [path, text] of Object.entries(changes)) write(path, text);
  const { code, stdout, stderr } = runProgram(['npm', 'run', 'release:version', '--', 'minor'], folder);
  if (code !== 0) throw new Error(stdout + stderr);
  return (path) => readFileSync(join(folder, path), 'utf8');
}

/** The versions that the files tell. */
function versionsIn(read: (path: string) => string): readonly (string | undefined)[] {
  const lock = JSON.parse(read('package-lock.json')) as {
    readonly version: string;
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  return [
    (JSON.parse(read('package.json')) as { readonly version: string }).version,
    lock.version,
    lock.packages['']?.version,
    /^version: (.*)$/m.exec(read('CITATION.cff'))?.[1],
  ];
}

describe('the version', () => {
  const here = (path: string): string => readFileSync(join(root, path), 'utf8');

  it('is one in every file', () => {
    expect(new Set(versionsIn(here))).toEqual(new Set([readManifest().version]));
  });

  it('rises in every file, with a section of the changelog', () => {
    const [major, minor] = readManifest().version.split('.').map(Number);
    const next = `${String(major)}.${String((minor ?? 0) + 1)}.0`;
    const read = createRepository({ 'CHANGELOG.md': changelog });
    expect(new Set(versionsIn(read))).toEqual(new Set([next]));
    expect(read('CHANGELOG.md')).toBe(changelog.replace('Unreleased', next));
    // npm writes the lock with the same indentation: nothing but the version differs
    const before = here('package-lock.json').split('\n');
    const changed = read('package-lock.json')
      .split('\n')
      .filter((line, i) => line !== before[i]);
    expect(changed).toHaveLength(2);
  });

  it.each([
    ['CITATION.cff', /^version:.*\n/m],
    ['CHANGELOG.md', /^## Unreleased$/m],
  ])('does not rise without its line in %s', (file, line) => {
    const all = { 'CHANGELOG.md': changelog, 'CITATION.cff': here('CITATION.cff') };
    const without = { ...all, [file]: all[file as keyof typeof all].replace(line, '') };
    expect(() => createRepository(without)).toThrow(`${file}: expected a line`);
  });
});
