/** Export to Coq, and what happens where there is no coqc. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { provedInCoq } from '../../proofs-checks/coq/theory.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

const run = (args: readonly string[]) =>
  spawnSync(process.execPath, args, { env: { ...process.env, PATH: '' }, encoding: 'utf8' });

it(
  'auxopt proofs --coq without coqc is an error, and says so before it checks anything',
  { tags: 'long' },
  () => {
    const { status, stdout, stderr } = run([main, 'proofs', '--coq', '--json']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(
      '--coq: there is no coqc, so Coq cannot check anything now; expected coqc and coqchk',
    );
  },
);

describe('auxopt proofs --export coq, without coqc', { tags: 'long' }, () => {
  let printed = '';

  beforeAll(() => {
    const { status, stdout, stderr } = run([main, 'proofs', '--export', 'coq', '--out', folder, '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    printed = stdout;
  });

  it('says that Coq did not check anything now', () => {
    const { theorems, coq } = JSON.parse(printed) as {
      theorems: { id: string; verdict: string }[];
      coq?: unknown;
    };
    expect(coq).toBeUndefined();
    const recorded = theorems.filter(({ verdict }) => verdict === 'recorded').map(({ id }) => id);
    expect(recorded.sort()).toEqual(Object.keys(provedInCoq).sort());
  });

  it('writes every file that its _CoqProject lists', () => {
    const listed = readFileSync(join(folder, '_CoqProject'), 'utf8').trim().split('\n');
    expect(listed[0]).toBe('-R . Auxopt');
    const written = readdirSync(folder).filter((name) => name.endsWith('.v'));
    expect(listed.slice(1).sort()).toEqual(written.sort());
  });

  it('writes the theory as it is', () => {
    const theory = join(root, 'proofs-checks/coq/theory');
    for (const name of readdirSync(theory)) {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(join(theory, name), 'utf8'));
    }
  });
});

it('auxopt proofs --coq proves nothing by a Coq that refuses the files', { tags: 'long' }, () => {
  const bin = mkdtempSync(join(tmpdir(), 'auxopt-coqc-'));
  const refusing = '#!/bin/sh\n[ "$1" = --print-version ] && echo 8.20.1 && exit\nexit 1\n';
  writeFileSync(join(bin, 'coqc'), refusing, { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  const { status, stdout } = spawnSync(process.execPath, [main, 'proofs', '--coq', '--json'], {
    env,
    encoding: 'utf8',
  });
  rmSync(bin, { recursive: true });
  const { theorems, coq } = JSON.parse(stdout) as {
    theorems: { id: string; verdict: string }[];
    coq: { checked: boolean };
  };
  expect({ status, checked: coq.checked }).toEqual({ status: 1, checked: false });
  const unproved = theorems.filter(({ verdict }) => verdict === 'not proved').map(({ id }) => id);
  expect(unproved.sort()).toEqual(Object.keys(provedInCoq).sort());
});
