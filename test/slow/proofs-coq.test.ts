/** `npm run proofs:coq` where there is no coqc. With coqc, .ci/run runs it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/run-cli.js';

it('npm run proofs:coq ends with a status of its own where there is no coqc', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: root, env: { ...process.env, PATH: '' }, encoding: 'utf8' });
  expect(run('node_modules/typescript/bin/tsc', '-p', 'test/coq/tsconfig.json').status).toBe(0);
  const { status, stdout } = run(join(root, 'dist/test/coq/main.js'));
  expect({ status, stdout }).toEqual({ status: 77, stdout: 'absent: coqc (apt-get install coq)\n' });
});
