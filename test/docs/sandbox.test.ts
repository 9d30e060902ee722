/** The sandbox of docs/guide/verify-untrusted.md: its commands work, and what it hides is hidden. Skipped where bubblewrap cannot run. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const [, commands = ''] = /^```sh\n(.*?)^```$/ms.exec(read('docs/guide/verify-untrusted.md')) ?? [];
const [, sandbox = ''] = / -- (bwrap .*) python3 /.exec(commands) ?? [];
const [bwrap = '', ...options] = sandbox.split(' ');
const canRun = spawnSync('bwrap', ['--ro-bind', '/', '/', '--unshare-all', 'true']).status === 0;

/** A folder with the package and the program of the guide. */
function place(program = read('docs/examples/adapters/aux_mom_plain.py')): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/auxopt'));
  writeFileSync(join(folder, 'aux_mom_plain.py'), program);
  return folder;
}

/** The commands of the page, one after the other. */
function follow(cwd: string) {
  return commands
    .trim()
    .split('\n')
    .map((command) =>
      spawnSync(
        'sh',
        ['-c', command.replace('npx auxopt', 'node node_modules/auxopt/dist/src/cli/main.js')],
        {
          cwd,
          encoding: 'utf8',
        },
      ),
    );
}

/** Whether a program sees a file, may write beside itself, reaches a server, and sees another process. */
const probe = (file: string, port: number, pid: number): string => `
import os, socket
def can(action):
    try:
        action()
        return 1
    except OSError:
        return 0
print(can(lambda: open(${JSON.stringify(file)}).close()), can(lambda: open("written", "w").close()),
      can(lambda: socket.create_connection(("127.0.0.1", ${port}), 2).close()), can(lambda: os.stat("/proc/${pid}/cmdline") and os.kill(${pid}, 0)))
`;

describe.skipIf(!canRun)('in the sandbox of the guide', () => {
  it('a right program passes, and a wrong one fails, by the same commands', { tags: 'long' }, () => {
    const passed = follow(place());
    expect(passed.map(({ status }) => status)).toEqual([0, 0]);
    expect(passed[1]?.stdout).toMatch(/^PASS: \d+ of \d+ tested cases passed/m);
    const wrong = read('docs/examples/adapters/aux_mom_plain.py').replace('(1 - a) * m', 'a * m');
    expect(follow(place(wrong)).map(({ status }) => status)).toEqual([0, 1]);
  });

  it('files, the network and other processes are out of reach, and in reach without it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const secret = join(temporaryFolder(), 'secret');
      writeFileSync(secret, '');
      const code = probe(secret, (server.address() as AddressInfo).port, process.pid);
      const cwd = place();
      const seen = (file: string, words: readonly string[]): string =>
        spawnSync(file, [...words, '-c', code], { cwd, encoding: 'utf8' }).stdout.trim();
      expect(seen('python3', [])).toBe('1 1 1 1');
      expect(seen(bwrap, [...options, 'python3'])).toBe('0 0 0 0');
    } finally {
      server.close();
    }
  });
});
