/** The types of the public API, seen by a project that has nothing but the tarball and the strictest settings. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../support/run-cli.js';
import { installPackage, writeFiles } from './support/consumer.js';
import { runProgram } from './support/npm.js';
import { pack } from './support/pack.js';

const compiler = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
const folder = join(root, 'test/types');
const tests = Object.fromEntries(
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const compilerOptions = {
  target: 'ES2023',
  lib: ['ES2023', 'DOM'],
  module: 'NodeNext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  types: [],
  noEmit: true,
};
const marker = /^ *\/\/ @ts-expect-error.*$/;

describe('the types of the package', { tags: 'gate' }, () => {
  let project: string;
  beforeAll(() => {
    project = installPackage(pack().tarball);
    writeFiles(project, { 'tsconfig.json': JSON.stringify({ compilerOptions, include: ['*.ts'] }) });
  }, 120_000);

  /** The errors of the compiler, as `file:line`, and its whole output. */
  const compile = (files: Readonly<Record<string, string>>) => {
    writeFiles(project, files);
    const { stdout } = runProgram([process.execPath, compiler, '-p', '.', '--pretty', 'false'], project);
    const places = stdout.matchAll(/^([\w./@-]+)\((\d+),\d+\): error/gm);
    return {
      stdout,
      places: [...new Set([...places].map(([, file, line]) => `${file ?? ''}:${line ?? ''}`))],
    };
  };

  it('are what the tests say, without a look away from any declaration', () => {
    expect(compile(tests).stdout).toBe('');
  });

  it('refuse every wrong use that the tests list', () => {
    const expected = Object.entries(tests).flatMap(([name, text]) =>
      text.split('\n').flatMap((line, index) => (marker.test(line) ? [`${name}:${index + 2}`] : [])),
    );
    expect(expected.length).toBeGreaterThan(10);
    const bare = Object.entries(tests).map(([name, text]) => [
      name,
      text
        .split('\n')
        .map((line) => (marker.test(line) ? '' : line))
        .join('\n'),
    ]);
    const { places } = compile(Object.fromEntries(bare) as Record<string, string>);
    expect(places.sort()).toEqual(expected.sort());
  });

  it('are seen to be wrong where a declaration says `any`', () => {
    const path = join(project, 'node_modules/auxopt/dist/src/exact/run-exact.d.ts');
    const declaration = readFileSync(path, 'utf8');
    expect(declaration).toContain('): Trace<S>;');
    writeFileSync(path, declaration.replace('): Trace<S>;', '): any;'));
    const { stdout } = compile(tests);
    writeFileSync(path, declaration);
    expect(stdout).toMatch(/^running\.ts\(\d+,\d+\): error TS2344: Type '\[.*false\]' does not satisfy/m);
  });
});
