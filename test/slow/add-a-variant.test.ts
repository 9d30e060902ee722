/** The page `add a variant`, followed to the letter in a copy of the repository. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyBlocks, applyChange, repositoryBlocks } from '../support/apply-page.js';
import { copyCheckout } from '../support/copy-checkout.js';
import { root } from '../support/run-cli.js';

const blocks = repositoryBlocks(readFileSync(join(root, 'docs/guide/add-a-variant.md'), 'utf8'));
const nameAlone = blocks.filter(({ path }) => path === 'spec/model/run.ts');

/** Suites that run over the registry: what all forms of a variant have to agree on. */
const suites = ['test/spec/hand-vectors.test.ts', 'test/agreement/engines.test.ts'];

/** The suite of expectations enumerates many runs of every variant; here the new one is asked about. */
const expectations = 'test/agreement/expectation.test.ts';

/** The part of vitest's report that is looked at. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

let folder: string;
beforeAll(() => {
  folder = copyCheckout();
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const { VITEST: _, VITEST_MODE: __, NODE_OPTIONS: ___, AUXOPT_TEST_REPORT: ____, ...env } = process.env;
const node = (...args: readonly string[]): string =>
  spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
const compile = (): string =>
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--pretty', 'false');
const test = (...files: readonly string[]): Report =>
  JSON.parse(node('node_modules/vitest/vitest.mjs', 'run', '--reporter=json', ...files)) as Report;

describe('the page that adds a variant', () => {
  it('begins with a name, after which the compiler names every table that lacks it', () => {
    applyBlocks(nameAlone, folder);
    const incomplete = compile().matchAll(/^(\S+?)\(.*error TS2741: Property '"svrg-local"' is missing/gm);
    expect([...incomplete].map(([, file]) => file).sort()).toEqual([
      'spec/algorithms/registry.ts',
      'src/exact/linear-maps.ts',
      'src/fast/registry.ts',
      'src/reference/index.ts',
    ]);
  });

  it('leads to a build without an error', () => {
    applyBlocks(
      blocks.filter((block) => !nameAlone.includes(block)),
      folder,
    );
    expect(compile()).toBe('');
    node('dist/src/cli/main.js', 'print', 'schemas', '--out', 'spec/schemas', '--force');
    expect(readFileSync(join(folder, 'spec/schemas/protocol.schema.json'), 'utf8')).toContain('svrg-local');
  });

  it('leads to a variant on which every suite of agreement passes', () => {
    const reports = [test(...suites), test(expectations, '-t', 'svrg-local')];
    const results = reports.flatMap(({ testResults }) => testResults);
    expect(results.map(({ name }) => name.slice(folder.length + 1)).sort()).toEqual(
      [...suites, expectations].sort(),
    );
    const outcomes = results.flatMap(({ assertionResults }) => assertionResults);
    expect(outcomes.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName)).toEqual([]);
    const passed = outcomes.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName);
    expect(passed.filter((name) => name.includes('svrg-local')).length).toBeGreaterThan(8);
    expect(passed.filter((name) => /expectation.*svrg-local/.test(name))).not.toEqual([]);
  });

  it('leads to a program that runs, serves and verifies it', () => {
    const main = 'dist/src/cli/main.js';
    const words = 'run docs/examples/tiny.json --variant svrg-local --engine fast --json'.split(' ');
    const run = node(main, ...words);
    expect(JSON.parse(run)).toMatchObject({ variant: 'svrg-local' });
    const serve = ['--', process.execPath, main, 'serve', '--variant', 'svrg-local'];
    expect(node(main, 'verify', ...serve)).toMatch(/^PASS: [^]*^L3 +svrg-local +\d+ pass$/m);
  });

  it('guards the fast form: a wrong sign in it fails, and the new variant is named', () => {
    const path = join(folder, 'src/fast/svrg-local.ts');
    const right = readFileSync(path, 'utf8');
    writeFileSync(path, right.replace('d.sub(s)', 'd.add(s)'));
    const report = test('test/agreement/engines.test.ts');
    writeFileSync(path, right);
    const messages = report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.flatMap(({ failureMessages }) => failureMessages),
    );
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.join('\n')).toContain('svrg-local');
  });
});

describe('a change of the page', () => {
  it('is refused where its lines do not stand in the file, or stand there twice', () => {
    expect(applyChange('a\nb\n', ' a\n+c\n', 'file')).toBe('a\nc\nb\n');
    expect(applyChange('a\nb\n', '-b\n+c\n', 'file')).toBe('a\nc\n');
    expect(() => applyChange('a\nb\n', ' d\n+c\n', 'file')).toThrow('file: expected once, in full lines:\nd');
    expect(() => applyChange('a\nb\na\n', ' a\n+c\n', 'file')).toThrow('file: expected once');
  });
});
