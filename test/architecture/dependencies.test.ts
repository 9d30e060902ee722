/** Runtime dependencies: package.json, the imports of what ships, and the table of the decision are one list. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';
import { packageOf, reach } from '../support/static-imports.js';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const decision = readFileSync(join(root, 'docs/decisions/0004-dependencies.md'), 'utf8');

/** Package → the folders that import it, sorted. */
type Users = Readonly<Record<string, readonly string[]>>;

/** The rows of the table. */
function readTable(markdown: string): Users {
  const rows = markdown.matchAll(/^\| ([@a-z][^ |]*) +\| ([^|]*\S) +\| ([^|]*\S) +\|$/gm);
  return Object.fromEntries(
    [...rows].slice(1).map(([, name = '', , folders = '']) => [name, folders.split(', ').sort()]),
  );
}

/** The packages that the sources of what ships import, types included. */
function readImports(): Users {
  const users = new Map<string, Set<string>>();
  for (const top of ['spec', 'src', 'proofs-checks']) {
    for (const path of readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ts')) continue;
      const folder = top === 'src' ? (path.split(/[\\/]/)[0] ?? '') : top;
      const { importedFiles } = ts.preProcessFile(readFileSync(join(root, top, path), 'utf8'));
      for (const { fileName } of importedFiles) {
        const name = packageOf(fileName);
        if (name !== undefined) users.set(name, (users.get(name) ?? new Set()).add(folder));
      }
    }
  }
  return Object.fromEntries([...users].map(([name, folders]) => [name, [...folders].sort()]));
}

describe('runtime dependencies', () => {
  const imports = readImports();

  it('are what the sources import', () => {
    expect(Object.keys(imports).sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it('are justified one by one, for the folders that import them', () => {
    expect(readTable(decision)).toEqual(imports);
  });

  it('are missed in the table where a row, or a folder of a row, is missing', () => {
    expect(readTable(decision.replace(/^\| zod .*\n/m, ''))).not.toHaveProperty('zod');
    expect(readTable(decision.replace(/^(\| zod .*), cli/m, '$1'))['zod']).not.toEqual(imports['zod']);
  });
});

const figurePackages = ['@observablehq/plot', 'linkedom'];
const drawing = (path: string): readonly string[] =>
  figurePackages.filter((name) => reach(join(root, path)).packages.has(name));

describe('the packages of the figures', () => {
  it('are loaded neither by the command line itself, nor by a command, nor by a subpath', () => {
    const entries = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string' ? [] : [entry.default],
    );
    const commands = readdirSync(join(root, 'src/cli'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `dist/src/cli/${name}/command.js`);
    expect(Math.min(entries.length, commands.length)).toBeGreaterThan(5);
    for (const entry of ['dist/src/cli/main.js', ...commands, ...entries])
      expect(drawing(entry), entry).toEqual([]);
  });

  it('are seen where a command does load them', () => {
    expect(drawing('dist/src/cli/run/run-figures.js')).toEqual(figurePackages);
  });
});
