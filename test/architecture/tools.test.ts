/** Packages that only some scripts need: .ci/tools.mjs installs them once for each lockfile, and no lockfile names a registry. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe.skipIf(process.platform === 'win32')('.ci/tools.mjs', () => {
  /** A folder `a/b` with a lockfile, and an npm that writes down how it was called. */
  function project(npm: string) {
    const home = temporaryFolder();
    const [lock, calls] = [join(home, 'a/b/package-lock.json'), join(home, 'calls')];
    mkdirSync(join(home, 'a/b'), { recursive: true });
    writeFileSync(lock, '{}');
    writeFileSync(join(home, 'npm'), `#!/bin/sh\necho "$PWD $*" >> ${calls}\n${npm}\n`);
    chmodSync(join(home, 'npm'), 0o755);
    const run = () => {
      const env = { PATH: `${home}${delimiter}${process.env['PATH'] ?? ''}` };
      const program = [join(root, '.ci/tools.mjs'), 'a/b'];
      const { status, stdout, stderr } = spawnSync(process.execPath, program, {
        cwd: home,
        env,
        encoding: 'utf8',
      });
      const count = readFileSync(calls, 'utf8').match(/\/a\/b ci /g)?.length;
      return { status, count, said: stdout + stderr };
    };
    return { home, lock, run };
  }
  const install = 'rm -rf node_modules && mkdir -p node_modules/tool && echo 1 > node_modules/tool/index.js';

  it('installs once, and again when the lockfile is another, without a word in a pipe', () => {
    const { home, lock, run } = project(install);
    expect(run()).toEqual({ status: 0, count: 1, said: '' });
    expect(run()).toEqual({ status: 0, count: 1, said: '' });
    // what is compiled from the folder finds them
    expect(existsSync(join(home, 'dist/a/b/node_modules/tool/index.js'))).toBe(true);
    writeFileSync(lock, '{ "lockfileVersion": 3 }');
    expect(run()).toEqual({ status: 0, count: 2, said: '' });
  });

  it('says where and why it failed, and installs the next time', () => {
    const { run } = project(`${install}; echo 'no network' >&2; exit 1`);
    const said = 'tools: npm ci failed in a/b: no network\n';
    expect(run()).toEqual({ status: 1, count: 1, said });
    expect(run()).toEqual({ status: 1, count: 2, said });
  });
});

/** Addresses in a lockfile. */
const addresses = (lock: string): readonly string[] => lock.match(/"resolved": *"[^"]*"/g) ?? [];

it.skipIf(!existsSync(join(root, '.git')))('lockfiles name no registry', () => {
  const listed = spawnSync('git', ['ls-files', '*package-lock.json'], { cwd: root, encoding: 'utf8' });
  const files = listed.stdout.trim().split('\n');
  expect(files.length).toBeGreaterThan(4);
  expect(files.filter((file) => addresses(readFileSync(join(root, file), 'utf8')).length > 0)).toEqual([]);
  expect(addresses('{ "resolved": "https://registry.example/a.tgz" }')).toHaveLength(1);
});
