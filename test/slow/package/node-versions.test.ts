/** The tarball, installed with every supported version of Node: what it does there is what the checkout does here. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auxopt, root } from '../../support/run-cli.js';
import { installNode, installPackage, nodeVersions, writeFiles } from './support/consumer.js';
import { runProgram, type Finished } from './support/npm.js';
import { pack, readManifest, type Packed } from './support/pack.js';

const manifest = readManifest();
const examples = 'node_modules/auxopt/docs/examples';
const subpaths = Object.keys(manifest.exports).filter(
  (path) => !path.includes('*') && !path.endsWith('.json'),
);

/** Prints what every subpath exports. */
const importer = `
for (const path of process.argv.filter((argument) => argument.startsWith('.'))) {
  const names = Object.keys(await import('auxopt' + path.slice(1)));
  console.log(path, names.join(' '));
}
for (const path of ['schemas/protocol.schema.json', 'vectors/v1/manifest.json', 'package.json']) {
  await import('auxopt/' + path, { with: { type: 'json' } });
}`;

/** What a command says here; each is asked once. */
const inCheckout = memoize((line) => auxopt(line.split(' ')).stdout);
const importHere = memoize(
  (paths) =>
    runProgram([process.execPath, '--input-type=module', '--eval', importer, ...paths.split(' ')], root)
      .stdout,
);

function memoize(ask: (line: string) => string): (line: string) => string {
  const known = new Map<string, string>();
  return (line) => {
    const answer = known.get(line) ?? ask(line);
    known.set(line, answer);
    return answer;
  };
}

/** A version of Node is some fifty megabytes to fetch. */
const patience = 300_000;

let packed: Packed;
beforeAll(() => {
  packed = pack();
}, patience);

describe.each(nodeVersions)('Node %s', (version) => {
  let node: string;
  let project: string;
  beforeAll(() => {
    node = installNode(version);
    project = installPackage(packed.tarball, node);
    writeFiles(project, { 'imports.mjs': importer });
  }, patience);
  afterAll(() => {
    for (const folder of [project, join(node, '../../../..')]) {
      rmSync(folder, { recursive: true, force: true });
    }
  }, patience);
  const run = (...command: readonly string[]): Finished => runProgram([node, ...command], project);
  const installed = (...args: readonly string[]): Finished =>
    run('node_modules/auxopt/dist/src/cli/main.js', ...args);

  it('is the one that was asked for, and tells the version of the package', () => {
    expect(run('--version').stdout).toBe(`v${version}\n`);
    expect(installed('--version').stdout).toBe(`${manifest.version}\n`);
  });

  it('starts the command by its name', () => {
    const { stdout } = run('node_modules/.bin/auxopt', '--version');
    expect(stdout).toBe(`${manifest.version}\n`);
  });

  it.each([
    ['run', `${examples}/tiny.json`, '--json'],
    ['run', `${examples}/iris.json`, '--engine', 'fast', '--json'],
    ['check', '--cases', '2', '--seed', '7', '--json'],
    ['print', 'vectors'],
  ])('says of `auxopt %s %s …` what the checkout says', (...args) => {
    const { code, stdout, stderr } = installed(...args);
    const here = inCheckout(args.map((argument) => argument.replace(examples, 'docs/examples')).join(' '));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(0);
    expect(stdout).toBe(here);
  });

  it('imports every subpath, with the names that the checkout has', () => {
    const { stdout, stderr } = run('imports.mjs', ...subpaths);
    expect(stderr.replaceAll(/.*ExperimentalWarning.*\n|.*--trace-warnings.*\n/g, '')).toBe('');
    expect(stdout.split('\n')).toHaveLength(subpaths.length + 1);
    expect(stdout).toBe(importHere(subpaths.join(' ')));
  });

  it('refuses a subpath that is not exported', () => {
    const { code, stderr } = run('imports.mjs', './cli');
    expect(code).not.toBe(0);
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('verifies the adapter for JavaScript', () => {
    expect(installed('adapter', 'javascript', '--out', 'mine.mjs').code).toBe(0);
    const { code, stdout } = installed('verify', '--', node, 'mine.mjs');
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/^PASS: \d+ of \d+ tested cases passed/m);
  });

  it('verifies the adapter for Python', () => {
    expect(installed('adapter', 'python', '--out', `${examples}/adapters/auxopt_adapter.py`).code).toBe(0);
    const { code, stdout } = installed('verify', '--', 'python3', `${examples}/adapters/aux_mom_plain.py`);
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/^PASS: \d+ of \d+ tested cases passed/m);
  });

  it('names what a mutant does wrong', () => {
    const serve = ['node_modules/auxopt/dist/src/cli/main.js', 'serve', '--variant', 'aux-mom'];
    const { code, stdout } = installed('verify', '--', node, ...serve, '--mutant', 'aux-mvr-as-aux-mom');
    expect(code).toBe(1);
    expect(stdout).toContain('AUX-MOM.2');
  });
});

describe('an installation', () => {
  it('is refused by a Node that is too old', () => {
    const node = installNode('18.20.8');
    expect(() => installPackage(packed.tarball, node)).toThrow(
      /EBADENGINE|not compatible|Unsupported engine/,
    );
  });
});
