/** Export to Coq, and what happens where there is no coqc. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { provedInCoq } from '../../proofs-checks/coq/theory.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

/** A program with a path to look for coqc on. */
const run = (PATH: string, ...args: readonly string[]) => {
  const how = { env: { ...process.env, PATH }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'proofs', ...args], how);
  return { status, stdout, stderr };
};

interface Document {
  readonly theorems: readonly { readonly id: string; readonly verdict: string }[];
  readonly coq?: { readonly checked: boolean };
}
const withVerdict = ({ theorems }: Document, wanted: string): readonly string[] =>
  theorems.flatMap(({ id, verdict }) => (verdict === wanted ? [id] : [])).sort();
const inCoq = Object.keys(provedInCoq).sort();

it('auxopt proofs --coq without coqc is an error, before anything is checked', { tags: 'long' }, () => {
  const message = '--coq: there is no coqc, so Coq cannot check anything now; expected coqc and coqchk';
  const stderr = expect.stringContaining(message) as string;
  expect(run('', '--coq', '--json')).toEqual({ status: 2, stdout: '', stderr });
});

it('auxopt proofs --export coq writes the theory, which Coq did not check now', { tags: 'long' }, () => {
  const { status, stdout, stderr } = run('', '--export', 'coq', '--out', folder, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const document = JSON.parse(stdout) as Document;
  expect([document.coq, withVerdict(document, 'recorded')]).toEqual([undefined, inCoq]);
  const [head, ...listed] = readFileSync(join(folder, '_CoqProject'), 'utf8').trim().split('\n');
  expect(head).toBe('-R . Auxopt');
  expect(listed.sort()).toEqual(
    readdirSync(folder)
      .filter((name) => name.endsWith('.v'))
      .sort(),
  );
  const theory = join(root, 'proofs-checks/coq/theory');
  for (const name of readdirSync(theory))
    expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(join(theory, name), 'utf8'));
});

it('auxopt proofs --coq proves nothing by a Coq that refuses the files', { tags: 'long' }, () => {
  const refusing = '#!/bin/sh\n[ "$1" = --print-version ] && echo 8.20.1 && exit\nexit 1\n';
  const bin = temporaryFolder();
  writeFileSync(join(bin, 'coqc'), refusing, { mode: 0o755 });
  const { status, stdout } = run(`${bin}:${process.env['PATH'] ?? ''}`, '--coq', '--json');
  const document = JSON.parse(stdout) as Document;
  expect([status, document.coq?.checked, withVerdict(document, 'not proved')]).toEqual([1, false, inCoq]);
});
