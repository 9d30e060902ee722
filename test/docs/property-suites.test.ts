/** The recipes of docs/guide/property-suites.md, in a fresh folder with the packed package: they run, pass what is right, and find what is wrong. */
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { readProblem } from '../../src/problems/index.js';
import { root } from '../support/run-cli.js';
import { packInto, recipe, runAsUser, shrunkProblem } from '../support/suite-recipes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

const runVitest = (file: string) =>
  runAsUser(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', file], folder);

describe('the recipes, in an installation', { tags: 'long' }, () => {
  /** What an installation would lay out: the files of the package, and beside them the packages that it needs. */
  beforeAll(() => {
    const tarball = packInto(folder);
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    expect(runAsUser('tar', ['-xzf', tarball], folder).status).toBe(0);
    renameSync(join(folder, 'package'), join(modules, 'auxopt'));
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    for (const name of [...Object.keys(dependencies), 'vitest']) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(join(folder, 'mine.js'), recipe('mine.js'));
  }, 60_000);

  // the twelve lines below are a file for vitest too
  it('vitest', () => {
    writeFileSync(join(folder, 'mine.test.js'), recipe('vitest: mine.test.js'));
    const { status, stdout, stderr } = runVitest('mine.test.js');
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/Tests\s+8 passed \(8\)/);
  });

  it('node:test', () => {
    writeFileSync(join(folder, 'mine.node.js'), recipe('node:test: mine.test.js'));
    const { status, stdout, stderr } = runAsUser(process.execPath, ['--test', 'mine.node.js'], folder);
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/pass 8\n/);
    expect(stdout).toMatch(/fail 0\n/);
  });

  it('twelve lines find a planted bug on a line in at most two rounds', () => {
    const code = recipe('planted.test.js');
    expect(code.trim().split('\n').length - 1).toBeLessThanOrEqual(12); // the comment aside
    writeFileSync(join(folder, 'planted.test.js'), code);
    const { status, stdout, stderr } = runVitest('planted.test.js');
    expect(status).toBe(1);
    const { told, file } = shrunkProblem(stderr + stdout, 'aux-mom: agreement with the equations');
    expect(told).toMatch(/ {2}equation {2}AUX-MOM\.6/);
    expect(told).toContain('computes d ← ∇h(y, ζ) − m where AUX-MOM.4 has d ← ∇h(y, ζ) + m');
    const { problem, parameters } = readProblem(file, 'message', () => '');
    expect(problem.dimension).toBe(1);
    expect(parameters.roundCount).toBeLessThanOrEqual(2);
    writeFileSync(join(folder, 'shrunk.json'), file);
    const ran = runAsUser(
      process.execPath,
      ['node_modules/auxopt/dist/src/cli/main.js', 'run', 'shrunk.json'],
      folder,
    );
    expect(ran.status, ran.stderr).toBe(0);
  });
});

it('jest, whose syntax and names of the package are right', () => {
  const code = recipe('jest: mine.test.js');
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  const asVitest = code
    .replace("import { test } from '@jest/globals'", "import { it } from 'vitest'")
    .replace(' test(name', ' it(name')
    .replace('// jest', '// vitest');
  expect(asVitest).toBe(recipe('vitest: mine.test.js'));
});
